import { Code, Id, Instant, Line, Maybe, OneOf, operation, Text, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'

// Pauses that need a second person: the promises of a ticket stand still only from the approval.

const changes = ['ticket.waiting', 'ticket.held', 'ticket.resumed', 'ticket.confirmed', 'ticket.pause-approved', 'ticket.pause-declined']

export const PauseAsk = Type.Object({
  id: Id,
  ticketId: Id,
  /** Code of rulebook/pause-reasons.yaml. */
  reason: Code,
  detail: Maybe(Type.String()),
  askedBy: Maybe(Person),
  askedAt: Instant,
  /** lapsed: the ticket went on before anybody decided. */
  state: OneOf('open', 'approved', 'declined', 'lapsed'),
  decidedBy: Maybe(Person),
  decidedAt: Maybe(Instant),
  note: Maybe(Type.String()),
  /** The reader may decide it now. */
  mine: Type.Boolean()
})

export const listPauseAsks = operation({
  id: 'listPauseAsks',
  method: 'GET',
  path: '/api/tickets/{ticketId}/pause-asks',
  summary: { zh: '工单的暂停申请', en: 'Pauses asked for a ticket' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id }),
  /** The newest first, twenty at most. */
  output: Type.Object({ items: Type.Array(PauseAsk) }),
  staleOn: changes
})

export const listPausesToDecide = operation({
  id: 'listPausesToDecide',
  method: 'GET',
  path: '/api/pauses-to-decide',
  summary: { zh: '待我审批的暂停', en: 'Pauses that wait for my decision' },
  permission: 'pause.approve',
  input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })) }),
  /** The oldest first. */
  output: Type.Object({ items: Type.Array(Type.Object({ ...PauseAsk.properties, number: Type.String(), title: Line(500) })) }),
  staleOn: changes
})

export const decidePause = operation({
  id: 'decidePause',
  method: 'POST',
  path: '/api/tickets/{ticketId}/pause-asks/{askId}/decision',
  summary: { zh: '审批暂停', en: 'Approve or decline a pause' },
  permission: 'pause.approve',
  input: Type.Object({ ticketId: Id, askId: Id, approved: Type.Boolean(), note: Type.Optional(Text(500)) }),
  output: PauseAsk,
  refusals: ['pause-not-open', 'pause-approver-is-asker']
})

export const pauseOperations = [listPauseAsks, listPausesToDecide, decidePause]
