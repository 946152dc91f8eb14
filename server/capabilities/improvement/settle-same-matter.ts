import type { reviewRepeat as reviewOperation, settleSameMatter as settleOperation } from '@shouwen/contract/improvement-patterns'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { prove } from '#platform/evidence'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { getTicket, mergeTickets, permitTicket, type Ticket } from '#capabilities/tickets'
import { findSameMatter, matterPlacement, matterViews, type SameMatter } from './same-matter-view.ts'

/** Two complaints found to be one: merged, so that the promises of the first alone go on, or kept apart with the reason. @norm TK-01 TK-31 */
export async function settleSameMatter(call: Call, { ticketId, decision, reason }: InputOf<typeof settleOperation>): Promise<OutputOf<typeof settleOperation>> {
  const ticket = permitTicket(call, 'ticket.merge', await getTicket(call, ticketId))
  const row = await openOne(call, ticket, 'duplicate')
  if (decision === 'merge') await mergeTickets(call, { ticketId, intoId: row.earlier_id, reason })
  return settled(call, row, decision === 'merge' ? 'merged' : 'apart', reason)
}

/** A second person looks at how a repeated complaint was handled; without it the ticket does not end. Refuses with `repeat-own-work`. @norm TK-31 */
export async function reviewRepeat(call: Call, { ticketId, finding }: InputOf<typeof reviewOperation>): Promise<OutputOf<typeof reviewOperation>> {
  const ticket = permitTicket(call, 'ticket.read', await getTicket(call, ticketId))
  const row = await openOne(call, ticket, 'repeat')
  permit(call, 'improvement.decide', { ...row, ...matterPlacement(row), staffIds: [] })
  const me = staffId(call.actor)
  if (me !== null && [ticket.owner_id, ticket.assignee_id, ticket.first_owner_id, row.earlier_closer_id].includes(me)) throw refuse('repeat-own-work')
  await prove(call, { kind: 'complaint.repeat-reviewed', regionId: row.region_id, subjectKind: 'ticket', subjectId: row.ticket_id, payload: { finding, reviewedBy: me, nth: row.nth } })
  return settled(call, row, 'reviewed', finding)
}

async function openOne(call: Call, ticket: Ticket, kind: SameMatter['kind']): Promise<SameMatter> {
  await call.tx.selectFrom('improvement.same_matter').select('state').where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).forUpdate().execute()
  const row = await findSameMatter(call.tx, ticket.region_id, ticket.id)
  if (row?.kind !== kind) throw refuse('same-matter-none')
  if (row.state !== 'open') throw refuse('same-matter-settled')
  return row
}

async function settled(call: Call, row: SameMatter, state: SameMatter['state'], reason: string): Promise<OutputOf<typeof settleOperation>> {
  const after = await call.tx
    .updateTable('improvement.same_matter')
    .set({ state, reason, settled_at: call.now, settled_by: staffId(call.actor) })
    .where('region_id', '=', row.region_id)
    .where('ticket_id', '=', row.ticket_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const subject = { regionId: row.region_id, subjectKind: 'ticket', subjectId: row.ticket_id }
  await record(call, { name: 'complaint.same-matter-settled', ...subject, data: { state, unitId: row.unit_id } })
  await audited(call, { verb: 'complaint.same-matter-settled', ...subject })
  const [view] = await matterViews(call, [after])
  return view as NonNullable<typeof view>
}

/** A repeated complaint ends only after a second person has looked at it. @norm TK-31 */
export async function repeatNotReviewed(call: Call, ticket: Ticket): Promise<string[]> {
  if (ticket.kind !== 'complaint') return []
  const row = await findSameMatter(call.tx, ticket.region_id, ticket.id)
  return row?.kind === 'repeat' && row.state === 'open' ? ['repeat-review'] : []
}
