import { chatDeskOperations } from './chat-desk.ts'
import { contactListOperations } from './contact-lists.ts'
import { ContactChannel } from './contact-words.ts'
import { events } from './events.ts'
import {
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
  Text,
  Type
} from './operation.ts'
import { portalChatOperations } from './portal-chat.ts'
import type { RefusalEntry } from './refusals.ts'
import { TicketKind } from './ticket-words.ts'

export const receiveContact = operation({
  id: 'receiveContact',
  method: 'POST',
  path: '/api/contacts',
  summary: { zh: '外部系统送来一次来访', en: 'An outside system hands in a contact' },
  permission: 'integration.use',
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    channel: Type.Optional(ContactChannel),
    /** Id of the message over there: handed in twice it is one. */
    externalId: Line(120),
    /** Messages of the same thread continue one conversation. */
    threadId: Type.Optional(Line(120)),
    kind: Type.Optional(TicketKind),
    category: Type.Optional(Line(64)),
    customerId: Type.Optional(Id),
    /** Recognises the customer; the outside system answers for it. */
    serviceNumber: Type.Optional(Line(40)),
    name: Type.Optional(Line(80)),
    contact: Type.Optional(Line(200)),
    subject: Type.Optional(Line(200)),
    body: Text(20_000),
    occurredAt: Type.Optional(Instant),
    language: Type.Optional(OneOf('zh-CN', 'en')),
    ticketId: Type.Optional(Id)
  }),
  output: Type.Object({
    conversationId: Id,
    messageId: Id,
    ticketId: Maybe(Id),
    ticketNumber: Maybe(Type.String()),
    repeated: Type.Boolean()
  }),
  refusals: ['region-needed', 'customer-unknown', 'ticket-category-unknown']
})

/** One line of a customer's history over every channel, newest first. */
export const CustomerTimelineItem = Type.Object({
  id: Id,
  type: OneOf('conversation', 'ticket', 'survey'),
  at: Instant,
  /** conversation: its channel; ticket: its kind; survey: its state. */
  what: Type.String(),
  state: Type.String(),
  title: Type.String(),
  preview: Maybe(Type.String()),
  ticketId: Maybe(Id),
  ticketNumber: Maybe(Type.String()),
  staff: Maybe(Type.Object({ id: Id, name: Type.String(), jobNumber: Type.String() })),
  messages: Maybe(Type.Integer()),
  score: Maybe(Type.Integer()),
  endedAt: Maybe(Instant)
})

export const customerTimeline = operation({
  id: 'customerTimeline',
  method: 'GET',
  path: '/api/regions/{regionId}/customers/{customerId}/timeline',
  summary: { zh: '客户全渠道往来', en: 'A customer over every channel' },
  permission: 'contact.read',
  input: Type.Object({ regionId: RegionId, customerId: Id, ...Paging }),
  output: Page(CustomerTimelineItem),
  staleOn: [
    'contact.opened',
    'contact.message',
    'contact.closed',
    'ticket.opened',
    'ticket.resolved',
    'ticket.closed',
    'survey.answered'
  ]
})

export const contactRefusals = {
  'consent-outdated': {
    status: 409,
    zh: '说明文字已更新，请重新阅读并同意',
    en: 'The text about your data has changed; please read it again'
  },
  'region-needed': { status: 422, zh: '请选择所在省公司', en: 'Choose the region you belong to' },
  'message-empty': { status: 400, zh: '消息没有内容', en: 'The message is empty' },
  'message-too-long': { status: 400, zh: '消息过长', en: 'The message is too long' },
  'too-many-files': { status: 400, zh: '一次上传的文件过多', en: 'Too many files at once' },
  'contact-closed': { status: 409, zh: '会话已结束', en: 'The conversation has ended' },
  'contact-not-active': { status: 409, zh: '会话不在接待中', en: 'The conversation is not being served' },
  'contact-not-yours': {
    status: 409,
    zh: '会话由同事接待，请先领取或转接',
    en: 'A colleague serves the conversation; take it over first'
  },
  'transfer-target-unknown': {
    status: 422,
    zh: '没有这个同事或队列，或对方不在岗',
    en: 'There is no such colleague or queue, or they are not at the desk'
  },
  'transfer-already-offered': {
    status: 409,
    zh: '已有一个转接等待对方接收',
    en: 'A transfer already waits for its answer'
  },
  'transfer-not-open': { status: 409, zh: '该转接已处理', en: 'The transfer was already answered' },
  'confirmation-not-asked': { status: 409, zh: '目前不需要确认', en: 'Nothing waits for your confirmation' },
  'ticket-other-customer': { status: 409, zh: '该工单属于另一位客户', en: 'The ticket belongs to another customer' }
} as const satisfies Record<string, RefusalEntry>

export const contactEvents = events({
  'contact.opened': { subject: 'contact', zh: '客户来访', en: 'contact opened' },
  'contact.answered': { subject: 'contact', zh: '来访获答复', en: 'contact answered' },
  'contact.message': { subject: 'contact', zh: '新消息', en: 'new message' },
  'contact.noted': { subject: 'contact', zh: '内部备注', en: 'note written' },
  'contact.transferred': { subject: 'contact', zh: '会话转接', en: 'conversation transferred' },
  'contact.away': { subject: 'contact', zh: '转为离线答复', en: 'goes on by mail' },
  'contact.resumed': { subject: 'contact', zh: '客户回到对话', en: 'the customer came back' },
  'contact.left': { subject: 'contact', zh: '客户离开', en: 'the customer left' },
  'contact.described': { subject: 'contact', zh: '外部属性变更', en: 'attributes of an outside system changed' },
  'contact.closed': { subject: 'contact', zh: '会话结束', en: 'conversation closed' }
})
export type ContactEventName = keyof typeof contactEvents

export const contactOperations: readonly Operation[] = [
  ...portalChatOperations,
  ...contactListOperations,
  ...chatDeskOperations,
  receiveContact,
  customerTimeline
]
