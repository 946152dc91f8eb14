import { ClauseId, VersionNumber } from './clause-words.ts'
import { Id, Instant, Maybe, OneOf, operation, Page, Paging, RegionId, Type } from './operation.ts'

// A version of a clause run over past cases before it is published.

const Outcomes = Type.Object({ kept: Type.Integer(), broken: Type.Integer(), open: Type.Integer(), cancelled: Type.Integer(), none: Type.Integer() })
const Replay = Type.Object({
  id: Id,
  clauseId: ClauseId,
  version: VersionNumber,
  state: OneOf('running', 'done', 'failed'),
  from: Instant,
  to: Instant,
  done: Type.Integer(),
  total: Type.Integer(),
  before: Maybe(Outcomes),
  after: Maybe(Outcomes),
  /** Cases decided differently; listReplayCases shows the first of them. */
  changed: Type.Integer()
})

export const replayClause = operation({
  id: 'replayClause',
  method: 'POST',
  path: '/api/clauses/{clauseId}/versions/{version}/replays',
  summary: { zh: '用历史工单回放条款', en: 'Run a version over past cases' },
  permission: 'norm.replay',
  input: Type.Object({
    clauseId: ClauseId,
    version: VersionNumber,
    from: Instant,
    to: Instant,
    regionId: Type.Optional(RegionId),
    /** Cases at most, the earliest first. */
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 }))
  }),
  output: Replay,
  refusals: ['replay-period-empty']
})

export const getReplay = operation({
  id: 'getReplay',
  method: 'GET',
  path: '/api/replays/{replayId}',
  summary: { zh: '回放结果', en: 'Result of a replay' },
  permission: 'norm.replay',
  input: Type.Object({ replayId: Id }),
  output: Replay
})

const CaseOutcome = Maybe(OneOf('kept', 'broken', 'open', 'cancelled'))

export const listReplayCases = operation({
  id: 'listReplayCases',
  method: 'GET',
  path: '/api/replays/{replayId}/cases',
  summary: { zh: '回放中结果有变的工单', en: 'Cases a replay decided differently' },
  permission: 'norm.replay',
  input: Type.Object({ replayId: Id, ...Paging }),
  output: Page(
    Type.Object({
      regionId: Type.Integer(),
      subjectKind: Type.String(),
      subjectId: Id,
      before: CaseOutcome,
      after: CaseOutcome,
      beforeDueAt: Maybe(Instant),
      afterDueAt: Maybe(Instant)
    })
  )
})
