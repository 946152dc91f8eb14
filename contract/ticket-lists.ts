import {
  Code,
  Id,
  Instant,
  Line,
  Maybe,
  OneOf,
  operation,
  Page,
  Paging,
  RegionId,
  type Static,
  Text,
  Type
} from './operation.ts'
import { PromiseView } from './promises.ts'
import { Category, Person } from './ticket-schemas.ts'
import { Channel, Priority, TicketKind, TicketStatus } from './ticket-words.ts'
import { promiseChanged, taskChanged, ticketChanged } from './tickets.ts'

const WhoOrNone = Type.Union([OneOf('me', 'none'), Id])
const Who = Type.Union([OneOf('me'), Id])

/** What a list of tickets can be narrowed by; every member given must hold. Texts are searched by `searchTickets`, never in a URL. */
export const filterFields = {
  statuses: Type.Optional(Type.Array(TicketStatus, { maxItems: 8, uniqueItems: true })),
  kinds: Type.Optional(Type.Array(TicketKind, { maxItems: 4, uniqueItems: true })),
  /** A category and everything below it. */
  category: Type.Optional(Category),
  priorities: Type.Optional(Type.Array(Priority, { maxItems: 4, uniqueItems: true })),
  queueCodes: Type.Optional(Type.Array(Code, { maxItems: 20, uniqueItems: true })),
  /** The queues I work from, beside those named. */
  myQueues: Type.Optional(Type.Boolean()),
  unitIds: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
  assignee: Type.Optional(WhoOrNone),
  owner: Type.Optional(Who),
  firstOwner: Type.Optional(Who),
  followedByMe: Type.Optional(Type.Boolean()),
  customerId: Type.Optional(Id),
  parentId: Type.Optional(Id),
  channels: Type.Optional(Type.Array(Channel, { maxItems: 9, uniqueItems: true })),
  /** All of these. */
  tags: Type.Optional(Type.Array(Line(40), { maxItems: 10, uniqueItems: true })),
  major: Type.Optional(Type.Boolean()),
  openedFrom: Type.Optional(Instant),
  /** Exclusive. */
  openedBefore: Type.Optional(Instant),
  /** By the strictest unfinished promise: none = nothing runs, because all is done or everything waits for the customer. */
  promise: Type.Optional(OneOf('at-risk', 'broken', 'on-track', 'none'))
}
export const TicketFilter = Type.Object(filterFields, { additionalProperties: false })
export type TicketFilter = Static<typeof TicketFilter>

/** due: time to breach, what has no running promise last · newest and oldest: opened · stale: longest without a change · priority: then the longest open · closed: latest closed. */
export const TicketSort = OneOf('due', 'newest', 'oldest', 'stale', 'priority', 'closed')
export type TicketSort = Static<typeof TicketSort>

/** A line of a list. */
export const TicketRow = Type.Object({
  id: Id,
  regionId: RegionId,
  number: Type.String(),
  kind: TicketKind,
  status: TicketStatus,
  statusReason: Maybe(Type.String()),
  title: Type.String(),
  priority: Priority,
  major: Type.Boolean(),
  category: Maybe(Type.String()),
  channel: Channel,
  customer: Maybe(Type.Object({ id: Id, name: Type.String(), grade: Type.String(), vip: Type.Boolean() })),
  /** Who wrote when no customer is known; masked for those who may not see names. */
  contactName: Maybe(Type.String()),
  assignee: Maybe(Person),
  owner: Maybe(Person),
  queueCode: Maybe(Type.String()),
  unitId: Maybe(Id),
  openedAt: Instant,
  updatedAt: Instant,
  closedAt: Maybe(Instant),
  customerWroteAt: Maybe(Instant),
  nextDueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant),
  /** The strictest unfinished promise and how many there are. */
  promise: Maybe(PromiseView),
  promiseCount: Type.Integer(),
  tags: Type.Array(Type.String()),
  childCount: Type.Integer(),
  version: Type.Integer()
})
export type TicketRow = Static<typeof TicketRow>

export const listTickets = operation({
  id: 'listTickets',
  method: 'GET',
  path: '/api/tickets',
  summary: { zh: '工单列表', en: 'List tickets' },
  permission: 'ticket.read',
  /** One region at a time, one's own unless another is named. Order: `due` where only open tickets are asked for, else `newest`; due, stale and priority list open tickets unless statuses are named. */
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    ...filterFields,
    sort: Type.Optional(TicketSort),
    ...Paging
  }),
  output: Page(TicketRow),
  staleOn: [...ticketChanged, ...promiseChanged]
})

const Range = Type.Object({ start: Type.Integer(), end: Type.Integer() })

/** A POST, because what people search for (names, telephone numbers) must not stand in a URL. Newest first. */
export const searchTickets = operation({
  id: 'searchTickets',
  method: 'POST',
  path: '/api/tickets/search',
  summary: { zh: '搜索工单', en: 'Search tickets' },
  permission: 'ticket.read',
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    q: Text(200),
    filter: Type.Optional(TicketFilter),
    limit: Paging.limit,
    cursor: Paging.cursor
  }),
  output: Type.Object({
    /** The ticket whose number was typed: go there. */
    exact: Maybe(Type.Object({ id: Id, regionId: RegionId, number: Type.String() })),
    items: Type.Array(
      Type.Object({
        ...TicketRow.properties,
        /** What of the title answers the query, offsets in UTF-16 units. */
        titleRanges: Type.Array(Range),
        /** A piece of the description around the first answer. */
        excerpt: Type.Object({
          text: Type.String(),
          cutBefore: Type.Boolean(),
          cutAfter: Type.Boolean(),
          ranges: Type.Array(Range)
        })
      })
    ),
    nextCursor: Maybe(Type.String())
  }),
  refusals: ['search-too-short']
})

/** How many, counted up to 1,000. */
export const TicketCount = Type.Object({ count: Type.Integer(), more: Type.Boolean() })

export const countTickets = operation({
  id: 'countTickets',
  method: 'POST',
  path: '/api/tickets/counts',
  summary: { zh: '统计工单数量', en: 'Count tickets' },
  permission: 'ticket.read',
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    q: Type.Optional(Text(200)),
    filter: Type.Optional(TicketFilter)
  }),
  output: TicketCount,
  refusals: ['search-too-short']
})

export const readMyWork = operation({
  id: 'readMyWork',
  method: 'GET',
  path: '/api/my/work',
  summary: { zh: '我的工作', en: 'My work' },
  permission: 'ticket.read',
  input: Type.Object({}),
  output: Type.Object({
    /** Tickets I work on or answer for whose promise is broken or at risk, the most urgent first, at most 20. */
    urgent: Type.Array(TicketRow),
    /** Each up to 1,000. */
    counts: Type.Object({
      assigned: Type.Integer(),
      owned: Type.Integer(),
      atRisk: Type.Integer(),
      broken: Type.Integer(),
      customerWaits: Type.Integer(),
      inMyQueues: Type.Integer(),
      handovers: Type.Integer(),
      mentions: Type.Integer(),
      myTasks: Type.Integer(),
      unitTasks: Type.Integer()
    }),
    /** Unread, newest first, at most 10; all of them: `listMentions`. */
    mentions: Type.Array(
      Type.Object({ ticketId: Id, number: Type.String(), title: Type.String(), noteId: Id, at: Instant })
    ),
    /** Offered to me or my unit, oldest first, at most 20. */
    handovers: Type.Array(
      Type.Object({
        id: Id,
        ticketId: Id,
        number: Type.String(),
        title: Type.String(),
        from: Maybe(Person),
        reason: Type.String(),
        toMe: Type.Boolean(),
        offeredAt: Instant
      })
    ),
    /** Open tasks for me or my unit, by deadline, at most 20; all of them: `listTasks`. */
    tasks: Type.Array(
      Type.Object({
        id: Id,
        ticketId: Id,
        ticketNumber: Type.String(),
        title: Type.String(),
        status: OneOf('assigned', 'accepted'),
        mine: Type.Boolean(),
        nextDueAt: Maybe(Instant),
        atRiskAt: Maybe(Instant)
      })
    )
  }),
  staleOn: [...ticketChanged, ...taskChanged, ...promiseChanged]
})
