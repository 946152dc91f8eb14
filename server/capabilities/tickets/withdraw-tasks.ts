import { type Call, staffId } from '#platform/action'
import { recordAll } from '#platform/events'
import { applyToClocks } from '#capabilities/norms'
import type { Ticket } from './load-ticket.ts'

/** Takes back the unfinished tasks of a ticket that ends or is solved: nobody goes on working for nothing, and their promises are called off. */
export async function withdrawTasks(call: Call, ticket: Ticket): Promise<void> {
  if (ticket.task_count === 0) return
  const withdrawn = await call.tx
    .updateTable('tickets.task')
    .set({
      status: 'cancelled',
      finished_at: call.now,
      finished_by: staffId(call.actor),
      next_due_at: null,
      at_risk_at: null,
      updated_at: call.now
    })
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('status', 'in', ['assigned', 'accepted'])
    .returning(['id', 'unit_id', 'assignee_id'])
    .execute()
  for (const task of withdrawn)
    await applyToClocks(call, {
      event: 'ticket.cancelled',
      at: call.now,
      subject: {
        kind: 'task',
        id: task.id,
        regionId: ticket.region_id,
        unitId: task.unit_id,
        ownerId: task.assignee_id
      },
      facts: {}
    })
  await recordAll(
    call,
    withdrawn.map((task) => ({
      name: 'task.withdrawn',
      regionId: ticket.region_id,
      subjectKind: 'task',
      subjectId: task.id,
      data: { ticketId: ticket.id, unitId: task.unit_id, heardAs: 'ticket.cancelled' }
    }))
  )
}
