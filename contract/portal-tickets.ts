import { Id, Instant, Maybe, Nothing, OneOf, operation, Page, Paging, PhraseSchema, Text, Type } from './operation.ts'
import { FileView } from './ticket-schemas.ts'
import { CustomerTicketView } from './ticket-work.ts'

// A customer's own tickets, at the portal: how they stand, honestly, and what the customer can do about them.

const TicketId = { ticketId: Id }
const ticketMoved = [
  'ticket.opened',
  'ticket.accepted',
  'ticket.answered',
  'ticket.progress-told',
  'ticket.customer-wrote',
  'ticket.waiting',
  'ticket.held',
  'ticket.resumed',
  'ticket.arrived',
  'ticket.restored',
  'ticket.resolved',
  'ticket.confirmed',
  'ticket.closed',
  'ticket.reopened',
  'ticket.cancelled',
  'ticket.rejected',
  'ticket.transferred',
  'ticket.merged',
  'ticket.file-attached',
  'promise.at-risk',
  'promise.kept',
  'promise.broken'
]
const { number, title, kind, step, openedAt, ownerJobNumber, nextPromise } = CustomerTicketView.properties

export const MyTicketItem = Type.Object({
  id: Id,
  number,
  title,
  kind,
  step,
  openedAt,
  /** When it came to this step. */
  stepAt: Instant,
  ownerJobNumber,
  nextPromise,
  /** What we need from the customer, in words; null when nothing. */
  needed: Maybe(PhraseSchema)
})

export const listMyTickets = operation({
  id: 'listMyTickets',
  method: 'GET',
  path: '/api/portal/tickets',
  summary: { zh: '我的工单', en: 'My tickets' },
  permission: 'customer',
  input: Type.Object({ openOnly: Type.Optional(Type.Boolean()), ...Paging }),
  output: Page(MyTicketItem),
  staleOn: ticketMoved
})

/** A promise made to the customer, as they may see it: what was promised, by when, and what became of it. */
const MyPromise = Type.Object({
  id: Id,
  ...PhraseSchema.properties,
  state: OneOf('running', 'paused', 'kept', 'broken', 'cancelled'),
  startedAt: Instant,
  dueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant),
  stoppedAt: Maybe(Instant),
  remainingMs: Maybe(Type.Integer())
})

export const readMyTicket = operation({
  id: 'readMyTicket',
  method: 'GET',
  path: '/api/portal/tickets/{ticketId}',
  summary: { zh: '查看我的工单', en: 'One of my tickets' },
  permission: 'customer',
  input: Type.Object(TicketId),
  output: Type.Object({
    id: Id,
    ...CustomerTicketView.properties,
    needed: Maybe(PhraseSchema),
    /** The customer's own first words; null when somebody of us wrote them down. */
    asked: Maybe(Type.String()),
    promises: Type.Array(MyPromise),
    files: Type.Array(FileView),
    /** What the customer can do now. */
    can: Type.Array(OneOf('write', 'confirm', 'reopen', 'withdraw'))
  }),
  staleOn: ticketMoved
})

export const writeToMyTicket = operation({
  id: 'writeToMyTicket',
  method: 'POST',
  path: '/api/portal/tickets/{ticketId}/messages',
  summary: { zh: '补充说明', en: 'Write into my ticket' },
  permission: 'customer',
  input: Type.Object({
    ...TicketId,
    body: Text(4000),
    fileIds: Type.Optional(Type.Array(Id, { maxItems: 10, uniqueItems: true }))
  }),
  output: Nothing,
  refusals: ['file-missing', 'ticket-status-not-possible']
})

export const attachToMyTicket = operation({
  id: 'attachToMyTicket',
  method: 'POST',
  path: '/api/portal/tickets/{ticketId}/files',
  summary: { zh: '上传凭证', en: 'Upload evidence to my ticket' },
  permission: 'customer',
  input: Type.Object(TicketId),
  output: Type.Object({ files: Type.Array(FileView) }),
  refusals: ['file-missing', 'file-too-large', 'file-empty', 'file-type-not-allowed', 'file-type-mismatch'],
  transport: 'files'
})

export const downloadMyTicketFile = operation({
  id: 'downloadMyTicketFile',
  method: 'GET',
  path: '/api/portal/tickets/{ticketId}/files/{fileId}',
  summary: { zh: '下载我的工单附件', en: 'Download a file of my ticket' },
  permission: 'customer',
  input: Type.Object({ ...TicketId, fileId: Id, inline: Type.Optional(Type.Boolean()) }),
  output: Nothing,
  refusals: ['file-missing'],
  transport: 'stream'
})

export const confirmMyTicket = operation({
  id: 'confirmMyTicket',
  method: 'POST',
  path: '/api/portal/tickets/{ticketId}/confirmation',
  summary: { zh: '确认工单是否解决', en: 'Say whether my ticket is solved' },
  permission: 'customer',
  input: Type.Object({ ...TicketId, solved: Type.Boolean(), comment: Type.Optional(Text(2000)) }),
  output: Nothing,
  refusals: ['ticket-status-not-possible']
})

export const reopenMyTicket = operation({
  id: 'reopenMyTicket',
  method: 'POST',
  path: '/api/portal/tickets/{ticketId}/reopening',
  summary: { zh: '问题又出现了', en: 'Not solved after all' },
  permission: 'customer',
  input: Type.Object({ ...TicketId, reason: Text(2000) }),
  /** A closed ticket is followed by a new one; its id is answered then. */
  output: Type.Object({ ticketId: Id, followUp: Type.Boolean() }),
  refusals: ['ticket-status-not-possible', 'ticket-reopen-too-late']
})

export const withdrawMyTicket = operation({
  id: 'withdrawMyTicket',
  method: 'POST',
  path: '/api/portal/tickets/{ticketId}/withdrawal',
  summary: { zh: '撤回工单', en: 'Withdraw my ticket' },
  permission: 'customer',
  input: Type.Object({ ...TicketId, reason: Type.Optional(Text(300)) }),
  output: Nothing,
  refusals: ['ticket-status-not-possible']
})

export const portalTicketOperations = [
  listMyTickets,
  readMyTicket,
  writeToMyTicket,
  attachToMyTicket,
  downloadMyTicketFile,
  confirmMyTicket,
  reopenMyTicket,
  withdrawMyTicket
] as const
