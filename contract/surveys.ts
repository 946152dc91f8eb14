import { atCustomer } from './customer-schemas.ts'
import { events } from './events.ts'
import { Code, Id, Instant, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { Channel, TicketKind } from './ticket-words.ts'

// What customers say about a closed matter. The customer answers by an unguessable link, or signed in at the portal.

const Token = Type.String({ minLength: 40, maxLength: 60, pattern: '^[0-9]{1,4}\\.[A-Za-z0-9_-]{43}$' })
/** Which scores there are is the rulebook's; these are only bounds. */
const Score = Type.Integer({ minimum: 0, maximum: 10 })
const Scores = { process: Type.Optional(Score), result: Type.Optional(Score) }

/** The questionnaire in both languages, as the rulebook words it. @norm KP-01 */
export const SurveyForm = Type.Object({
  scale: Type.Object({ from: Type.Integer(), to: Type.Integer() }),
  scores: Type.Array(Type.Object({ score: Type.Integer(), zh: Type.String(), en: Type.String() })),
  questions: Type.Array(Type.Object({ code: OneOf('process', 'result'), zh: Type.String(), en: Type.String() })),
  reasons: Type.Array(Type.Object({ code: Code, zh: Type.String(), en: Type.String(), good: Type.Boolean() })),
  lowAtMost: Type.Integer(),
  commentMaxLength: Type.Integer()
})

const Given = Type.Object({
  process: Maybe(Type.Integer()),
  result: Maybe(Type.Integer()),
  reasons: Type.Array(Type.String()),
  comment: Maybe(Type.String()),
  answeredAt: Instant
})

/** A survey as its customer sees it. */
export const OwnSurvey = Type.Object({
  id: Id,
  state: OneOf('open', 'answered', 'expired'),
  ticketId: Id,
  ticketNumber: Type.String(),
  closedAt: Instant,
  askedAt: Instant,
  /** Until then the answer may be given and changed. */
  expiresAt: Instant,
  given: Maybe(Given)
})

const Answer = {
  ...Scores,
  reasons: Type.Optional(Type.Array(Code, { maxItems: 12, uniqueItems: true })),
  comment: Type.Optional(Text(2000))
}
const answerRefusals = ['survey-expired', 'survey-score-missing', 'survey-reason-unknown', 'survey-comment-too-long']

export const readSurvey = operation({
  id: 'readSurvey',
  method: 'POST',
  path: '/api/survey/read',
  summary: { zh: '打开满意度调查链接', en: 'Open the link of a survey' },
  permission: 'public',
  input: Type.Object({ token: Token }),
  output: Type.Object({ form: SurveyForm, survey: OwnSurvey, language: OneOf('zh-CN', 'en') })
})

export const answerSurvey = operation({
  id: 'answerSurvey',
  method: 'POST',
  path: '/api/survey/answer',
  summary: { zh: '通过链接评价，期限内可修改', en: 'Answer by the link; may be changed until it expires' },
  permission: 'public',
  input: Type.Object({ token: Token, ...Answer }),
  output: OwnSurvey,
  refusals: answerRefusals
})

export const listMySurveys = operation({
  id: 'listMySurveys',
  method: 'GET',
  path: '/api/portal/surveys',
  summary: { zh: '我的评价', en: 'Surveys I was asked' },
  permission: 'customer',
  input: Type.Object({ ...Paging, ticketId: Type.Optional(Id) }),
  output: Type.Object({ form: SurveyForm, items: Type.Array(OwnSurvey), nextCursor: Maybe(Type.String()) }),
  staleOn: ['survey.asked', 'survey.answered']
})

export const answerMySurvey = operation({
  id: 'answerMySurvey',
  method: 'POST',
  path: '/api/portal/surveys/{surveyId}/answer',
  summary: { zh: '在对话中评价', en: 'Answer in the thread' },
  permission: 'customer',
  input: Type.Object({ surveyId: Id, ...Answer }),
  output: OwnSurvey,
  refusals: answerRefusals
})

const Filters = {
  regionId: Type.Optional(RegionId),
  unitId: Type.Optional(Id),
  staffId: Type.Optional(Id),
  channel: Type.Optional(Channel),
  kind: Type.Optional(TicketKind),
  /** Asked at or after. */
  from: Type.Optional(Instant),
  /** Asked before. */
  to: Type.Optional(Instant)
}

export const listSurveys = operation({
  id: 'listSurveys',
  method: 'GET',
  path: '/api/surveys',
  summary: { zh: '满意度评价列表', en: 'List surveys' },
  permission: 'survey.read',
  input: Type.Object({
    ...Paging,
    ...Filters,
    customerId: Type.Optional(Id),
    ticketId: Type.Optional(Id),
    answered: Type.Optional(Type.Boolean()),
    /** Only those that ever were low. */
    low: Type.Optional(Type.Boolean()),
    scoreAtMost: Type.Optional(Score),
    scoreAtLeast: Type.Optional(Score)
  }),
  output: Page(
    Type.Object({
      regionId: Type.Integer(),
      id: Id,
      ticketId: Id,
      ticketNumber: Type.String(),
      ticketKind: TicketKind,
      customer: Maybe(Type.Object({ id: Id, name: Type.String(), grade: Type.String(), vip: Type.Boolean() })),
      channel: Channel,
      staff: Maybe(Type.Object({ id: Id, name: Type.String(), jobNumber: Type.String() })),
      unitId: Maybe(Id),
      askedAt: Instant,
      expiresAt: Instant,
      answeredAt: Maybe(Instant),
      answeredBy: Maybe(OneOf('thread', 'link')),
      process: Maybe(Type.Integer()),
      result: Maybe(Type.Integer()),
      score: Maybe(Type.Integer()),
      reasons: Type.Array(Type.String()),
      comment: Maybe(Type.String()),
      lowAt: Maybe(Instant),
      followUpTicketId: Maybe(Id)
    })
  ),
  staleOn: ['survey.asked', 'survey.answered', 'survey.low-score']
})

const Figures = {
  asked: Type.Integer(),
  answered: Type.Integer(),
  low: Type.Integer(),
  /** Answered ÷ asked; null when nobody was asked. */
  responseRate: Maybe(Type.Number()),
  /** Satisfied or very satisfied ÷ answers to that question; null without answers. `overall` takes the lower of the two scores. */
  satisfied: Type.Object({ overall: Maybe(Type.Number()), process: Maybe(Type.Number()), result: Maybe(Type.Number()) })
}

export const summariseSurveys = operation({
  id: 'summariseSurveys',
  method: 'GET',
  path: '/api/surveys/summary',
  summary: { zh: '满意度汇总：答复率与满意率', en: 'Response rate and share of satisfied customers' },
  permission: 'survey.read',
  input: Type.Object({ ...Filters, from: Instant, to: Instant, by: OneOf('unit', 'staff', 'channel', 'kind', 'day', 'month') }),
  output: Type.Object({
    total: Type.Object(Figures),
    /** At most 400 groups, those asked most first; days and months in their order. */
    groups: Type.Array(Type.Object({ key: Type.String(), name: Maybe(PhraseSchema), ...Figures })),
    form: SurveyForm
  }),
  refusals: ['survey-period-too-long'],
  staleOn: ['survey.asked', 'survey.answered']
})

export const listCustomerSurveys = operation({
  id: 'listCustomerSurveys',
  method: 'GET',
  path: '/api/customers/{regionId}/{customerId}/surveys',
  summary: { zh: '一位客户的评价', en: 'Surveys of one customer' },
  permission: 'customer.read',
  input: Type.Object({ ...atCustomer, ...Paging }),
  output: Page(OwnSurvey),
  staleOn: ['survey.asked', 'survey.answered']
})

export const surveyRefusals = {
  'survey-expired': { status: 409, zh: '评价期限已过，感谢您的关注', en: 'The time to answer has passed; thank you all the same' },
  'survey-score-missing': { status: 422, zh: '请至少给出一项评分', en: 'Give at least one score' },
  'survey-reason-unknown': { status: 422, zh: '没有这个评价原因', en: 'There is no such reason' },
  'survey-comment-too-long': { status: 422, zh: '意见过长', en: 'The comment is too long' },
  'survey-period-too-long': { status: 422, zh: '统计时段过长或起止颠倒', en: 'The period is too long or ends before it begins' }
} as const satisfies Record<string, RefusalEntry>

export const surveyEvents = events({
  'survey.asked': { subject: 'survey', zh: '请客户评价', en: 'customer asked' },
  'survey.answered': { subject: 'survey', zh: '客户评价', en: 'customer answered' }
})

export const surveyOperations: readonly Operation[] = [
  readSurvey, answerSurvey, listMySurveys, answerMySurvey, listSurveys, summariseSurveys, listCustomerSurveys
]
