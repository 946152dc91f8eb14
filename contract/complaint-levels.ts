import { Coded, ComplaintView, LevelView } from './complaint-schemas.ts'
import { Code, Id, Instant, Line, LocalDate, Maybe, OneOf, operation, Type, Text } from './operation.ts'
import { PromiseView } from './promises.ts'
import { Person } from './ticket-schemas.ts'

// Up and down the levels, inside and outside; what cannot be handled goes to the superior; and the city's part of the province's time.

const changes = ['complaint.escalated', 'complaint.submitted', 'complaint.analysed', 'complaint.handed-to-city', 'complaint.city-answered', 'complaint.taken-back', 'ticket.accepted', 'ticket.handover-declined', 'promise.at-risk', 'promise.broken']

/** What is done so that it does not happen again, by whom and until when. */
export const Measure = Type.Object({ text: Line(200), ownerId: Id, dueOn: LocalDate })

export const EscalationView = Type.Object({
  id: Id,
  side: OneOf('internal', 'external'),
  from: Maybe(LevelView),
  to: Maybe(LevelView),
  up: Type.Boolean(),
  reason: Type.String(),
  by: Maybe(Person),
  at: Instant,
  /** Who was told. */
  told: Type.Array(Person),
  /** Who took it over. */
  owner: Maybe(Person),
  needsAnalysis: Type.Boolean(),
  analysis: Maybe(Type.Object({ triggers: Type.Array(Coded), cause: Type.String(), measures: Type.Array(Type.Object({ text: Type.String(), owner: Maybe(Person), dueOn: LocalDate })), by: Maybe(Person), at: Instant })),
  promises: Type.Array(PromiseView)
})

export const SubmissionView = Type.Object({
  id: Id,
  state: OneOf('waiting', 'accepted', 'returned'),
  from: Maybe(Person),
  to: Maybe(Person),
  reason: Type.String(),
  tried: Type.String(),
  nextContactAt: Instant,
  toldBy: OneOf('said', 'written'),
  at: Instant,
  handoverId: Id
})

export const listEscalations = operation({
  id: 'listEscalations',
  method: 'GET',
  path: '/api/complaints/{ticketId}/escalations',
  summary: { zh: '升级记录', en: 'How a complaint went up and down' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id }),
  output: Type.Object({ items: Type.Array(EscalationView), submissions: Type.Array(SubmissionView) }),
  refusals: ['ticket-not-a-complaint'],
  staleOn: changes
})

export const escalateComplaint = operation({
  id: 'escalateComplaint',
  method: 'POST',
  path: '/api/complaints/{ticketId}/escalations',
  summary: { zh: '投诉升级或降级', en: 'Move a complaint up or down a level' },
  permission: 'complaint.escalate',
  input: Type.Object({
    ticketId: Id,
    side: OneOf('internal', 'external'),
    /** Null takes it off the levels of that side. */
    to: Maybe(Type.String({ pattern: '^[IE][1-3]$', maxLength: 2 })),
    reason: Text(1000)
  }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint', 'complaint-level-same', 'complaint-level-side', 'ticket-avoids-person', 'ticket-status-not-possible']
})

export const submitComplaint = operation({
  id: 'submitComplaint',
  method: 'POST',
  path: '/api/complaints/{ticketId}/submissions',
  summary: { zh: '处理不了，提交上级', en: 'Submit what cannot be handled to the superior' },
  permission: 'complaint.submit',
  input: Type.Object({
    ticketId: Id,
    reason: Line(200),
    /** What was tried, so that nobody asks the customer again. */
    tried: Text(2000),
    nextContactAt: Instant,
    /** said: told to the customer at once, by voice; written: the product writes it. */
    toldBy: OneOf('said', 'written')
  }),
  output: Type.Object({ submission: SubmissionView, superior: Person }),
  refusals: ['ticket-not-a-complaint', 'complaint-record-incomplete', 'complaint-next-contact', 'complaint-no-superior', 'handover-already-offered', 'ticket-status-not-possible', 'ticket-avoids-person']
})

export const handToCity = operation({
  id: 'handToCity',
  method: 'POST',
  path: '/api/complaints/{ticketId}/city',
  summary: { zh: '交市分公司处理', en: 'Hand a complaint to a city branch' },
  permission: 'complaint.delegate',
  input: Type.Object({ ticketId: Id, unitId: Id, reason: Line(200) }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint', 'complaint-unit-no-city', 'complaint-city-already', 'complaint-city-too-late', 'ticket-avoids-person', 'ticket-status-not-possible', 'assignee-unknown']
})

export const answerForCity = operation({
  id: 'answerForCity',
  method: 'POST',
  path: '/api/complaints/{ticketId}/city-answer',
  summary: { zh: '市分公司回复', en: 'Answer of the city branch' },
  permission: 'ticket.resolve',
  input: Type.Object({ ticketId: Id, result: Text(4000) }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint', 'complaint-not-at-city', 'ticket-avoids-person', 'ticket-status-not-possible']
})

export const takeBackFromCity = operation({
  id: 'takeBackFromCity',
  method: 'POST',
  path: '/api/complaints/{ticketId}/taking-back',
  summary: { zh: '省公司收回', en: 'Take a complaint back from the city' },
  permission: 'complaint.delegate',
  input: Type.Object({ ticketId: Id, reason: Line(200) }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint', 'complaint-not-at-city', 'ticket-avoids-person', 'ticket-status-not-possible']
})

export const analyseEscalation = operation({
  id: 'analyseEscalation',
  method: 'PUT',
  path: '/api/complaints/{ticketId}/escalations/{escalationId}/analysis',
  summary: { zh: '升级诱因分析', en: 'Analyse what set an escalation off' },
  permission: 'complaint.analyse',
  input: Type.Object({
    ticketId: Id,
    escalationId: Id,
    triggers: Type.Array(Code, { minItems: 1, maxItems: 10, uniqueItems: true }),
    cause: Text(2000),
    measures: Type.Array(Measure, { minItems: 1, maxItems: 10 })
  }),
  output: EscalationView,
  refusals: ['ticket-not-a-complaint', 'complaint-trigger-unknown', 'complaint-analysis-not-asked', 'complaint-already-analysed', 'assignee-unknown', 'ticket-avoids-person']
})

export const listUnanalysed = operation({
  id: 'listUnanalysedEscalations',
  method: 'GET',
  path: '/api/complaint-analyses',
  summary: { zh: '待分析的升级', en: 'Escalations to be analysed' },
  permission: 'complaint.analyse',
  input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  output: Type.Object({ items: Type.Array(Type.Object({ ...EscalationView.properties, ticketId: Id, number: Type.String(), title: Type.String() })) }),
  staleOn: ['complaint.escalated', 'complaint.analysed']
})
