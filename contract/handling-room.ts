import { Of } from './handling-verify.ts'
import { Id, Instant, Line, Maybe, operation, type Operation, Page, Paging, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import { Person, TaskView } from './ticket-schemas.ts'

const NamedUnit = Type.Object({ id: Id, zh: Type.String(), en: Type.String() })

export const RoomView = Type.Object({
  ticketId: Id,
  /** Null before a room was opened. */
  room: Maybe(
    Type.Object({
      purpose: Type.String(),
      openedBy: Maybe(Person),
      openedAt: Instant,
      closedAt: Maybe(Instant),
      units: Type.Array(Type.Object({ unit: NamedUnit, duty: Type.String(), contact: Maybe(Person), joinedAt: Instant, task: Maybe(TaskView) }))
    })
  ),
  /** When the customer is owed news; empty when no news is owed now. */
  progress: Type.Array(PromiseView),
  canLead: Type.Boolean(),
  canSpeak: Type.Boolean()
})

export const readRoom = operation({
  id: 'readCaseRoom',
  method: 'GET',
  path: '/api/tickets/{ticketId}/room',
  summary: { zh: '协作群组', en: 'The case room' },
  permission: 'ticket.read',
  input: Type.Object(Of),
  output: RoomView,
  staleOn: ['handling.room-changed', 'task.accepted', 'task.done', 'task.declined', 'ticket.progress-told', 'ticket.answered']
})

export const openRoom = operation({
  id: 'openCaseRoom',
  method: 'POST',
  path: '/api/tickets/{ticketId}/room',
  summary: { zh: '建立协作群组', en: 'Open a case room' },
  permission: 'handling.work',
  input: Type.Object({
    ...Of,
    purpose: Line(300),
    units: Type.Array(Type.Object({ unitId: Id, duty: Text(1000) }, { additionalProperties: false }), { minItems: 1, maxItems: 10 })
  }),
  output: RoomView,
  refusals: ['room-already-open', 'assignee-unknown', 'ticket-status-not-possible', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const joinRoom = operation({
  id: 'addUnitToCaseRoom',
  method: 'POST',
  path: '/api/tickets/{ticketId}/room/units',
  summary: { zh: '增加协作部门', en: 'Add a department to the case room' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, unitId: Id, duty: Text(1000) }),
  output: RoomView,
  refusals: ['room-not-open', 'unit-already-there', 'assignee-unknown', 'ticket-status-not-possible', 'ticket-avoids-person']
})

export const closeRoom = operation({
  id: 'closeCaseRoom',
  method: 'POST',
  path: '/api/tickets/{ticketId}/room/closing',
  summary: { zh: '结束协作群组', en: 'Close the case room' },
  permission: 'handling.work',
  input: Type.Object({ ...Of }),
  output: RoomView,
  refusals: ['room-not-open', 'room-tasks-open', 'ticket-avoids-person']
})

const RoomMessage = Type.Object({ id: Id, body: Type.String(), author: Maybe(Person), at: Instant })

export const listRoomMessages = operation({
  id: 'listCaseRoomMessages',
  method: 'GET',
  path: '/api/tickets/{ticketId}/room/messages',
  summary: { zh: '群组消息', en: 'What was said in the case room' },
  permission: 'ticket.read',
  input: Type.Object({ ...Of, ...Paging }),
  output: Page(RoomMessage),
  staleOn: ['handling.room-said']
})

export const sayInRoom = operation({
  id: 'sayInCaseRoom',
  method: 'POST',
  path: '/api/tickets/{ticketId}/room/messages',
  summary: { zh: '在群组发言', en: 'Say something in the case room' },
  permission: 'ticket.read',
  input: Type.Object({ ...Of, body: Text(4000) }),
  output: RoomMessage,
  refusals: ['room-not-open', 'ticket-avoids-person']
})

export const CoordinationFields = Type.Object(
  {
    account: Type.Optional(Line(200)),
    summary: Type.Optional(Text(4000)),
    departments: Type.Optional(Text(1000)),
    solution: Type.Optional(Text(4000)),
    responsible: Type.Optional(Line(200)),
    deadline: Type.Optional(Instant),
    minutes: Type.Optional(Text(4000)),
    result: Type.Optional(Text(4000))
  },
  { additionalProperties: false }
)

export const CoordinationView = Type.Object({
  ticketId: Id,
  ticketNumber: Type.String(),
  fields: CoordinationFields,
  version: Type.Integer(),
  opinion: Maybe(Type.Object({ words: Type.String(), by: Maybe(Person), at: Instant })),
  begunBy: Maybe(Person),
  begunAt: Maybe(Instant),
  changedAt: Maybe(Instant),
  can: Type.Object({ write: Type.Boolean(), opine: Type.Boolean() })
})

export const readCoordination = operation({
  id: 'readCoordinationForm',
  method: 'GET',
  path: '/api/tickets/{ticketId}/coordination',
  summary: { zh: '业务协调表（未建立时按工单预填）', en: 'The coordination form, filled from the ticket until it is begun' },
  permission: 'ticket.read',
  input: Type.Object(Of),
  output: CoordinationView,
  staleOn: ['handling.coordinated']
})

export const saveCoordination = operation({
  id: 'saveCoordinationForm',
  method: 'PUT',
  path: '/api/tickets/{ticketId}/coordination',
  summary: { zh: '保存业务协调表', en: 'Save the coordination form' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, fields: CoordinationFields, version: Type.Integer({ minimum: 0, maximum: 100_000 }) }),
  output: CoordinationView,
  refusals: ['changed-meanwhile', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const giveOpinion = operation({
  id: 'giveCoordinationOpinion',
  method: 'POST',
  path: '/api/tickets/{ticketId}/coordination/opinion',
  summary: { zh: '部门主管意见', en: 'Opinion of the department manager' },
  permission: 'handling.lead',
  input: Type.Object({ ...Of, words: Text(1000) }),
  output: CoordinationView,
  refusals: ['coordination-not-begun', 'own-form', 'ticket-avoids-person']
})

export const roomOperations: readonly Operation[] = [readRoom, openRoom, joinRoom, closeRoom, listRoomMessages, sayInRoom, readCoordination, saveCoordination, giveOpinion]
