import { events } from './events.ts'
import { Code, Id, Instant, Line, LocalDate, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// The improvement register: cause, measure, owner, due date, and whether it helped afterwards.

export const ItemState = OneOf('proposed', 'acting', 'done', 'effective', 'declined')

/** Complaints of the category before and after the measure, with the test of their difference. */
export const EffectView = Type.Object({
  category: Maybe(Type.String()),
  days: Type.Integer(),
  before: Type.Integer(),
  after: Type.Integer(),
  /** Two-sided p of the exact conditional test of two Poisson counts; null without a category. */
  p: Maybe(Type.Number())
})

export const ItemView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  title: Type.String(),
  detail: Type.String(),
  origin: Type.String(),
  ticket: Maybe(Type.Object({ id: Id, number: Type.String() })),
  category: Maybe(Type.String()),
  unitId: Maybe(Id),
  owner: Maybe(Person),
  cause: Maybe(Type.String()),
  measure: Maybe(Type.String()),
  dueOn: Maybe(LocalDate),
  state: ItemState,
  /** The due date has passed and the measure is not done. */
  overdue: Type.Boolean(),
  raisedTo: Maybe(Person),
  round: Type.Integer(),
  timesSaid: Type.Integer(),
  registeredBy: Maybe(Person),
  registeredAt: Instant,
  doneAt: Maybe(Instant),
  doneNote: Maybe(Type.String()),
  settledAt: Maybe(Instant),
  settledBy: Maybe(Person),
  settledNote: Maybe(Type.String()),
  effect: Maybe(EffectView),
  /** It was found effective before and came back. */
  earlierId: Maybe(Id),
  promises: Type.Array(PromiseView),
  can: Type.Object({ plan: Type.Boolean(), do: Type.Boolean(), verify: Type.Boolean() }),
  version: Type.Integer()
})

const changes = ['improvement.registered', 'improvement.said-again', 'improvement.planned', 'improvement.done', 'improvement.verified', 'improvement.not-effective', 'improvement.declined', 'improvement.overdue', 'promise.at-risk', 'promise.broken'] as const
const Which = { regionId: RegionId, itemId: Id }

export const listImprovements = operation({
  id: 'listImprovements',
  method: 'GET',
  path: '/api/improvements',
  summary: { zh: '改进台账', en: 'The improvement register' },
  permission: 'improvement.read',
  input: Type.Object({
    ...Paging,
    regionId: Type.Optional(RegionId),
    state: Type.Optional(ItemState),
    open: Type.Optional(Type.Boolean()),
    overdue: Type.Optional(Type.Boolean()),
    mine: Type.Optional(Type.Boolean()),
    origin: Type.Optional(Code),
    category: Type.Optional(Code),
    unitId: Type.Optional(Id),
    ticketId: Type.Optional(Id)
  }),
  output: Page(ItemView),
  staleOn: changes
})

export const readImprovement = operation({
  id: 'readImprovement',
  method: 'GET',
  path: '/api/regions/{regionId}/improvements/{itemId}',
  summary: { zh: '改进事项', en: 'One thing to be improved' },
  permission: 'improvement.read',
  input: Type.Object(Which),
  output: ItemView,
  staleOn: changes
})

export const improvementWords = operation({
  id: 'improvementWords',
  method: 'GET',
  path: '/api/improvement-words',
  summary: { zh: '改进用语', en: 'Words of improvements' },
  permission: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    origins: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
    causes: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
    verifyAfterDays: Type.Integer()
  })
})

export const registerImprovement = operation({
  id: 'registerImprovement',
  method: 'POST',
  path: '/api/improvements',
  summary: { zh: '登记改进事项', en: 'Register something to be improved' },
  permission: 'improvement.write',
  input: Type.Object({
    regionId: RegionId,
    title: Line(200),
    detail: Text(4000),
    origin: Code,
    ticketId: Type.Optional(Id),
    category: Type.Optional(Code),
    unitId: Type.Optional(Id),
    cause: Type.Optional(Code),
    ownerId: Type.Optional(Id),
    measure: Type.Optional(Text(4000)),
    dueOn: Type.Optional(LocalDate)
  }),
  output: ItemView,
  refusals: ['improvement-word-unknown', 'assignee-unknown', 'improvement-due-past', 'improvement-plan-incomplete']
})

export const planImprovement = operation({
  id: 'planImprovement',
  method: 'POST',
  path: '/api/regions/{regionId}/improvements/{itemId}/plan',
  summary: { zh: '定原因、措施、负责人和期限', en: 'Settle cause, measure, owner and due date' },
  permission: 'improvement.write',
  input: Type.Object({ ...Which, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }), cause: Code, measure: Text(4000), ownerId: Id, dueOn: LocalDate, unitId: Type.Optional(Id) }),
  output: ItemView,
  refusals: ['improvement-word-unknown', 'assignee-unknown', 'improvement-due-past', 'improvement-settled', 'changed-meanwhile']
})

export const finishImprovement = operation({
  id: 'finishImprovement',
  method: 'POST',
  path: '/api/regions/{regionId}/improvements/{itemId}/done',
  summary: { zh: '措施已落实', en: 'The measure is carried out' },
  permission: 'improvement.write',
  input: Type.Object({ ...Which, note: Text(2000) }),
  output: ItemView,
  refusals: ['improvement-not-planned', 'improvement-settled']
})

export const verifyImprovement = operation({
  id: 'verifyImprovement',
  method: 'POST',
  path: '/api/regions/{regionId}/improvements/{itemId}/verification',
  summary: { zh: '验证效果（须由他人验证）', en: 'Verify whether it helped; by somebody else' },
  permission: 'improvement.verify',
  input: Type.Object({ ...Which, effective: Type.Boolean(), note: Text(2000), dueOn: Type.Optional(LocalDate) }),
  output: ItemView,
  refusals: ['improvement-not-done', 'improvement-own-work', 'improvement-too-early', 'improvement-due-past']
})

export const declineImprovement = operation({
  id: 'declineImprovement',
  method: 'POST',
  path: '/api/regions/{regionId}/improvements/{itemId}/decline',
  summary: { zh: '不采纳并说明理由', en: 'Not taken up, with the reason' },
  permission: 'improvement.verify',
  input: Type.Object({ ...Which, reason: Text(2000) }),
  output: ItemView,
  refusals: ['improvement-settled']
})

export const improvementRegisterRefusals = {
  'improvement-word-unknown': { status: 422, zh: '没有这个来源或原因', en: 'There is no such origin or cause' },
  'improvement-due-past': { status: 422, zh: '完成期限不能早于今天', en: 'The due date must not lie in the past' },
  'improvement-plan-incomplete': { status: 422, zh: '原因、措施、负责人和期限须一并填写', en: 'Cause, measure, owner and due date belong together' },
  'improvement-settled': { status: 409, zh: '该改进事项已办结', en: 'This improvement is settled' },
  'improvement-not-planned': { status: 409, zh: '尚未定措施和负责人', en: 'It has no measure and owner yet' },
  'improvement-not-done': { status: 409, zh: '措施尚未落实，不能验证', en: 'The measure is not carried out yet' },
  'improvement-own-work': { status: 403, zh: '落实措施的人不能自己验证', en: 'Whoever carried out the measure cannot verify it' },
  'improvement-too-early': { status: 409, zh: '措施落实时间尚短，还看不出效果', en: 'The measure has not had time to work yet' }
} as const satisfies Record<string, RefusalEntry>

export const improvementRegisterEvents = events({
  'improvement.registered': { subject: 'improvement', zh: '登记改进事项', en: 'improvement registered' },
  'improvement.said-again': { subject: 'improvement', zh: '再次提出同一建议', en: 'the same suggestion again' },
  'improvement.planned': { subject: 'improvement', zh: '改进措施已定', en: 'improvement planned' },
  'improvement.done': { subject: 'improvement', zh: '改进措施已落实', en: 'improvement carried out' },
  'improvement.verified': { subject: 'improvement', zh: '改进有效', en: 'improvement found effective' },
  'improvement.not-effective': { subject: 'improvement', zh: '改进未见效，重新整改', en: 'improvement did not help, taken up again' },
  'improvement.declined': { subject: 'improvement', zh: '改进建议不采纳', en: 'improvement not taken up' },
  'improvement.overdue': { subject: 'improvement', zh: '改进逾期', en: 'improvement overdue' }
})

export const improvementRegisterOperations: readonly Operation[] = [listImprovements, readImprovement, improvementWords, registerImprovement, planImprovement, finishImprovement, verifyImprovement, declineImprovement]
