import { events } from './events.ts'
import { Code, Id, Instant, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// Wrong answers put right: the customer is called back and told. Who gave the answer is kept nowhere, so that owning up costs nothing.

export const CorrectionState = OneOf('open', 'told', 'not-reached', 'withdrawn')
const TellChannel = OneOf('phone', 'sms', 'email', 'chat', 'hall')

export const CorrectionView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  ticketId: Id,
  ticketNumber: Type.String(),
  conversationId: Maybe(Id),
  customerId: Maybe(Id),
  unitId: Maybe(Id),
  state: CorrectionState,
  foundHow: Type.String(),
  foundBy: Maybe(Person),
  foundAt: Instant,
  wrongAnswer: Type.String(),
  rightAnswer: Type.String(),
  owner: Maybe(Person),
  tries: Type.Integer(),
  triedAt: Maybe(Instant),
  outcome: Maybe(Type.String()),
  customerSaid: Maybe(Type.String()),
  channel: Maybe(TellChannel),
  settledAt: Maybe(Instant),
  settledBy: Maybe(Person),
  knowledgeNote: Maybe(Type.String()),
  knowledgeState: OneOf('none', 'open', 'mended'),
  mendedAt: Maybe(Instant),
  mendedBy: Maybe(Person),
  /** The call-back, and putting the source right: promises of their own. */
  promises: Type.Array(PromiseView),
  can: Type.Object({ tell: Type.Boolean(), mend: Type.Boolean() })
})

const correctionChanged = ['correction.found', 'correction.tried', 'correction.told', 'correction.not-reached', 'correction.withdrawn', 'correction.source-named', 'correction.source-mended', 'promise.at-risk', 'promise.broken'] as const
const CorrectionId = { correctionId: Id }

export const reportWrongAnswer = operation({
  id: 'reportWrongAnswer',
  method: 'POST',
  path: '/api/corrections',
  summary: { zh: '登记答错，承诺回拨', en: 'Report a wrong answer; the customer is promised a call back' },
  permission: 'ticket.note',
  input: Type.Object({
    /** One of the two: a contact leads to its ticket. */
    ticketId: Type.Optional(Id),
    conversationId: Type.Optional(Id),
    foundHow: Code,
    wrongAnswer: Text(2000),
    rightAnswer: Text(2000),
    knowledgeNote: Type.Optional(Text(1000)),
    /** Who calls back; whoever answers for the ticket when not said. */
    ownerId: Type.Optional(Id)
  }),
  output: CorrectionView,
  refusals: ['correction-word-unknown', 'required-field-missing', 'assignee-unknown', 'correction-already-open']
})

export const listCorrections = operation({
  id: 'listCorrections',
  method: 'GET',
  path: '/api/corrections',
  summary: { zh: '答错更正', en: 'Wrong answers and how they were put right' },
  permission: 'ticket.read',
  input: Type.Object({
    ...Paging,
    regionId: Type.Optional(RegionId),
    ticketId: Type.Optional(Id),
    unitId: Type.Optional(Id),
    state: Type.Optional(CorrectionState),
    /** Only those whose source still has to be put right. */
    sourceOpen: Type.Optional(Type.Boolean()),
    mine: Type.Optional(Type.Boolean())
  }),
  output: Page(CorrectionView),
  staleOn: correctionChanged
})

export const correctionWords = operation({
  id: 'correctionWords',
  method: 'GET',
  path: '/api/correction-words',
  summary: { zh: '更正用语', en: 'Words of corrections' },
  permission: 'ticket.read',
  input: Type.Object({}),
  output: Type.Object({
    found: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
    outcomes: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
    tries: Type.Integer()
  })
})

export const recordCorrectionTry = operation({
  id: 'recordCorrectionTry',
  method: 'POST',
  path: '/api/corrections/{correctionId}/tries',
  summary: { zh: '回拨未能联系到客户', en: 'Called back, the customer was not reached' },
  permission: 'ticket.note',
  input: Type.Object({ ...CorrectionId, note: Type.Optional(Text(500)) }),
  output: CorrectionView,
  refusals: ['correction-settled']
})

export const tellCorrection = operation({
  id: 'tellCorrection',
  method: 'POST',
  path: '/api/corrections/{correctionId}/telling',
  summary: { zh: '已告知客户正确答案', en: 'The customer was told the right answer' },
  permission: 'ticket.note',
  input: Type.Object({ ...CorrectionId, channel: TellChannel, outcome: Code, customerSaid: Type.Optional(Text(1000)) }),
  output: CorrectionView,
  refusals: ['correction-settled', 'correction-word-unknown']
})

export const withdrawCorrection = operation({
  id: 'withdrawCorrection',
  method: 'POST',
  path: '/api/corrections/{correctionId}/withdrawal',
  summary: { zh: '撤回：原答复无误', en: 'Withdraw: the answer was right after all' },
  permission: 'ticket.note',
  input: Type.Object({ ...CorrectionId, reason: Text(500) }),
  output: CorrectionView,
  refusals: ['correction-settled']
})

export const mendSource = operation({
  id: 'mendSource',
  method: 'POST',
  path: '/api/corrections/{correctionId}/source',
  summary: { zh: '知识源已改正', en: 'The source was put right' },
  permission: 'ticket.note',
  input: Type.Object({ ...CorrectionId, note: Type.Optional(Text(1000)) }),
  output: CorrectionView,
  refusals: ['correction-source-not-open']
})

export const correctionRefusals = {
  'correction-word-unknown': { status: 422, zh: '没有这个发现途径或结果', en: 'There is no such way of finding or outcome' },
  'correction-already-open': { status: 409, zh: '同一答错已登记，尚未告知客户', en: 'The same wrong answer is reported already and the customer not yet told' },
  'correction-settled': { status: 409, zh: '该更正已办结', en: 'This correction is settled' },
  'correction-source-not-open': { status: 409, zh: '没有待改正的知识源', en: 'There is no source to be put right' }
} as const satisfies Record<string, RefusalEntry>

export const correctionEvents = events({
  'correction.found': { subject: 'correction', zh: '发现答错', en: 'wrong answer found' },
  'correction.tried': { subject: 'correction', zh: '回拨未联系到客户', en: 'called back, not reached' },
  'correction.told': { subject: 'correction', zh: '已告知客户正确答案', en: 'customer told the right answer' },
  'correction.not-reached': { subject: 'correction', zh: '多次未能联系到客户', en: 'customer could not be reached' },
  'correction.withdrawn': { subject: 'correction', zh: '更正撤回', en: 'correction withdrawn' },
  'correction.source-named': { subject: 'correction', zh: '指出知识源有误', en: 'wrong source named' },
  'correction.source-mended': { subject: 'correction', zh: '知识源已改正', en: 'source put right' }
})

export const correctionOperations: readonly Operation[] = [reportWrongAnswer, listCorrections, correctionWords, recordCorrectionTry, tellCorrection, withdrawCorrection, mendSource]
