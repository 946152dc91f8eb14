import { Fen } from './billing.ts'
import { events } from './events.ts'
import { Code, Id, Instant, Line, LocalDate, Maybe, Nothing, OneOf, type Operation, operation, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// Should we pay, how much, who may say so, and did it arrive. Money is whole fen.

const Answer = OneOf('yes', 'partly', 'no')
const Coded = Type.Object({ code: Type.String(), ...PhraseSchema.properties })

export const FindingView = Type.Object({
  complaint: Answer,
  complaintReason: Type.String(),
  demand: Answer,
  demandReason: Type.String(),
  checklist: Type.Array(Type.String()),
  score: Type.Integer(),
  suggested: Answer,
  demandKind: Type.String(),
  demandFen: Maybe(Type.Integer()),
  demandMultiple: Maybe(Type.Integer()),
  eventOn: Maybe(LocalDate),
  toLegal: Type.Boolean(),
  foundBy: Maybe(Person),
  foundAt: Instant,
  playbook: Type.Object({ code: Type.String(), title: PhraseSchema, steps: Type.Array(PhraseSchema) })
})

export const OfferLine = Type.Object({
  code: Type.String(),
  ...PhraseSchema.properties,
  kind: OneOf('credit', 'goods'),
  quantity: Type.Integer(),
  amountFen: Type.Integer(),
  arithmetic: Type.String(),
  basis: PhraseSchema,
  reason: Maybe(Type.String()),
  chargeId: Maybe(Id),
  provider: Maybe(Type.String())
})

export const OfferState = OneOf('waiting', 'rejected', 'approved', 'accepted', 'declined', 'ordered', 'failed', 'delivered', 'confirmed', 'told')

export const OfferView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  ticketId: Id,
  ticketNumber: Type.String(),
  ticketTitle: Type.String(),
  version: Type.Integer(),
  kind: OneOf('pay', 'refuse'),
  state: OfferState,
  lines: Type.Array(OfferLine),
  totalFen: Type.Integer(),
  refundFirst: Type.Boolean(),
  reason: Type.String(),
  effect: Maybe(Type.String()),
  alternative: Maybe(Type.String()),
  proposedBy: Maybe(Person),
  proposedAt: Instant,
  validUntil: Instant,
  expired: Type.Boolean(),
  steps: Type.Array(Type.Object({ ...Coded.properties, by: Maybe(Person), approved: Maybe(Type.Boolean()), note: Maybe(Type.String()), at: Maybe(Instant) })),
  waitingFor: Type.Array(Person),
  stepDueAt: Maybe(Instant),
  decidedAt: Maybe(Instant),
  acceptance: Maybe(Type.Object({ how: Type.String(), words: Type.String(), reference: Type.String(), at: Instant })),
  delivery: Maybe(Type.Object({ attempts: Type.Integer(), error: Maybe(Type.String()), nextTryAt: Maybe(Instant), references: Type.Array(Type.String()), deliveredAt: Maybe(Instant), confirmedAt: Maybe(Instant) })),
  can: Type.Object({ decide: Type.Boolean(), answer: Type.Boolean(), retry: Type.Boolean(), confirm: Type.Boolean() })
})

const Budget = Type.Object({ unitId: Maybe(Id), month: LocalDate, budgetFen: Type.Integer(), spentFen: Type.Integer(), remainingFen: Type.Integer() })

export const CompensationView = Type.Object({
  finding: Maybe(FindingView),
  offers: Type.Array(OfferView),
  /** The most the law can give for what is disputed here; null without a price. */
  legalMaximumFen: Maybe(Type.Integer()),
  aloneFen: Type.Integer(),
  budget: Budget,
  precedents: Type.Array(Type.Object({ ticketId: Id, ticketNumber: Type.String(), totalFen: Type.Integer(), decidedAt: Instant, rules: Type.Array(Type.String()) })),
  limitation: Type.Array(Type.Object({ ...Coded.properties, until: LocalDate, passed: Type.Boolean() })),
  regulator: PhraseSchema,
  settlementEffect: PhraseSchema,
  can: Type.Object({ propose: Type.Boolean() })
})

const changed = ['compensation.found', 'compensation.proposed', 'compensation.decided', 'compensation.passed-on', 'compensation.answered', 'compensation.ordered', 'compensation.failed', 'compensation.delivered', 'compensation.confirmed', 'ticket.recused'] as const
const Ticket = { ticketId: Id }
const Offer = { regionId: RegionId, offerId: Id }

export const compensationWords = operation({
  id: 'compensationWords',
  method: 'GET',
  path: '/api/compensation-words',
  summary: { zh: '赔付规则与用语', en: 'Rules and words of compensation' },
  permission: 'compensation.read',
  input: Nothing,
  output: Type.Object({
    rules: Type.Array(Type.Object({ ...Coded.properties, method: Type.String(), needs: Type.Array(Type.String()), basis: PhraseSchema })),
    goods: Type.Array(Type.Object({ ...Coded.properties, valueFen: Type.Integer(), most: Type.Integer(), when: PhraseSchema })),
    reasons: Type.Array(Coded),
    demands: Type.Array(Coded),
    checklist: Type.Array(Coded),
    rounding: PhraseSchema
  })
})

export const readCompensation = operation({
  id: 'readCompensation',
  method: 'GET',
  path: '/api/tickets/{ticketId}/compensation',
  summary: { zh: '赔付：认定、方案与进度', en: 'Compensation of a complaint: findings, offers, progress' },
  permission: 'compensation.read',
  input: Type.Object(Ticket),
  output: CompensationView,
  staleOn: changed
})

export const recordFindings = operation({
  id: 'recordFindings',
  method: 'POST',
  path: '/api/tickets/{ticketId}/compensation/findings',
  summary: { zh: '认定投诉和要求是否成立', en: 'Find whether complaint and demand are justified' },
  permission: 'compensation.propose',
  input: Type.Object({
    ...Ticket,
    complaint: Answer,
    complaintReason: Line(500),
    demand: Answer,
    demandReason: Line(500),
    checklist: Type.Array(Code, { maxItems: 20 }),
    demandKind: Code,
    demandFen: Type.Optional(Fen),
    demandMultiple: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    eventOn: Type.Optional(LocalDate)
  }),
  output: CompensationView,
  refusals: ['compensation-word-unknown', 'ticket-avoids-person']
})

const ClaimInput = Type.Object({
  rule: Type.Optional(Code),
  goods: Type.Optional(Code),
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  chargeId: Type.Optional(Id),
  baseFen: Type.Optional(Fen),
  reason: Type.Optional(Code),
  hours: Type.Optional(Type.Number({ minimum: 0, maximum: 8784 })),
  monthDays: Type.Optional(Type.Integer({ minimum: 28, maximum: 31 })),
  days: Type.Optional(Type.Integer({ minimum: 0, maximum: 3660 }))
})

export const proposeCompensation = operation({
  id: 'proposeCompensation',
  method: 'POST',
  path: '/api/tickets/{ticketId}/compensation/offers',
  summary: { zh: '提出赔付方案', en: 'Propose what the customer is given' },
  permission: 'compensation.propose',
  input: Type.Object({ ...Ticket, claims: Type.Array(ClaimInput, { minItems: 1, maxItems: 20 }), reason: Text(1000), refundFirst: Type.Optional(Type.Boolean()) }),
  output: CompensationView,
  refusals: ['compensation-word-unknown', 'compensation-impossible', 'charge-unknown', 'findings-missing', 'offer-open', 'approver-missing', 'reopening-needs-supervisor', 'refund-first-sp-only', 'customer-missing', 'charge-returned-already', 'ticket-avoids-person']
})

export const refuseCompensation = operation({
  id: 'refuseCompensation',
  method: 'POST',
  path: '/api/tickets/{ticketId}/compensation/refusals',
  summary: { zh: '不予赔付：说明理由、影响和替代方案', en: 'Refuse, with reason, effect and alternative' },
  permission: 'compensation.propose',
  input: Type.Object({ ...Ticket, reason: Text(1000), effect: Text(1000), alternative: Text(1000) }),
  output: CompensationView,
  refusals: ['findings-missing', 'refusal-needs-person', 'offer-open', 'ticket-avoids-person', 'reopening-needs-supervisor']
})

export const decideCompensation = operation({
  id: 'decideCompensation',
  method: 'POST',
  path: '/api/compensation/{regionId}/{offerId}/decision',
  summary: { zh: '审批赔付', en: 'Approve or reject compensation' },
  permission: 'compensation.approve',
  input: Type.Object({ ...Offer, approve: Type.Boolean(), note: Line(500) }),
  output: OfferView,
  refusals: ['offer-decided', 'not-your-approval', 'approver-concerned', 'budget-exceeded', 'approver-missing', 'ticket-avoids-person']
})

export const answerCompensation = operation({
  id: 'answerCompensation',
  method: 'POST',
  path: '/api/compensation/{regionId}/{offerId}/answer',
  summary: { zh: '登记客户是否接受', en: "Record the customer's answer, with its proof" },
  permission: 'compensation.propose',
  input: Type.Object({ ...Offer, accepted: Type.Boolean(), how: OneOf('signature', 'recording', 'written', 'portal'), words: Line(300), reference: Line(100) }),
  output: OfferView,
  refusals: ['offer-not-open', 'offer-expired']
})

export const retryDelivery = operation({
  id: 'retryDelivery',
  method: 'POST',
  path: '/api/compensation/{regionId}/{offerId}/retry',
  summary: { zh: '重新下单', en: 'Order again after billing failed' },
  permission: 'compensation.retry',
  input: Type.Object(Offer),
  output: OfferView,
  refusals: ['delivery-not-failed']
})

export const confirmDelivery = operation({
  id: 'confirmDelivery',
  method: 'POST',
  path: '/api/compensation/{regionId}/{offerId}/confirmation',
  summary: { zh: '客户确认到账', en: 'The customer confirms that it arrived' },
  permission: 'compensation.propose',
  input: Type.Object(Offer),
  output: OfferView,
  refusals: ['not-delivered-yet']
})

export const listCompensation = operation({
  id: 'listCompensation',
  method: 'GET',
  path: '/api/compensation',
  summary: { zh: '赔付审批与在途', en: 'Compensation waiting, failed or under way' },
  permission: 'compensation.read',
  input: Type.Object({ show: OneOf('mine', 'waiting', 'failed', 'all') }),
  output: Type.Object({ items: Type.Array(OfferView), budget: Budget }),
  staleOn: changed
})

export const listSpClaims = operation({
  id: 'listSpClaims',
  method: 'GET',
  path: '/api/compensation/sp-claims',
  summary: { zh: 'SP 追偿台账与排名', en: 'What is claimed from SPs, and their ranking' },
  permission: 'compensation.read',
  input: Nothing,
  output: Type.Object({
    providers: Type.Array(Type.Object({ provider: Type.String(), claims: Type.Integer(), amountFen: Type.Integer() })),
    items: Type.Array(Type.Object({ id: Id, provider: Type.String(), ticketId: Id, amountFen: Type.Integer(), claimedAt: Instant }))
  }),
  staleOn: changed
})

export const setCompensationBudget = operation({
  id: 'setCompensationBudget',
  method: 'PUT',
  path: '/api/compensation/budgets/{regionId}/{unitId}',
  summary: { zh: '设置单位月度赔付预算', en: 'Set what a unit may give in a month' },
  permission: 'compensation.budget',
  input: Type.Object({ regionId: RegionId, unitId: Id, month: LocalDate, amountFen: Fen }),
  output: Budget
})

export const compensationRefusals = {
  'compensation-word-unknown': { status: 422, zh: '规则里没有这一项', en: 'The rules do not know this' },
  'compensation-impossible': { status: 422, zh: '金额或数量无法计算', en: 'This cannot be reckoned' },
  'charge-unknown': { status: 422, zh: '该客户没有这笔费用', en: 'This customer has no such charge' },
  'charge-returned-already': { status: 409, zh: '该笔费用已经退还或正在退还', en: 'This charge is being or was returned already' },
  'findings-missing': { status: 409, zh: '请先认定投诉和要求是否成立', en: 'First find whether complaint and demand are justified' },
  'offer-open': { status: 409, zh: '已有待审批或待答复的方案', en: 'An offer is already waiting' },
  'offer-decided': { status: 409, zh: '这一步已有人审批', en: 'Somebody has decided this step already' },
  'offer-not-open': { status: 409, zh: '该方案不在待客户答复状态', en: 'This offer does not wait for the customer' },
  'offer-expired': { status: 409, zh: '该方案已过有效期，请重新提出', en: 'The offer is no longer valid; make a new one' },
  'not-your-approval': { status: 403, zh: '这一步由他人审批', en: 'This step is for others to decide' },
  'approver-concerned': { status: 403, zh: '您是提出人或被投诉人，须回避', en: 'You proposed it or are complained about, so others decide' },
  'approver-missing': { status: 409, zh: '没有可以审批的人', en: 'There is nobody who may approve' },
  'budget-exceeded': { status: 409, zh: '超出单位本月赔付预算', en: "Beyond the unit's budget of the month" },
  'refusal-needs-person': { status: 403, zh: '不予赔付必须由人决定', en: 'A person has to refuse, never a machine' },
  'reopening-needs-supervisor': { status: 403, zh: '客户已接受方案，重新提出须由主管办理', en: 'The customer has accepted; only a supervisor may reopen it' },
  'refund-first-sp-only': { status: 422, zh: '先退后查只适用于 SP 费用', en: 'Paying back first is for fees of SPs only' },
  'customer-missing': { status: 422, zh: '工单没有关联客户', en: 'The ticket names no customer' },
  'delivery-not-failed': { status: 409, zh: '该订单没有失败', en: 'This order has not failed' },
  'not-delivered-yet': { status: 409, zh: '尚未到账', en: 'It has not arrived yet' }
} as const satisfies Record<string, RefusalEntry>

export const compensationEvents = events({
  'compensation.found': { subject: 'ticket', zh: '认定投诉与要求', en: 'complaint and demand judged' },
  'compensation.legal-asked': { subject: 'ticket', zh: '索赔要求转法务研判', en: 'legal asked about the demand' },
  'compensation.proposed': { subject: 'ticket', zh: '提出赔付方案', en: 'compensation proposed' },
  'compensation.passed-on': { subject: 'ticket', zh: '审批人未答复，转下一人', en: 'approver passed over' },
  'compensation.decided': { subject: 'ticket', zh: '赔付审批', en: 'compensation decided' },
  'compensation.answered': { subject: 'ticket', zh: '客户答复赔付方案', en: 'customer answered the offer' },
  'compensation.ordered': { subject: 'ticket', zh: '赔付已下单', en: 'compensation ordered from billing' },
  'compensation.failed': { subject: 'ticket', zh: '赔付下单失败', en: 'compensation order failed' },
  'compensation.delivered': { subject: 'ticket', zh: '赔付到账', en: 'compensation delivered' },
  'compensation.confirmed': { subject: 'ticket', zh: '客户确认到账', en: 'customer confirmed receipt' }
})

export const compensationOperations: readonly Operation[] = [compensationWords, readCompensation, recordFindings, proposeCompensation, refuseCompensation, decideCompensation, answerCompensation, retryDelivery, confirmDelivery, listCompensation, listSpClaims, setCompensationBudget]
