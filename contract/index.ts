import type { Operation } from './operation.ts'
import { platformRefusals, type RefusalEntry } from './refusals.ts'

/** Every operation of the product, capability by capability. */
export const allOperations: readonly Operation[] = []

/** Every refusal of the product. */
export const allRefusals = { ...platformRefusals } as const satisfies Record<string, RefusalEntry>
export type RefusalCode = keyof typeof allRefusals

/** Every event of the product. */
export const allEvents = {} as const
