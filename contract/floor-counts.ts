import { Code, Instant, OneOf, type Operation, operation, RegionId, type Static, Type } from './operation.ts'

const Within = Type.Array(Type.Object({ seconds: Type.Integer(), n: Type.Integer() }))

/** The raw counts of one queue and channel in one quarter of an hour. A contact counts in the quarter in which it entered the queue. */
export const FloorCount = Type.Object({
  slot: Instant,
  queueCode: Type.String(),
  channel: Type.String(),
  offered: Type.Integer(),
  answered: Type.Integer(),
  /** Answered within so many seconds, for each threshold of the rulebook. */
  answeredWithin: Within,
  abandoned: Type.Integer(),
  abandonedWithin: Within,
  withdrawn: Type.Integer(),
  /** Answered by people of another queue; the same contacts count as in for that queue. */
  overflowedOut: Type.Integer(),
  overflowedIn: Type.Integer(),
  transferredIn: Type.Integer(),
  transferredOut: Type.Integer(),
  resumed: Type.Integer(),
  callbacks: Type.Integer(),
  refused: Type.Integer(),
  /** Offers a person left unanswered. */
  unanswered: Type.Integer(),
  answeredWaitSeconds: Type.Integer(),
  abandonedWaitSeconds: Type.Integer(),
  handleSeconds: Type.Integer()
})
export type FloorCount = Static<typeof FloorCount>

export const floorCounts = operation({
  id: 'floorCounts',
  method: 'GET',
  path: '/api/floor/{regionId}/counts',
  summary: { zh: '每刻钟话务原始计数', en: 'Raw counts per quarter of an hour' },
  permission: 'floor.read',
  /** At most 8 days at once, 35 by day; `by` day adds the quarters of a day in the region's time zone up. */
  input: Type.Object({
    regionId: RegionId,
    from: Instant,
    until: Instant,
    queueCode: Type.Optional(Code),
    channel: Type.Optional(Code),
    by: Type.Optional(OneOf('slot', 'hour', 'day'))
  }),
  output: Type.Object({
    items: Type.Array(FloorCount),
    /** Seconds people of a unit spent in each state, those still going on included. */
    states: Type.Array(Type.Object({ slot: Instant, unitId: Type.String(), state: Type.String(), seconds: Type.Integer() }))
  }),
  refusals: ['period-too-long']
})

export const floorCountOperations: readonly Operation[] = [floorCounts]
