import { Code, Id, Instant, Maybe, OneOf, type Operation, operation, RegionId, type Static, Text, Type } from './operation.ts'
import { presenceStale } from './presence.ts'
import { Person } from './ticket-schemas.ts'

// The floor as it is now: cost grows with who is at work and who waits, never with history.

export const floorStale = [...presenceStale, 'contact.queued', 'queue.changed'] as const

const InHand = Type.Object({
  kind: OneOf('conversation', 'call'),
  id: Id,
  channel: Type.String(),
  queueCode: Type.String(),
  /** The queue whose people it overflowed to. */
  viaQueue: Maybe(Type.String()),
  state: OneOf('offered', 'held'),
  since: Instant
})

export const FloorSeat = Type.Object({
  person: Person,
  unitId: Id,
  state: Type.String(),
  reason: Maybe(Type.String()),
  nextState: Maybe(Type.String()),
  since: Instant,
  /** The rulebook's most minutes of this state are over. */
  isOverdue: Type.Boolean(),
  takes: Type.Boolean(),
  capacity: Type.Integer(),
  wrapUntil: Maybe(Instant),
  idleSince: Instant,
  lastSeenAt: Instant,
  /** Lent to other queues. */
  isLent: Type.Boolean(),
  queues: Type.Array(Type.String()),
  contacts: Type.Array(InHand)
})

export const FloorQueue = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unitId: Maybe(Id),
  waiting: Type.Integer(),
  /** Of those waiting: who hung up and is called back. */
  callbacks: Type.Integer(),
  longestWaitSince: Maybe(Instant),
  offered: Type.Integer(),
  held: Type.Integer(),
  /** People who work from it: at the seat, and of these who can be offered something now. */
  staffed: Type.Integer(),
  ready: Type.Integer(),
  /** Waiting by channel. */
  channels: Type.Array(Type.Object({ channel: Type.String(), waiting: Type.Integer() }))
})

export const floorState = operation({
  id: 'floorState',
  method: 'GET',
  path: '/api/floor/{regionId}',
  summary: { zh: '现场实况', en: 'The floor as it is' },
  permission: 'floor.read',
  input: Type.Object({ regionId: RegionId }),
  output: Type.Object({
    at: Instant,
    teams: Type.Array(Type.Object({ unitId: Id, code: Type.String(), nameZh: Type.String(), nameEn: Type.String() })),
    /** People at work whom the reader may see. */
    seats: Type.Array(FloorSeat),
    /** Queues the reader may see, and those somebody waits in though nobody works from them. */
    queues: Type.Array(FloorQueue),
    /** Somebody gives out the contacts of the region. */
    isDispatched: Type.Boolean()
  }),
  staleOn: [...floorStale]
})

export const WaitingContact = Type.Object({
  kind: OneOf('conversation', 'call'),
  id: Id,
  channel: Type.String(),
  queueCode: Type.String(),
  state: OneOf('waiting', 'offered'),
  position: Type.Integer(),
  ruleId: Type.String(),
  /** Which requirement of its rule is in force, the first being 0. */
  step: Type.Integer(),
  placedAt: Instant,
  enteredAt: Instant,
  headStartSeconds: Type.Integer(),
  callback: Type.Boolean(),
  offeredTo: Maybe(Person),
  offerCount: Type.Integer()
})

export const listWaiting = operation({
  id: 'listWaiting',
  method: 'GET',
  path: '/api/floor/{regionId}/queues/{queueCode}/waiting',
  summary: { zh: '排队中的来访', en: 'Who waits in a queue' },
  permission: 'floor.read',
  input: Type.Object({ regionId: RegionId, queueCode: Code, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  /** In the order in which they stand; `total` counts all. */
  output: Type.Object({ items: Type.Array(WaitingContact), total: Type.Integer() }),
  staleOn: [...floorStale]
})

export const offerContactTo = operation({
  id: 'offerContactTo',
  method: 'POST',
  path: '/api/floor/{regionId}/contacts/{contactId}/offer',
  summary: { zh: '指派来访', en: 'Offer a waiting contact to somebody' },
  permission: 'floor.supervise',
  /** The person is offered it now, before all others, with room for it; never who must not have it. The note stands in the audit. @norm WF-24 TK-26 */
  input: Type.Object({ regionId: RegionId, contactId: Id, staffId: Id, note: Text(500) }),
  output: Type.Object({ offerEndsAt: Instant }),
  refusals: ['contact-not-waiting', 'contact-avoids-person', 'desk-at-capacity', 'person-not-at-work', 'contact-busy']
})

export type FloorSeat = Static<typeof FloorSeat>
export type FloorQueue = Static<typeof FloorQueue>

export const floorStateOperations: readonly Operation[] = [floorState, listWaiting, offerContactTo]
