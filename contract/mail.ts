import { events } from './events.ts'
import {
  Code,
  Id,
  Instant,
  Line,
  Maybe,
  OneOf,
  type Operation,
  operation,
  Page,
  Paging,
  RegionId,
  type Static,
  Type
} from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

const Address = Type.String({ format: 'email', maxLength: 200 })

/** How a mail server is reached. The password is kept sealed and never shown again; left out of an update it stays as it is. */
export const MailServer = Type.Object(
  {
    host: Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:_-]+$' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    security: OneOf('tls', 'starttls', 'none'),
    user: Type.Optional(Line(200)),
    password: Type.Optional(Line(400)),
    folder: Type.Optional(Line(200))
  },
  { additionalProperties: false }
)
export type MailServer = Static<typeof MailServer>

const ShownServer = Type.Object({
  host: Type.String(),
  port: Type.Integer(),
  security: OneOf('tls', 'starttls', 'none'),
  user: Maybe(Type.String()),
  folder: Maybe(Type.String())
})

export const MailboxView = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  address: Type.String(),
  name: Type.String(),
  queueCode: Maybe(Type.String()),
  active: Type.Boolean(),
  /** Made from IMAP_URL and MAIL_FROM: changed there. */
  fromEnvironment: Type.Boolean(),
  imap: Maybe(ShownServer),
  smtp: Maybe(ShownServer),
  /** Whether answers can leave at all. */
  canSend: Type.Boolean(),
  checkedAt: Maybe(Instant),
  failingSince: Maybe(Instant),
  failure: Maybe(Type.String())
})
export type MailboxView = Static<typeof MailboxView>

export const listMailboxes = operation({
  id: 'listMailboxes',
  method: 'GET',
  path: '/api/mailboxes',
  summary: { zh: '邮箱列表', en: 'Mailboxes' },
  permission: 'settings.write',
  input: Type.Object({ regionId: Type.Optional(RegionId) }),
  output: Type.Object({ items: Type.Array(MailboxView) }),
  staleOn: ['mailbox.changed']
})

export const createMailbox = operation({
  id: 'createMailbox',
  method: 'POST',
  path: '/api/mailboxes',
  summary: { zh: '添加邮箱', en: 'Add a mailbox' },
  permission: 'settings.write',
  input: Type.Object({
    regionId: RegionId,
    address: Address,
    name: Line(80),
    queueCode: Type.Optional(Code),
    imap: Type.Optional(MailServer),
    smtp: Type.Optional(MailServer)
  }),
  output: MailboxView,
  refusals: ['mailbox-address-taken', 'queue-unknown']
})

export const updateMailbox = operation({
  id: 'updateMailbox',
  method: 'PATCH',
  path: '/api/mailboxes/{mailboxId}',
  summary: { zh: '修改邮箱', en: 'Change a mailbox' },
  permission: 'settings.write',
  input: Type.Object({
    mailboxId: Id,
    name: Type.Optional(Line(80)),
    queueCode: Type.Optional(Maybe(Code)),
    active: Type.Optional(Type.Boolean()),
    imap: Type.Optional(Maybe(MailServer)),
    smtp: Type.Optional(Maybe(MailServer))
  }),
  output: MailboxView,
  refusals: ['queue-unknown', 'mailbox-from-environment']
})

const Tried = Type.Object({ ok: Type.Boolean(), reason: Maybe(Type.String()) })

export const testMailbox = operation({
  id: 'testMailbox',
  method: 'POST',
  path: '/api/mailboxes/{mailboxId}/test',
  summary: { zh: '测试邮箱连接', en: 'Try the servers of a mailbox' },
  permission: 'settings.write',
  input: Type.Object({ mailboxId: Id }),
  output: Type.Object({ imap: Maybe(Tried), smtp: Maybe(Tried) })
})

/** A mail of a conversation, in or out, without its words: those are in the thread. */
export const MailView = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  direction: OneOf('in', 'out'),
  subject: Type.String(),
  /** Who it came from or goes to, as far as the reader may see it. */
  address: Maybe(Type.String()),
  at: Instant,
  /** in: new, thread, ignored, quarantined, dropped. out: queued, sent, failed, suppressed. */
  state: Type.String(),
  reason: Maybe(Type.String()),
  automatic: Maybe(Type.String()),
  attempts: Maybe(Type.Integer()),
  sentAt: Maybe(Instant),
  hasOriginal: Type.Boolean(),
  refusedFiles: Type.Array(Type.Object({ name: Type.String(), reason: Type.String() })),
  conversationId: Maybe(Id),
  ticketId: Maybe(Id)
})
export type MailView = Static<typeof MailView>

const mailChanged = ['mail.received', 'mail.quarantined', 'mail.queued', 'mail.sent', 'mail.failed'] as const

export const listContactMails = operation({
  id: 'listContactMails',
  method: 'GET',
  path: '/api/contacts/{conversationId}/mails',
  summary: { zh: '会话的邮件', en: 'Mails of a conversation' },
  permission: 'contact.read',
  input: Type.Object({ conversationId: Id }),
  output: Type.Object({ items: Type.Array(MailView) }),
  staleOn: mailChanged
})

export const downloadMail = operation({
  id: 'downloadMail',
  method: 'GET',
  path: '/api/regions/{regionId}/mails/{mailId}/original',
  summary: { zh: '下载原始邮件', en: 'The mail as it came' },
  permission: 'contact.read',
  transport: 'stream',
  input: Type.Object({ regionId: RegionId, mailId: Id }),
  output: Type.Any()
})

export const listOutbox = operation({
  id: 'listOutbox',
  method: 'GET',
  path: '/api/mail/outbox',
  summary: { zh: '发件箱', en: 'Outbox' },
  permission: 'contact.assign',
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    state: Type.Optional(OneOf('queued', 'sent', 'failed', 'suppressed')),
    ...Paging
  }),
  output: Page(MailView),
  staleOn: mailChanged
})

export const resendMail = operation({
  id: 'resendMail',
  method: 'POST',
  path: '/api/regions/{regionId}/mails/{mailId}/resend',
  summary: { zh: '重新发送邮件', en: 'Send a failed mail again' },
  permission: 'contact.assign',
  input: Type.Object({ regionId: RegionId, mailId: Id }),
  output: MailView,
  refusals: ['mail-not-failed']
})

export const listQuarantine = operation({
  id: 'listQuarantine',
  method: 'GET',
  path: '/api/mail/quarantine',
  summary: { zh: '隔离邮件', en: 'Quarantined mails' },
  permission: 'contact.assign',
  input: Type.Object({ regionId: Type.Optional(RegionId), ...Paging }),
  output: Page(MailView),
  staleOn: mailChanged
})

/** A quarantined mail to look at: its words as plain text, never as the HTML it came in, and the names of what hangs on it. */
export const readQuarantined = operation({
  id: 'readQuarantined',
  method: 'GET',
  path: '/api/regions/{regionId}/mails/{mailId}/text',
  summary: { zh: '以纯文本查看隔离邮件', en: 'Look at a quarantined mail as plain text' },
  permission: 'contact.assign',
  input: Type.Object({ regionId: RegionId, mailId: Id }),
  output: Type.Object({
    mail: MailView,
    /** Null: it cannot be read, or was too large to be fetched. */
    text: Maybe(Type.String()),
    isCut: Type.Boolean(),
    recipients: Type.Array(Type.String()),
    files: Type.Array(Type.Object({ name: Type.String(), mediaType: Type.String(), bytes: Type.Integer() })),
    size: Type.Integer()
  }),
  refusals: ['mail-not-quarantined'],
  staleOn: mailChanged
})

export const releaseMail = operation({
  id: 'releaseMail',
  method: 'POST',
  path: '/api/regions/{regionId}/mails/{mailId}/release',
  summary: { zh: '放行隔离邮件', en: 'Take in a quarantined mail after all' },
  permission: 'contact.assign',
  input: Type.Object({ regionId: RegionId, mailId: Id }),
  output: MailView,
  refusals: ['mail-not-quarantined', 'mail-unreadable']
})

export const dropMail = operation({
  id: 'dropMail',
  method: 'POST',
  path: '/api/regions/{regionId}/mails/{mailId}/drop',
  summary: { zh: '丢弃隔离邮件', en: 'Drop a quarantined mail' },
  permission: 'contact.assign',
  input: Type.Object({ regionId: RegionId, mailId: Id }),
  output: MailView,
  refusals: ['mail-not-quarantined']
})

export const mailRefusals = {
  'mailbox-address-taken': { status: 409, zh: '这个地址已经是邮箱', en: 'The address is a mailbox already' },
  'mailbox-from-environment': {
    status: 409,
    zh: '该邮箱由环境变量配置，请在那里修改',
    en: 'This mailbox is configured by environment variables; change it there'
  },
  'mail-not-quarantined': { status: 409, zh: '这封邮件不在隔离中', en: 'The mail is not in quarantine' },
  'mail-not-failed': { status: 409, zh: '只有未送达的邮件可以重发', en: 'Only a mail that failed can be sent again' },
  'mail-unreadable': { status: 422, zh: '这封邮件无法读取', en: 'The mail cannot be read' }
} as const satisfies Record<string, RefusalEntry>

export const mailEvents = events({
  'mailbox.changed': { subject: 'mailbox', zh: '邮箱变更', en: 'mailbox changed' },
  'mail.received': { subject: 'mail', zh: '收到邮件', en: 'mail received' },
  'mail.quarantined': { subject: 'mail', zh: '邮件被隔离', en: 'mail quarantined' },
  'mail.queued': { subject: 'mail', zh: '邮件待发', en: 'mail queued' },
  'mail.sent': { subject: 'mail', zh: '邮件已发出', en: 'mail sent' },
  'mail.failed': { subject: 'mail', zh: '邮件未送达', en: 'mail not delivered' }
})

/** Words of what is audited about mail beside its events. */
export const mailAuditVerbs = {
  'mail.look': { zh: '查看隔离邮件', en: 'looked at a quarantined mail' },
  'mail.download': { zh: '下载原始邮件', en: 'downloaded a mail' },
  'mail.release': { zh: '放行隔离邮件', en: 'let a quarantined mail through' },
  'mail.drop': { zh: '丢弃隔离邮件', en: 'dropped a quarantined mail' },
  'mail.resend': { zh: '重新发送邮件', en: 'sent a mail again' }
} as const

export const mailOperations: readonly Operation[] = [
  listMailboxes,
  createMailbox,
  updateMailbox,
  testMailbox,
  listContactMails,
  downloadMail,
  listOutbox,
  resendMail,
  listQuarantine,
  readQuarantined,
  releaseMail,
  dropMail
]
