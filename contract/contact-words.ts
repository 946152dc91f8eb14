import { Id, Instant, Maybe, OneOf, type Static, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'

/** The channels a conversation can run on; every one of them opens or joins a ticket. @norm CC-03 CC-07 CC-32 */
export const ContactChannel = OneOf('chat', 'email', 'api', 'phone', 'hall', 'social', 'letter')
export type ContactChannel = Static<typeof ContactChannel>

/** waiting → offered → active while the customer waits live; away when they do not (mail); closed. */
export const ContactState = OneOf('waiting', 'offered', 'active', 'away', 'closed')
export type ContactState = Static<typeof ContactState>

export const CloseReason = OneOf('solved', 'follow-up', 'customer-left', 'abandoned', 'silent', 'spam', 'imported')
export type CloseReason = Static<typeof CloseReason>

export const ContactLanguage = OneOf('zh-CN', 'en')

/** What a system message is about, so that the screen can say it in its own language and offer a tap. */
export const SystemPayload = Type.Object({
  kind: OneOf(
    'received',
    'joined',
    'transferring',
    'ask-contact',
    'by-mail',
    'ask-solved',
    'solved',
    'not-solved',
    'follow-up',
    'survey',
    'rated'
  ),
  ticketNumber: Type.Optional(Type.String()),
  dueAt: Type.Optional(Instant),
  minutes: Type.Optional(Type.Integer()),
  jobNumber: Type.Optional(Type.String()),
  contact: Type.Optional(Type.String()),
  surveyId: Type.Optional(Id),
  link: Type.Optional(Type.String()),
  score: Type.Optional(Type.Integer())
})
export type SystemPayload = Static<typeof SystemPayload>

export const ContactFile = Type.Object({ id: Id, name: Type.String(), mediaType: Type.String(), bytes: Type.Integer() })
export type ContactFile = Static<typeof ContactFile>

/** A message as the customer sees it: no names of staff, only job numbers, and never a note. */
export const PortalMessage = Type.Object({
  id: Id,
  seq: Type.Integer(),
  from: OneOf('you', 'us', 'system'),
  jobNumber: Maybe(Type.String()),
  body: Type.String(),
  files: Type.Array(ContactFile),
  at: Instant,
  readAt: Maybe(Instant),
  payload: Maybe(SystemPayload)
})

/** Where the customer stands in the queue. Null estimate = nobody can honestly tell. */
export const QueueStanding = Type.Object({
  position: Type.Integer(),
  estimateSeconds: Maybe(Type.Integer()),
  agentsOnline: Type.Integer()
})

/** A conversation as the customer sees it. */
export const PortalConversation = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  channel: ContactChannel,
  state: OneOf('waiting', 'active', 'away', 'closed'),
  subject: Type.String(),
  language: ContactLanguage,
  ticketId: Maybe(Id),
  ticketNumber: Maybe(Type.String()),
  queue: Maybe(QueueStanding),
  agentJobNumber: Maybe(Type.String()),
  /** The contact the customer left, shown in part. */
  contact: Maybe(Type.String()),
  confirmation: Maybe(OneOf('asked', 'solved', 'not-solved')),
  openedAt: Instant,
  closedAt: Maybe(Instant),
  lastSeq: Type.Integer(),
  /** Up to here our side has read. */
  readByUsSeq: Type.Integer()
})

/** A message as staff see it. */
export const DeskMessage = Type.Object({
  id: Id,
  seq: Type.Integer(),
  direction: OneOf('in', 'out', 'note'),
  authorKind: OneOf('customer', 'staff', 'system'),
  author: Maybe(Person),
  body: Type.String(),
  files: Type.Array(ContactFile),
  at: Instant,
  deliveredAt: Maybe(Instant),
  readAt: Maybe(Instant),
  payload: Maybe(SystemPayload)
})

/** Who the customer is, as far as the reader may see it. */
export const ContactParty = Type.Object({
  /** Null: a visitor who did not prove who they are. */
  customerId: Maybe(Id),
  name: Maybe(Type.String()),
  number: Maybe(Type.String()),
  kind: Maybe(Type.String()),
  grade: Maybe(Type.String()),
  vip: Type.Boolean(),
  contact: Maybe(Type.String())
})

/** A conversation in the lists of the desk. */
export const ContactItem = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  channel: ContactChannel,
  state: ContactState,
  subject: Type.String(),
  preview: Type.String(),
  language: ContactLanguage,
  party: ContactParty,
  ticketId: Maybe(Id),
  ticketNumber: Maybe(Type.String()),
  queueCode: Maybe(Type.String()),
  assignee: Maybe(Person),
  openedAt: Instant,
  waitingSince: Maybe(Instant),
  offeredAt: Maybe(Instant),
  /** When an offer nobody took goes back to the queue. */
  offerEndsAt: Maybe(Instant),
  lastMessageAt: Instant,
  lastCustomerAt: Maybe(Instant),
  lastStaffAt: Maybe(Instant),
  /** Messages our side has not read. */
  unread: Type.Integer(),
  closedAt: Maybe(Instant),
  closeReason: Maybe(CloseReason),
  /** What stood in the way beside the matter: the caller could not be heard. */
  subReason: Maybe(OneOf('audio-problem')),
  confirmation: Maybe(OneOf('asked', 'solved', 'not-solved'))
})

export const TransferView = Type.Object({
  id: Id,
  from: Maybe(Person),
  to: Maybe(Person),
  toQueueCode: Maybe(Type.String()),
  summary: Type.String(),
  state: OneOf('offered', 'accepted', 'declined', 'withdrawn'),
  offeredAt: Instant,
  reason: Maybe(Type.String())
})
