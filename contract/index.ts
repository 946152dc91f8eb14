import { contactEvents, contactOperations, contactRefusals } from './contacts.ts'
import { customerEvents, customerOperations, customerRefusals } from './customers.ts'
import { clauseEvents, clauseOperations, normRefusals } from './norms.ts'
import type { Operation } from './operation.ts'
import { peopleEvents, peopleOperations, peopleRefusals } from './people.ts'
import { ticketEvents, ticketRefusals } from './ticket-events.ts'
import { ticketOperations } from './ticket-operations.ts'
import { promiseEvents, promiseOperations } from './promises.ts'
import { surveyEvents, surveyOperations, surveyRefusals } from './surveys.ts'
import { platformRefusals, type RefusalEntry } from './refusals.ts'

/** Every operation of the product, capability by capability. */
export const allOperations: readonly Operation[] = [...peopleOperations, ...customerOperations, ...clauseOperations, ...promiseOperations, ...ticketOperations, ...surveyOperations, ...contactOperations]

/** Every refusal of the product. */
export const allRefusals = { ...platformRefusals, ...peopleRefusals, ...customerRefusals, ...normRefusals, ...ticketRefusals, ...surveyRefusals, ...contactRefusals } as const satisfies Record<string, RefusalEntry>
export type RefusalCode = keyof typeof allRefusals

/** Every event of the product. */
export const allEvents = { ...peopleEvents, ...customerEvents, ...clauseEvents, ...promiseEvents, ...ticketEvents, ...surveyEvents, ...contactEvents } as const
