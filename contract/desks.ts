import { correctionEvents, correctionOperations, correctionRefusals } from './corrections.ts'
import type { Operation } from './operation.ts'
import { outboundEvents, outboundOperations, outboundRefusals } from './outbound.ts'
import type { RefusalEntry } from './refusals.ts'
import { secretaryEvents, secretaryOperations, secretaryRefusals } from './secretary.ts'
import { smsEvents, smsOperations, smsRefusals } from './sms.ts'

// The desks of the manual, together.

export const deskOperations: readonly Operation[] = [...smsOperations, ...correctionOperations, ...outboundOperations, ...secretaryOperations]

export const deskRefusals = { ...smsRefusals, ...correctionRefusals, ...outboundRefusals, ...secretaryRefusals } as const satisfies Record<string, RefusalEntry>

export const deskEvents = { ...smsEvents, ...correctionEvents, ...outboundEvents, ...secretaryEvents } as const
