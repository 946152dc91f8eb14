import { getCalendar, listCalendars } from './calendars.ts'
import { ClauseId, clauseChanges, clauseEvents, VersionNumber } from './clause-words.ts'
import { Id, Instant, Line, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { getReplay, listReplayCases, replayClause } from './replays.ts'

export { clauseEvents }
export { PromiseView } from './promises.ts'

// The rulebook on the screen: clauses, their versions and approval, calendars. Promises are in promises.ts.

export const normRefusals = {
  'clause-faulty': { status: 422, zh: '条款内容有误，无法保存', en: 'The clause has faults and was not saved' },
  'clause-unchanged': { status: 409, zh: '内容与最新版本相同', en: 'The text says the same as the newest version' },
  'clause-not-in-force': { status: 409, zh: '该条款当前未生效', en: 'The clause is not in force' },
  'version-already-submitted': { status: 409, zh: '该版本已提交审批', en: 'The version was already submitted' },
  'submission-already-decided': { status: 409, zh: '该提交已有审批结论', en: 'The submission was already decided' },
  'approver-is-author': { status: 403, zh: '起草人或提交人不能审批自己的条款', en: 'Authors and submitters cannot approve their own clause' },
  'effective-date-passed': { status: 422, zh: '生效时间不能早于现在', en: 'A change cannot take effect in the past' },
  'replay-period-empty': { status: 422, zh: '回放的起止时间不正确', en: 'The period of the replay is empty or too long' }
} as const satisfies Record<string, RefusalEntry>

const Kind = OneOf('clock', 'duty', 'matrix', 'statement')
const Trust = OneOf('seed', 'law-verified', 'law-second-hand', 'general-knowledge', 'domain-knowledge', 'assumed')
const Decision = OneOf('waiting', 'approved', 'returned')

const ClauseLine = Type.Object({
  id: ClauseId,
  kind: Kind,
  status: OneOf('in-force', 'prepared'),
  title: PhraseSchema,
  norms: Type.Array(Type.String()),
  trust: Trust,
  promise: Maybe(Type.String()),
  /** Null when no version is in force now. */
  versionInForce: Maybe(VersionNumber),
  newestVersion: VersionNumber,
  /** A submission waits for its second person. */
  waiting: Type.Boolean()
})

export const listClauses = operation({
  id: 'listClauses',
  method: 'GET',
  path: '/api/clauses',
  summary: { zh: '服务规范条款', en: 'Clauses of the rulebook' },
  permission: 'norm.read',
  input: Type.Object({
    search: Type.Optional(Line(60)),
    /** Group of the catalogue: SP, TK, FS … */
    group: Type.Optional(Type.String({ maxLength: 2, pattern: '^[A-Z]{2}$' })),
    /** One catalogue id: SP-02. */
    norm: Type.Optional(Type.String({ maxLength: 5, pattern: '^[A-Z]{2}-[0-9]{2}$' })),
    kind: Type.Optional(Kind),
    ...Paging
  }),
  output: Page(ClauseLine),
  staleOn: clauseChanges
})

const Submission = Type.Object({
  id: Id,
  kind: OneOf('publish', 'withdraw'),
  effectiveFrom: Instant,
  /** Null = the rulebook files. */
  submittedBy: Maybe(Id),
  submittedAt: Instant,
  reason: Maybe(Type.String()),
  decision: Decision,
  decidedBy: Maybe(Id),
  decidedAt: Maybe(Instant),
  note: Maybe(Type.String())
})

/** The staff whose ids an answer names. */
const Named = Type.Array(Type.Object({ id: Id, name: Type.String(), jobNumber: Type.String() }))

const VersionLine = Type.Object({
  id: Id,
  version: VersionNumber,
  hash: Type.String(),
  origin: OneOf('rulebook', 'draft'),
  createdAt: Instant,
  createdBy: Maybe(Id),
  note: Maybe(Type.String()),
  submissions: Type.Array(Submission)
})

const Example = Type.Object({ name: Type.String(), agrees: Type.Boolean(), fault: Maybe(Type.String()) })
const Worded = Type.Array(Type.Object({ code: Type.String(), words: PhraseSchema }))

export const getClause = operation({
  id: 'getClause',
  method: 'GET',
  path: '/api/clauses/{clauseId}',
  summary: { zh: '条款', en: 'A clause' },
  permission: 'norm.read',
  input: Type.Object({ clauseId: ClauseId, version: Type.Optional(VersionNumber) }),
  output: Type.Object({
    id: ClauseId,
    /** The version shown: the one asked for, else the one in force, else the newest. */
    version: VersionNumber,
    versionInForce: Maybe(VersionNumber),
    /** The clause as rulebook/clause.schema.json describes it, and the same as YAML to edit. */
    content: Type.Record(Type.String(), Type.Unknown()),
    text: Type.String(),
    /** The condition in words. */
    condition: Maybe(PhraseSchema),
    calendar: Maybe(Type.Object({ id: Type.String(), name: PhraseSchema })),
    /** Its worked examples, run just now. */
    examples: Type.Array(Example),
    versions: Type.Array(VersionLine),
    /** Words of the facts, events and pause reasons the content names by code; of today's rulebook, so some may be missing. */
    vocabulary: Type.Object({
      facts: Type.Array(Type.Object({ code: Type.String(), words: PhraseSchema, values: Worded })),
      events: Worded,
      reasons: Worded
    }),
    people: Named
  }),
  staleOn: clauseChanges
})

export const getClauseUsage = operation({
  id: 'getClauseUsage',
  method: 'GET',
  path: '/api/clauses/{clauseId}/usage',
  summary: { zh: '条款履行情况', en: 'How often a clause is kept' },
  permission: 'norm.read',
  input: Type.Object({ clauseId: ClauseId, months: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })) }),
  output: Type.Object({
    from: Instant,
    items: Type.Array(
      Type.Object({
        regionId: Type.Integer(),
        /** `YYYY-MM` in which the promise began, by the region's own time. */
        month: Type.String(),
        open: Type.Integer(),
        kept: Type.Integer(),
        broken: Type.Integer(),
        cancelled: Type.Integer(),
        /** Kept of kept and broken; null when none is decided. */
        share: Maybe(Type.Number())
      })
    )
  }),
  staleOn: []
})

export const diffClauseVersions = operation({
  id: 'diffClauseVersions',
  method: 'GET',
  path: '/api/clauses/{clauseId}/diff',
  summary: { zh: '条款版本比较', en: 'Compare two versions' },
  permission: 'norm.read',
  input: Type.Object({ clauseId: ClauseId, from: VersionNumber, to: VersionNumber }),
  output: Type.Object({
    changes: Type.Array(Type.Object({ path: Type.String(), before: Type.Unknown(), after: Type.Unknown(), change: OneOf('added', 'removed', 'changed') }))
  })
})

export const draftClause = operation({
  id: 'draftClause',
  method: 'POST',
  path: '/api/clauses/{clauseId}/versions',
  summary: { zh: '起草条款新版本', en: 'Draft a new version of a clause' },
  permission: 'norm.draft',
  input: Type.Object({ clauseId: ClauseId, text: Text(100_000), note: Type.Optional(Text(1000)) }),
  output: Type.Object({ id: Id, clauseId: ClauseId, version: VersionNumber, hash: Type.String() }),
  refusals: ['clause-faulty', 'clause-unchanged']
})

export const checkClause = operation({
  id: 'checkClause',
  method: 'POST',
  path: '/api/clauses/{clauseId}/check',
  summary: { zh: '校验条款草稿并运行示例', en: 'Check the text of a clause and run its examples' },
  permission: 'norm.draft',
  input: Type.Object({ clauseId: ClauseId, text: Text(100_000) }),
  output: Type.Object({
    /** Everything wrong, each with its line of the text where one can be named; empty when it may be kept as a draft. */
    faults: Type.Array(Type.Object({ text: Type.String(), line: Maybe(Type.Integer()) })),
    examples: Type.Array(Example),
    condition: Maybe(PhraseSchema)
  })
})

export const submitClause = operation({
  id: 'submitClause',
  method: 'POST',
  path: '/api/clauses/{clauseId}/versions/{version}/submit',
  summary: { zh: '提交条款审批', en: 'Submit a version for approval' },
  permission: 'norm.draft',
  input: Type.Object({ clauseId: ClauseId, version: VersionNumber, effectiveFrom: Type.Optional(Instant), reason: Type.Optional(Text(1000)) }),
  output: Submission,
  refusals: ['version-already-submitted', 'effective-date-passed']
})

export const withdrawClause = operation({
  id: 'withdrawClause',
  method: 'POST',
  path: '/api/clauses/{clauseId}/withdraw',
  summary: { zh: '申请撤销条款', en: 'Ask for a clause to be withdrawn' },
  permission: 'norm.draft',
  input: Type.Object({ clauseId: ClauseId, effectiveFrom: Type.Optional(Instant), reason: Text(1000) }),
  output: Submission,
  refusals: ['clause-not-in-force', 'version-already-submitted', 'effective-date-passed']
})

export const listClauseSubmissions = operation({
  id: 'listClauseSubmissions',
  method: 'GET',
  path: '/api/clause-submissions',
  summary: { zh: '条款审批', en: 'Submissions of clauses' },
  permission: 'norm.read',
  input: Type.Object({ decision: Type.Optional(Decision), ...Paging }),
  output: Type.Object({
    ...Page(Type.Object({ ...Submission.properties, clauseId: ClauseId, version: VersionNumber, title: PhraseSchema, author: Maybe(Id) })).properties,
    people: Named
  }),
  staleOn: clauseChanges
})

export const decideClauseSubmission = operation({
  id: 'decideClauseSubmission',
  method: 'POST',
  path: '/api/clause-submissions/{submissionId}/decide',
  summary: { zh: '审批条款', en: 'Approve a submission or send it back' },
  permission: 'norm.approve',
  input: Type.Object({ submissionId: Id, approved: Type.Boolean(), note: Type.Optional(Text(1000)) }),
  output: Submission,
  refusals: ['submission-already-decided', 'approver-is-author']
})

export const clauseOperations: readonly Operation[] = [
  listClauses,
  getClause,
  getClauseUsage,
  diffClauseVersions,
  draftClause,
  checkClause,
  submitClause,
  withdrawClause,
  listClauseSubmissions,
  decideClauseSubmission,
  listCalendars,
  getCalendar,
  replayClause,
  getReplay,
  listReplayCases
]
