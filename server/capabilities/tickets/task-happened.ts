import type { TicketEventName } from '@shouwen/contract/ticket-events'
import type { Updateable } from 'kysely'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import type { TicketsTask } from '#platform/schema.gen'
import { applyToClocks, reassignClocks } from '#capabilities/norms'
import type { Ticket } from './load-ticket.ts'
import type { Task } from './task-view.ts'
import { factsOf } from './ticket-facts.ts'

/** The only way a task changes: its promises hear of it (and those of its ticket), the rows follow, event and audit are written. */
export async function taskHappened(
  call: Call,
  ticket: Ticket,
  task: Task,
  name: TicketEventName,
  change: Updateable<TicketsTask>
): Promise<Task> {
  const after = { ...task, ...change } as Task
  const subject = {
    kind: 'task',
    id: task.id,
    regionId: task.region_id,
    unitId: after.unit_id,
    ownerId: ticket.owner_id,
    assigneeId: after.assignee_id,
    customerId: ticket.customer_id,
    partOf: { kind: 'ticket', id: ticket.id }
  }
  const { nextDueAt, atRiskAt, whole } = await applyToClocks(call, {
    event: name,
    at: call.now,
    subject,
    facts: factsOf(ticket)
  })
  if (after.assignee_id !== task.assignee_id) await reassignClocks(call, subject)
  const row = await call.tx
    .updateTable('tickets.task')
    .set({ ...change, next_due_at: nextDueAt, at_risk_at: atRiskAt, updated_at: call.now })
    .where('region_id', '=', task.region_id)
    .where('id', '=', task.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await call.tx
    .updateTable('tickets.ticket')
    .set({
      task_count: ticket.task_count,
      ...(whole ? { next_due_at: whole.nextDueAt, at_risk_at: whole.atRiskAt } : {}),
      updated_at: call.now
    })
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', ticket.id)
    .execute()
  await record(call, {
    name,
    regionId: task.region_id,
    subjectKind: 'task',
    subjectId: task.id,
    data: { ticketId: ticket.id, unitId: after.unit_id, assigneeId: after.assignee_id, rating: after.rating }
  })
  await audited(call, { verb: name, regionId: task.region_id, subjectKind: 'task', subjectId: task.id })
  return row
}
