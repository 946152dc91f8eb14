import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import { insertLate } from '#platform/gathered-writes'
import type { ComplaintsComplaint } from '#platform/schema.gen'
import { refuse } from '#platform/refusal'
import type { Ticket } from '#capabilities/tickets'
import { sourceOf } from './complaint-source.ts'

export type Complaint = Selectable<ComplaintsComplaint>

/**
 * The row of a ticket that was opened as, or became, a complaint; in the transaction of the ticket. A ticket that was a complaint before
 * keeps its row.
 */
export async function keepComplaint(call: Call, ticket: Ticket): Promise<void> {
  // An import opens each ticket once; elsewhere a ticket may become a complaint again.
  if (!call.gathered && (await findComplaint(call.tx, ticket.region_id, ticket.id))) return
  await insertLate(call, 'complaints.complaint', [
    { region_id: ticket.region_id, ticket_id: ticket.id, opened_at: ticket.opened_at, source_code: sourceOf(ticket) }
  ])
}

/** The row of a complaint, or null when the ticket never was one. */
export async function findComplaint(tx: Call['tx'], regionId: number, ticketId: string): Promise<Complaint | null> {
  const row = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return row ?? null
}

/** The row of a ticket that is a complaint now; refuses with `ticket-not-a-complaint`. */
export async function getComplaint(call: Call, ticket: Pick<Ticket, 'region_id' | 'id' | 'kind'>): Promise<Complaint> {
  const row = ticket.kind === 'complaint' ? await findComplaint(call.tx, ticket.region_id, ticket.id) : null
  if (!row) throw refuse('ticket-not-a-complaint')
  return row
}

/** The row, locked until the transaction ends; undefined when the ticket never was a complaint. */
export function lockComplaint(call: Call, { regionId, id }: { regionId: number; id: string }): Promise<Complaint | undefined> {
  return call.tx.selectFrom('complaints.complaint').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', id).forUpdate().executeTakeFirst()
}
