import { sql } from 'kysely'
import { react } from '#platform/reactions'

/**
 * Notes on every pause of a ticket that lay around the moment the customer wrote that the customer had answered by then.
 * The first answer counts, so hearing of it twice changes nothing.
 */
export const customerWrote = react({
  name: 'norms.customer-wrote',
  events: ['ticket.customer-wrote'],
  async handle(call, event) {
    await sql`update norms.clock_pause p set answered_at = ${event.occurredAt}
      from norms.clock c
      where p.region_id = ${event.regionId} and c.region_id = p.region_id and c.id = p.clock_id and c.subject_id = ${event.subjectId}
        and p.answered_at is null and p.from_at <= ${event.occurredAt} and (p.to_at is null or p.to_at > ${event.occurredAt})`.execute(call.tx)
  }
})
