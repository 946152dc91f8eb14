import { Code, Id, Instant, Line, Maybe, operation, Page, Paging, RegionId, Type, OneOf } from './operation.ts'
import { Person } from './ticket-schemas.ts'
import { Priority, TicketKind, TicketStatus } from './ticket-words.ts'
import { ticketChanged } from './tickets.ts'

export const Strategy = OneOf('pull', 'round-robin', 'load', 'skill')

const QueueFields = {
  regionId: RegionId,
  unitId: Id,
  nameZh: Line(60),
  nameEn: Line(80),
  strategy: Strategy,
  skill: Type.Optional(Maybe(Code)),
  kinds: Type.Array(TicketKind, { maxItems: 4, uniqueItems: true }),
  categories: Type.Array(Code, { maxItems: 60, uniqueItems: true }),
  rank: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
  active: Type.Optional(Type.Boolean())
}

export const listQueues = operation({
  id: 'listQueues',
  method: 'GET',
  path: '/api/queues',
  summary: { zh: '队列', en: 'Queues' },
  permission: 'queue.read',
  input: Type.Object({ regionId: Type.Optional(RegionId) }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        code: Code,
        regionId: RegionId,
        unitId: Id,
        nameZh: Type.String(),
        nameEn: Type.String(),
        strategy: Strategy,
        skill: Maybe(Type.String()),
        kinds: Type.Array(TicketKind),
        categories: Type.Array(Type.String()),
        rank: Type.Integer(),
        active: Type.Boolean(),
        /** Tickets waiting for a person, counted up to 1,000. */
        waiting: Type.Integer(),
        members: Type.Array(Person)
      })
    )
  }),
  staleOn: ['queue.changed', ...ticketChanged]
})

export const saveQueue = operation({
  id: 'saveQueue',
  method: 'PUT',
  path: '/api/queues/{code}',
  summary: { zh: '保存队列', en: 'Save a queue' },
  permission: 'settings.write',
  input: Type.Object({ code: Code, ...QueueFields, members: Type.Array(Id, { maxItems: 500, uniqueItems: true }) }),
  output: Type.Object({ code: Code }),
  refusals: ['assignee-unknown', 'ticket-category-unknown']
})

/** A line of a list of tickets. */
const WaitingTicket = Type.Object({
  id: Id,
  regionId: RegionId,
  number: Type.String(),
  kind: TicketKind,
  status: TicketStatus,
  title: Type.String(),
  priority: Priority,
  category: Maybe(Type.String()),
  customerName: Maybe(Type.String()),
  queueCode: Maybe(Type.String()),
  openedAt: Instant,
  customerWroteAt: Maybe(Instant),
  nextDueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant)
})

export const myQueue = operation({
  id: 'myQueue',
  method: 'GET',
  path: '/api/my/tickets',
  summary: { zh: '我的工单', en: 'My tickets' },
  permission: 'ticket.read',
  /** assigned: what I work on; owned: what I answer for; waiting: what waits in my queues; offered: hand-overs that wait for my answer. */
  input: Type.Object({ part: OneOf('assigned', 'owned', 'waiting', 'offered'), ...Paging }),
  output: Page(WaitingTicket),
  staleOn: [...ticketChanged, 'promise.at-risk', 'promise.broken']
})
