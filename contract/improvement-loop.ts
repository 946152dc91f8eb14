import { events } from './events.ts'
import { Code, Id, Instant, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// Closing the loop of one complaint: prevent, remedy, maintain; visits afterwards; the watch for its return; the ruling on responsibility.

const VisitChannel = OneOf('phone', 'sms', 'email', 'chat', 'hall')

export const FollowUpView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  ticket: Type.Object({ id: Id, number: Type.String() }),
  round: Type.Integer(),
  state: OneOf('due', 'done', 'not-reached', 'withdrawn'),
  owner: Maybe(Person),
  openedAt: Instant,
  tries: Type.Integer(),
  channel: Maybe(VisitChannel),
  result: Maybe(Type.String()),
  said: Maybe(Type.String()),
  settledAt: Maybe(Instant),
  settledBy: Maybe(Person),
  promises: Type.Array(PromiseView),
  canRecord: Type.Boolean()
})

export const RulingView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  ticket: Type.Object({ id: Id, number: Type.String() }),
  cause: Type.String(),
  finding: Type.String(),
  state: OneOf('proposed', 'agreed', 'disputed', 'arbitrated', 'withdrawn'),
  proposedBy: Maybe(Person),
  proposedAt: Instant,
  /** Shares of the departments, together 100. */
  parts: Type.Array(Type.Object({ unitId: Id, share: Type.Integer(), state: OneOf('pending', 'signed', 'refused'), by: Maybe(Person), at: Maybe(Instant), reason: Maybe(Type.String()), canAnswer: Type.Boolean() })),
  arbiter: Maybe(Person),
  decision: Maybe(Type.String()),
  settledAt: Maybe(Instant),
  settledBy: Maybe(Person),
  promises: Type.Array(PromiseView),
  can: Type.Object({ arbitrate: Type.Boolean(), withdraw: Type.Boolean() })
})

export const LoopView = Type.Object({
  plan: Maybe(Type.Object({ prevention: Type.String(), remedy: Type.String(), maintenance: Type.String(), by: Maybe(Person), at: Instant })),
  closedAt: Maybe(Instant),
  watch: Type.Object({ state: OneOf('none', 'watching', 'clean', 'recurred'), until: Maybe(Instant), recurredTicketId: Maybe(Id) }),
  recovered: Maybe(Type.Boolean()),
  followUps: Type.Array(FollowUpView),
  rulings: Type.Array(RulingView),
  /** How to behave towards the customer afterwards. */
  manners: Type.Array(PhraseSchema),
  results: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
  can: Type.Object({ plan: Type.Boolean(), rule: Type.Boolean() })
})

const changes = ['loop.planned', 'loop.watch-ended', 'loop.recurred', 'visit.opened', 'visit.tried', 'visit.done', 'visit.not-reached', 'visit.withdrawn', 'ruling.proposed', 'ruling.answered', 'ruling.agreed', 'ruling.disputed', 'ruling.arbitrated', 'ruling.withdrawn', 'ruling.arbiter-changed', 'promise.at-risk', 'promise.broken', 'ticket.closed', 'ticket.reopened'] as const
const RulingRef = { regionId: RegionId, rulingId: Id }
const VisitRef = { regionId: RegionId, followUpId: Id }
const Shares = Type.Array(Type.Object({ unitId: Id, share: Type.Integer({ minimum: 0, maximum: 100 }) }), { minItems: 1, maxItems: 8 })

export const readLoop = operation({ id: 'readLoop', method: 'GET', path: '/api/tickets/{ticketId}/loop', summary: { zh: '投诉闭环', en: 'Closing the loop of a complaint' }, permission: 'ticket.read', input: Type.Object({ ticketId: Id }), output: LoopView, staleOn: changes })

export const planLoop = operation({
  id: 'planLoop',
  method: 'POST',
  path: '/api/tickets/{ticketId}/loop',
  summary: { zh: '制定预防、补救、维系计划', en: 'Plan how to prevent, remedy and maintain' },
  permission: 'ticket.note',
  input: Type.Object({ ticketId: Id, prevention: Text(2000), remedy: Text(2000), maintenance: Text(2000) }),
  output: LoopView,
  refusals: ['ticket-not-a-complaint']
})

export const listFollowUps = operation({
  id: 'listFollowUps',
  method: 'GET',
  path: '/api/follow-ups',
  summary: { zh: '投诉回访', en: 'Visits after complaints' },
  permission: 'ticket.read',
  input: Type.Object({ ...Paging, regionId: Type.Optional(RegionId), due: Type.Optional(Type.Boolean()), mine: Type.Optional(Type.Boolean()) }),
  output: Page(FollowUpView),
  staleOn: changes
})

export const recordFollowUp = operation({
  id: 'recordFollowUp',
  method: 'POST',
  path: '/api/regions/{regionId}/follow-ups/{followUpId}/result',
  summary: { zh: '登记回访结果', en: 'Record what came of a visit' },
  permission: 'ticket.note',
  input: Type.Object({ ...VisitRef, channel: VisitChannel, result: Code, said: Type.Optional(Text(2000)) }),
  output: FollowUpView,
  refusals: ['follow-up-settled', 'follow-up-result-unknown']
})

export const recordFollowUpTry = operation({ id: 'recordFollowUpTry', method: 'POST', path: '/api/regions/{regionId}/follow-ups/{followUpId}/tries', summary: { zh: '回访未联系到客户', en: 'The customer was not reached' }, permission: 'ticket.note', input: Type.Object(VisitRef), output: FollowUpView, refusals: ['follow-up-settled'] })

export const proposeRuling = operation({
  id: 'proposeRuling',
  method: 'POST',
  path: '/api/tickets/{ticketId}/rulings',
  summary: { zh: '提出责任判定', en: 'Propose whose responsibility it was' },
  permission: 'ticket.note',
  input: Type.Object({ ticketId: Id, cause: Code, finding: Text(4000), shares: Shares }),
  output: RulingView,
  refusals: ['ticket-not-a-complaint', 'improvement-word-unknown', 'ruling-shares-wrong', 'ruling-open-already']
})

export const answerRuling = operation({
  id: 'answerRuling',
  method: 'POST',
  path: '/api/regions/{regionId}/rulings/{rulingId}/answers',
  summary: { zh: '部门会签或不认可', en: 'A department signs or refuses' },
  permission: 'improvement.write',
  input: Type.Object({ ...RulingRef, unitId: Id, signed: Type.Boolean(), reason: Type.Optional(Text(2000)) }),
  output: RulingView,
  refusals: ['ruling-settled', 'ruling-answered', 'ruling-reason-missing']
})

export const arbitrateRuling = operation({
  id: 'arbitrateRuling',
  method: 'POST',
  path: '/api/regions/{regionId}/rulings/{rulingId}/arbitration',
  summary: { zh: '裁决责任', en: 'The arbiter decides' },
  permission: 'improvement.arbitrate',
  input: Type.Object({ ...RulingRef, decision: Text(4000), shares: Shares }),
  output: RulingView,
  refusals: ['ruling-not-disputed', 'ruling-not-arbiter', 'ruling-shares-wrong']
})

export const withdrawRuling = operation({ id: 'withdrawRuling', method: 'POST', path: '/api/regions/{regionId}/rulings/{rulingId}/withdrawal', summary: { zh: '撤回责任判定', en: 'Withdraw a ruling' }, permission: 'ticket.note', input: Type.Object({ ...RulingRef, reason: Text(1000) }), output: RulingView, refusals: ['ruling-settled'] })

export const loopRefusals = {
  'follow-up-settled': { status: 409, zh: '该回访已办结', en: 'This visit is settled' },
  'follow-up-result-unknown': { status: 422, zh: '没有这个回访结果', en: 'There is no such result' },
  'ruling-shares-wrong': { status: 422, zh: '各部门责任比例之和须为 100，且部门不重复', en: 'The shares must add up to 100 and name each department once' },
  'ruling-open-already': { status: 409, zh: '已有未办结的责任判定', en: 'A ruling is open already' },
  'ruling-settled': { status: 409, zh: '该责任判定已办结', en: 'This ruling is settled' },
  'ruling-answered': { status: 409, zh: '该部门已答复', en: 'This department has answered' },
  'ruling-reason-missing': { status: 422, zh: '不认可须写明理由', en: 'A refusal needs its reason' },
  'ruling-not-disputed': { status: 409, zh: '没有争议，无须裁决', en: 'There is no dispute to decide' },
  'ruling-not-arbiter': { status: 403, zh: '只有指定的裁决人可以裁决', en: 'Only the named arbiter decides' }
} as const satisfies Record<string, RefusalEntry>

export const loopEvents = events({
  'complaint.counted': { subject: 'ticket', zh: '投诉计数更新', en: 'complaint counted anew' },
  'loop.planned': { subject: 'ticket', zh: '制定预防补救维系计划', en: 'plan to prevent, remedy, maintain' },
  'loop.watch-ended': { subject: 'ticket', zh: '观察期满未再投诉', en: 'watch ended, it did not come back' },
  'loop.recurred': { subject: 'ticket', zh: '观察期内再次投诉', en: 'it came back during the watch' },
  'visit.opened': { subject: 'follow-up', zh: '安排投诉回访', en: 'visit after a complaint due' },
  'visit.tried': { subject: 'follow-up', zh: '回访未联系到客户', en: 'customer not reached for the visit' },
  'visit.done': { subject: 'follow-up', zh: '回访完成', en: 'visit done' },
  'visit.not-reached': { subject: 'follow-up', zh: '多次回访未联系到客户', en: 'customer could not be reached for the visit' },
  'visit.withdrawn': { subject: 'follow-up', zh: '回访取消', en: 'visit withdrawn' },
  'ruling.proposed': { subject: 'ruling', zh: '提出责任判定', en: 'ruling proposed' },
  'ruling.answered': { subject: 'ruling', zh: '部门答复责任判定', en: 'department answered a ruling' },
  'ruling.agreed': { subject: 'ruling', zh: '责任判定会签完成', en: 'ruling agreed' },
  'ruling.disputed': { subject: 'ruling', zh: '责任判定有争议，提交裁决', en: 'ruling disputed, with the arbiter' },
  'ruling.arbiter-changed': { subject: 'ruling', zh: '更换裁决人', en: 'another arbiter named' },
  'ruling.arbitrated': { subject: 'ruling', zh: '责任裁决', en: 'ruling decided by the arbiter' },
  'ruling.withdrawn': { subject: 'ruling', zh: '责任判定撤回', en: 'ruling withdrawn' }
})

export const loopOperations: readonly Operation[] = [readLoop, planLoop, listFollowUps, recordFollowUp, recordFollowUpTry, proposeRuling, answerRuling, arbitrateRuling, withdrawRuling]
