import {
  Code,
  Id,
  Instant,
  Line,
  LocalDate,
  Maybe,
  OneOf,
  PhraseSchema,
  RegionId,
  type Static,
  Text,
  Type
} from './operation.ts'
import {
  Channel,
  LinkKind,
  Priority,
  RootCause,
  Scope,
  Severity,
  Source,
  TaskStatus,
  TicketKind,
  TicketStatus,
  TicketVerb,
  Urgency
} from './ticket-words.ts'

/** What the kinds of ticket ask for beside the description; which kind asks what is the server's rule (TK-02, IQ-06). */
export const TicketForm = Type.Object(
  {
    serviceNumber: Type.Optional(Line(40)),
    /** The request in one sentence, read back to the customer (IQ-05). */
    confirmedRequest: Type.Optional(Text(500)),
    /** What the matter means for the customer (SP-22). */
    impact: Type.Optional(Text(1000)),
    demand: Type.Optional(Text(2000)),
    scene: Type.Optional(Text(2000)),
    documentNumbers: Type.Optional(Type.Array(Line(80), { maxItems: 20 })),
    happenedAt: Type.Optional(Instant),
    emotion: Type.Optional(OneOf('calm', 'annoyed', 'angry', 'threatening')),
    symptom: Type.Optional(Text(1000)),
    tests: Type.Optional(Text(2000)),
    address: Type.Optional(Line(300)),
    wanted: Type.Optional(Line(200)),
    wantedOn: Type.Optional(LocalDate)
  },
  { additionalProperties: false }
)
export type TicketForm = Static<typeof TicketForm>

/** A colleague as shown to staff. */
export const Person = Type.Object({ id: Id, name: Type.String(), jobNumber: Type.String() })

export const Compensation = Type.Object(
  {
    decision: OneOf('none', 'refund', 'upgrade', 'other'),
    amountCents: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
    note: Type.Optional(Text(500))
  },
  { additionalProperties: false }
)

/** Everything about asking the customer whether it is well: attempts, the answer, what a complaint needs besides (TK-17). */
export const Confirmation = Type.Object({
  attempts: Type.Array(Type.Object({ at: Instant, byId: Maybe(Id), channel: Channel, note: Maybe(Type.String()) })),
  answer: Maybe(
    Type.Object({
      at: Instant,
      byId: Maybe(Id),
      channel: Channel,
      solved: Type.Boolean(),
      satisfied: Maybe(Type.Boolean()),
      score: Maybe(Type.Integer()),
      comment: Maybe(Type.String())
    })
  ),
  /** The customer was told individually that the common trouble is over (children of one outage). */
  notice: Maybe(Type.Object({ at: Instant, channel: Channel, noteId: Id })),
  compensation: Maybe(Compensation),
  improvement: Maybe(Type.String())
})
export type Confirmation = Static<typeof Confirmation>

/** A ticket after a verb: enough for the screen to go on. */
export const TicketState = Type.Object({
  id: Id,
  regionId: RegionId,
  number: Type.String(),
  status: TicketStatus,
  priority: Priority,
  version: Type.Integer(),
  queueCode: Maybe(Type.String()),
  unitId: Maybe(Id),
  ownerId: Maybe(Id),
  assigneeId: Maybe(Id),
  nextDueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant)
})

export const TicketView = Type.Object({
  id: Id,
  regionId: RegionId,
  number: Type.String(),
  kind: TicketKind,
  status: TicketStatus,
  statusReason: Maybe(Type.String()),
  statusAt: Instant,
  title: Type.String(),
  description: Type.String(),
  form: TicketForm,
  /** Required fields of the form that nobody has filled yet. */
  missing: Type.Array(Type.String()),
  customerId: Maybe(Id),
  lineId: Maybe(Id),
  contact: Type.Object({
    name: Maybe(Type.String()),
    phone: Maybe(Type.String()),
    email: Maybe(Type.String()),
    masked: Type.Boolean()
  }),
  channel: Channel,
  source: Source,
  category: Maybe(Type.String()),
  severity: Severity,
  urgency: Urgency,
  scope: Scope,
  priority: Priority,
  priorityBecause: Maybe(PhraseSchema),
  priorityOverridden: Type.Boolean(),
  customerGrade: Maybe(Type.String()),
  major: Type.Boolean(),
  firstOwner: Maybe(Person),
  owner: Maybe(Person),
  assignee: Maybe(Person),
  queueCode: Maybe(Type.String()),
  unitId: Maybe(Id),
  parentId: Maybe(Id),
  mergedIntoId: Maybe(Id),
  openedAt: Instant,
  acceptedAt: Maybe(Instant),
  firstAnsweredAt: Maybe(Instant),
  customerWroteAt: Maybe(Instant),
  arrivedAt: Maybe(Instant),
  restoredAt: Maybe(Instant),
  resolvedAt: Maybe(Instant),
  closedAt: Maybe(Instant),
  reopenedCount: Type.Integer(),
  nextDueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant),
  requestedResolutionAt: Maybe(Instant),
  externalId: Maybe(Type.String()),
  tags: Type.Array(Type.String()),
  resolution: Maybe(Type.String()),
  rootCause: Maybe(RootCause),
  confirmation: Maybe(Confirmation),
  childCount: Type.Integer(),
  version: Type.Integer()
})

export const FileView = Type.Object({
  id: Id,
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  at: Instant
})

/** One entry of a ticket's history, newest first in lists. */
export const TimelineItem = Type.Object({
  id: Id,
  at: Instant,
  type: OneOf('note', 'status', 'handover', 'task'),
  /** note: its kind (note, reply, system, customer); status: the new status; handover and task: what became of it. */
  what: Type.String(),
  /** Who gave the answer to a hand-over or a task, when, and why not; null while nobody has, and for all else. */
  answer: Maybe(Type.Object({ at: Instant, by: Maybe(Person), reason: Maybe(Type.String()) })),
  by: Maybe(Person),
  byKind: Type.String(),
  body: Maybe(Type.String()),
  reason: Maybe(Type.String()),
  visibleToCustomer: Type.Boolean(),
  fileIds: Type.Array(Id)
})

export const TaskView = Type.Object({
  id: Id,
  ticketId: Id,
  ticketNumber: Type.String(),
  title: Type.String(),
  detail: Type.String(),
  status: TaskStatus,
  unitId: Id,
  assignee: Maybe(Person),
  givenBy: Maybe(Person),
  givenAt: Instant,
  acceptedAt: Maybe(Instant),
  finishedAt: Maybe(Instant),
  result: Maybe(Type.String()),
  declineReason: Maybe(Type.String()),
  rating: Maybe(Type.Integer()),
  nextDueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant)
})

export const HandoverView = Type.Object({
  id: Id,
  ticketId: Id,
  /** assigned = a cold transfer: nobody was asked. */
  status: OneOf('offered', 'accepted', 'declined', 'withdrawn', 'assigned'),
  from: Maybe(Person),
  to: Maybe(Person),
  toUnitId: Id,
  toQueueCode: Maybe(Type.String()),
  reason: Type.String(),
  summary: Type.String(),
  customerAgreed: Type.Boolean(),
  offeredAt: Instant,
  answer: Maybe(Type.String())
})

export const LinkView = Type.Object({
  kind: LinkKind,
  direction: OneOf('from-this', 'to-this'),
  ticketId: Id,
  number: Type.String(),
  title: Type.String(),
  status: TicketStatus
})

export const Abilities = Type.Array(TicketVerb)
/** The code of a category of rulebook/categories.yaml. */
export const Category = Code
