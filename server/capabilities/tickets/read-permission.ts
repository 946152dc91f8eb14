import { allows, holds } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { unitOfStaff } from '#capabilities/people'
import { ticketPlacement } from './access.ts'
import { getTicket, type Ticket, type TicketRef } from './load-ticket.ts'

/**
 * A ticket the actor may read: by its own place, because somebody of theirs answers for it, or because a task or hand-over of it stands
 * before them. Refuses with `not-found`, so that ids cannot be probed. @norm TK-16 SP-14
 */
export async function ticketToRead(call: Call, which: TicketRef | string): Promise<Ticket> {
  const ticket = await getTicket(call, which)
  if (await mayRead(call, ticket)) return ticket
  if (!holds(call.actor, 'ticket.read')) throw refuse('not-permitted', { verb: 'ticket.read' })
  throw refuse('not-found')
}

/** Whether the actor may read the ticket. */
export async function mayRead(call: Call, ticket: Ticket): Promise<boolean> {
  if (allows(call.actor, 'ticket.read', ticketPlacement(ticket))) return true
  return (await readsAsOwner(call, ticket)) || (await isInvolved(call, ticket))
}

/**
 * Wherever the work has gone, the unit of whoever answers for the matter goes on reading it, until somebody else has accepted: a leader can
 * follow what their own people still owe. @norm SP-14
 */
async function readsAsOwner(call: Call, ticket: Pick<Ticket, 'region_id' | 'owner_id'>): Promise<boolean> {
  if (call.actor.kind !== 'staff' || ticket.owner_id === null || !holds(call.actor, 'ticket.read')) return false
  const unitId = await unitOfStaff(call.tx, ticket.owner_id)
  return unitId !== null && allows(call.actor, 'ticket.read', { regionId: ticket.region_id, unitId })
}

async function isInvolved(call: Call, ticket: Ticket): Promise<boolean> {
  if (call.actor.kind !== 'staff') return false
  const at = (unitId: string, staffId: string | null) =>
    allows(call.actor, 'ticket.accept', { regionId: ticket.region_id, unitId, staffIds: [staffId] })
  const offer = await call.tx
    .selectFrom('tickets.handover')
    .select(['to_unit_id', 'to_staff_id'])
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('status', '=', 'offered')
    .executeTakeFirst()
  if (offer && at(offer.to_unit_id, offer.to_staff_id)) return true
  if (ticket.task_count === 0) return false
  const tasks = await call.tx
    .selectFrom('tickets.task')
    .select(['unit_id', 'assignee_id'])
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .execute()
  return tasks.some((task) => at(task.unit_id, task.assignee_id))
}
