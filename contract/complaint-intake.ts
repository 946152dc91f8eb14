import { AskedValues, Coded, ComplaintSourceView } from './complaint-schemas.ts'
import { Code, Id, Instant, Line, Maybe, OneOf, operation, Page, Paging, RegionId, type Static, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import { Category, Person, TicketState } from './ticket-schemas.ts'
import { Priority, Scope, Severity, TicketStatus, Urgency } from './ticket-words.ts'
import { promiseChanged, ticketChanged } from './tickets.ts'

// Complaints from every source, and the list of them.

export const listComplaintSources = operation({
  id: 'listComplaintSources',
  method: 'GET',
  path: '/api/complaint-sources',
  summary: { zh: '投诉来源', en: 'Sources of complaints' },
  permission: 'ticket.read',
  input: Type.Object({}),
  output: Type.Object({
    items: Type.Array(Type.Object({ ...ComplaintSourceView.properties, byHand: Type.Boolean() })),
    levels: Type.Object({ internal: Type.Array(Coded), external: Type.Array(Coded) })
  })
})

const SourceNumber = Line(200)

export const takeComplaint = operation({
  id: 'takeComplaint',
  method: 'POST',
  path: '/api/complaints',
  summary: { zh: '登记投诉', en: 'Take a complaint' },
  permission: 'complaint.take',
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    source: Code,
    sourceNumber: Type.Optional(SourceNumber),
    sourceFields: Type.Optional(AskedValues),
    /** When it reached us; clocks count from then. Default: now. */
    receivedAt: Type.Optional(Instant),
    title: Line(200),
    description: Text(20_000),
    demand: Text(2000),
    scene: Text(2000),
    documentNumbers: Type.Optional(Type.Array(Line(80), { maxItems: 20 })),
    serviceNumber: Type.Optional(Line(40)),
    emotion: Type.Optional(OneOf('calm', 'annoyed', 'angry', 'threatening')),
    category: Type.Optional(Category),
    customerId: Type.Optional(Id),
    lineId: Type.Optional(Id),
    contactName: Type.Optional(Line(80)),
    contactPhone: Type.Optional(Line(40)),
    contactEmail: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
    severity: Type.Optional(Severity),
    urgency: Type.Optional(Urgency),
    scope: Type.Optional(Scope),
    keep: Type.Optional(Type.Boolean())
  }),
  output: Type.Object({ ...TicketState.properties, source: Code, sourceNumber: Maybe(Type.String()) }),
  refusals: ['complaint-source-unknown', 'complaint-number-known', 'complaint-received-when', 'required-field-missing', 'ticket-has-no-contact', 'ticket-category-unknown', 'customer-unknown']
})

export const findComplaintByNumber = operation({
  id: 'findComplaintByNumber',
  method: 'POST',
  path: '/api/complaint-numbers',
  summary: { zh: '按来源编号查找投诉', en: "Find a complaint by the sender's number" },
  permission: 'ticket.read',
  input: Type.Object({ regionId: Type.Optional(RegionId), source: Code, sourceNumber: SourceNumber }),
  output: Type.Object({ known: Maybe(Type.Object({ ticketId: Id, number: Type.String(), title: Type.String(), openedAt: Instant })) })
})

export const ComplaintFilter = Type.Object({
  sources: Type.Optional(Type.Array(Code, { maxItems: 20, uniqueItems: true })),
  /** A level, any of a side, or any at all. */
  level: Type.Optional(OneOf('any', 'internal', 'external', 'I1', 'I2', 'I3', 'E1', 'E2', 'E3')),
  focus: Type.Optional(Type.Boolean()),
  hard: Type.Optional(Type.Boolean()),
  /** Through an office or the press. */
  outside: Type.Optional(Type.Boolean()),
  handledBy: Type.Optional(OneOf('province', 'city')),
  /** By the strictest unfinished promise. */
  deadline: Type.Optional(OneOf('broken', 'at-risk', 'today')),
  mine: Type.Optional(Type.Boolean()),
  /** Those that are over too. */
  all: Type.Optional(Type.Boolean())
})
export type ComplaintFilter = Static<typeof ComplaintFilter>

export const ComplaintRow = Type.Object({
  ticketId: Id,
  regionId: RegionId,
  number: Type.String(),
  title: Type.String(),
  status: TicketStatus,
  priority: Priority,
  category: Maybe(Type.String()),
  source: Code,
  sourceNumber: Maybe(Type.String()),
  focus: Type.Boolean(),
  hard: Type.Boolean(),
  internalLevel: Maybe(Type.String()),
  externalLevel: Maybe(Type.String()),
  risk: Type.Integer(),
  handledBy: OneOf('province', 'city'),
  customerName: Maybe(Type.String()),
  owner: Maybe(Person),
  assignee: Maybe(Person),
  openedAt: Instant,
  strictest: Maybe(PromiseView)
})

export const listComplaints = operation({
  id: 'listComplaints',
  method: 'GET',
  path: '/api/complaints',
  summary: { zh: '投诉列表', en: 'Complaints' },
  permission: 'ticket.read',
  input: Type.Object({
    ...Paging,
    regionId: Type.Optional(RegionId),
    ...ComplaintFilter.properties,
    /** due: time to breach of those that are open · newest: opened. */
    sort: Type.Optional(OneOf('due', 'newest'))
  }),
  output: Page(ComplaintRow),
  staleOn: [...ticketChanged, ...promiseChanged, 'complaint.taken', 'complaint.scored', 'complaint.escalated']
})
