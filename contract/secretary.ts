import { atCustomer } from './customer-schemas.ts'
import { events } from './events.ts'
import { Id, Instant, Line, Maybe, Nothing, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { SmsDelivery } from './sms.ts'
import { Person } from './ticket-schemas.ts'

// The secretary desk: calls of a subscriber are taken, and a message for them is written down, read back and sent on.

const Mode = OneOf('own', 'forwarded', 'named')
const Mobile = Type.String({ minLength: 5, maxLength: 24, pattern: '^[0-9+ -]+$' })
const Email = Type.String({ minLength: 5, maxLength: 200, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' })

const Subscribing = {
  ownNumber: Mobile,
  titleZh: Line(40),
  titleEn: Line(60),
  /** What a caller hears: the information centre, or the desk of the owner. */
  greeting: OneOf('forwarded', 'named'),
  instructions: Type.String({ maxLength: 1000, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' }),
  /** For the desk alone; never told to a caller. */
  whereabouts: Type.String({ maxLength: 500, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' }),
  bySms: Type.Boolean(),
  email: Type.Optional(Maybe(Email))
}

export const SubscriptionView = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  customerId: Id,
  customerName: Type.String(),
  /** In part, unless the desk has the call before it. */
  ownNumber: Type.String(),
  titleZh: Type.String(),
  titleEn: Type.String(),
  greeting: OneOf('forwarded', 'named'),
  instructions: Type.String(),
  /** Whether something is noted; it opens by an audited press. */
  hasWhereabouts: Type.Boolean(),
  bySms: Type.Boolean(),
  email: Maybe(Type.String()),
  activeFrom: Instant,
  endedAt: Maybe(Instant),
  version: Type.Integer()
})

export const SecretaryMessageView = Type.Object({
  id: Id,
  subscriptionId: Id,
  ownerTitle: PhraseSchema,
  mode: Mode,
  callerName: Type.String(),
  callerNumber: Maybe(Type.String()),
  recipientNumber: Type.String(),
  content: Type.String(),
  urgent: Type.Boolean(),
  readBacks: Type.Integer(),
  takenBy: Maybe(Person),
  takenAt: Instant,
  sms: Maybe(SmsDelivery),
  mail: Maybe(Type.Object({ state: OneOf('queued', 'sent', 'failed', 'bounced', 'suppressed'), reason: Maybe(Type.String()), sentAt: Maybe(Instant) })),
  readAt: Maybe(Instant)
})

const changed = ['secretary.subscribed', 'secretary.changed', 'secretary.ended'] as const
const delivered = ['secretary.message-taken', 'secretary.message-read', 'sms.sent', 'sms.delivered', 'sms.failed', 'mail.sent', 'mail.failed'] as const
const atSubscription = { regionId: RegionId, subscriptionId: Id }

export const secretaryWords = operation({
  id: 'secretaryWords',
  method: 'GET',
  path: '/api/secretary/words',
  summary: { zh: '秘书台用语', en: 'Scripts of the secretary desk' },
  permission: 'secretary.work',
  input: Type.Object({}),
  output: Type.Object({
    scripts: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
    confidential: PhraseSchema
  })
})

export const findSubscription = operation({
  id: 'findSubscription',
  method: 'POST',
  path: '/api/secretary/lookup',
  summary: { zh: '按来电或转移号码弹出机主', en: 'Whose desk it is, by the number that calls or was forwarded from' },
  permission: 'secretary.work',
  input: Type.Object({
    number: Mobile,
    /** The number itself calls, or its calls are forwarded to us. */
    as: OneOf('calling', 'forwarded-from')
  }),
  output: Type.Object({
    found: Maybe(
      Type.Object({
        mode: Mode,
        subscription: SubscriptionView,
        /** What is said first, with the title filled in. */
        greeting: PhraseSchema
      })
    )
  })
})

export const listSubscriptions = operation({
  id: 'listSubscriptions',
  method: 'GET',
  path: '/api/secretary/subscriptions',
  summary: { zh: '秘书台用户', en: 'Subscribers of the secretary desk' },
  permission: 'secretary.work',
  input: Type.Object({ ...Paging, customerId: Type.Optional(Id), ended: Type.Optional(Type.Boolean()) }),
  output: Page(SubscriptionView),
  staleOn: changed
})

export const createSubscription = operation({
  id: 'createSubscription',
  method: 'POST',
  path: '/api/secretary/subscriptions',
  summary: { zh: '开通秘书台', en: 'Subscribe a customer' },
  permission: 'secretary.manage',
  input: Type.Object({ ...atCustomer, ...Subscribing }),
  output: SubscriptionView,
  refusals: ['customer-unknown', 'sms-number-not-mobile', 'subscription-number-taken', 'subscription-no-way']
})

export const changeSubscription = operation({
  id: 'changeSubscription',
  method: 'PATCH',
  path: '/api/secretary/subscriptions/{regionId}/{subscriptionId}',
  summary: { zh: '修改秘书台设置', en: 'Change a subscription' },
  permission: 'secretary.manage',
  input: Type.Object({ ...atSubscription, version: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), ...Type.Partial(Type.Object(Subscribing)).properties }),
  output: SubscriptionView,
  refusals: ['sms-number-not-mobile', 'subscription-number-taken', 'subscription-no-way', 'subscription-ended', 'changed-meanwhile']
})

export const endSubscription = operation({
  id: 'endSubscription',
  method: 'POST',
  path: '/api/secretary/subscriptions/{regionId}/{subscriptionId}/end',
  summary: { zh: '关闭秘书台', en: 'End a subscription' },
  permission: 'secretary.manage',
  input: Type.Object(atSubscription),
  output: SubscriptionView,
  refusals: ['subscription-ended']
})

export const readWhereabouts = operation({
  id: 'readWhereabouts',
  method: 'POST',
  path: '/api/secretary/subscriptions/{regionId}/{subscriptionId}/whereabouts',
  summary: { zh: '查看机主去向（留痕，不得告知来电人）', en: 'Where the owner is: recorded, and never told to a caller' },
  permission: 'secretary.work',
  input: Type.Object({ ...atSubscription, purpose: Line(200) }),
  output: Type.Object({ whereabouts: Type.String() })
})

export const takeSecretaryMessage = operation({
  id: 'takeSecretaryMessage',
  method: 'POST',
  path: '/api/secretary/messages',
  summary: { zh: '记录并发送留言（须与来电人核实）', en: 'Take and send a message; it must have been read back' },
  permission: 'secretary.work',
  input: Type.Object({
    ...atSubscription,
    mode: Mode,
    conversationId: Type.Optional(Id),
    recipientNumber: Mobile,
    /** The number was said back to the caller and confirmed. */
    saidBack: Type.Boolean(),
    callerName: Line(60),
    callerNumber: Type.Optional(Mobile),
    content: Text(500),
    urgent: Type.Optional(Type.Boolean()),
    /** How often this very content was read back to the caller. */
    readBacks: Type.Integer({ minimum: 0, maximum: 20 }),
    /** The caller was asked whether there is anything to add. */
    additionAsked: Type.Boolean()
  }),
  output: SecretaryMessageView,
  refusals: ['recipient-not-said-back', 'recipient-not-subscriber', 'read-back-missing', 'addition-not-asked', 'sms-number-not-mobile', 'subscription-ended']
})

export const listSecretaryMessages = operation({
  id: 'listSecretaryMessages',
  method: 'GET',
  path: '/api/secretary/messages',
  summary: { zh: '秘书台留言', en: 'Messages of the secretary desk' },
  permission: 'secretary.work',
  input: Type.Object({ ...Paging, customerId: Type.Optional(Id) }),
  output: Page(SecretaryMessageView),
  staleOn: delivered
})

/** A message as its subscriber sees it at the portal. */
const OwnMessage = Type.Object({ id: Id, callerName: Type.String(), callerNumber: Maybe(Type.String()), content: Type.String(), urgent: Type.Boolean(), takenAt: Instant, readAt: Maybe(Instant) })

export const listMySecretaryMessages = operation({
  id: 'listMySecretaryMessages',
  method: 'GET',
  path: '/api/portal/secretary-messages',
  summary: { zh: '我的秘书台留言', en: 'Messages the secretary desk took for me' },
  permission: 'customer',
  input: Type.Object(Paging),
  output: Type.Object({ subscribed: Type.Boolean(), unread: Type.Integer(), items: Type.Array(OwnMessage), nextCursor: Maybe(Type.String()) }),
  staleOn: ['secretary.message-taken', 'secretary.message-read']
})

export const readMySecretaryMessages = operation({
  id: 'readMySecretaryMessages',
  method: 'POST',
  path: '/api/portal/secretary-messages/read',
  summary: { zh: '标为已读', en: 'I have seen my messages' },
  permission: 'customer',
  input: Type.Object({}),
  output: Nothing
})

export const secretaryRefusals = {
  'subscription-number-taken': { status: 409, zh: '该号码已开通秘书台', en: 'This number has a subscription already' },
  'subscription-no-way': { status: 422, zh: '短信和邮件至少选一种', en: 'Messages must go out by text message or mail' },
  'subscription-ended': { status: 409, zh: '秘书台已关闭', en: 'The subscription has ended' },
  'recipient-not-said-back': { status: 422, zh: '请先与来电人核对机主号码', en: "Say the recipient's number back to the caller first" },
  'recipient-not-subscriber': { status: 422, zh: '号码与机主的秘书台号码不符', en: "This is not the subscriber's number" },
  'read-back-missing': { status: 422, zh: '请至少与客户核实一遍留言内容', en: 'Read the message back to the caller at least once' },
  'addition-not-asked': { status: 422, zh: '请询问来电人还有没有补充', en: 'Ask the caller whether there is anything to add' }
} as const satisfies Record<string, RefusalEntry>

export const secretaryEvents = events({
  'secretary.subscribed': { subject: 'secretary-subscription', zh: '开通秘书台', en: 'secretary desk subscribed' },
  'secretary.changed': { subject: 'secretary-subscription', zh: '修改秘书台设置', en: 'secretary subscription changed' },
  'secretary.ended': { subject: 'secretary-subscription', zh: '关闭秘书台', en: 'secretary subscription ended' },
  'secretary.message-taken': { subject: 'secretary-message', zh: '秘书台留言', en: 'secretary message taken' },
  'secretary.message-read': { subject: 'secretary-message', zh: '机主已读留言', en: 'subscriber saw the messages' }
})

export const secretaryAuditVerbs = {
  'secretary.lookup': { zh: '查找秘书台机主', en: 'looked up a secretary subscriber' },
  'secretary.whereabouts': { zh: '查看机主去向', en: 'looked at the whereabouts of a subscriber' }
} as const

export const secretaryOperations: readonly Operation[] = [
  secretaryWords, findSubscription, listSubscriptions, createSubscription, changeSubscription, endSubscription, readWhereabouts,
  takeSecretaryMessage, listSecretaryMessages, listMySecretaryMessages, readMySecretaryMessages
]
