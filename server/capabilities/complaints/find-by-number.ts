import type { findComplaintByNumber as contract } from '@shouwen/contract/complaint-intake'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { ticketScopeColumns } from '#capabilities/tickets'

/** The complaint a sender knows by this number; null when there is none, whoever asks. */
export async function findByNumber(call: Call, regionId: number, source: string, number: string) {
  const row = await query(call, regionId, source, number).executeTakeFirst()
  return row ? { ticketId: row.ticket_id, number: row.number } : null
}

/** The complaint with the sender's number, when the actor may read it. @norm TK-01 */
export async function findComplaintByNumber(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  if (regionId === undefined) throw refuse('required-field-missing', { fields: ['regionId'] })
  const row = await query(call, regionId, input.source, input.sourceNumber).where(scopeFilter(call.actor, 'ticket.read', ticketScopeColumns('t'))).executeTakeFirst()
  return { known: row ? { ticketId: row.ticket_id, number: row.number, title: row.title, openedAt: row.opened_at.toISOString() } : null }
}

function query(call: Call, regionId: number, source: string, number: string) {
  return call.tx
    .selectFrom('complaints.complaint as c')
    .innerJoin('tickets.ticket as t', (join) => join.onRef('t.region_id', '=', 'c.region_id').onRef('t.id', '=', 'c.ticket_id'))
    .select(['c.ticket_id', 't.number', 't.title', 't.opened_at'])
    .where('c.region_id', '=', regionId)
    .where('c.source_code', '=', source)
    .where('c.source_number', '=', number)
}
