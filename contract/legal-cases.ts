import { Code, Id, Instant, Line, LocalDate, Maybe, OneOf, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import { Person } from './ticket-schemas.ts'

// Appeals and lawsuits beside a complaint, each with the authority's own number, steps and clocks.

export const CaseKind = OneOf('appeal', 'lawsuit')
export const CaseFile = Type.Object({ id: Id, name: Type.String(), mediaType: Type.String(), bytes: Type.Integer(), at: Instant })
const Dispute = OneOf('charge', 'other')
/** Money in fen, up to ten thousand million yuan. */
const ClaimFen = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })

export const CaseView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  ticketId: Id,
  ticketNumber: Type.String(),
  /** The complaint's number and the number of this case beside it. */
  number: Type.String(),
  kind: CaseKind,
  authority: Type.Object({ code: Type.String(), ...PhraseSchema.properties }),
  authorityNumber: Maybe(Type.String()),
  dispute: Dispute,
  happenedOn: Maybe(LocalDate),
  /** Appeals only: until when the matter may be appealed at all, and whether that was over when it was received. */
  window: Maybe(Type.Object({ months: Type.Integer(), until: LocalDate, over: Type.Boolean() })),
  state: Type.Object({ code: Type.String(), ...PhraseSchema.properties }),
  claimFen: Maybe(Type.Integer()),
  owner: Maybe(Person),
  recordedBy: Maybe(Person),
  recordedAt: Instant,
  endedAt: Maybe(Instant),
  steps: Type.Array(Type.Object({ id: Id, code: Type.String(), ...PhraseSchema.properties, at: Instant, note: Maybe(Type.String()), files: Type.Array(CaseFile), by: Maybe(Person), recordedAt: Instant })),
  files: Type.Array(CaseFile),
  promises: Type.Array(PromiseView),
  /** Steps that may come next; empty when the actor may not record any. */
  next: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties, ends: Type.Boolean() })),
  version: Type.Integer()
})

export const caseChanged = ['legal.case-opened', 'legal.case-step', 'legal.case-changed', 'promise.at-risk', 'promise.kept', 'promise.broken'] as const
const CaseId = { caseId: Id }

export const openLinkedCase = operation({
  id: 'openLinkedCase',
  method: 'POST',
  path: '/api/legal/cases',
  summary: { zh: '登记申诉或诉讼', en: 'Record an appeal or a lawsuit beside a complaint' },
  permission: 'legal.case',
  input: Type.Object({
    ticketId: Id,
    kind: CaseKind,
    authority: Code,
    authorityNumber: Type.Optional(Line(60)),
    dispute: Dispute,
    happenedOn: Type.Optional(LocalDate),
    /** The first step: for appeals `received` or `forwarded`, for lawsuits `served`. */
    step: Code,
    /** When it happened; now when not said. */
    at: Type.Optional(Instant),
    note: Type.Optional(Text(2000)),
    claimFen: Type.Optional(ClaimFen),
    ownerId: Type.Optional(Id)
  }),
  output: CaseView,
  refusals: ['legal-word-unknown', 'case-step-not-possible', 'case-time-not-possible', 'case-number-known', 'legal-complaint-only', 'assignee-unknown', 'ticket-avoids-person']
})

export const recordCaseStep = operation({
  id: 'recordCaseStep',
  method: 'POST',
  path: '/api/legal/cases/{caseId}/steps',
  summary: { zh: '登记案件进展', en: 'Record a step of an appeal or lawsuit' },
  permission: 'legal.case',
  input: Type.Object({ ...CaseId, step: Code, at: Type.Optional(Instant), note: Type.Optional(Text(2000)), fileIds: Type.Optional(Type.Array(Id, { maxItems: 20 })) }),
  output: CaseView,
  refusals: ['case-step-not-possible', 'case-time-not-possible', 'file-missing', 'ticket-avoids-person']
})

export const changeLinkedCase = operation({
  id: 'changeLinkedCase',
  method: 'PATCH',
  path: '/api/legal/cases/{caseId}',
  summary: { zh: '修改案件信息', en: 'Change what is known of an appeal or lawsuit' },
  permission: 'legal.case',
  input: Type.Object({ ...CaseId, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }), authorityNumber: Type.Optional(Line(60)), happenedOn: Type.Optional(LocalDate), dispute: Type.Optional(Dispute), claimFen: Type.Optional(ClaimFen), ownerId: Type.Optional(Id) }),
  output: CaseView,
  refusals: ['case-number-known', 'case-changed-meanwhile', 'assignee-unknown', 'ticket-avoids-person']
})

export const attachCaseFiles = operation({
  id: 'attachCaseFiles',
  method: 'POST',
  path: '/api/legal/cases/{caseId}/files',
  summary: { zh: '上传案件材料', en: 'Attach documents to an appeal or lawsuit' },
  permission: 'legal.case',
  transport: 'files',
  input: Type.Object(CaseId),
  output: Type.Object({ files: Type.Array(CaseFile) }),
  refusals: ['file-missing', 'file-too-large', 'file-empty', 'file-type-not-allowed', 'file-type-mismatch', 'ticket-avoids-person']
})

export const downloadCaseFile = operation({
  id: 'downloadCaseFile',
  method: 'GET',
  path: '/api/legal/cases/{caseId}/files/{fileId}',
  summary: { zh: '下载案件材料', en: 'Fetch a document of an appeal or lawsuit' },
  permission: 'legal.read',
  transport: 'stream',
  input: Type.Object({ ...CaseId, fileId: Id }),
  output: Type.Any(),
  refusals: ['file-missing']
})

export const listLinkedCases = operation({
  id: 'listLinkedCases',
  method: 'GET',
  path: '/api/legal/cases',
  summary: { zh: '申诉和诉讼', en: 'Appeals and lawsuits, the nearest deadline first' },
  permission: 'legal.read',
  input: Type.Object({ ...Paging, ticketId: Type.Optional(Id), regionId: Type.Optional(RegionId), kind: Type.Optional(CaseKind), open: Type.Optional(Type.Boolean()), mine: Type.Optional(Type.Boolean()) }),
  output: Page(CaseView),
  staleOn: caseChanged
})

export const caseOperations = [openLinkedCase, listLinkedCases, recordCaseStep, changeLinkedCase, attachCaseFiles, downloadCaseFile] as const
