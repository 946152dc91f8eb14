import { events } from './events.ts'
import { Id, Instant, Line, LocalDate, Maybe, OneOf, type Operation, operation, RegionId, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// What customers are charged and what they ordered, through the billing port. Money is whole fen everywhere.

/** An amount of money in whole fen, up to a hundred million yuan. */
export const Fen = Type.Integer({ minimum: 0, maximum: 9_999_999_999 })

export const Dispute = Type.Object({
  at: Instant,
  reason: Type.String(),
  ticketId: Maybe(Id),
  /** Null while it is open: as long no reminder, no suspension and no late fee follows from the charge. */
  endedAt: Maybe(Instant),
  outcome: Maybe(OneOf('upheld', 'rejected'))
})

export const ChargeView = Type.Object({
  id: Id,
  lineId: Maybe(Id),
  serviceNumber: Maybe(Type.String()),
  orderId: Maybe(Id),
  kind: OneOf('plan', 'usage', 'pack', 'sp', 'broadband', 'one-off'),
  nameZh: Type.String(),
  nameEn: Type.String(),
  /** Whose service it is when it is not ours. */
  provider: Maybe(Type.String()),
  fromOn: LocalDate,
  toOn: LocalDate,
  chargedAt: Instant,
  dueOn: LocalDate,
  paid: Type.Boolean(),
  amountFen: Type.Integer(),
  /** What was given back on this line of the bill so far. */
  returnedFen: Type.Integer(),
  /** What was counted: quantity × price of one. */
  source: Type.Object({ quantity: Type.Optional(Type.Number()), unit: Type.Optional(Type.String()), eachFen: Type.Optional(Type.Integer()), at: Type.Optional(Instant) }),
  disputed: Type.Boolean(),
  dispute: Maybe(Dispute)
})

export const OrderView = Type.Object({
  id: Id,
  lineId: Maybe(Id),
  serviceNumber: Maybe(Type.String()),
  kind: OneOf('plan', 'pack', 'sp', 'broadband', 'device'),
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  provider: Maybe(Type.String()),
  feeFen: Type.Integer(),
  per: OneOf('month', 'once'),
  orderedAt: Instant,
  orderedThrough: OneOf('hall', 'app', 'phone', 'sms', 'outbound', 'unknown'),
  /** The proof that the customer wanted it; null when there is none. */
  confirmation: Maybe(Type.Object({ how: Type.String(), at: Instant, words: Type.String(), reference: Type.String() })),
  endedAt: Maybe(Instant),
  blocked: Type.Boolean()
})

const Customer = { regionId: RegionId, customerId: Id }
const billingChanged = ['charge.disputed', 'charge.dispute-ended', 'order.ended', 'adjustment.made'] as const

export const listCharges = operation({
  id: 'listCharges',
  method: 'GET',
  path: '/api/customers/{regionId}/{customerId}/charges',
  summary: { zh: '客户账单明细', en: 'What a customer was charged, line by line' },
  permission: 'billing.read',
  input: Type.Object({ ...Customer, from: Type.Optional(LocalDate), to: Type.Optional(LocalDate), lineId: Type.Optional(Id) }),
  output: Type.Object({ items: Type.Array(ChargeView), totalFen: Type.Integer(), disputedFen: Type.Integer() }),
  staleOn: billingChanged
})

export const listOrders = operation({
  id: 'listOrders',
  method: 'GET',
  path: '/api/customers/{regionId}/{customerId}/orders',
  summary: { zh: '客户订购关系与订购凭证', en: 'What a customer ordered, with the proof' },
  permission: 'billing.read',
  input: Type.Object(Customer),
  output: Type.Object({ items: Type.Array(OrderView) }),
  staleOn: billingChanged
})

export const disputeCharge = operation({
  id: 'disputeCharge',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/charges/{chargeId}/dispute',
  summary: { zh: '标记争议费用：期间不催缴、不停机、不计违约金', en: 'Flag a disputed charge: no reminder, suspension or late fee meanwhile' },
  permission: 'billing.dispute',
  input: Type.Object({ ...Customer, chargeId: Id, reason: Line(300), ticketId: Type.Optional(Id) }),
  output: ChargeView,
  refusals: ['charge-already-disputed']
})

export const endDispute = operation({
  id: 'endDispute',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/charges/{chargeId}/dispute/end',
  summary: { zh: '争议办结', en: 'A dispute about a charge ends' },
  permission: 'billing.dispute',
  input: Type.Object({ ...Customer, chargeId: Id, outcome: OneOf('upheld', 'rejected'), reason: Line(300) }),
  output: ChargeView,
  refusals: ['charge-not-disputed']
})

export const endOrder = operation({
  id: 'endOrder',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/orders/{orderId}/end',
  summary: { zh: '退订，并可屏蔽该服务商', en: 'Unsubscribe, and block the provider if wanted' },
  permission: 'billing.dispute',
  input: Type.Object({ ...Customer, orderId: Id, block: Type.Optional(Type.Boolean()), ticketId: Type.Optional(Id) }),
  output: Type.Object({ items: Type.Array(OrderView) }),
  refusals: ['order-already-ended', 'order-not-unsubscribable']
})

export const billingRefusals = {
  'charge-already-disputed': { status: 409, zh: '该笔费用已标记争议', en: 'This charge is disputed already' },
  'charge-not-disputed': { status: 409, zh: '该笔费用没有未办结的争议', en: 'There is no open dispute about this charge' },
  'order-already-ended': { status: 409, zh: '该业务已退订', en: 'This was ended already' },
  'order-not-unsubscribable': { status: 409, zh: '主套餐和宽带不能在此退订', en: 'A plan or broadband is not ended here' }
} as const satisfies Record<string, RefusalEntry>

export const billingEvents = events({
  'charge.disputed': { subject: 'charge', zh: '费用标记争议', en: 'charge disputed' },
  'charge.dispute-ended': { subject: 'charge', zh: '费用争议办结', en: 'dispute about a charge ended' },
  'order.ended': { subject: 'order', zh: '业务退订', en: 'unsubscribed' },
  'adjustment.made': { subject: 'adjustment', zh: '账务调整', en: 'account adjusted' }
})

export const billingOperations: readonly Operation[] = [listCharges, listOrders, disputeCharge, endDispute, endOrder]
