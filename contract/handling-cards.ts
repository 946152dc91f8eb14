import { Coded, Mood, Of } from './handling-verify.ts'
import { Code, Id, Instant, Line, LocalDate, Maybe, OneOf, operation, type Operation, PhraseSchema, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import { Person } from './ticket-schemas.ts'

/** How long the customer was told it takes at most; the closed set the clause counts by. */
export const Within = OneOf('30m', '1h', '2h', '4h', '8h', '24h', '48h', '72h', '5d', '10d')

const CardView = Type.Object({
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  family: Type.String(),
  how: PhraseSchema,
  parts: Type.Array(PhraseSchema),
  needsRestated: Type.Boolean(),
  used: Type.Integer(),
  /** Of the uses with a mood before and after, in how many it was better after. */
  calmer: Type.Integer(),
  measured: Type.Integer()
})

export const CommitmentView = Type.Object({
  id: Id,
  stage: Coded,
  within: Within,
  words: Type.String(),
  interim: Maybe(Type.String()),
  state: OneOf('open', 'kept', 'withdrawn'),
  toldHow: Maybe(Type.String()),
  endedAt: Maybe(Instant),
  by: Maybe(Person),
  at: Instant,
  promise: Maybe(PromiseView)
})

export const readCards = operation({
  id: 'readHandlingCards',
  method: 'GET',
  path: '/api/tickets/{ticketId}/cards',
  summary: { zh: '话术卡与时间承诺', en: 'Guided cards and times told to the customer' },
  permission: 'handling.work',
  input: Type.Object(Of),
  output: Type.Object({
    families: Type.Array(Coded),
    slots: Type.Array(Coded),
    stages: Type.Array(Coded),
    cards: Type.Array(CardView),
    /** The customer has told their story and it was repeated and confirmed. */
    restated: Type.Boolean(),
    commitments: Type.Array(CommitmentView)
  }),
  staleOn: ['handling.card-used', 'handling.committed', 'handling.step-taken']
})

export const useCard = operation({
  id: 'useHandlingCard',
  method: 'POST',
  path: '/api/tickets/{ticketId}/cards/{card}/uses',
  summary: { zh: '使用话术卡', en: 'Use a card' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, card: Code, moodBefore: Type.Optional(Mood) }),
  output: Type.Object({ useId: Id }),
  refusals: ['card-unknown', 'not-restated-yet', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const recordMood = operation({
  id: 'recordMoodAfterCard',
  method: 'POST',
  path: '/api/tickets/{ticketId}/card-uses/{useId}/mood',
  summary: { zh: '记录使用后的情绪', en: 'Record the mood after a card' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, useId: Id, moodAfter: Mood }),
  output: Type.Object({}),
  refusals: ['ticket-avoids-person']
})

export const commit = operation({
  id: 'commitToCustomer',
  method: 'POST',
  path: '/api/tickets/{ticketId}/commitments',
  summary: { zh: '向客户承诺时间', en: 'Tell the customer a time' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, stage: Code, within: Within, words: Text(1000), interim: Type.Optional(Text(1000)), tellCustomer: Type.Optional(Type.Boolean()) }),
  output: CommitmentView,
  refusals: ['stage-unknown', 'too-many-commitments', 'ticket-status-not-possible', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const keepCommitment = operation({
  id: 'keepCommitment',
  method: 'POST',
  path: '/api/tickets/{ticketId}/commitments/{commitmentId}/keeping',
  summary: { zh: '承诺已兑现：答复客户', en: 'Keep what was told: answer the customer' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, commitmentId: Id, answer: Text(4000), channel: OneOf('phone', 'portal', 'hall', 'chat', 'email') }),
  output: CommitmentView,
  refusals: ['commitment-over', 'ticket-status-not-possible', 'ticket-avoids-person']
})

export const withdrawCommitment = operation({
  id: 'withdrawCommitment',
  method: 'POST',
  path: '/api/tickets/{ticketId}/commitments/{commitmentId}/withdrawal',
  summary: { zh: '撤回承诺（须主管）', en: 'Withdraw what was told (leaders)' },
  permission: 'handling.lead',
  input: Type.Object({ ...Of, commitmentId: Id, reason: Line(300) }),
  output: CommitmentView,
  refusals: ['commitment-over', 'ticket-avoids-person']
})

const Lines = Type.Object({ zh: Type.Array(Type.String()), en: Type.Array(Type.String()) })
const BehaviourBook = Type.Object({
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  approval: Type.Boolean(),
  signals: PhraseSchema,
  causes: PhraseSchema,
  do: Lines,
  dont: Lines,
  scripts: Type.Array(PhraseSchema),
  law: PhraseSchema,
  escalate: PhraseSchema
})

const BehaviourUse = Type.Object({
  id: Id,
  behaviour: Type.String(),
  state: OneOf('asked', 'used', 'refused'),
  outcome: Maybe(Type.String()),
  by: Maybe(Person),
  at: Instant,
  expiresAt: Maybe(Instant),
  canDecide: Type.Boolean()
})

export const OfferView = Type.Object({
  version: Type.Integer(),
  terms: Type.String(),
  validUntil: Instant,
  state: OneOf('offered', 'accepted', 'declined', 'replaced', 'taken-back'),
  proof: Maybe(Type.Object({ kind: OneOf('recording', 'writing', 'signature', 'portal'), ref: Type.String() })),
  by: Maybe(Person),
  at: Instant,
  answeredAt: Maybe(Instant)
})

export const readBehaviours = operation({
  id: 'readBehaviourBooks',
  method: 'GET',
  path: '/api/tickets/{ticketId}/behaviours',
  summary: { zh: '行为打法、诉求与方案', en: 'Behaviour books, demands and offers of a complaint' },
  permission: 'handling.work',
  input: Type.Object(Of),
  output: Type.Object({
    books: Type.Array(BehaviourBook),
    outcomes: Type.Array(Coded),
    uses: Type.Array(BehaviourUse),
    demands: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), script: PhraseSchema, recordedAt: Maybe(Instant), routed: Type.Boolean() })),
    offers: Type.Array(OfferView),
    /** How often the customer went back on what they had accepted. */
    takenBack: Type.Integer()
  }),
  staleOn: ['handling.behaviour-changed', 'handling.demanded', 'handling.offered']
})

export const attachBehaviour = operation({
  id: 'attachBehaviour',
  method: 'POST',
  path: '/api/tickets/{ticketId}/behaviours',
  summary: { zh: '选用打法', en: 'Attach a behaviour book' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, behaviour: Code, moodBefore: Type.Optional(Mood) }),
  output: Type.Object({ useId: Id, state: OneOf('asked', 'used') }),
  refusals: ['behaviour-unknown', 'behaviour-already-there', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const decideBehaviour = operation({
  id: 'decideBehaviour',
  method: 'POST',
  path: '/api/tickets/{ticketId}/behaviours/{useId}/decision',
  summary: { zh: '审批打法', en: 'Agree to a behaviour book, or not' },
  permission: 'handling.lead',
  input: Type.Object({ ...Of, useId: Id, approved: Type.Boolean() }),
  output: Type.Object({}),
  refusals: ['behaviour-not-asked', 'own-asking', 'ticket-avoids-person']
})

export const endBehaviour = operation({
  id: 'endBehaviour',
  method: 'POST',
  path: '/api/tickets/{ticketId}/behaviours/{useId}/outcome',
  summary: { zh: '记录打法效果并移除', en: 'Say how the book worked; it is taken off' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, useId: Id, outcome: Code, moodAfter: Type.Optional(Mood) }),
  output: Type.Object({}),
  refusals: ['outcome-unknown', 'ticket-avoids-person']
})

export const recordDemand = operation({
  id: 'recordDemand',
  method: 'POST',
  path: '/api/tickets/{ticketId}/demands',
  summary: { zh: '登记特殊诉求', en: 'Record a special demand' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, kind: Code }),
  output: Type.Object({ kind: Type.String(), script: PhraseSchema, taskId: Maybe(Id) }),
  refusals: ['demand-unknown', 'ticket-avoids-person', 'ticket-status-not-possible', 'not-a-complaint', 'case-is-over']
})

export const makeOffer = operation({
  id: 'makeOffer',
  method: 'POST',
  path: '/api/tickets/{ticketId}/offers',
  summary: { zh: '提出方案（新版本）', en: 'Make an offer: a new version' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, terms: Text(4000), validUntil: Instant }),
  output: OfferView,
  refusals: ['offer-time-wrong', 'offer-accepted-already', 'too-many-offers', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const answerOffer = operation({
  id: 'answerOffer',
  method: 'POST',
  path: '/api/tickets/{ticketId}/offers/{version}/answer',
  summary: { zh: '登记客户对方案的答复', en: "Record the customer's answer to an offer" },
  permission: 'handling.work',
  input: Type.Object({
    ...Of,
    version: Type.Integer({ minimum: 1, maximum: 999 }),
    answer: OneOf('accepted', 'declined', 'taken-back'),
    proofKind: Type.Optional(OneOf('recording', 'writing', 'signature', 'portal')),
    proof: Type.Optional(Line(200))
  }),
  output: OfferView,
  refusals: ['offer-not-open', 'offer-over', 'proof-missing', 'ticket-avoids-person']
})

/** The library with how it is used: no ticket and no customer in it (TK-55). */
export const readBehaviourLibrary = operation({
  id: 'readBehaviourLibrary',
  method: 'GET',
  path: '/api/handling/behaviours',
  summary: { zh: '打法库与使用效果', en: 'The library of behaviour books and how they work' },
  permission: 'handling.work',
  input: Type.Object({ from: Type.Optional(LocalDate), to: Type.Optional(LocalDate) }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        ...BehaviourBook.properties,
        uses: Type.Integer(),
        calmer: Type.Integer(),
        outcomes: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), uses: Type.Integer() }))
      })
    ),
    from: LocalDate,
    to: LocalDate
  })
})

export const cardOperations: readonly Operation[] = [readCards, useCard, recordMood, commit, keepCommitment, withdrawCommitment, readBehaviours, attachBehaviour, decideBehaviour, endBehaviour, recordDemand, makeOffer, answerOffer, readBehaviourLibrary]
