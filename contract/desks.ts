import { correctionEvents, correctionOperations, correctionRefusals } from './corrections.ts'
import type { Operation } from './operation.ts'
import { outboundEvents, outboundOperations, outboundRefusals } from './outbound.ts'
import type { RefusalEntry } from './refusals.ts'
import { secretaryEvents, secretaryOperations, secretaryRefusals } from './secretary.ts'
import { smsEvents, smsOperations, smsRefusals } from './sms.ts'
import { vipEvents, vipOperations, vipRefusals } from './vip.ts'

// The desks of the manual, together.

export const deskOperations: readonly Operation[] = [...smsOperations, ...correctionOperations, ...outboundOperations, ...secretaryOperations, ...vipOperations]

export const deskRefusals = { ...smsRefusals, ...correctionRefusals, ...outboundRefusals, ...secretaryRefusals, ...vipRefusals } as const satisfies Record<string, RefusalEntry>

export const deskEvents = { ...smsEvents, ...correctionEvents, ...outboundEvents, ...secretaryEvents, ...vipEvents } as const
