import { events } from './events.ts'
import { Code, Id, Instant, Line, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// Mass complaints: found by their rate, bound to one parent, reported up a chain, answered with one voice.

export const MassState = OneOf('suspected', 'confirmed', 'dismissed', 'over')

export const AnswerView = Type.Object({
  id: Id,
  massId: Maybe(Id),
  category: Maybe(Type.String()),
  version: Type.Integer(),
  zh: Type.String(),
  en: Type.String(),
  /** With whom it is said, such as an authority. */
  partner: Maybe(Type.String()),
  /** Where the measured data stand that it speaks of. */
  dataSource: Maybe(Type.String()),
  state: OneOf('draft', 'approved', 'withdrawn'),
  writtenBy: Maybe(Person),
  writtenAt: Instant,
  approvedBy: Maybe(Person),
  approvedAt: Maybe(Instant),
  validUntil: Instant,
  toldCount: Type.Integer(),
  canApprove: Type.Boolean()
})

const ReportView = Type.Object({
  id: Id,
  step: Type.String(),
  stepName: PhraseSchema,
  phenomenon: Type.String(),
  scope: Type.String(),
  handling: Type.String(),
  expectedAt: Instant,
  sentBy: Maybe(Person),
  sentAt: Instant,
  recipients: Type.Array(Type.Object({ code: Type.String(), name: PhraseSchema, by: Maybe(Person), at: Maybe(Instant) }))
})

export const MassView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  dimension: PhraseSchema,
  /** What its cases have in common; names are filled in by the reader. */
  parts: Type.Object({ leaf: Maybe(Type.String()), branch: Maybe(Type.String()), place: Maybe(Type.String()), product: Maybe(Type.String()) }),
  state: MassState,
  beganAt: Instant,
  foundAt: Instant,
  /** Why it was found: so many cases where so many a day are usual. */
  usualPerDay: Type.Number(),
  caseCount: Type.Integer(),
  lastCaseAt: Instant,
  parent: Type.Object({ id: Id, number: Type.String() }),
  unitId: Maybe(Id),
  phenomenon: Maybe(Type.String()),
  scope: Maybe(Type.String()),
  handling: Maybe(Type.String()),
  expectedAt: Maybe(Instant),
  decidedBy: Maybe(Person),
  decidedAt: Maybe(Instant),
  reason: Maybe(Type.String()),
  endedAt: Maybe(Instant),
  promises: Type.Array(PromiseView),
  can: Type.Object({ decide: Type.Boolean(), report: Type.Boolean(), answer: Type.Boolean() })
})

export const MassDetail = Type.Object({
  ...MassView.properties,
  /** The steps of the chain still to be taken. */
  steps: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
  reports: Type.Array(ReportView),
  answers: Type.Array(AnswerView)
})

const changes = ['mass.detected', 'mass.grew', 'mass.confirmed', 'mass.dismissed', 'mass.over', 'mass.reported', 'mass.passed-on', 'mass.departments-told', 'mass.updated', 'mass.acknowledged', 'mass.progress-told', 'answer.drafted', 'answer.approved', 'answer.withdrawn', 'answer.told', 'promise.at-risk', 'promise.broken'] as const
const Which = { regionId: RegionId, massId: Id }
const Told = { phenomenon: Text(1000), scope: Text(1000), handling: Text(1000), expectedAt: Instant }

export const listMasses = operation({
  id: 'listMasses',
  method: 'GET',
  path: '/api/complaint-patterns/masses',
  summary: { zh: '群体投诉', en: 'Mass complaints' },
  permission: 'improvement.read',
  input: Type.Object({ ...Paging, regionId: Type.Optional(RegionId), active: Type.Optional(Type.Boolean()) }),
  output: Page(MassView),
  staleOn: changes
})

export const readMass = operation({
  id: 'readMass',
  method: 'GET',
  path: '/api/regions/{regionId}/masses/{massId}',
  summary: { zh: '一起群体投诉', en: 'One mass complaint' },
  permission: 'improvement.read',
  input: Type.Object(Which),
  output: MassDetail,
  staleOn: changes
})

export const decideMass = operation({
  id: 'decideMass',
  method: 'POST',
  path: '/api/regions/{regionId}/masses/{massId}/decision',
  summary: { zh: '确认、排除或宣布结束', en: 'Confirm it, dismiss it, or say it is over' },
  permission: 'improvement.decide',
  input: Type.Object({ ...Which, decision: OneOf('confirmed', 'dismissed', 'over'), reason: Line(300) }),
  output: MassDetail,
  refusals: ['mass-settled']
})

export const reportMass = operation({
  id: 'reportMass',
  method: 'POST',
  path: '/api/regions/{regionId}/masses/{massId}/reports',
  summary: { zh: '按报备链上报', en: 'Report it up the chain' },
  permission: 'improvement.write',
  input: Type.Object({ ...Which, step: Code, ...Told }),
  output: MassDetail,
  refusals: ['mass-settled', 'mass-step-unknown', 'mass-step-order', 'mass-expected-past']
})

export const acknowledgeMassReport = operation({
  id: 'acknowledgeMassReport',
  method: 'POST',
  path: '/api/regions/{regionId}/masses/{massId}/reports/{reportId}/acknowledgement',
  summary: { zh: '确认收到报备', en: 'Acknowledge a report' },
  permission: 'improvement.read',
  input: Type.Object({ ...Which, reportId: Id, recipient: Code }),
  output: MassDetail,
  refusals: ['mass-step-unknown', 'mass-acknowledged']
})

export const writeAnswer = operation({
  id: 'writeUnifiedAnswer',
  method: 'POST',
  path: '/api/unified-answers',
  summary: { zh: '起草统一口径', en: 'Draft what every channel says' },
  permission: 'improvement.write',
  input: Type.Object({ regionId: RegionId, massId: Type.Optional(Id), category: Type.Optional(Code), zh: Text(2000), en: Text(4000), partner: Type.Optional(Line(200)), dataSource: Type.Optional(Line(400)) }),
  output: AnswerView,
  refusals: ['answer-about-nothing', 'mass-settled', 'ticket-category-unknown']
})

export const approveAnswer = operation({
  id: 'approveUnifiedAnswer',
  method: 'POST',
  path: '/api/regions/{regionId}/unified-answers/{answerId}/approval',
  summary: { zh: '批准统一口径（须由他人批准）', en: 'Approve it; by somebody else' },
  permission: 'improvement.decide',
  input: Type.Object({ regionId: RegionId, answerId: Id }),
  output: AnswerView,
  refusals: ['answer-own-words', 'answer-not-draft']
})

export const withdrawAnswer = operation({
  id: 'withdrawUnifiedAnswer',
  method: 'POST',
  path: '/api/regions/{regionId}/unified-answers/{answerId}/withdrawal',
  summary: { zh: '撤回统一口径', en: 'Withdraw it' },
  permission: 'improvement.decide',
  input: Type.Object({ regionId: RegionId, answerId: Id, reason: Line(300) }),
  output: AnswerView,
  refusals: ['answer-not-draft']
})

export const tellMass = operation({
  id: 'tellMassCustomers',
  method: 'POST',
  path: '/api/regions/{regionId}/masses/{massId}/telling',
  summary: { zh: '以统一口径告知每位客户', en: 'Tell each customer in the approved words' },
  permission: 'improvement.decide',
  input: Type.Object(Which),
  output: MassDetail,
  refusals: ['mass-no-answer']
})

export const answerForTicket = operation({
  id: 'unifiedAnswerForTicket',
  method: 'GET',
  path: '/api/tickets/{ticketId}/unified-answer',
  summary: { zh: '本单适用的统一口径', en: 'What every channel says about this ticket' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id }),
  output: Type.Object({ answer: Maybe(AnswerView), mass: Maybe(Type.Object({ id: Id, parentNumber: Type.String(), state: MassState, caseCount: Type.Integer(), expectedAt: Maybe(Instant) })) }),
  staleOn: changes
})

export const massRefusals = {
  'mass-settled': { status: 409, zh: '该群体投诉已结束或已排除', en: 'This mass complaint is over or was dismissed' },
  'mass-step-unknown': { status: 422, zh: '没有这一步报备或接收方', en: 'There is no such step or recipient' },
  'mass-step-order': { status: 409, zh: '须按报备链的顺序上报', en: 'The chain is reported in its order' },
  'mass-expected-past': { status: 422, zh: '预计完成时间须晚于现在', en: 'The expected completion must lie ahead' },
  'mass-acknowledged': { status: 409, zh: '已确认收到', en: 'This was acknowledged already' },
  'mass-no-answer': { status: 409, zh: '没有已批准的统一口径', en: 'There is no approved wording' },
  'answer-about-nothing': { status: 422, zh: '须写明针对哪起群体投诉或哪类问题', en: 'It must be about a mass complaint or a category' },
  'answer-own-words': { status: 403, zh: '起草人不能批准自己的口径', en: 'Whoever drafted it cannot approve it' },
  'answer-not-draft': { status: 409, zh: '该口径不在此状态', en: 'This wording is not in that state' }
} as const satisfies Record<string, RefusalEntry>

export const massEvents = events({
  'mass.detected': { subject: 'mass', zh: '发现群体投诉', en: 'mass complaint found' },
  'mass.grew': { subject: 'mass', zh: '群体投诉增加', en: 'mass complaint grew' },
  'mass.confirmed': { subject: 'mass', zh: '确认群体投诉', en: 'mass complaint confirmed' },
  'mass.dismissed': { subject: 'mass', zh: '排除群体投诉', en: 'mass complaint dismissed' },
  'mass.over': { subject: 'mass', zh: '群体投诉结束', en: 'mass complaint over' },
  'mass.reported': { subject: 'mass', zh: '已报管控中心', en: 'reported to the control centre' },
  'mass.passed-on': { subject: 'mass', zh: '已报支撑室', en: 'passed on to the support office' },
  'mass.departments-told': { subject: 'mass', zh: '已通报相关部门', en: 'departments told' },
  'mass.updated': { subject: 'mass', zh: '报备更新', en: 'report updated' },
  'mass.acknowledged': { subject: 'mass', zh: '报备获确认', en: 'report acknowledged' },
  'mass.progress-told': { subject: 'mass', zh: '群体投诉进展已告知客户', en: 'customers of a mass complaint told' },
  'answer.drafted': { subject: 'mass', zh: '起草统一口径', en: 'unified answer drafted' },
  'answer.approved': { subject: 'mass', zh: '统一口径获批准', en: 'unified answer approved' },
  'answer.withdrawn': { subject: 'mass', zh: '统一口径撤回', en: 'unified answer withdrawn' },
  'answer.told': { subject: 'mass', zh: '已按统一口径告知', en: 'told in the unified words' }
})

export const massOperations: readonly Operation[] = [listMasses, readMass, decideMass, reportMass, acknowledgeMassReport, writeAnswer, approveAnswer, withdrawAnswer, tellMass, answerForTicket]
