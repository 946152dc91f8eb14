import { correctionEvents, correctionOperations, correctionRefusals } from './corrections.ts'
import type { Operation } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// The desks of the manual, together.

export const deskOperations: readonly Operation[] = [...correctionOperations]

export const deskRefusals = { ...correctionRefusals } as const satisfies Record<string, RefusalEntry>

export const deskEvents = { ...correctionEvents } as const
