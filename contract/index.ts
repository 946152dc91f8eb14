import { normEvents, normOperations, normRefusals } from './norms.ts'
import type { Operation } from './operation.ts'
import { peopleEvents, peopleOperations, peopleRefusals } from './people.ts'
import { platformRefusals, type RefusalEntry } from './refusals.ts'

/** Every operation of the product, capability by capability. */
export const allOperations: readonly Operation[] = [...peopleOperations, ...normOperations]

/** Every refusal of the product. */
export const allRefusals = { ...platformRefusals, ...peopleRefusals, ...normRefusals } as const satisfies Record<string, RefusalEntry>
export type RefusalCode = keyof typeof allRefusals

/** Every event of the product. */
export const allEvents = { ...peopleEvents, ...normEvents } as const
