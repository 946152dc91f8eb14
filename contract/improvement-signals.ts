import { events } from './events.ts'
import { Id, Instant, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// Signals of practised complaining: noticed by a rule, decided by a person, expiring, open to correction. And the right to have a person decide.

const SignalState = OneOf('proposed', 'approved', 'refused', 'corrected', 'expired')
const Facts = Type.Object({ days: Type.Integer(), complaints: Type.Integer(), channels: Type.Integer(), topics: Type.Integer(), paidFen: Type.Integer() })

export const SignalView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  customerId: Id,
  customerName: Maybe(Type.String()),
  facts: Facts,
  /** What the rule saw, each with its threshold, in words. */
  reasons: Type.Array(PhraseSchema),
  state: SignalState,
  proposedAt: Instant,
  decidedBy: Maybe(Person),
  decidedAt: Maybe(Instant),
  reason: Maybe(Type.String()),
  expiresAt: Maybe(Instant),
  objection: Maybe(Type.Object({ text: Type.String(), at: Instant, state: OneOf('open', 'upheld', 'rejected'), by: Maybe(Person), answer: Maybe(Type.String()) })),
  promises: Type.Array(PromiseView),
  can: Type.Object({ decide: Type.Boolean(), answer: Type.Boolean() })
})

export const PersonAskView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  ticket: Type.Object({ id: Id, number: Type.String() }),
  about: Type.String(),
  state: OneOf('open', 'kept', 'changed'),
  askedAt: Instant,
  answeredBy: Maybe(Person),
  answeredAt: Maybe(Instant),
  answer: Maybe(Type.String()),
  promises: Type.Array(PromiseView),
  canAnswer: Type.Boolean()
})

const changes = ['signal.proposed', 'signal.approved', 'signal.refused', 'signal.expired', 'signal.objected', 'signal.corrected', 'signal.objection-answered', 'decision.person-asked', 'decision.person-decided', 'promise.at-risk', 'promise.broken'] as const
const Which = { regionId: RegionId, signalId: Id }

export const listSignals = operation({
  id: 'listComplaintSignals',
  method: 'GET',
  path: '/api/complaint-patterns/signals',
  summary: { zh: '职业投诉线索', en: 'Signals of practised complaining' },
  permission: 'improvement.decide',
  input: Type.Object({ ...Paging, regionId: Type.Optional(RegionId), open: Type.Optional(Type.Boolean()) }),
  output: Page(SignalView),
  staleOn: changes
})

export const decideSignal = operation({
  id: 'decideComplaintSignal',
  method: 'POST',
  path: '/api/regions/{regionId}/complaint-signals/{signalId}/decision',
  summary: { zh: '人工认定或否定线索', en: 'A person decides on a signal' },
  permission: 'improvement.decide',
  input: Type.Object({ ...Which, approve: Type.Boolean(), reason: Text(2000) }),
  output: SignalView,
  refusals: ['signal-settled', 'signal-own-customer']
})

export const answerObjection = operation({
  id: 'answerSignalObjection',
  method: 'POST',
  path: '/api/regions/{regionId}/complaint-signals/{signalId}/objection-answer',
  summary: { zh: '答复更正请求', en: 'Answer a request for correction' },
  permission: 'improvement.decide',
  input: Type.Object({ ...Which, upheld: Type.Boolean(), answer: Text(2000) }),
  output: SignalView,
  refusals: ['signal-no-objection', 'signal-own-decision']
})

export const objectToSignal = operation({
  id: 'objectToComplaintSignal',
  method: 'POST',
  path: '/api/portal/complaint-signals/{signalId}/objection',
  summary: { zh: '请求更正', en: 'Ask for it to be corrected' },
  permission: 'customer',
  input: Type.Object({ signalId: Id, text: Text(2000) }),
  output: Type.Object({ objectedAt: Instant }),
  refusals: ['signal-settled']
})

export const mySignals = operation({
  id: 'myComplaintSignals',
  method: 'GET',
  path: '/api/portal/complaint-signals',
  summary: { zh: '对我的认定', en: 'What was decided about me' },
  permission: 'customer',
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(Type.Object({ id: Id, reasons: Type.Array(PhraseSchema), decidedAt: Instant, expiresAt: Instant, objection: Maybe(Type.Object({ at: Instant, state: OneOf('open', 'upheld', 'rejected'), answer: Maybe(Type.String()) })) })) }),
  staleOn: changes
})

export const askForPerson = operation({
  id: 'askForPerson',
  method: 'POST',
  path: '/api/portal/tickets/{ticketId}/person',
  summary: { zh: '要求由人作出决定', en: 'Ask for a person to decide' },
  permission: 'customer',
  input: Type.Object({ ticketId: Id, about: Text(1000) }),
  output: Type.Object({ askedAt: Instant }),
  refusals: ['person-asked-already']
})

export const listPersonAsks = operation({
  id: 'listPersonAsks',
  method: 'GET',
  path: '/api/complaint-patterns/person-asks',
  summary: { zh: '要求人工决定', en: 'Customers who want a person to decide' },
  permission: 'improvement.decide',
  input: Type.Object({ ...Paging, regionId: Type.Optional(RegionId), ticketId: Type.Optional(Id), open: Type.Optional(Type.Boolean()) }),
  output: Page(PersonAskView),
  staleOn: changes
})

export const decideAsPerson = operation({
  id: 'decideAsPerson',
  method: 'POST',
  path: '/api/regions/{regionId}/person-asks/{askId}/decision',
  summary: { zh: '人工作出决定并说明', en: 'A person decides and explains' },
  permission: 'improvement.decide',
  input: Type.Object({ regionId: RegionId, askId: Id, changed: Type.Boolean(), answer: Text(2000) }),
  output: PersonAskView,
  refusals: ['person-decided']
})

export const signalRefusals = {
  'signal-settled': { status: 409, zh: '该线索已有结论', en: 'This signal is settled' },
  'signal-own-customer': { status: 403, zh: '正在处理该客户投诉的人不能认定', en: 'Whoever handles a complaint of this customer cannot decide on it' },
  'signal-no-objection': { status: 409, zh: '没有待答复的更正请求', en: 'No request for correction waits' },
  'signal-own-decision': { status: 403, zh: '作出认定的人不能答复更正请求', en: 'Whoever decided cannot answer the request for correction' },
  'person-asked-already': { status: 409, zh: '已提出过，正在等待人工决定', en: 'A person is already asked to decide' },
  'person-decided': { status: 409, zh: '已由人作出决定', en: 'A person has decided already' }
} as const satisfies Record<string, RefusalEntry>

export const signalEvents = events({
  'signal.proposed': { subject: 'signal', zh: '发现职业投诉线索', en: 'signal of practised complaining' },
  'signal.approved': { subject: 'signal', zh: '线索获人工认定', en: 'signal approved by a person' },
  'signal.refused': { subject: 'signal', zh: '线索被否定', en: 'signal refused' },
  'signal.expired': { subject: 'signal', zh: '认定到期', en: 'signal expired' },
  'signal.objected': { subject: 'signal', zh: '客户请求更正', en: 'customer asked for correction' },
  'signal.corrected': { subject: 'signal', zh: '认定已更正', en: 'signal corrected' },
  'signal.objection-answered': { subject: 'signal', zh: '更正请求已答复', en: 'request for correction answered' },
  'decision.person-asked': { subject: 'person-ask', zh: '客户要求由人决定', en: 'customer wants a person to decide' },
  'decision.person-decided': { subject: 'person-ask', zh: '已由人决定', en: 'a person decided' }
})

export const signalOperations: readonly Operation[] = [listSignals, decideSignal, answerObjection, mySignals, objectToSignal, askForPerson, listPersonAsks, decideAsPerson]
