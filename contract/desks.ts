import { correctionEvents, correctionOperations, correctionRefusals } from './corrections.ts'
import type { Operation } from './operation.ts'
import { outboundEvents, outboundOperations, outboundRefusals } from './outbound.ts'
import type { RefusalEntry } from './refusals.ts'
import { smsEvents, smsOperations, smsRefusals } from './sms.ts'

// The desks of the manual, together.

export const deskOperations: readonly Operation[] = [...smsOperations, ...correctionOperations, ...outboundOperations]

export const deskRefusals = { ...smsRefusals, ...correctionRefusals, ...outboundRefusals } as const satisfies Record<string, RefusalEntry>

export const deskEvents = { ...smsEvents, ...correctionEvents, ...outboundEvents } as const
