import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  acceptTask as acceptance,
  declineTask as refusal,
  finishTask as finish,
  rateTask as rating
} from '@shouwen/contract/ticket-tasks'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { ticketPlacement } from './access.ts'
import { insertNote } from './insert-note.ts'
import { lockTicket, type Ticket } from './load-ticket.ts'
import { refuseRecused } from './recusal.ts'
import { ticketToRead } from './read-permission.ts'
import { taskHappened } from './task-happened.ts'
import { peopleInTask, type Task, taskView } from './task-view.ts'

type TaskOf = { ticketId: string; taskId: string }

/** Somebody of the department takes the task. @norm SP-16 */
export async function acceptTask(call: Call, input: InputOf<typeof acceptance>): Promise<OutputOf<typeof acceptance>> {
  const { ticket, task } = await receiving(call, input)
  checkTask(task, ['assigned'])
  const by = staffId(call.actor)
  return shown(
    call,
    ticket,
    await taskHappened(call, ticket, task, 'task.accepted', {
      status: 'accepted',
      accepted_at: call.now,
      accepted_by: by,
      assignee_id: task.assignee_id ?? by
    })
  )
}

/** The department says why it cannot; the window gives the work to another. */
export async function declineTask(call: Call, input: InputOf<typeof refusal>): Promise<OutputOf<typeof refusal>> {
  const { ticket, task } = await receiving(call, input)
  checkTask(task, ['assigned'])
  const by = staffId(call.actor)
  return shown(
    call,
    ticket,
    await taskHappened(call, ticket, task, 'task.declined', {
      status: 'declined',
      decline_reason: input.reason,
      finished_at: call.now,
      finished_by: by
    })
  )
}

/** The department has done its part; the result lands in the history of the ticket. @norm SP-16 TK-16 */
export async function finishTask(call: Call, input: InputOf<typeof finish>): Promise<OutputOf<typeof finish>> {
  const { ticket, task } = await receiving(call, input)
  checkTask(task, ['assigned', 'accepted'])
  const by = staffId(call.actor)
  await insertNote(call, ticket, { kind: 'note', body: input.result, visibleToCustomer: false })
  const change = {
    status: 'done' as const,
    result: input.result,
    finished_at: call.now,
    finished_by: by,
    assignee_id: task.assignee_id ?? by,
    accepted_at: task.accepted_at ?? call.now,
    accepted_by: task.accepted_by ?? by
  }
  return shown(call, ticket, await taskHappened(call, ticket, task, 'task.done', change))
}

/** The window says how it was served; each task once. @norm SP-16 */
export async function rateTask(call: Call, input: InputOf<typeof rating>): Promise<OutputOf<typeof rating>> {
  const { ticket, task } = await both(call, input)
  refuseRecused(call.actor, ticket)
  permit(call, 'ticket.task', { ...ticket, ...ticketPlacement(ticket) })
  checkTask(task, ['done', 'declined'])
  if (task.rating !== null) throw refuse('task-already-rated')
  const change = {
    rating: input.rating,
    rating_comment: input.comment ?? null,
    rated_by: staffId(call.actor),
    rated_at: call.now
  }
  return shown(call, ticket, await taskHappened(call, ticket, task, 'task.rated', change))
}

/** The task as its department may handle it; they need not be able to read every ticket of the window. */
async function receiving(call: Call, input: TaskOf): Promise<{ ticket: Ticket; task: Task }> {
  const found = await both(call, input)
  refuseRecused(call.actor, found.ticket)
  permit(call, 'ticket.accept', {
    regionId: found.task.region_id,
    unitId: found.task.unit_id,
    staffIds: [found.task.assignee_id]
  })
  return found
}

/** Ticket and task, locked in that order as everywhere. */
async function both(call: Call, { ticketId, taskId }: TaskOf): Promise<{ ticket: Ticket; task: Task }> {
  const { region_id } = await ticketToRead(call, ticketId)
  const ticket = await lockTicket(call, { regionId: region_id, id: ticketId })
  const task = await call.tx
    .selectFrom('tickets.task')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('id', '=', taskId)
    .where('ticket_id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst()
  if (!task) throw refuse('not-found')
  return { ticket, task }
}

function checkTask(task: Task, statuses: Task['status'][]): void {
  if (!statuses.includes(task.status))
    throw refuse('task-status-not-possible', { from: task.status, possible: statuses })
}

async function shown(call: Call, ticket: Ticket, task: Task) {
  return taskView(task, ticket.number, await staffNames(call.tx, peopleInTask(task)))
}
