import { PromiseView } from './promises.ts'
import { Id, Instant, Line, Maybe, operation, Page, Paging, PhraseSchema, Text, Type } from './operation.ts'
import {
  Abilities,
  Category,
  FileView,
  HandoverView,
  LinkView,
  TaskView,
  TicketForm,
  TicketState,
  TicketView,
  TimelineItem
} from './ticket-schemas.ts'
import { Channel, Priority, Scope, Severity, Source, TicketKind, TicketStatus, Urgency } from './ticket-words.ts'

/** Events after which anything read about tickets may be out of date. */
export const ticketChanged = [
  'ticket.opened',
  'ticket.accepted',
  'ticket.answered',
  'ticket.progress-told',
  'ticket.customer-wrote',
  'ticket.waiting',
  'ticket.held',
  'ticket.resumed',
  'ticket.arrived',
  'ticket.restored',
  'ticket.resolved',
  'ticket.confirmed',
  'ticket.closed',
  'ticket.pause-approved',
  'ticket.reopened',
  'ticket.cancelled',
  'ticket.rejected',
  'ticket.transferred',
  'ticket.edited',
  'ticket.noted',
  'ticket.prioritised',
  'ticket.merged',
  'ticket.linked',
  'ticket.file-attached',
  'ticket.handover-declined'
] as const
export const taskChanged = [
  'task.assigned',
  'task.accepted',
  'task.declined',
  'task.done',
  'task.withdrawn',
  'task.rated'
] as const
export const promiseChanged = ['promise.at-risk', 'promise.kept', 'promise.broken'] as const

const TicketId = { ticketId: Id }

export const openTicket = operation({
  id: 'openTicket',
  method: 'POST',
  path: '/api/tickets',
  summary: { zh: '受理工单', en: 'Open a ticket' },
  permission: 'ticket.open',
  input: Type.Object({
    regionId: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
    kind: TicketKind,
    title: Line(200),
    description: Text(20_000),
    form: Type.Optional(TicketForm),
    customerId: Type.Optional(Id),
    lineId: Type.Optional(Id),
    contactName: Type.Optional(Line(80)),
    contactPhone: Type.Optional(Line(40)),
    contactEmail: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
    channel: Channel,
    source: Type.Optional(Source),
    category: Type.Optional(Category),
    severity: Type.Optional(Severity),
    urgency: Type.Optional(Urgency),
    scope: Type.Optional(Scope),
    major: Type.Optional(Type.Boolean()),
    requestedResolutionAt: Type.Optional(Instant),
    externalId: Type.Optional(Line(120)),
    tags: Type.Optional(Type.Array(Line(40), { maxItems: 20, uniqueItems: true })),
    /** The opener keeps the ticket instead of passing it to the queue of its category. */
    keep: Type.Optional(Type.Boolean()),
    queueCode: Type.Optional(Line(64))
  }),
  output: Type.Object({ ...TicketState.properties, priorityBecause: PhraseSchema, missing: Type.Array(Type.String()) }),
  refusals: [
    'required-field-missing',
    'ticket-has-no-contact',
    'ticket-category-unknown',
    'customer-unknown',
    'queue-unknown'
  ]
})

export const findDuplicates = operation({
  id: 'findDuplicates',
  method: 'POST',
  path: '/api/tickets/duplicates',
  summary: { zh: '查找可能重复的工单', en: 'Find tickets this may repeat' },
  permission: 'ticket.open',
  input: Type.Object({
    regionId: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
    title: Line(200),
    description: Type.Optional(Text(20_000)),
    customerId: Type.Optional(Id),
    contactPhone: Type.Optional(Line(40)),
    kind: Type.Optional(TicketKind),
    notId: Type.Optional(Id)
  }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        number: Type.String(),
        title: Type.String(),
        status: TicketStatus,
        openedAt: Instant,
        sameCustomer: Type.Boolean(),
        /** How much the texts share, 0..1. */
        likeness: Type.Number()
      })
    )
  })
})

export const readTicket = operation({
  id: 'readTicket',
  method: 'GET',
  path: '/api/tickets/{ticketId}',
  summary: { zh: '查看工单', en: 'Read a ticket' },
  permission: 'signed-in',
  input: Type.Object(TicketId),
  output: Type.Object({
    ticket: TicketView,
    promises: Type.Array(PromiseView),
    abilities: Abilities,
    nextStatuses: Type.Array(TicketStatus),
    following: Type.Boolean(),
    followerCount: Type.Integer(),
    customer: Maybe(
      Type.Object({
        id: Id,
        number: Type.String(),
        name: Type.String(),
        grade: Type.String(),
        vip: Type.Boolean(),
        kind: Type.String()
      })
    ),
    handover: Maybe(HandoverView),
    tasks: Type.Array(TaskView),
    links: Type.Array(LinkView),
    files: Type.Array(FileView),
    timeline: Page(TimelineItem)
  }),
  staleOn: [...ticketChanged, ...taskChanged, ...promiseChanged]
})

export const listTimeline = operation({
  id: 'listTimeline',
  method: 'GET',
  path: '/api/tickets/{ticketId}/timeline',
  summary: { zh: '工单经过', en: 'History of a ticket' },
  permission: 'signed-in',
  input: Type.Object({ ...TicketId, ...Paging }),
  output: Page(TimelineItem),
  staleOn: [...ticketChanged, ...taskChanged]
})

export const editTicket = operation({
  id: 'editTicket',
  method: 'PATCH',
  path: '/api/tickets/{ticketId}',
  summary: { zh: '修改工单', en: 'Edit a ticket' },
  permission: 'ticket.status',
  input: Type.Object({
    ...TicketId,
    /** The version the editor had read; fields others changed since then are protected one by one. */
    version: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
    title: Type.Optional(Line(200)),
    description: Type.Optional(Text(20_000)),
    form: Type.Optional(TicketForm),
    customerId: Type.Optional(Maybe(Id)),
    lineId: Type.Optional(Maybe(Id)),
    contactName: Type.Optional(Maybe(Line(80))),
    contactPhone: Type.Optional(Maybe(Line(40))),
    contactEmail: Type.Optional(Maybe(Type.String({ format: 'email', maxLength: 200 }))),
    category: Type.Optional(Maybe(Category)),
    severity: Type.Optional(Severity),
    urgency: Type.Optional(Urgency),
    scope: Type.Optional(Scope),
    major: Type.Optional(Type.Boolean()),
    requestedResolutionAt: Type.Optional(Maybe(Instant)),
    externalId: Type.Optional(Maybe(Line(120))),
    tags: Type.Optional(Type.Array(Line(40), { maxItems: 20, uniqueItems: true }))
  }),
  output: TicketState,
  refusals: [
    'changed-meanwhile',
    'ticket-status-not-possible',
    'ticket-category-unknown',
    'customer-unknown',
    'required-field-missing'
  ]
})

export const reclassifyTicket = operation({
  id: 'reclassifyTicket',
  method: 'PUT',
  path: '/api/tickets/{ticketId}/kind',
  summary: { zh: '更改工单类型', en: 'Change the kind of a ticket' },
  permission: 'ticket.assign',
  input: Type.Object({ ...TicketId, kind: TicketKind, category: Type.Optional(Category), reason: Line(300) }),
  output: TicketState,
  refusals: ['ticket-status-not-possible', 'ticket-category-unknown']
})

export const setPriority = operation({
  id: 'setPriority',
  method: 'PUT',
  path: '/api/tickets/{ticketId}/priority',
  summary: { zh: '调整优先级', en: 'Set the priority' },
  permission: 'ticket.assign',
  /** Without a priority the table of the rulebook decides again. */
  input: Type.Object({ ...TicketId, priority: Type.Optional(Priority), reason: Line(300) }),
  output: Type.Object({ ...TicketState.properties, priorityBecause: PhraseSchema }),
  refusals: ['ticket-status-not-possible']
})
