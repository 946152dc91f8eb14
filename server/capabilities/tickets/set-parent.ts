import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { setParent as contract } from '@shouwen/contract/ticket-links'
import type { Permitted } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { permitTicket } from './access.ts'
import { happened } from './happened.ts'
import { getTicket, lockTicket, type Ticket } from './load-ticket.ts'
import { lockPair } from './lock-pair.ts'
import { checkVerb, isOpen } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

/**
 * Puts a ticket below the one for the common trouble (one outage, many tickets), or takes it out. One level: a parent has no parent.
 * Refuses with `ticket-parent-loop`.
 */
export async function setParent(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const { parent_id: formerId } = await getTicket(call, input.ticketId)
  if (input.parentId === formerId)
    return stateOf(permitTicket(call, 'ticket.merge', await getTicket(call, input.ticketId)))
  if (formerId) await leaveParent(call, input.ticketId, formerId)
  if (!input.parentId) return stateOf(await getTicket(call, input.ticketId))
  const { one, other: parent } = await lockPair(call, input.ticketId, input.parentId)
  const child = permitTicket(call, 'ticket.merge', one)
  permitTicket(call, 'ticket.merge', parent)
  checkVerb('edit', child.status)
  if (!isOpen(parent.status)) throw refuse('ticket-status-not-possible', { from: parent.status, possible: [] })
  if (child.child_count > 0 || parent.parent_id) throw refuse('ticket-parent-loop')
  await countChildren(call, parent, 1)
  return stateOf(await linked(call, child, parent.id))
}

async function leaveParent(call: Call, childId: string, parentId: string): Promise<void> {
  const { one, other: parent } = await lockPair(call, childId, parentId)
  const child = permitTicket(call, 'ticket.merge', one)
  if (child.parent_id !== parentId) throw refuse('changed-meanwhile')
  await countChildren(call, parent, -1)
  await linked(call, child, null)
}

const linked = (call: Call, child: Permitted<Ticket>, parentId: string | null) =>
  happened(call, child, [{ name: 'ticket.linked', data: { parentId, link: 'child' } }], { parent_id: parentId })

async function countChildren(call: Call, parent: Ticket, step: 1 | -1): Promise<void> {
  const { child_count } = await lockTicket(call, { regionId: parent.region_id, id: parent.id })
  await call.tx
    .updateTable('tickets.ticket')
    .set({ child_count: Math.max(0, child_count + step) })
    .where('region_id', '=', parent.region_id)
    .where('id', '=', parent.id)
    .execute()
}
