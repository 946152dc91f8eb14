import { Code, Id, Instant, Line, LocalDate, Maybe, OneOf, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import { Person } from './ticket-schemas.ts'

// What goes to counsel, what counsel decides on which grounds, the label that ends by itself, and written statements.

const Worded = Type.Object({ code: Type.String(), ...PhraseSchema.properties })
const TicketOf = { regionId: Type.Integer(), id: Id, ticketId: Id, ticketNumber: Type.String() }

/** A clause of the rulebook with its version, or an article of a law or of the service agreement in words. */
export const Citation = Type.Object({ clauseId: Type.Optional(Code), source: Line(200), words: Type.Optional(Text(1000)) })

export const ReferralView = Type.Object({
  ...TicketOf,
  grounds: Type.Array(Worded),
  reason: Type.String(),
  /** Public relations should know. */
  publicMatter: Type.Boolean(),
  state: OneOf('open', 'decided', 'withdrawn'),
  owner: Maybe(Person),
  referredBy: Maybe(Person),
  referredAt: Instant,
  decision: Maybe(Worded),
  decisionNote: Maybe(Type.String()),
  citations: Type.Array(Type.Object({ ...Citation.properties, clauseVersion: Type.Optional(Type.Integer()), clauseTitle: Type.Optional(PhraseSchema) })),
  decidedBy: Maybe(Person),
  decidedAt: Maybe(Instant),
  promises: Type.Array(PromiseView),
  can: Type.Object({ decide: Type.Boolean(), withdraw: Type.Boolean() })
})

const referralChanged = ['legal.referred', 'legal.decided', 'legal.referral-withdrawn', 'promise.at-risk', 'promise.broken'] as const

export const referToLegal = operation({
  id: 'referToLegal',
  method: 'POST',
  path: '/api/legal/referrals',
  summary: { zh: '移交法务', en: 'Put a complaint before counsel' },
  permission: 'legal.refer',
  input: Type.Object({ ticketId: Id, grounds: Type.Array(Code, { minItems: 1, maxItems: 9, uniqueItems: true }), reason: Text(2000) }),
  output: ReferralView,
  refusals: ['legal-word-unknown', 'referral-already-open', 'legal-complaint-only', 'ticket-avoids-person']
})

export const decideReferral = operation({
  id: 'decideReferral',
  method: 'POST',
  path: '/api/legal/referrals/{referralId}/decision',
  summary: { zh: '出具法务意见', en: 'Decide as counsel, with clauses and articles' },
  permission: 'legal.decide',
  input: Type.Object({ referralId: Id, decision: Code, note: Text(4000), citations: Type.Optional(Type.Array(Citation, { maxItems: 20 })) }),
  output: ReferralView,
  refusals: ['legal-word-unknown', 'referral-settled', 'citation-missing', 'clause-unknown', 'ticket-avoids-person']
})

export const withdrawReferral = operation({
  id: 'withdrawReferral',
  method: 'POST',
  path: '/api/legal/referrals/{referralId}/withdrawal',
  summary: { zh: '撤回移交', en: 'Take a referral back' },
  permission: 'legal.refer',
  input: Type.Object({ referralId: Id, reason: Text(500) }),
  output: ReferralView,
  refusals: ['referral-settled', 'ticket-avoids-person']
})

export const listReferrals = operation({
  id: 'listReferrals',
  method: 'GET',
  path: '/api/legal/referrals',
  summary: { zh: '移交法务的事项', en: 'Matters before counsel' },
  permission: 'ticket.read',
  input: Type.Object({ ...Paging, ticketId: Type.Optional(Id), regionId: Type.Optional(RegionId), state: Type.Optional(OneOf('open', 'decided', 'withdrawn')) }),
  output: Page(ReferralView),
  staleOn: referralChanged
})

export const LabelView = Type.Object({ ...TicketOf, reason: Type.String(), reviewOn: LocalDate, setBy: Maybe(Person), setAt: Instant, endedAt: Maybe(Instant), endedBy: Maybe(Person), endReason: Maybe(Type.String()), can: Type.Object({ end: Type.Boolean() }) })
const labelChanged = ['legal.labelled', 'legal.label-ended'] as const

export const labelMalicious = operation({
  id: 'labelMalicious',
  method: 'POST',
  path: '/api/legal/labels',
  summary: { zh: '认定恶意投诉（有复核日期）', en: 'Call a complaint malicious, until a day of review' },
  permission: 'legal.label',
  input: Type.Object({ ticketId: Id, reason: Text(2000), reviewOn: LocalDate }),
  output: LabelView,
  refusals: ['label-needs-referral', 'label-day-not-possible', 'label-already-set', 'ticket-avoids-person']
})

export const endLabel = operation({
  id: 'endLabel',
  method: 'POST',
  path: '/api/legal/labels/{labelId}/end',
  summary: { zh: '撤销恶意认定', en: 'Take the label off' },
  permission: 'legal.label',
  input: Type.Object({ labelId: Id, reason: Text(500) }),
  output: LabelView,
  refusals: ['label-over', 'ticket-avoids-person']
})

export const listLabels = operation({
  id: 'listLabels',
  method: 'GET',
  path: '/api/legal/labels',
  summary: { zh: '恶意认定', en: 'Complaints called malicious' },
  permission: 'ticket.read',
  input: Type.Object({ ...Paging, ticketId: Type.Optional(Id), regionId: Type.Optional(RegionId), open: Type.Optional(Type.Boolean()) }),
  output: Page(LabelView),
  staleOn: labelChanged
})

export const StatementView = Type.Object({
  ...TicketOf,
  template: Worded,
  templateVersion: Type.Integer(),
  language: OneOf('zh-CN', 'en'),
  body: Type.String(),
  sha256: Type.String(),
  state: OneOf('asked', 'approved', 'refused'),
  draftedBy: Maybe(Person),
  draftedAt: Instant,
  decidedBy: Maybe(Person),
  decidedAt: Maybe(Instant),
  decisionNote: Maybe(Type.String()),
  can: Type.Object({ decide: Type.Boolean() })
})
const statementChanged = ['legal.statement-drafted', 'legal.statement-decided'] as const

export const draftStatement = operation({
  id: 'draftStatement',
  method: 'POST',
  path: '/api/legal/statements',
  summary: { zh: '按模板起草书面说明', en: 'Draft a written statement from a template' },
  permission: 'legal.draft',
  input: Type.Object({ ticketId: Id, template: Code, language: OneOf('zh-CN', 'en'), fields: Type.Record(Type.String({ pattern: '^[a-z-]{1,40}$' }), Text(2000), { maxProperties: 12 }) }),
  output: StatementView,
  refusals: ['legal-word-unknown', 'statement-fields', 'ticket-avoids-person']
})

export const decideStatement = operation({
  id: 'decideStatement',
  method: 'POST',
  path: '/api/legal/statements/{statementId}/decision',
  summary: { zh: '审批书面说明', en: 'Approve or refuse a written statement' },
  permission: 'legal.approve',
  input: Type.Object({ statementId: Id, approve: Type.Boolean(), note: Type.Optional(Text(1000)) }),
  output: StatementView,
  refusals: ['statement-own', 'statement-decided', 'required-field-missing', 'ticket-avoids-person']
})

export const listStatements = operation({
  id: 'listStatements',
  method: 'GET',
  path: '/api/legal/statements',
  summary: { zh: '书面说明', en: 'Written statements' },
  permission: 'ticket.read',
  input: Type.Object({ ...Paging, ticketId: Type.Optional(Id), regionId: Type.Optional(RegionId), state: Type.Optional(OneOf('asked', 'approved', 'refused')) }),
  output: Page(StatementView),
  staleOn: statementChanged
})

export const legalWords = operation({
  id: 'legalWords',
  method: 'GET',
  path: '/api/legal-words',
  summary: { zh: '法务用语', en: 'Words of the legal side' },
  permission: 'ticket.read',
  input: Type.Object({}),
  output: Type.Object({
    grounds: Type.Array(Worded),
    decisions: Type.Array(Type.Object({ ...Worded.properties, citation: Type.Boolean() })),
    authorities: Type.Object({ appeal: Type.Array(Worded), lawsuit: Type.Array(Worded) }),
    firstSteps: Type.Object({ appeal: Type.Array(Worded), lawsuit: Type.Array(Worded) }),
    templates: Type.Array(Type.Object({ ...Worded.properties, fields: Type.Array(Worded), body: PhraseSchema })),
    purposes: Type.Array(Worded),
    labelDays: Type.Integer()
  })
})

export const referralOperations = [legalWords, referToLegal, listReferrals, decideReferral, withdrawReferral, labelMalicious, endLabel, listLabels, draftStatement, decideStatement, listStatements] as const
