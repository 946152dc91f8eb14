import { Code, Id, Instant, Line, Maybe, OneOf, operation, type Operation, Text, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'
import { RootCause } from './ticket-words.ts'

export const Of = { ticketId: Id }
export const Coded = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })
export const Mood = OneOf('calm', 'annoyed', 'angry', 'threatening')
const Latitude = Type.Number({ minimum: -90, maximum: 90 })
const Longitude = Type.Number({ minimum: -180, maximum: 180 })
export const Where = { latitude: Type.Optional(Latitude), longitude: Type.Optional(Longitude) }

/** Something that proves what a verification found; `ref` is the id or number by which it is known where it lies. */
const Evidence = Type.Object({ kind: Code, ref: Type.Optional(Line(80)), note: Line(300) }, { additionalProperties: false })

export const DiagnosisView = Type.Object({
  id: Id,
  trueToFact: OneOf('true', 'partly', 'not'),
  rootCause: RootCause,
  cause: Maybe(Coded),
  summary: Type.String(),
  evidence: Type.Array(Type.Object({ kind: Coded, ref: Maybe(Type.String()), note: Type.String() })),
  /** Whose mistake it was; null also for readers who may not see it. */
  person: Maybe(Person),
  by: Maybe(Person),
  at: Instant
})

export const SignalTestView = Type.Object({
  id: Id,
  place: Type.String(),
  latitude: Maybe(Type.Number()),
  longitude: Maybe(Type.Number()),
  indoor: Type.Boolean(),
  technology: Coded,
  readings: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), unit: Type.String(), value: Type.Number(), verdict: OneOf('healthy', 'weak', 'critical') })),
  verdict: OneOf('healthy', 'weak', 'critical'),
  note: Maybe(Type.String()),
  testedAt: Instant,
  by: Maybe(Person)
})

/** Everything a verification looks at beside what other desks show themselves (TK-15). */
export const readCaseFacts = operation({
  id: 'readCaseFacts',
  method: 'GET',
  path: '/api/tickets/{ticketId}/case-facts',
  summary: { zh: '核实：网络事件、短信、测试与诊断', en: 'Verify: network events, messages, tests and diagnosis' },
  permission: 'handling.work',
  input: Type.Object(Of),
  output: Type.Object({
    /** The stretch of time looked at: around what happened. */
    from: Instant,
    to: Instant,
    notices: Type.Array(Type.Object({ id: Id, zh: Type.String(), en: Type.String(), startsAt: Instant, endsAt: Instant })),
    messages: Type.Array(Type.Object({ id: Id, body: Type.String(), purpose: Type.String(), state: Type.String(), at: Instant, settledAt: Maybe(Instant) })),
    tests: Type.Array(SignalTestView),
    diagnoses: Type.Array(DiagnosisView),
    canNamePerson: Type.Boolean(),
    words: Type.Object({
      causes: Type.Array(Type.Object({ rootCause: RootCause, code: Type.String(), zh: Type.String(), en: Type.String(), byStaff: Type.Boolean() })),
      evidence: Type.Array(Coded),
      technologies: Type.Array(Coded),
      indicators: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), unit: Type.String(), min: Type.Number(), max: Type.Number(), healthy: Type.Number(), critical: Type.Number() }))
    })
  }),
  staleOn: ['handling.diagnosed', 'handling.tested', 'notice.changed']
})

export const diagnose = operation({
  id: 'diagnose',
  method: 'POST',
  path: '/api/tickets/{ticketId}/diagnoses',
  summary: { zh: '诊断：是否属实、根因与证据', en: 'Diagnose: true or not, the root cause, the evidence' },
  permission: 'handling.work',
  input: Type.Object({
    ...Of,
    trueToFact: OneOf('true', 'partly', 'not'),
    rootCause: RootCause,
    cause: Code,
    summary: Text(4000),
    evidence: Type.Array(Evidence, { minItems: 1, maxItems: 20 }),
    staffId: Type.Optional(Id)
  }),
  output: DiagnosisView,
  refusals: ['cause-unknown', 'diagnosis-contradicts-itself', 'person-not-of-this-cause', 'evidence-unknown', 'assignee-unknown', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const recordSignalTest = operation({
  id: 'recordSignalTest',
  method: 'POST',
  path: '/api/tickets/{ticketId}/signal-tests',
  summary: { zh: '记录信号测试', en: 'Record a signal test' },
  permission: 'handling.work',
  input: Type.Object({
    ...Of,
    place: Line(200),
    ...Where,
    indoor: Type.Boolean(),
    technology: Code,
    readings: Type.Array(Type.Object({ code: Code, value: Type.Number({ minimum: -1000, maximum: 100_000 }) }, { additionalProperties: false }), { minItems: 1, maxItems: 12 }),
    testedAt: Type.Optional(Instant),
    note: Type.Optional(Text(1000))
  }),
  output: SignalTestView,
  refusals: ['reading-unknown', 'reading-not-possible', 'test-time-wrong', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const verifyOperations: readonly Operation[] = [readCaseFacts, diagnose, recordSignalTest]
