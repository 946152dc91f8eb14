import { Id, Line, operation, Page, Paging, Text, Type, OneOf } from './operation.ts'
import { TaskView } from './ticket-schemas.ts'
import { taskChanged } from './tickets.ts'

const TaskId = { ticketId: Id, taskId: Id }
const impossible = ['task-status-not-possible', 'ticket-avoids-person'] as const

export const assignTask = operation({
  id: 'assignTask',
  method: 'POST',
  path: '/api/tickets/{ticketId}/tasks',
  summary: { zh: '派发部门任务', en: 'Give a task to a department' },
  permission: 'ticket.task',
  input: Type.Object({
    ticketId: Id,
    title: Line(200),
    detail: Text(5000),
    unitId: Type.Optional(Id),
    staffId: Type.Optional(Id)
  }),
  output: TaskView,
  refusals: ['ticket-status-not-possible', 'ticket-avoids-person', 'assignee-unknown', 'required-field-missing']
})

export const acceptTask = operation({
  id: 'acceptTask',
  method: 'POST',
  path: '/api/tickets/{ticketId}/tasks/{taskId}/acceptance',
  summary: { zh: '接收任务', en: 'Accept a task' },
  permission: 'ticket.accept',
  input: Type.Object(TaskId),
  output: TaskView,
  refusals: impossible
})

export const declineTask = operation({
  id: 'declineTask',
  method: 'POST',
  path: '/api/tickets/{ticketId}/tasks/{taskId}/refusal',
  summary: { zh: '退回任务', en: 'Decline a task' },
  permission: 'ticket.accept',
  input: Type.Object({ ...TaskId, reason: Line(300) }),
  output: TaskView,
  refusals: impossible
})

export const finishTask = operation({
  id: 'finishTask',
  method: 'POST',
  path: '/api/tickets/{ticketId}/tasks/{taskId}/result',
  summary: { zh: '完成任务', en: 'Finish a task' },
  permission: 'ticket.accept',
  input: Type.Object({ ...TaskId, result: Text(5000) }),
  output: TaskView,
  refusals: impossible
})

export const rateTask = operation({
  id: 'rateTask',
  method: 'POST',
  path: '/api/tickets/{ticketId}/tasks/{taskId}/rating',
  summary: { zh: '窗口评价任务', en: "The window's rating of a task" },
  permission: 'ticket.task',
  input: Type.Object({
    ...TaskId,
    rating: Type.Integer({ minimum: 1, maximum: 5 }),
    comment: Type.Optional(Text(1000))
  }),
  output: TaskView,
  refusals: [...impossible, 'task-already-rated']
})

export const listTasks = operation({
  id: 'listTasks',
  method: 'GET',
  path: '/api/tasks',
  summary: { zh: '部门任务', en: 'Tasks of departments' },
  permission: 'ticket.accept',
  input: Type.Object({ whose: Type.Optional(OneOf('mine', 'reachable')), ...Paging }),
  output: Page(TaskView),
  staleOn: taskChanged
})
