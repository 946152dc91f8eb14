import { atCustomer } from './customer-schemas.ts'
import { events } from './events.ts'
import { Code, Id, Instant, Line, Maybe, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import type { RefusalEntry } from './refusals.ts'
import { HandoverView, Person } from './ticket-schemas.ts'

// The VIP desk: customers of the highest grade by name, their needs passed to whoever looks after them, and nothing lost between two shifts.

const Optional = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' })
const Coded = Type.Object({ code: Type.String(), ...PhraseSchema.properties })
const Amount = Type.Integer({ minimum: 0, maximum: 100_000_000 })

export const getVipCustomer = operation({
  id: 'getVipCustomer',
  method: 'GET',
  path: '/api/vip/customers/{regionId}/{customerId}',
  summary: { zh: '贵宾称谓与问候', en: 'How a VIP customer is addressed' },
  permission: 'customer.read',
  input: Type.Object(atCustomer),
  output: Type.Object({
    /** VIP, or of the highest grade. */
    isVip: Type.Boolean(),
    title: Maybe(PhraseSchema),
    /** With the title and the job number of the reader. */
    greeting: PhraseSchema,
    farewell: PhraseSchema,
    care: Type.String(),
    manager: Maybe(Person),
    needs: Type.Array(Coded),
    can: Type.Object({ write: Type.Boolean() })
  }),
  staleOn: ['vip.profile-changed', 'customer.changed', 'customer.grade-changed']
})

export const saveVipProfile = operation({
  id: 'saveVipProfile',
  method: 'PUT',
  path: '/api/vip/customers/{regionId}/{customerId}',
  summary: { zh: '保存贵宾称谓', en: 'Keep how a VIP customer is addressed' },
  permission: 'vip.work',
  input: Type.Object({ ...atCustomer, titleZh: Line(40), titleEn: Line(60), care: Optional(1000) }),
  output: Type.Object({}),
  refusals: ['customer-not-vip']
})

export const VipNeedView = Type.Object({
  id: Id,
  kind: Type.String(),
  detail: Type.String(),
  customerId: Id,
  customerName: Type.String(),
  ticketId: Id,
  ticketNumber: Type.String(),
  /** Whom it was passed to: the account manager, or the unit of key accounts. */
  to: Maybe(Person),
  toUnitId: Id,
  wantedBy: Maybe(Instant),
  reachAt: Maybe(Type.String()),
  status: Type.String(),
  promises: Type.Array(PromiseView),
  recordedBy: Maybe(Person),
  recordedAt: Instant
})

export const recordVipNeed = operation({
  id: 'recordVipNeed',
  method: 'POST',
  path: '/api/vip/needs',
  summary: { zh: '记录贵宾需求并转客户经理', en: "Record a VIP customer's need and pass it to the account manager" },
  permission: 'vip.work',
  input: Type.Object({ ticketId: Id, kind: Code, detail: Text(3000), wantedBy: Type.Optional(Instant), reachAt: Type.Optional(Line(100)) }),
  output: VipNeedView,
  refusals: ['customer-not-vip', 'vip-need-unknown', 'vip-nobody-to-pass-to', 'ticket-status-not-possible']
})

export const listVipNeeds = operation({
  id: 'listVipNeeds',
  method: 'GET',
  path: '/api/vip/needs',
  summary: { zh: '贵宾需求', en: 'Needs of VIP customers' },
  permission: 'vip.work',
  input: Type.Object({ ...Paging, customerId: Type.Optional(Id), mine: Type.Optional(Type.Boolean()) }),
  output: Page(VipNeedView),
  staleOn: ['vip.need-recorded', 'task.accepted', 'task.done', 'task.declined', 'promise.at-risk', 'promise.broken']
})

export const escalateToLeader = operation({
  id: 'escalateToLeader',
  method: 'POST',
  path: '/api/vip/tickets/{ticketId}/leader',
  summary: { zh: '提交值班长', en: 'Submit to the shift leader' },
  permission: 'vip.work',
  input: Type.Object({ ticketId: Id, reason: Line(200) }),
  output: Type.Object({ leader: Person, atSeat: Type.Boolean(), handover: HandoverView }),
  refusals: ['vip-no-leader', 'handover-already-offered', 'ticket-status-not-possible', 'customer-not-vip']
})

/** A promise to a VIP customer that is not done, with its case. */
export const VipPromise = Type.Object({
  promise: PromiseView,
  subjectKind: Type.String(),
  ticketId: Maybe(Id),
  ticketNumber: Maybe(Type.String()),
  title: Maybe(Type.String()),
  customer: Maybe(Type.Object({ id: Id, name: Type.String(), grade: Type.String(), vip: Type.Boolean() })),
  owner: Maybe(Person)
})

export const listVipPromises = operation({
  id: 'listVipPromises',
  method: 'GET',
  path: '/api/vip/promises',
  summary: { zh: '贵宾未了承诺', en: 'Open promises to VIP customers' },
  permission: 'vip.work',
  input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  output: Type.Object({ items: Type.Array(VipPromise) }),
  staleOn: ['ticket.opened', 'ticket.answered', 'ticket.resolved', 'ticket.closed', 'ticket.transferred', 'task.assigned', 'task.done', 'promise.kept', 'promise.at-risk', 'promise.broken', 'correction.found', 'correction.told']
})

const Snapshot = Type.Object({ promiseId: Id, title: PhraseSchema, dueAt: Maybe(Instant), ticketId: Maybe(Id), ticketNumber: Maybe(Type.String()), ownerJobNumber: Maybe(Type.String()) })
export const VipHandoverView = Type.Object({
  id: Id,
  from: Maybe(Person),
  note: Type.String(),
  givenAt: Instant,
  promises: Type.Array(Snapshot),
  takenBy: Maybe(Person),
  takenAt: Maybe(Instant)
})

export const handOverVipDesk = operation({
  id: 'handOverVipDesk',
  method: 'POST',
  path: '/api/vip/handovers',
  summary: { zh: '交班：带着未了承诺与期限', en: 'Hand the desk over with its open promises and due times' },
  permission: 'vip.work',
  input: Type.Object({ note: Optional(2000) }),
  output: VipHandoverView
})

export const takeOverVipDesk = operation({
  id: 'takeOverVipDesk',
  method: 'POST',
  path: '/api/vip/handovers/{handoverId}/taking',
  summary: { zh: '接班', en: 'Take the desk over' },
  permission: 'vip.work',
  input: Type.Object({ handoverId: Id }),
  output: VipHandoverView,
  refusals: ['vip-handover-taken', 'vip-handover-own']
})

export const listVipHandovers = operation({
  id: 'listVipHandovers',
  method: 'GET',
  path: '/api/vip/handovers',
  summary: { zh: '交接班记录', en: 'Hand-overs of the desk' },
  permission: 'vip.work',
  input: Type.Object(Paging),
  output: Page(VipHandoverView),
  staleOn: ['vip.handed-over', 'vip.taken-over']
})

const Level = Type.Object({
  offered: Amount,
  answered: Amount,
  answeredWithin: Amount,
  abandoned: Amount,
  /** Answered within ÷ offered; null when nobody came. */
  share: Maybe(Type.Number()),
  averageWaitSeconds: Maybe(Type.Number())
})

export const vipServiceLevel = operation({
  id: 'vipServiceLevel',
  method: 'GET',
  path: '/api/vip/service-level',
  summary: { zh: '贵宾台服务水平（单独统计）', en: 'Service level of the VIP desk, counted apart' },
  permission: 'vip.work',
  input: Type.Object({ regionId: Type.Optional(RegionId), from: Instant, to: Instant }),
  output: Type.Object({ withinSeconds: Type.Integer(), target: Type.Number(), vip: Level, others: Level }),
  refusals: ['vip-period-too-long']
})

export const vipRefusals = {
  'customer-not-vip': { status: 422, zh: '这位客户不是贵宾或 AAA 级客户', en: 'This customer is neither VIP nor of the highest grade' },
  'vip-need-unknown': { status: 422, zh: '没有这类需求', en: 'There is no such kind of need' },
  'vip-nobody-to-pass-to': { status: 422, zh: '客户没有客户经理，省内也没有集团客户部门可转', en: 'The customer has no account manager and the region nobody else to pass it to' },
  'vip-no-leader': { status: 422, zh: '本班组没有值班长', en: 'There is no shift leader over this desk' },
  'vip-handover-taken': { status: 409, zh: '已有人接班', en: 'Somebody has taken it over already' },
  'vip-handover-own': { status: 409, zh: '不能接自己交的班', en: 'One does not take over from oneself' },
  'vip-period-too-long': { status: 422, zh: '统计时段过长或起止颠倒', en: 'The period is too long or ends before it begins' }
} as const satisfies Record<string, RefusalEntry>

export const vipEvents = events({
  'vip.profile-changed': { subject: 'vip-profile', zh: '修改贵宾称谓', en: 'VIP title changed' },
  'vip.need-recorded': { subject: 'vip-need', zh: '记录贵宾需求', en: 'VIP need recorded' },
  'vip.handed-over': { subject: 'vip-handover', zh: '贵宾台交班', en: 'VIP desk handed over' },
  'vip.taken-over': { subject: 'vip-handover', zh: '贵宾台接班', en: 'VIP desk taken over' }
})

export const vipOperations: readonly Operation[] = [
  getVipCustomer, saveVipProfile, recordVipNeed, listVipNeeds, escalateToLeader, listVipPromises, handOverVipDesk, takeOverVipDesk, listVipHandovers, vipServiceLevel
]
