import { Code, Id, Line, Maybe, operation, Text, Type, Instant, OneOf } from './operation.ts'
import { Compensation, HandoverView, TicketState } from './ticket-schemas.ts'
import { Channel, RootCause } from './ticket-words.ts'

const TicketId = { ticketId: Id }
const impossible = ['ticket-status-not-possible', 'ticket-avoids-person'] as const
const FileIds = Type.Optional(Type.Array(Id, { maxItems: 10, uniqueItems: true }))

export const answerTicket = operation({
  id: 'answerTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/replies',
  summary: { zh: '答复客户', en: 'Answer the customer' },
  permission: 'ticket.answer',
  input: Type.Object({ ...TicketId, body: Text(10_000), channel: Type.Optional(Channel), fileIds: FileIds }),
  output: Type.Object({ noteId: Id, firstAnswer: Type.Boolean(), ticket: TicketState }),
  refusals: [...impossible, 'file-missing']
})

export const noteTicket = operation({
  id: 'noteTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/notes',
  summary: { zh: '写备注', en: 'Write a note' },
  permission: 'ticket.note',
  input: Type.Object({
    ...TicketId,
    body: Text(10_000),
    mentions: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
    fileIds: FileIds
  }),
  output: Type.Object({ noteId: Id }),
  refusals: ['file-missing', 'assignee-unknown']
})

export const takeTicket = operation({
  id: 'takeTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/take',
  summary: { zh: '接单', en: 'Take a ticket' },
  permission: 'ticket.accept',
  input: Type.Object(TicketId),
  output: TicketState,
  refusals: impossible
})

export const assignTicket = operation({
  id: 'assignTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/assignment',
  summary: { zh: '派单', en: 'Assign a ticket' },
  permission: 'ticket.assign',
  /** To a person, a queue or a unit: the narrowest given counts. */
  input: Type.Object({
    ...TicketId,
    staffId: Type.Optional(Id),
    queueCode: Type.Optional(Code),
    unitId: Type.Optional(Id),
    reason: Line(300)
  }),
  output: TicketState,
  refusals: [...impossible, 'assignee-unknown', 'required-field-missing']
})

export const offerHandover = operation({
  id: 'offerHandover',
  method: 'POST',
  path: '/api/tickets/{ticketId}/handovers',
  summary: { zh: '转交（需对方接收）', en: 'Offer a warm hand-over' },
  permission: 'ticket.assign',
  input: Type.Object({
    ...TicketId,
    staffId: Type.Optional(Id),
    queueCode: Type.Optional(Code),
    unitId: Type.Optional(Id),
    reason: Line(300),
    summary: Text(4000),
    customerAgreed: Type.Boolean()
  }),
  output: HandoverView,
  refusals: [...impossible, 'assignee-unknown', 'handover-already-offered', 'required-field-missing']
})

export const acceptHandover = operation({
  id: 'acceptHandover',
  method: 'POST',
  path: '/api/tickets/{ticketId}/handovers/{handoverId}/acceptance',
  summary: { zh: '接收转交', en: 'Accept a hand-over' },
  permission: 'ticket.accept',
  input: Type.Object({ ...TicketId, handoverId: Id }),
  output: TicketState,
  refusals: [...impossible, 'handover-not-open']
})

export const declineHandover = operation({
  id: 'declineHandover',
  method: 'POST',
  path: '/api/tickets/{ticketId}/handovers/{handoverId}/refusal',
  summary: { zh: '退回或撤回转交', en: 'Decline or withdraw a hand-over' },
  permission: 'ticket.accept',
  input: Type.Object({ ...TicketId, handoverId: Id, reason: Line(300) }),
  output: TicketState,
  refusals: ['handover-not-open']
})

export const changeStatus = operation({
  id: 'changeTicketStatus',
  method: 'POST',
  path: '/api/tickets/{ticketId}/status',
  summary: { zh: '变更状态', en: 'Change the status' },
  permission: 'ticket.status',
  input: Type.Object({
    ...TicketId,
    to: OneOf('inProgress', 'pending', 'held', 'cancelled', 'rejected'),
    /** For pending and held a code of rulebook/pause-reasons.yaml; for cancelled and rejected the reason in words. */
    reason: Type.Optional(Line(300)),
    detail: Type.Optional(Text(2000))
  }),
  output: TicketState,
  refusals: [...impossible, 'reason-unknown', 'reason-needs-detail', 'required-field-missing']
})

export const recordArrival = operation({
  id: 'recordArrival',
  method: 'POST',
  path: '/api/tickets/{ticketId}/arrival',
  summary: { zh: '到达现场', en: 'Arrived on site' },
  permission: 'ticket.status',
  input: Type.Object({ ...TicketId, note: Type.Optional(Text(2000)) }),
  output: TicketState,
  refusals: impossible
})

export const recordRestoration = operation({
  id: 'recordRestoration',
  method: 'POST',
  path: '/api/tickets/{ticketId}/restoration',
  summary: { zh: '业务恢复', en: 'Service restored' },
  permission: 'ticket.status',
  input: Type.Object({ ...TicketId, note: Type.Optional(Text(2000)) }),
  output: TicketState,
  refusals: impossible
})

export const resolveTicket = operation({
  id: 'resolveTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/resolution',
  summary: { zh: '解决工单', en: 'Resolve a ticket' },
  permission: 'ticket.resolve',
  input: Type.Object({
    ...TicketId,
    resolution: Text(10_000),
    rootCause: Type.Optional(RootCause),
    /** What was verified and with whom, for a complaint nobody has diagnosed on its desk (TK-21). */
    factCheck: Type.Optional(Text(4000)),
    withChildren: Type.Optional(Type.Boolean())
  }),
  output: TicketState,
  refusals: [...impossible, 'root-cause-missing', 'fact-check-missing', 'required-field-missing']
})

export const recordContactAttempt = operation({
  id: 'recordContactAttempt',
  method: 'POST',
  path: '/api/tickets/{ticketId}/contact-attempts',
  summary: { zh: '回访未联系上', en: 'Tried to reach the customer' },
  permission: 'ticket.answer',
  input: Type.Object({ ...TicketId, channel: Channel, note: Type.Optional(Text(500)) }),
  output: TicketState,
  refusals: impossible
})

export const confirmWithCustomer = operation({
  id: 'confirmWithCustomer',
  method: 'POST',
  path: '/api/tickets/{ticketId}/confirmation',
  summary: { zh: '与客户确认', en: 'Confirm with the customer' },
  permission: 'ticket.answer',
  input: Type.Object({
    ...TicketId,
    channel: Channel,
    solved: Type.Boolean(),
    satisfied: Type.Optional(Type.Boolean()),
    score: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    comment: Type.Optional(Text(2000)),
    compensation: Type.Optional(Compensation),
    improvement: Type.Optional(Text(2000))
  }),
  output: Type.Object({ ticket: TicketState, stillMissing: Type.Array(Type.String()) }),
  refusals: impossible
})

export const closeTicket = operation({
  id: 'closeTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/closing',
  summary: { zh: '关闭工单', en: 'Close a ticket' },
  permission: 'ticket.close',
  input: Type.Object({
    ...TicketId,
    compensation: Type.Optional(Compensation),
    improvement: Type.Optional(Text(2000))
  }),
  output: TicketState,
  refusals: [...impossible, 'confirmation-missing']
})

export const reopenTicket = operation({
  id: 'reopenTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/reopening',
  summary: { zh: '重开工单', en: 'Reopen a ticket' },
  permission: 'ticket.reopen',
  input: Type.Object({ ...TicketId, reason: Line(500) }),
  /** A solved ticket goes on; a closed one is final, so a follow-up that points back to it is opened. */
  output: Type.Object({ followUp: Type.Boolean(), ticket: TicketState }),
  refusals: [...impossible, 'ticket-reopen-too-late']
})

/** What the portal shows a customer about their ticket. */
export const CustomerTicketView = Type.Object({
  number: Type.String(),
  title: Type.String(),
  kind: Type.String(),
  openedAt: Instant,
  step: OneOf('received', 'in-hand', 'waiting-for-you', 'on-hold', 'solved', 'closed', 'cancelled', 'not-accepted'),
  steps: Type.Array(Type.Object({ step: Type.String(), at: Instant })),
  /** Job number of who is answerable now; null while nobody has taken it. */
  ownerJobNumber: Maybe(Type.String()),
  nextPromise: Maybe(
    Type.Object({
      promise: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      dueAt: Maybe(Instant),
      overdue: Type.Boolean()
    })
  ),
  /** What we need from the customer, as a code of the pause reasons. */
  needed: Maybe(Type.String()),
  words: Type.Array(Type.Object({ at: Instant, from: OneOf('us', 'you', 'system'), body: Type.String() })),
  resolution: Maybe(Type.String())
})
