import { Area, CustomerKind, Grade, LineService } from './customer-schemas.ts'
import { events } from './events.ts'
import { Code, Id, Instant, Line, LocalDate, Maybe, Nothing, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { SmsDelivery } from './sms.ts'
import { Person } from './ticket-schemas.ts'

// Work we begin ourselves: lists of customers, each to be reached for one purpose, within hours, with consent and never too often; and calls on a case.

const Channel = OneOf('phone', 'sms')
export const CampaignState = OneOf('draft', 'running', 'paused', 'ended')
const Coded = Type.Object({ code: Type.String(), ...PhraseSchema.properties })
const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000 })

/** Which customers: every member given must fit. */
export const AudienceFilter = Type.Object(
  {
    grades: Type.Optional(Type.Array(Grade, { maxItems: 4, uniqueItems: true })),
    vip: Type.Optional(Type.Boolean()),
    kind: Type.Optional(CustomerKind),
    unitId: Type.Optional(Id),
    area: Type.Optional(Area),
    service: Type.Optional(LineService),
    planCode: Type.Optional(Code)
  },
  { additionalProperties: false }
)

const Plan = {
  name: Line(80),
  purpose: Code,
  channel: Channel,
  unitId: Id,
  audience: AudienceFilter,
  /** What is said or written; `{title}` and `{name}` are filled in. */
  scriptZh: Text(2000),
  scriptEn: Text(2000),
  calendar: Code,
  capContacts: Type.Integer({ minimum: 1, maximum: 100 }),
  capDays: Type.Integer({ minimum: 1, maximum: 366 }),
  mostTries: Type.Integer({ minimum: 1, maximum: 20 }),
  startsOn: LocalDate,
  endsOn: LocalDate,
  memberIds: Type.Array(Id, { maxItems: 200, uniqueItems: true })
}

const Counts = Type.Object({ waiting: Amount, taken: Amount, later: Amount, done: Amount, leftOut: Amount })

export const CampaignView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  name: Type.String(),
  purpose: Type.String(),
  channel: Channel,
  state: CampaignState,
  pausedBecause: Maybe(OneOf('person', 'seats-moved')),
  unitId: Id,
  audience: AudienceFilter,
  scriptZh: Type.String(),
  scriptEn: Type.String(),
  calendar: Type.String(),
  openNow: Type.Boolean(),
  nextOpenAt: Maybe(Instant),
  capContacts: Type.Integer(),
  capDays: Type.Integer(),
  mostTries: Type.Integer(),
  startsOn: LocalDate,
  endsOn: LocalDate,
  members: Type.Array(Type.Object({ ...Person.properties, movedAt: Maybe(Instant) })),
  counts: Counts,
  createdAt: Instant,
  listedAt: Maybe(Instant),
  endedAt: Maybe(Instant),
  version: Type.Integer(),
  can: Type.Object({ work: Type.Boolean(), manage: Type.Boolean() })
})

const atCampaign = { regionId: RegionId, campaignId: Id }
const campaignChanged = ['campaign.created', 'campaign.changed', 'campaign.started', 'campaign.paused', 'campaign.resumed', 'campaign.ended'] as const
const workDone = ['outbound.taken', 'outbound.given-back', 'outbound.began', 'outbound.finished'] as const
const planRefusals = ['campaign-word-unknown', 'campaign-period-wrong', 'campaign-cap-too-high', 'assignee-unknown', 'campaign-unit-unknown'] as const

export const outboundWords = operation({
  id: 'outboundWords',
  method: 'GET',
  path: '/api/outbound/words',
  summary: { zh: '外呼用语与规则', en: 'Words and rules of outbound work' },
  permission: 'outbound.work',
  input: Type.Object({}),
  output: Type.Object({
    purposes: Type.Array(Type.Object({ ...Coded.properties, consent: Type.String(), contacts: Type.Integer(), days: Type.Integer() })),
    results: Type.Array(Type.Object({ ...Coded.properties, next: OneOf('done', 'again'), reached: Type.Boolean(), timeNeeded: Type.Boolean() })),
    exceptions: Type.Array(Coded),
    calendars: Type.Array(Coded)
  })
})

export const listCampaigns = operation({
  id: 'listCampaigns',
  method: 'GET',
  path: '/api/campaigns',
  summary: { zh: '外呼任务', en: 'Campaigns' },
  permission: 'outbound.work',
  input: Type.Object({ ...Paging, regionId: Type.Optional(RegionId), state: Type.Optional(CampaignState) }),
  output: Page(CampaignView),
  staleOn: [...campaignChanged, ...workDone]
})

export const getCampaign = operation({
  id: 'getCampaign',
  method: 'GET',
  path: '/api/campaigns/{regionId}/{campaignId}',
  summary: { zh: '外呼任务详情', en: 'One campaign' },
  permission: 'outbound.work',
  input: Type.Object(atCampaign),
  output: CampaignView,
  staleOn: [...campaignChanged, ...workDone]
})

export const createCampaign = operation({
  id: 'createCampaign',
  method: 'POST',
  path: '/api/campaigns',
  summary: { zh: '新建外呼任务', en: 'Draft a campaign' },
  permission: 'outbound.manage',
  input: Type.Object({ regionId: RegionId, ...Plan }),
  output: CampaignView,
  refusals: planRefusals
})

export const changeCampaign = operation({
  id: 'changeCampaign',
  method: 'PATCH',
  path: '/api/campaigns/{regionId}/{campaignId}',
  summary: { zh: '修改外呼任务', en: 'Change a campaign' },
  permission: 'outbound.manage',
  input: Type.Object({ ...atCampaign, version: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), ...Type.Partial(Type.Object(Plan)).properties }),
  output: CampaignView,
  refusals: [...planRefusals, 'campaign-move-not-possible', 'changed-meanwhile']
})

export const previewAudience = operation({
  id: 'previewAudience',
  method: 'POST',
  path: '/api/campaigns/audience',
  summary: { zh: '预览名单：多少人符合、多少人不可打扰', en: 'Preview the list: how many fit and how many may not be turned to' },
  permission: 'outbound.manage',
  input: Type.Object({ regionId: RegionId, purpose: Code, audience: AudienceFilter }),
  output: Type.Object({ listed: Amount, noConsent: Amount, doNotDisturb: Amount, noNumber: Amount, most: Amount }),
  refusals: ['campaign-word-unknown']
})

export const steerCampaign = operation({
  id: 'steerCampaign',
  method: 'POST',
  path: '/api/campaigns/{regionId}/{campaignId}/state',
  summary: { zh: '启动、暂停、恢复、结束', en: 'Start, pause, resume or end' },
  permission: 'outbound.manage',
  input: Type.Object({ ...atCampaign, move: OneOf('start', 'pause', 'resume', 'end') }),
  output: CampaignView,
  refusals: ['campaign-move-not-possible', 'campaign-list-empty']
})

/** A customer in hand: who it is, why they are on the list, what is said, and how it went before. */
export const TargetView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  campaignId: Id,
  campaignName: Type.String(),
  purpose: Type.String(),
  channel: Channel,
  state: OneOf('waiting', 'taken', 'later', 'done', 'left-out'),
  customer: Type.Object({ id: Id, number: Type.String(), name: Type.String(), grade: Type.String(), vip: Type.Boolean(), language: Type.String() }),
  script: PhraseSchema,
  /** Why this customer: the consent that was given, and the filter of the campaign. */
  why: Type.Object({ consent: Type.String(), consentAt: Maybe(Instant), audience: AudienceFilter }),
  tries: Type.Integer(),
  mostTries: Type.Integer(),
  takenAt: Maybe(Instant),
  holdEndsAt: Maybe(Instant),
  dueAt: Maybe(Instant),
  former: Type.Array(Type.Object({ at: Instant, purpose: Type.String(), channel: Channel, result: Maybe(Type.String()), note: Maybe(Type.String()) })),
  /** The contact that is under way. */
  contactId: Maybe(Id)
})

export const takeNextTarget = operation({
  id: 'takeNextTarget',
  method: 'POST',
  path: '/api/campaigns/{regionId}/{campaignId}/next',
  summary: { zh: '取下一位', en: 'Take the next customer' },
  permission: 'outbound.work',
  input: Type.Object(atCampaign),
  output: Type.Object({ target: Maybe(TargetView) }),
  refusals: ['outside-calling-hours', 'campaign-not-running', 'campaign-not-yours']
})

export const listMyTargets = operation({
  id: 'listMyTargets',
  method: 'GET',
  path: '/api/outbound/mine',
  summary: { zh: '我手上的和约定再拨的', en: 'What I have in hand, and whom I promised to call again' },
  permission: 'outbound.work',
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(TargetView) }),
  staleOn: [...workDone, ...campaignChanged]
})

export const giveBackTarget = operation({
  id: 'giveBackTarget',
  method: 'POST',
  path: '/api/outbound/targets/{targetId}/return',
  summary: { zh: '放回名单', en: 'Give a customer back to the list' },
  permission: 'outbound.work',
  input: Type.Object({ targetId: Id }),
  output: Nothing,
  refusals: ['target-not-yours']
})

/** A number is given only for a case, a list or a logged exception: private calls are refused. */
export const beginOutbound = operation({
  id: 'beginOutbound',
  method: 'POST',
  path: '/api/outbound/contacts',
  summary: { zh: '外呼：必须关联名单、工单或登记的例外', en: 'Turn to somebody: on a list, a case, or a logged exception' },
  permission: 'outbound.work',
  input: Type.Object({
    targetId: Type.Optional(Id),
    ticketId: Type.Optional(Id),
    exception: Type.Optional(Type.Object({ reason: Code, number: Type.String({ minLength: 3, maxLength: 24, pattern: '^[0-9+ -]+$' }), note: Line(200) })),
    channel: Channel,
    /** What is written, for a message on a case; a list has its script. */
    text: Type.Optional(Text(500))
  }),
  output: Type.Object({
    contactId: Id,
    /** What to dial; null for messages. Each number given out is in the audit. */
    number: Maybe(Type.String()),
    sms: Maybe(SmsDelivery)
  }),
  refusals: ['outbound-not-tied', 'ticket-avoids-person', 'outside-calling-hours', 'campaign-not-running', 'target-not-yours', 'customer-may-not-be-reached', 'outbound-no-number', 'outbound-word-unknown', 'sms-number-not-mobile', 'required-field-missing']
})

export const finishOutbound = operation({
  id: 'finishOutbound',
  method: 'POST',
  path: '/api/outbound/contacts/{contactId}/result',
  summary: { zh: '登记外呼结果', en: 'Record the result' },
  permission: 'outbound.work',
  input: Type.Object({ contactId: Id, result: Code, note: Type.Optional(Text(1000)), callAgainAt: Type.Optional(Instant) }),
  output: Nothing,
  refusals: ['outbound-word-unknown', 'outbound-finished', 'target-not-yours', 'call-again-time-needed', 'call-again-time-wrong']
})

export const OutboundContactView = Type.Object({
  id: Id,
  tiedTo: OneOf('campaign', 'ticket', 'exception'),
  purpose: Type.String(),
  channel: Channel,
  staff: Maybe(Person),
  beganAt: Instant,
  endedAt: Maybe(Instant),
  result: Maybe(Type.String()),
  note: Maybe(Type.String()),
  exceptionReason: Maybe(Type.String()),
  /** In part. */
  exceptionNumber: Maybe(Type.String()),
  sms: Maybe(SmsDelivery)
})

export const listOutboundContacts = operation({
  id: 'listOutboundContacts',
  method: 'GET',
  path: '/api/outbound/contacts',
  summary: { zh: '外呼记录：某工单的，或例外外呼', en: 'Outbound contacts: of a ticket, or those by exception' },
  permission: 'outbound.work',
  input: Type.Object({ ...Paging, ticketId: Type.Optional(Id), exceptions: Type.Optional(Type.Boolean()), regionId: Type.Optional(RegionId) }),
  output: Page(OutboundContactView),
  refusals: ['required-field-missing'],
  staleOn: workDone
})

const Shares = { tries: Amount, reached: Amount, done: Amount }

export const campaignResults = operation({
  id: 'campaignResults',
  method: 'GET',
  path: '/api/campaigns/{regionId}/{campaignId}/results',
  summary: { zh: '外呼任务结果', en: 'Results of a campaign' },
  permission: 'outbound.manage',
  input: Type.Object(atCampaign),
  output: Type.Object({
    counts: Counts,
    /** Why customers were left out. */
    leftOut: Type.Array(Type.Object({ why: Type.String(), count: Amount })),
    results: Type.Array(Type.Object({ result: Type.String(), count: Amount })),
    /** Tries and customers reached: reached ÷ tries is the share reached. */
    total: Type.Object(Shares),
    staff: Type.Array(Type.Object({ person: Maybe(Person), ...Shares })),
    days: Type.Array(Type.Object({ on: LocalDate, ...Shares }))
  }),
  staleOn: [...workDone, ...campaignChanged]
})

export const exportCampaign = operation({
  id: 'exportCampaign',
  method: 'GET',
  path: '/api/campaigns/{regionId}/{campaignId}/export',
  summary: { zh: '导出外呼结果', en: 'Export the results of a campaign' },
  permission: 'outbound.manage',
  input: Type.Object({ ...atCampaign, language: OneOf('zh-CN', 'en'), kind: OneOf('csv', 'xlsx') }),
  output: Type.Any(),
  transport: 'stream'
})

export const outboundRefusals = {
  'campaign-word-unknown': { status: 422, zh: '没有这个外呼目的或外呼时段', en: 'There is no such purpose or calendar of calling hours' },
  'campaign-period-wrong': { status: 422, zh: '结束日期早于开始日期', en: 'The campaign would end before it begins' },
  'campaign-cap-too-high': { status: 422, zh: '频次上限超过该目的的规定', en: 'The cap is higher than the purpose allows' },
  'campaign-unit-unknown': { status: 422, zh: '没有这个单位，或不属于该省公司', en: 'There is no such unit in this region' },
  'campaign-move-not-possible': { status: 409, zh: '任务当前状态不能这样操作', en: 'The campaign is not in a state for this' },
  'campaign-list-empty': { status: 422, zh: '名单为空：没有符合条件且同意的客户', en: 'The list is empty: no customer fits and consents' },
  'campaign-not-running': { status: 409, zh: '任务未在进行', en: 'The campaign is not running' },
  'campaign-not-yours': { status: 403, zh: '您不在该任务的人员中', en: 'You do not work on this campaign' },
  'outside-calling-hours': { status: 409, zh: '不在外呼时段', en: 'It is outside calling hours' },
  'target-not-yours': { status: 409, zh: '这位客户不在您手上', en: 'You do not have this customer' },
  'customer-may-not-be-reached': { status: 409, zh: '现在不能联系这位客户', en: 'This customer may not be turned to now' },
  'outbound-not-tied': { status: 422, zh: '外呼必须关联名单或工单；例外须登记理由', en: 'A call belongs to a list or a case; an exception needs its reason' },
  'outbound-no-number': { status: 409, zh: '没有可拨打的号码', en: 'There is no number to reach them by' },
  'outbound-word-unknown': { status: 422, zh: '没有这个结果或例外理由', en: 'There is no such result or reason' },
  'outbound-finished': { status: 409, zh: '结果已登记', en: 'The result is recorded already' },
  'call-again-time-needed': { status: 422, zh: '请填写约定再拨的时间', en: 'Say when to call again' },
  'call-again-time-wrong': { status: 422, zh: '约定时间须在外呼时段内，且不晚于期限', en: 'The time must lie in calling hours and not too far ahead' }
} as const satisfies Record<string, RefusalEntry>

export const outboundEvents = events({
  'campaign.created': { subject: 'campaign', zh: '新建外呼任务', en: 'campaign drafted' },
  'campaign.changed': { subject: 'campaign', zh: '修改外呼任务', en: 'campaign changed' },
  'campaign.started': { subject: 'campaign', zh: '启动外呼任务', en: 'campaign started' },
  'campaign.paused': { subject: 'campaign', zh: '暂停外呼任务', en: 'campaign paused' },
  'campaign.resumed': { subject: 'campaign', zh: '恢复外呼任务', en: 'campaign resumed' },
  'campaign.ended': { subject: 'campaign', zh: '结束外呼任务', en: 'campaign ended' },
  'outbound.taken': { subject: 'campaign', zh: '取名单客户', en: 'customer taken from a list' },
  'outbound.given-back': { subject: 'campaign', zh: '放回名单', en: 'customer given back to a list' },
  'outbound.began': { subject: 'outbound-contact', zh: '外呼', en: 'turned to somebody' },
  'outbound.finished': { subject: 'outbound-contact', zh: '登记外呼结果', en: 'result recorded' }
})

/** Words of the audit verbs of this capability that are neither permissions nor events. */
export const outboundAuditVerbs = {
  'outbound.number': { zh: '取得外呼号码', en: 'was given a number to call' },
  'outbound.exception': { zh: '例外外呼', en: 'called by exception' },
  'campaign.export': { zh: '导出外呼结果', en: 'exported results of a campaign' }
} as const

export const outboundOperations: readonly Operation[] = [
  outboundWords, listCampaigns, getCampaign, createCampaign, changeCampaign, previewAudience, steerCampaign, takeNextTarget, listMyTargets,
  giveBackTarget, beginOutbound, finishOutbound, listOutboundContacts, campaignResults, exportCampaign
]
