import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { assignTask as contract } from '@shouwen/contract/ticket-tasks'
import { type Call, staffId } from '#platform/action'
import { staffNames } from '#capabilities/people'
import { findReceiver } from './find-receiver.ts'
import { ticketFor } from './load-ticket.ts'
import { taskHappened } from './task-happened.ts'
import { peopleInTask, type Task, taskView } from './task-view.ts'
import { checkVerb } from './ticket.ts'

/** Asks another department for a part of the work, with promises of its own between the departments. @norm SP-16 TK-16 */
export async function assignTask(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.task', input.ticketId)
  checkVerb('task', ticket.status)
  const to = await findReceiver(call, ticket.region_id, input, ticket.avoid_staff_ids)
  const task: Task = await call.tx
    .insertInto('tickets.task')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      title: input.title,
      detail: input.detail,
      status: 'assigned',
      unit_id: to.unitId,
      assignee_id: to.staffId,
      given_by: staffId(call.actor),
      given_at: call.now,
      updated_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const after = await taskHappened(call, { ...ticket, task_count: ticket.task_count + 1 }, task, 'task.assigned', {})
  return taskView(after, ticket.number, await staffNames(call.tx, peopleInTask(after)))
}
