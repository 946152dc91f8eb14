import { ContactFile, ContactItem, DeskMessage, TransferView } from './contact-words.ts'
import { Code, Id, Line, Nothing, OneOf, operation, Text, Type } from './operation.ts'
import { ClientKey, FileIds } from './portal-chat.ts'

// The staff's side: the verbs on a conversation.

const ConversationId = { conversationId: Id }

const verb = <Id extends string>(id: Id, tail: string, zh: string, en: string) =>
  ({
    id,
    method: 'POST',
    path: `/api/contacts/{conversationId}/${tail}`,
    summary: { zh, en },
    permission: 'contact.answer'
  }) as const

export const acceptContact = operation({
  ...verb('acceptContact', 'acceptance', '接受会话', 'Accept an offered conversation'),
  input: Type.Object(ConversationId),
  output: ContactItem,
  refusals: ['contact-not-offered', 'contact-taken-by-another', 'contact-avoids-person', 'desk-at-capacity']
})

export const declineContact = operation({
  ...verb('declineContact', 'refusal', '退回会话', 'Decline an offered conversation'),
  input: Type.Object({ ...ConversationId, reason: Line(200) }),
  output: Nothing,
  refusals: ['contact-not-offered']
})

export const takeContact = operation({
  ...verb('takeContact', 'take', '领取会话', 'Take a waiting conversation'),
  input: Type.Object(ConversationId),
  output: ContactItem,
  refusals: ['contact-not-waiting', 'contact-taken-by-another', 'contact-avoids-person', 'desk-at-capacity']
})

export const replyToContact = operation({
  ...verb('replyToContact', 'replies', '回复客户', 'Reply to the customer'),
  input: Type.Object({ ...ConversationId, body: Type.Optional(Text(10_000)), fileIds: FileIds, clientKey: ClientKey }),
  output: DeskMessage,
  refusals: [
    'contact-closed',
    'contact-not-yours',
    'message-empty',
    'message-too-long',
    'file-missing',
    'ticket-status-not-possible'
  ]
})

export const noteContact = operation({
  ...verb('noteContact', 'notes', '写内部备注', 'Write a note among us'),
  input: Type.Object({ ...ConversationId, body: Text(10_000), clientKey: ClientKey }),
  output: DeskMessage,
  refusals: ['message-too-long']
})

export const attachToContact = operation({
  ...verb('attachToContact', 'files', '上传文件', 'Upload files'),
  input: Type.Object(ConversationId),
  output: Type.Object({ files: Type.Array(ContactFile) }),
  refusals: [
    'contact-closed',
    'file-too-large',
    'file-empty',
    'file-type-not-allowed',
    'file-type-mismatch',
    'too-many-files'
  ],
  transport: 'files'
})

export const downloadContactFile = operation({
  id: 'downloadContactFile',
  method: 'GET',
  path: '/api/contacts/{conversationId}/files/{fileId}',
  summary: { zh: '下载会话文件', en: 'Download a file of a conversation' },
  permission: 'contact.read',
  input: Type.Object({ ...ConversationId, fileId: Id, inline: Type.Optional(Type.Boolean()) }),
  output: Nothing,
  refusals: ['file-missing'],
  transport: 'stream'
})

export const typeToContact = operation({
  ...verb('typeToContact', 'typing', '正在输入', 'Typing'),
  input: Type.Object(ConversationId),
  output: Nothing
})

export const readContactMessages = operation({
  ...verb('readContactMessages', 'read', '标记已读', 'Read up to here'),
  input: Type.Object({ ...ConversationId, uptoSeq: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }) }),
  output: Nothing
})

export const transferContact = operation({
  ...verb('transferContact', 'transfers', '转接会话', 'Transfer a conversation'),
  /** To a colleague or to a queue; the receiver reads the summary, the customer explains nothing twice. */
  input: Type.Object({
    ...ConversationId,
    staffId: Type.Optional(Id),
    queueCode: Type.Optional(Code),
    summary: Text(2000)
  }),
  output: TransferView,
  refusals: ['contact-not-active', 'transfer-target-unknown', 'transfer-already-offered']
})

export const acceptTransfer = operation({
  ...verb('acceptTransfer', 'transfers/{transferId}/acceptance', '接收转接', 'Accept a transfer'),
  input: Type.Object({ ...ConversationId, transferId: Id }),
  output: ContactItem,
  refusals: ['transfer-not-open', 'contact-avoids-person', 'desk-at-capacity']
})

export const declineTransfer = operation({
  ...verb('declineTransfer', 'transfers/{transferId}/refusal', '退回或撤回转接', 'Decline or withdraw a transfer'),
  input: Type.Object({ ...ConversationId, transferId: Id, reason: Line(200) }),
  output: Nothing,
  refusals: ['transfer-not-open']
})

export const closeContact = operation({
  ...verb('closeContact', 'closing', '结束会话', 'Close a conversation'),
  /** solved: the ticket is resolved and the customer asked; follow-up: the ticket goes on; spam: it is cancelled. */
  input: Type.Object({
    ...ConversationId,
    outcome: OneOf('solved', 'follow-up', 'spam'),
    resolution: Type.Optional(Text(4000))
  }),
  output: ContactItem,
  refusals: ['contact-closed', 'required-field-missing', 'ticket-status-not-possible', 'root-cause-missing']
})

export const attachTicket = operation({
  ...verb('attachTicket', 'ticket', '关联到工单', 'Join a ticket'),
  input: Type.Object({ ...ConversationId, ticketId: Id }),
  output: ContactItem,
  refusals: ['ticket-other-customer']
})

export const chatDeskOperations = [
  acceptContact,
  declineContact,
  takeContact,
  replyToContact,
  noteContact,
  attachToContact,
  downloadContactFile,
  typeToContact,
  readContactMessages,
  transferContact,
  acceptTransfer,
  declineTransfer,
  closeContact,
  attachTicket
] as const
