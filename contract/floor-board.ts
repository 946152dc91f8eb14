import { FloorCount } from './floor-counts.ts'
import { Code, Id, Instant, Maybe, Nothing, OneOf, type Operation, operation, PhraseSchema, RegionId, type Static, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// What supervisors read and do at the board; the floor as it is now is in floor-state.ts, raw counts in floor-counts.ts.

const Bound = Type.Object({ above: Type.Optional(Type.Number()), from: Type.Optional(Type.Number()), below: Type.Optional(Type.Number()) })
const Formula = OneOf('SL1', 'SL2', 'SL3', 'SL4', 'SL5')

export const floorDictionary = operation({
  id: 'floorDictionary',
  method: 'GET',
  path: '/api/floor/figures',
  summary: { zh: '指标词典', en: 'Dictionary of figures' },
  permission: 'floor.read',
  input: Nothing,
  output: Type.Object({
    figures: Type.Array(
      Type.Object({
        code: Type.String(),
        ...PhraseSchema.properties,
        formula: PhraseSchema,
        unit: OneOf('contacts', 'people', 'seconds', 'share'),
        /** Where its raw counts come from. */
        from: PhraseSchema,
        norms: Type.Array(Type.String())
      })
    ),
    /** From which value on a figure is marked; `channels`: only for queues of these. */
    bands: Type.Array(
      Type.Object({ figure: Type.String(), warn: Maybe(Bound), alarm: Maybe(Bound), channels: Maybe(Type.Array(Type.String())), norms: Type.Array(Type.String()) })
    ),
    /** The usual formula, the threshold and target of each channel, and the seconds for which counts exist. */
    level: Type.Object({
      formula: Formula,
      channels: Type.Array(Type.Object({ channel: Type.String(), withinSeconds: Type.Integer(), target: Maybe(Type.Number()) })),
      otherwise: Type.Object({ withinSeconds: Type.Integer(), target: Maybe(Type.Number()) }),
      shortSeconds: Type.Integer(),
      answeredWithin: Type.Array(Type.Integer()),
      abandonedWithin: Type.Array(Type.Integer())
    })
  })
})

export const floorToday = operation({
  id: 'floorToday',
  method: 'GET',
  path: '/api/floor/{regionId}/today',
  summary: { zh: '今日话务合计', en: 'The counts of today' },
  permission: 'floor.read',
  input: Type.Object({ regionId: RegionId }),
  /** Since midnight in the region's own time, one item per queue and channel. */
  output: Type.Object({
    since: Instant,
    items: Type.Array(FloorCount),
    states: Type.Array(Type.Object({ unitId: Type.String(), state: Type.String(), seconds: Type.Integer() }))
  })
})

export const AgentFigures = Type.Object({
  person: Person,
  unitId: Id,
  /** Contacts answered that ended in this time. */
  contacts: Type.Integer(),
  serviceSeconds: Type.Integer(),
  /** Offers the person had, and those left unanswered or given back. */
  offers: Type.Integer(),
  missed: Type.Integer(),
  /** Seconds in each state within this time. */
  states: Type.Array(Type.Object({ state: Type.String(), seconds: Type.Integer() }))
})
export type AgentFigures = Static<typeof AgentFigures>

const Period = { regionId: RegionId, from: Instant, until: Instant }

export const agentReport = operation({
  id: 'agentReport',
  method: 'GET',
  path: '/api/floor/{regionId}/reports/agents',
  summary: { zh: '人员报表', en: 'Report by agent' },
  permission: 'floor.read',
  /** At most 8 days at once; `unitId` narrows to the people of one unit. */
  input: Type.Object({ ...Period, unitId: Type.Optional(Id) }),
  /** By job number, at most 1,000 people; `isCut` when there were more. */
  output: Type.Object({ items: Type.Array(AgentFigures), units: Type.Array(Type.Object({ id: Id, ...PhraseSchema.properties })), isCut: Type.Boolean() }),
  refusals: ['period-too-long']
})

export const exportFloorReport = operation({
  id: 'exportFloorReport',
  method: 'GET',
  path: '/api/floor/{regionId}/reports/{kind}/file',
  summary: { zh: '导出现场报表', en: 'A report of the floor as a file' },
  permission: 'floor.read',
  input: Type.Object({
    ...Period,
    kind: OneOf('queues', 'agents'),
    by: Type.Optional(OneOf('slot', 'hour', 'day')),
    queueCode: Type.Optional(Code),
    unitId: Type.Optional(Id),
    formula: Type.Optional(Formula),
    /** Absent: each channel by the threshold of the rulebook. */
    withinSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 3600 })),
    format: OneOf('csv', 'xlsx'),
    language: OneOf('zh-CN', 'en')
  }),
  output: Nothing,
  refusals: ['period-too-long', 'threshold-not-counted'],
  transport: 'stream'
})

export const FloorMessage = Type.Object({ id: Id, from: Person, to: Person, body: Type.String(), sentAt: Instant, readAt: Maybe(Instant) })
export type FloorMessage = Static<typeof FloorMessage>

export const sendFloorMessage = operation({
  id: 'sendFloorMessage',
  method: 'POST',
  path: '/api/floor/{regionId}/seats/{staffId}/messages',
  summary: { zh: '给座席发消息', en: 'Message a person at the seat' },
  permission: 'floor.supervise',
  input: Type.Object({ regionId: RegionId, staffId: Id, body: Text(500) }),
  output: FloorMessage
})

export const listFloorMessages = operation({
  id: 'listFloorMessages',
  method: 'GET',
  path: '/api/floor/{regionId}/seats/{staffId}/messages',
  summary: { zh: '发给某座席的消息', en: 'Messages to a person' },
  permission: 'floor.supervise',
  input: Type.Object({ regionId: RegionId, staffId: Id }),
  /** The latest first, at most 20. */
  output: Type.Object({ items: Type.Array(FloorMessage) }),
  staleOn: ['floor.message-sent', 'floor.message-read']
})

export const listMyFloorMessages = operation({
  id: 'listMyFloorMessages',
  method: 'GET',
  path: '/api/floor/messages',
  summary: { zh: '主管发给我的未读消息', en: 'Messages to me that I have not read' },
  permission: 'contact.answer',
  input: Nothing,
  /** The earliest first, at most 20. */
  output: Type.Object({ items: Type.Array(FloorMessage) }),
  staleOn: ['floor.message-sent', 'floor.message-read']
})

export const readFloorMessage = operation({
  id: 'readFloorMessage',
  method: 'POST',
  path: '/api/floor/messages/{messageId}/read',
  summary: { zh: '已阅消息', en: 'I have read it' },
  permission: 'contact.answer',
  input: Type.Object({ messageId: Id }),
  output: Nothing
})

export const floorBoardRefusals = {
  'threshold-not-counted': { status: 422, zh: '没有按这个秒数计数', en: 'Nothing is counted within so many seconds' }
} as const satisfies Record<string, RefusalEntry>

export const floorBoardOperations: readonly Operation[] = [
  floorDictionary,
  floorToday,
  agentReport,
  exportFloorReport,
  sendFloorMessage,
  listFloorMessages,
  listMyFloorMessages,
  readFloorMessage
]
