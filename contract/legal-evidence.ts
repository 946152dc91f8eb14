import { Code, Id, Instant, Maybe, OneOf, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'

// Holds on deletion, evidence packs with the key that signs them, and the proof a customer takes to the appeal office.

export const HoldSubject = OneOf('ticket', 'customer', 'call', 'recording')
export const HoldView = Type.Object({ regionId: Type.Integer(), id: Id, subjectKind: HoldSubject, subjectId: Id, label: Type.String(), reason: Type.String(), placedBy: Maybe(Person), placedAt: Instant, liftedBy: Maybe(Person), liftedAt: Maybe(Instant), liftReason: Maybe(Type.String()), can: Type.Object({ lift: Type.Boolean() }) })
const holdChanged = ['legal.hold-placed', 'legal.hold-lifted'] as const

export const placeHold = operation({
  id: 'placeHold',
  method: 'POST',
  path: '/api/legal/holds',
  summary: { zh: '法律保留', en: 'Keep something from being deleted' },
  permission: 'legal.hold',
  input: Type.Object({ regionId: RegionId, subjectKind: HoldSubject, subjectId: Id, reason: Text(1000) }),
  output: HoldView,
  refusals: ['hold-already-placed', 'ticket-avoids-person']
})

export const liftHold = operation({
  id: 'liftHold',
  method: 'POST',
  path: '/api/legal/holds/{holdId}/lifting',
  summary: { zh: '解除法律保留', en: 'Lift a hold' },
  permission: 'legal.hold',
  input: Type.Object({ holdId: Id, reason: Text(1000) }),
  output: HoldView,
  refusals: ['hold-lifted', 'ticket-avoids-person']
})

export const listHolds = operation({
  id: 'listHolds',
  method: 'GET',
  path: '/api/legal/holds',
  summary: { zh: '法律保留', en: 'Holds on deletion' },
  permission: 'ticket.read',
  input: Type.Object({ ...Paging, /** Holds on a ticket, its customer, its calls and their recordings. */ ticketId: Type.Optional(Id), regionId: Type.Optional(RegionId), open: Type.Optional(Type.Boolean()) }),
  output: Page(HoldView),
  staleOn: holdChanged
})

export const PackOptions = {
  /** Numbers of others than the customer and ourselves are left out. */
  hideNumbers: Type.Boolean(),
  /** Names and numbers of other customers that appear are left out. */
  hideOthers: Type.Boolean(),
  /** Notes among ourselves are left out. */
  hideNotes: Type.Boolean(),
  recordings: Type.Boolean()
}

export const PackView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  ticketId: Id,
  ticketNumber: Type.String(),
  purpose: Type.Object({ code: Type.String(), ...PhraseSchema.properties }),
  reason: Type.String(),
  options: Type.Object(PackOptions),
  state: OneOf('making', 'done', 'failed'),
  failure: Maybe(Type.String()),
  bytes: Maybe(Type.Integer()),
  sha256: Maybe(Type.String()),
  manifestSha256: Maybe(Type.String()),
  keyFingerprint: Maybe(Type.String()),
  parts: Maybe(Type.Integer()),
  redactions: Maybe(Type.Integer()),
  requestedBy: Maybe(Person),
  requestedAt: Instant,
  madeAt: Maybe(Instant)
})
const packChanged = ['legal.pack-asked', 'legal.pack-made', 'legal.pack-failed'] as const

export const makePack = operation({
  id: 'makePack',
  method: 'POST',
  path: '/api/legal/packs',
  summary: { zh: '制作证据包', en: 'Make an evidence pack of a case' },
  permission: 'legal.pack',
  input: Type.Object({ ticketId: Id, purpose: Code, reason: Text(1000), ...PackOptions }),
  output: PackView,
  refusals: ['legal-word-unknown', 'pack-being-made', 'ticket-avoids-person']
})

export const listPacks = operation({
  id: 'listPacks',
  method: 'GET',
  path: '/api/legal/packs',
  summary: { zh: '证据包', en: 'Evidence packs of a case' },
  permission: 'legal.pack',
  input: Type.Object({ ticketId: Id }),
  output: Type.Object({ items: Type.Array(PackView) }),
  staleOn: packChanged
})

export const downloadPack = operation({
  id: 'downloadPack',
  method: 'GET',
  path: '/api/legal/packs/{packId}/file',
  summary: { zh: '下载证据包', en: 'Fetch an evidence pack' },
  permission: 'legal.pack',
  transport: 'stream',
  input: Type.Object({ packId: Id }),
  output: Type.Any(),
  refusals: ['pack-not-ready', 'file-missing']
})

export const revealRedactions = operation({
  id: 'revealRedactions',
  method: 'POST',
  path: '/api/legal/packs/{packId}/salts',
  summary: { zh: '取出遮盖部分的校验盐', en: 'The salts by which left-out parts of a pack can be proven later' },
  permission: 'legal.pack',
  input: Type.Object({ packId: Id, reason: Text(500) }),
  output: Type.Object({ salts: Type.Array(Type.Object({ no: Type.Integer(), salt: Type.String() })) }),
  refusals: ['pack-not-ready']
})

export const readEvidenceKey = operation({
  id: 'readEvidenceKey',
  method: 'GET',
  path: '/api/evidence/key',
  summary: { zh: '证据包签名公钥', en: 'The public key evidence packs are signed with' },
  permission: 'public',
  input: Type.Object({}),
  output: Type.Object({ keys: Type.Array(Type.Object({ fingerprint: Type.String(), publicKey: Type.String(), madeAt: Instant, retiredAt: Maybe(Instant) })) })
})

/** What the appeal office asks first: whether, when and with which answer the user complained to the operator. */
export const ComplaintProof = Type.Object({
  regionId: Type.Integer(),
  ticketId: Id,
  number: Type.String(),
  operator: PhraseSchema,
  customerName: Maybe(Type.String()),
  matter: Type.String(),
  channel: Type.String(),
  sourceNumber: Maybe(Type.String()),
  status: Type.String(),
  receivedAt: Instant,
  firstAnsweredAt: Maybe(Instant),
  resolvedAt: Maybe(Instant),
  closedAt: Maybe(Instant),
  /** The answer on the substance. */
  resolution: Maybe(Type.String()),
  /** Everything that was said to the customer and by the customer, oldest first. */
  replies: Type.Array(Type.Object({ at: Instant, from: OneOf('customer', 'operator'), body: Type.String(), sha256: Type.String() })),
  /** Until when the law wants an answer, and whether it was given. */
  answerDueAt: Maybe(Instant),
  answeredInTime: Maybe(Type.Boolean()),
  printedAt: Instant,
  /** SHA-256 over the canonical JSON of all of the above but `printedAt`. */
  sha256: Type.String()
})

export const readComplaintProof = operation({
  id: 'readComplaintProof',
  method: 'GET',
  path: '/api/legal/proofs/{ticketId}',
  summary: { zh: '投诉证明（供申诉受理机构）', en: 'Proof of a complaint for the appeal office' },
  permission: 'legal.proof',
  input: Type.Object({ ticketId: Id }),
  output: ComplaintProof,
  refusals: ['legal-complaint-only', 'ticket-avoids-person'],
  staleOn: ['ticket.answered', 'ticket.resolved', 'ticket.closed']
})

export const legalEvidenceOperations = [placeHold, listHolds, liftHold, makePack, listPacks, downloadPack, revealRedactions, readEvidenceKey, readComplaintProof] as const
