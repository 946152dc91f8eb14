import { events } from './events.ts'
import { readPublicPromises } from './public-promises.ts'
import { Code, Id, Instant, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Type } from './operation.ts'

// Promises: what a clause started for a ticket, task or contact, and why it stands as it does.

export const promiseEvents = events({
  'promise.at-risk': { subject: 'ticket', zh: '承诺即将到期', en: 'promise at risk' },
  'promise.kept': { subject: 'ticket', zh: '承诺已履行', en: 'promise kept' },
  'promise.broken': { subject: 'ticket', zh: '承诺已违约', en: 'promise broken' },
  'promise.corrected': { subject: 'ticket', zh: '承诺结果更正', en: 'outcome of a promise corrected' }
})

const PromiseState = OneOf('running', 'paused', 'kept', 'broken', 'cancelled')

/** One promise as every page shows it. */
export const PromiseView = Type.Object({
  id: Id,
  clauseId: Code,
  clauseVersion: Type.Integer(),
  /** Catalogue ids the clause implements. */
  norms: Type.Array(Type.String()),
  title: PhraseSchema,
  promise: Type.String(),
  state: PromiseState,
  /** Running, and its warning time has come. */
  atRisk: Type.Boolean(),
  startedAt: Instant,
  /** Null while a pause without end stands before it. */
  dueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant),
  /** When it was done or called off; a broken promise may still be open. */
  stoppedAt: Maybe(Instant),
  /** Counting time left, in milliseconds, of a running or paused promise. */
  remainingMs: Maybe(Type.Integer()),
  ownerId: Maybe(Id)
})

const Placed = { regionId: Type.Integer(), subjectKind: Type.String(), subjectId: Id, unitId: Maybe(Id) }
const promiseChanges = ['promise.at-risk', 'promise.kept', 'promise.broken', 'promise.corrected', 'ticket.opened', 'ticket.waiting', 'ticket.resumed']

export const listPromises = operation({
  id: 'listPromises',
  method: 'GET',
  path: '/api/promises',
  summary: { zh: '未了结的承诺', en: 'Promises not yet done' },
  permission: 'ticket.read',
  input: Type.Object({
    state: Type.Optional(OneOf('running', 'at-risk', 'broken', 'paused')),
    /** Only those I answer for. */
    mine: Type.Optional(Type.Boolean()),
    clauseId: Type.Optional(Code),
    unitId: Type.Optional(Id),
    regionId: Type.Optional(RegionId),
    subjectKind: Type.Optional(OneOf('ticket', 'task', 'contact')),
    ...Paging
  }),
  output: Page(Type.Object({ ...PromiseView.properties, ...Placed })),
  staleOn: promiseChanges
})

const Counts = Type.Object({ running: Type.Integer(), atRisk: Type.Integer(), broken: Type.Integer(), paused: Type.Integer(), /** More than were counted. */ capped: Type.Boolean() })

export const countPromises = operation({
  id: 'countPromises',
  method: 'GET',
  path: '/api/promises/counts',
  summary: { zh: '承诺数量', en: 'How many promises stand how' },
  permission: 'ticket.read',
  input: Type.Object({ unitId: Type.Optional(Id), regionId: Type.Optional(RegionId) }),
  output: Type.Object({ mine: Counts, all: Counts }),
  staleOn: promiseChanges
})

const Step = Type.Object({
  kind: OneOf('running', 'closed', 'holiday', 'paused', 'start-day'),
  from: Instant,
  to: Maybe(Instant),
  countedMs: Type.Number(),
  cumulativeMs: Type.Number(),
  name: Maybe(PhraseSchema),
  pauseReason: Maybe(PhraseSchema),
  withheldMs: Maybe(Type.Number()),
  makeUpDays: Type.Array(Type.Object({ date: Type.String(), name: Maybe(PhraseSchema) }))
})

export const explainPromise = operation({
  id: 'explainPromise',
  method: 'GET',
  path: '/api/promises/{promiseId}',
  summary: { zh: '为什么是这个时限', en: 'Why this is the deadline' },
  permission: 'ticket.read',
  input: Type.Object({ promiseId: Id }),
  output: Type.Object({
    promise: PromiseView,
    ...Placed,
    clause: Type.Object({
      words: PhraseSchema,
      note: Maybe(PhraseSchema),
      document: PhraseSchema,
      article: Maybe(Type.String()),
      trust: Type.String(),
      hash: Type.String()
    }),
    /** What the clause asked about, with the words of each fact. */
    facts: Type.Array(Type.Object({ name: Type.String(), words: PhraseSchema, value: PhraseSchema })),
    /** Parts of the condition, read from the top; `depth` shows what belongs together. */
    condition: Type.Array(Type.Object({ depth: Type.Integer(), words: PhraseSchema, holds: Type.Boolean(), found: Maybe(PhraseSchema) })),
    limit: PhraseSchema,
    row: Maybe(Type.Object({ id: Type.String(), assumed: Type.Boolean() })),
    calendar: Type.Object({ id: Type.String(), name: PhraseSchema, version: Type.Integer(), zone: Type.String(), missingYears: Type.Array(Type.Integer()) }),
    steps: Type.Array(Step),
    events: Type.Array(Type.Object({ event: Type.String(), words: PhraseSchema, at: Instant, effect: OneOf('started', 'paused', 'resumed', 'stopped', 'called-off', 'broken'), reason: Maybe(PhraseSchema) }))
  }),
  staleOn: promiseChanges
})

export const verifyPromise = operation({
  id: 'verifyPromise',
  method: 'GET',
  path: '/api/promises/{promiseId}/verification',
  summary: { zh: '按证据重新计算', en: 'Compute the outcome again from its evidence' },
  permission: 'ticket.read',
  input: Type.Object({ promiseId: Id }),
  output: Type.Object({
    /** Every check of every row of evidence holds. */
    verified: Type.Boolean(),
    evidence: Type.Array(
      Type.Object({
        id: Id,
        kind: Type.String(),
        at: Instant,
        sealed: Type.Boolean(),
        checks: Type.Array(Type.Object({ check: OneOf('row-unchanged', 'clause', 'calendar', 'limit', 'outcome', 'steps'), holds: Type.Boolean() }))
      })
    )
  })
})

export const auditPauses = operation({
  id: 'auditPauses',
  method: 'GET',
  path: '/api/promises/pause-audit',
  summary: { zh: '客户已回复仍暂停的时钟', en: 'Clocks that stood still though the customer had answered' },
  permission: 'ticket.read',
  input: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant), regionId: Type.Optional(RegionId), unitId: Type.Optional(Id), ...Paging }),
  output: Page(
    Type.Object({
      promiseId: Id,
      clauseId: Code,
      title: PhraseSchema,
      ...Placed,
      ownerId: Maybe(Id),
      reason: Type.Object({ code: Type.String(), words: PhraseSchema }),
      pausedAt: Instant,
      answeredAt: Instant,
      /** Null while it still stands. */
      resumedAt: Maybe(Instant),
      /** Plain time from the answer to the end of the pause, so far if it lasts. */
      unexplainedMs: Type.Number()
    })
  ),
  staleOn: ['ticket.waiting', 'ticket.resumed', 'ticket.customer-wrote']
})

export const promiseOperations: readonly Operation[] = [readPublicPromises, countPromises, auditPauses, listPromises, explainPromise, verifyPromise]
