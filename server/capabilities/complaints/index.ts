// What other capabilities may ask of complaints: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { whenOfKind } from '#capabilities/tickets'
import { keepComplaint } from './complaint-row.ts'

export { type ComplaintFacts, complaintOf } from './complaint-of.ts'
export { type AskedProblem, checkAsked } from './check-asked.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

/** A complaint has its row from the moment its ticket is one. */
export async function prepare(_app: App): Promise<void> {
  whenOfKind('complaint', 'complaints', keepComplaint)
}
