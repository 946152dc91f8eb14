// What other capabilities may ask of complaints: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { letSubjectSay } from '#capabilities/norms'
import { findTicket, mayReadTicket, whenOfKind } from '#capabilities/tickets'
import { keepComplaint } from './complaint-row.ts'
import { rescoreWhenChanged } from './rescore-when-changed.ts'
import { settleSubmissions } from './submit-complaint.ts'

export { analysisOf } from './analyse-escalation.ts'
export { type ComplaintFacts, complaintOf } from './complaint-of.ts'
export { type AskedProblem, checkAsked } from './check-asked.ts'
export { escalate } from './escalate-complaint.ts'
export { leafOf } from './leaf-of.ts'
export { rescore } from './rescore.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = [rescoreWhenChanged, settleSubmissions]
export const repeating: Repeating[] = []

/** A complaint has its row from the moment its ticket is one; who may read it may read what is promised about its escalations. */
export async function prepare(_app: App): Promise<void> {
  whenOfKind('complaint', 'complaints', keepComplaint)
  letSubjectSay('escalation', async (call, { regionId, id }) => {
    const row = await call.tx.selectFrom('complaints.escalation').select('ticket_id').where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
    const ticket = row ? await findTicket(call.tx, regionId, row.ticket_id) : null
    return ticket !== null && (await mayReadTicket(call, ticket))
  })
}
