import { allows, holds } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { ticketPlacement } from './access.ts'
import { getTicket, type Ticket, type TicketRef } from './load-ticket.ts'

/**
 * A ticket the actor may read: by its own place, or because a task or hand-over of it stands before them. Refuses with `not-found`,
 * so that ids cannot be probed. @norm TK-16
 */
export async function ticketToRead(call: Call, which: TicketRef | string): Promise<Ticket> {
  const ticket = await getTicket(call, which)
  if (allows(call.actor, 'ticket.read', ticketPlacement(ticket)) || (await isInvolved(call, ticket))) return ticket
  if (!holds(call.actor, 'ticket.read')) throw refuse('not-permitted', { verb: 'ticket.read' })
  throw refuse('not-found')
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
