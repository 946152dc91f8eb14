import { ContactFile, ContactLanguage, PortalConversation, PortalMessage } from './contact-words.ts'
import { MenuPath } from './menus.ts'
import { Code, Id, Line, Maybe, Nothing, operation, Page, Paging, RegionId, Text, Type } from './operation.ts'

// The customer's side of a conversation: signed in, or a visitor known by a cookie. Nobody sees another's.

const ConversationId = { conversationId: Id }
/** Made by the sender: sent twice it is one message. */
export const ClientKey = Type.String({ minLength: 8, maxLength: 64, pattern: '^[\\w.:-]+$' })
export const FileIds = Type.Optional(Type.Array(Id, { maxItems: 10, uniqueItems: true }))
const Contact = Type.Union([
  Type.String({ format: 'email', maxLength: 200 }),
  Type.String({ pattern: '^\\+?[0-9][0-9 -]{5,20}$', maxLength: 24 })
])
/** Events after which anything the customer read about a conversation may be out of date. */
export const conversationChanged = [
  'contact.opened',
  'contact.offered',
  'contact.accepted',
  'contact.answered',
  'contact.returned',
  'contact.message',
  'contact.away',
  'contact.transferred',
  'contact.left',
  'contact.closed',
  'contact.resumed'
] as const

export const chatDoor = operation({
  id: 'chatDoor',
  method: 'GET',
  path: '/api/portal/chat/door',
  summary: { zh: '发起在线咨询前需要知道的', en: 'What to know before starting a chat' },
  permission: 'visitor',
  input: Type.Object({ regionId: Type.Optional(RegionId) }),
  output: Type.Object({
    regions: Type.Array(Type.Object({ id: RegionId, zh: Type.String(), en: Type.String() })),
    /** The region this address belongs to, when the choice is already made. */
    regionId: Maybe(RegionId),
    topics: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
    consent: Type.Object({ version: Type.String(), zh: Type.String(), en: Type.String() }),
    limits: Type.Object({ messageLength: Type.Integer(), filesPerMessage: Type.Integer(), fileBytes: Type.Integer() }),
    agentsOnline: Maybe(Type.Integer())
  })
})

export const startChat = operation({
  id: 'startChat',
  method: 'POST',
  path: '/api/portal/chat',
  summary: { zh: '发起在线咨询', en: 'Start a chat' },
  permission: 'visitor',
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    body: Text(10_000),
    clientKey: ClientKey,
    /** The text about data the customer agreed to. */
    consentVersion: Line(40),
    name: Type.Optional(Line(80)),
    contact: Type.Optional(Contact),
    /** Typed by a visitor; tells the region and helps staff, proves nothing. */
    serviceNumber: Type.Optional(Line(40)),
    /** One of the signed-in customer's lines. */
    lineId: Type.Optional(Id),
    category: Type.Optional(Code),
    /** What the menu was answered with before; decides kind, category, queue and language. */
    menu: Type.Optional(MenuPath),
    language: Type.Optional(ContactLanguage),
    /** Goes on with one of the customer's own tickets. */
    ticketId: Type.Optional(Id),
    page: Type.Optional(
      Type.Object({ path: Type.Optional(Line(300)), title: Type.Optional(Line(200)) }, { additionalProperties: false })
    )
  }),
  output: Type.Object({ conversation: PortalConversation, messages: Type.Array(PortalMessage) }),
  refusals: [
    'consent-outdated',
    'region-needed',
    'message-too-long',
    'ticket-category-unknown',
    'customer-unknown',
    'too-many-requests'
  ]
})

export const listMyConversations = operation({
  id: 'listMyConversations',
  method: 'GET',
  path: '/api/portal/conversations',
  summary: { zh: '我的对话', en: 'My conversations' },
  permission: 'visitor',
  input: Type.Object({ openOnly: Type.Optional(Type.Boolean()), ...Paging }),
  output: Page(PortalConversation),
  staleOn: conversationChanged
})

export const readMyConversation = operation({
  id: 'readMyConversation',
  method: 'GET',
  path: '/api/portal/conversations/{conversationId}',
  summary: { zh: '查看我的对话与排队位置', en: 'My conversation and my place in the queue' },
  permission: 'visitor',
  input: Type.Object(ConversationId),
  output: PortalConversation,
  staleOn: conversationChanged
})

export const listMyMessages = operation({
  id: 'listMyMessages',
  method: 'GET',
  path: '/api/portal/conversations/{conversationId}/messages',
  summary: { zh: '读取对话消息', en: 'Messages of my conversation' },
  permission: 'visitor',
  input: Type.Object({
    ...ConversationId,
    afterSeq: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
  }),
  output: Type.Object({ items: Type.Array(PortalMessage), lastSeq: Type.Integer() }),
  staleOn: conversationChanged
})

export const sendMyMessage = operation({
  id: 'sendMyMessage',
  method: 'POST',
  path: '/api/portal/conversations/{conversationId}/messages',
  summary: { zh: '发送消息', en: 'Send a message' },
  permission: 'visitor',
  input: Type.Object({ ...ConversationId, body: Type.Optional(Text(10_000)), fileIds: FileIds, clientKey: ClientKey }),
  output: PortalMessage,
  refusals: ['contact-closed', 'message-empty', 'message-too-long', 'file-missing', 'too-many-requests']
})

export const attachMyFiles = operation({
  id: 'attachMyFiles',
  method: 'POST',
  path: '/api/portal/conversations/{conversationId}/files',
  summary: { zh: '上传文件到对话', en: 'Upload files to my conversation' },
  permission: 'visitor',
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

export const downloadMyFile = operation({
  id: 'downloadMyFile',
  method: 'GET',
  path: '/api/portal/conversations/{conversationId}/files/{fileId}',
  summary: { zh: '下载对话中的文件', en: 'Download a file of my conversation' },
  permission: 'visitor',
  input: Type.Object({ ...ConversationId, fileId: Id, inline: Type.Optional(Type.Boolean()) }),
  output: Nothing,
  refusals: ['file-missing'],
  transport: 'stream'
})

export const typeAsCustomer = operation({
  id: 'typeAsCustomer',
  method: 'POST',
  path: '/api/portal/conversations/{conversationId}/typing',
  summary: { zh: '客户正在输入', en: 'The customer is typing' },
  permission: 'visitor',
  input: Type.Object(ConversationId),
  output: Nothing
})

export const readMyMessages = operation({
  id: 'readMyMessages',
  method: 'POST',
  path: '/api/portal/conversations/{conversationId}/read',
  summary: { zh: '客户已读', en: 'The customer has read up to here' },
  permission: 'visitor',
  input: Type.Object({ ...ConversationId, uptoSeq: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }) }),
  output: Nothing
})

export const leaveMyContact = operation({
  id: 'leaveMyContact',
  method: 'PUT',
  path: '/api/portal/conversations/{conversationId}/contact',
  summary: { zh: '留下联系方式，答复可转邮件', en: 'Leave a contact so that the answer can follow by mail' },
  permission: 'visitor',
  input: Type.Object({ ...ConversationId, contact: Contact, name: Type.Optional(Line(80)) }),
  output: PortalConversation,
  refusals: ['contact-closed']
})

export const leaveChat = operation({
  id: 'leaveChat',
  method: 'POST',
  path: '/api/portal/conversations/{conversationId}/leaving',
  summary: { zh: '客户结束对话', en: 'The customer ends the chat' },
  permission: 'visitor',
  input: Type.Object(ConversationId),
  output: PortalConversation,
  refusals: ['contact-closed']
})

export const confirmMyChat = operation({
  id: 'confirmMyChat',
  method: 'POST',
  path: '/api/portal/conversations/{conversationId}/confirmation',
  summary: { zh: '确认问题是否解决', en: 'Say whether it is solved' },
  permission: 'visitor',
  input: Type.Object({
    ...ConversationId,
    solved: Type.Boolean(),
    satisfied: Type.Optional(Type.Boolean()),
    comment: Type.Optional(Text(2000))
  }),
  output: PortalConversation,
  refusals: ['confirmation-not-asked', 'ticket-status-not-possible']
})

export const portalChatOperations = [
  chatDoor,
  startChat,
  listMyConversations,
  readMyConversation,
  listMyMessages,
  sendMyMessage,
  attachMyFiles,
  downloadMyFile,
  typeAsCustomer,
  readMyMessages,
  leaveMyContact,
  leaveChat,
  confirmMyChat
] as const
