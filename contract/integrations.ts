import { events } from './events.ts'
import { Id, Instant, Line, Maybe, Nothing, OneOf, type Operation, operation, Page, Paging, RegionId, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// Other systems told of what happens: webhooks signed after Standard Webhooks, and the hubs that came by the TMF interfaces.

export const integrationRefusals = {
  'webhook-url-not-allowed': { status: 422, zh: '推送地址必须是公网的 http 或 https 地址', en: 'The address must be a public http or https address' },
  'webhook-event-unknown': { status: 422, zh: '没有这种事件', en: 'There is no such event' },
  'webhook-region-too-wide': { status: 403, zh: '您的权限不能订阅其他省公司的事件', en: 'Your permission does not reach that far' },
  'too-many-webhooks': { status: 409, zh: '订阅数量已达上限', en: 'There are too many subscriptions' },
  'webhook-unsigned': { status: 409, zh: '由开放接口登记的订阅没有签名密钥', en: 'Subscriptions of the open interfaces have no secret' }
} as const satisfies Record<string, RefusalEntry>

export const integrationEvents = events({
  'record.hidden': { subject: 'record', zh: '在开放接口中删除', en: 'deleted through an open interface' },
  'record.shown': { subject: 'record', zh: '在开放接口中出现', en: 'shown by an open interface' },
  'webhook.saved': { subject: 'webhook', zh: '推送订阅变更', en: 'webhook saved' },
  'webhook.removed': { subject: 'webhook', zh: '推送订阅删除', en: 'webhook removed' },
  'webhook.stopped': { subject: 'webhook', zh: '推送因持续失败停用', en: 'webhook stopped after lasting failure' }
})
const webhookChanges = ['webhook.saved', 'webhook.removed', 'webhook.stopped']

/** An event name or a pattern such as `ticket.*`. */
const EventPattern = Type.String({ maxLength: 60, pattern: '^([a-z]+(-[a-z]+)*\\.)?([a-z]+(-[a-z]+)*|\\*)$' })
const Url = Type.String({ minLength: 8, maxLength: 500, pattern: '^https?://[^\\s]+$' })
const StopReason = OneOf('by-hand', 'failing', 'gone', 'owner-left')

export const WebhookView = Type.Object({
  id: Id,
  kind: OneOf('webhook', 'hub'),
  /** TMF interface of a hub. */
  face: Maybe(Type.String()),
  /** Null = all regions. */
  regionId: Maybe(Type.Integer()),
  name: Type.String(),
  url: Type.String(),
  /** Empty = all. */
  events: Type.Array(Type.String()),
  query: Maybe(Type.String()),
  active: Type.Boolean(),
  stoppedBecause: Maybe(StopReason),
  failingSince: Maybe(Instant),
  createdBy: Id,
  createdAt: Instant
})

/** Shown once; `whsec_` and base64, as the libraries of Standard Webhooks take it. */
const Secret = Type.Object({ secret: Type.String() })
const WebhookId = { webhookId: Id }

export const listWebhooks = operation({
  id: 'listWebhooks',
  method: 'GET',
  path: '/api/webhooks',
  summary: { zh: '推送订阅', en: 'Webhooks' },
  permission: 'webhook.write',
  input: Type.Object(Paging),
  output: Page(WebhookView),
  staleOn: webhookChanges
})

export const createWebhook = operation({
  id: 'createWebhook',
  method: 'POST',
  path: '/api/webhooks',
  summary: { zh: '新建推送订阅', en: 'Add a webhook' },
  permission: 'webhook.write',
  input: Type.Object({
    name: Line(80),
    url: Url,
    events: Type.Optional(Type.Array(EventPattern, { maxItems: 50, uniqueItems: true })),
    /** The own region when absent; null = all regions, for those whose permission reaches that far. */
    regionId: Type.Optional(Maybe(RegionId))
  }),
  output: Type.Object({ ...WebhookView.properties, ...Secret.properties }),
  refusals: ['webhook-url-not-allowed', 'webhook-event-unknown', 'webhook-region-too-wide', 'too-many-webhooks']
})

export const updateWebhook = operation({
  id: 'updateWebhook',
  method: 'PATCH',
  path: '/api/webhooks/{webhookId}',
  summary: { zh: '修改、停用或启用推送订阅', en: 'Change, stop or start a webhook' },
  permission: 'webhook.write',
  input: Type.Object({
    ...WebhookId,
    name: Type.Optional(Line(80)),
    url: Type.Optional(Url),
    events: Type.Optional(Type.Array(EventPattern, { maxItems: 50, uniqueItems: true })),
    active: Type.Optional(Type.Boolean())
  }),
  output: WebhookView,
  refusals: ['webhook-url-not-allowed', 'webhook-event-unknown']
})

export const deleteWebhook = operation({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/api/webhooks/{webhookId}',
  summary: { zh: '删除推送订阅及其记录', en: 'Delete a webhook with its log' },
  permission: 'webhook.write',
  input: Type.Object(WebhookId),
  output: Nothing
})

export const rotateWebhookSecret = operation({
  id: 'rotateWebhookSecret',
  method: 'POST',
  path: '/api/webhooks/{webhookId}/secret',
  summary: { zh: '更换签名密钥（旧密钥继续有效一天）', en: 'Change the secret; the old one signs too for a day' },
  permission: 'webhook.write',
  input: Type.Object(WebhookId),
  output: Secret,
  refusals: ['webhook-unsigned']
})

const DeliveryState = OneOf('waiting', 'delivered', 'failed', 'dropped')

export const DeliveryView = Type.Object({
  id: Id,
  /** What the receiver sees as webhook-id: the same in every try. */
  messageId: Id,
  eventType: Type.String(),
  subjectKind: Type.String(),
  subjectId: Id,
  /** dropped: nothing to send, because the record is gone or the hub's filter does not want it. */
  state: DeliveryState,
  attempts: Type.Integer(),
  nextAt: Maybe(Instant),
  responseStatus: Maybe(Type.Integer()),
  failure: Maybe(OneOf('timeout', 'unreachable', 'private-address', 'status', 'tls', 'not-permitted')),
  durationMs: Maybe(Type.Integer()),
  createdAt: Instant,
  finishedAt: Maybe(Instant)
})

export const listDeliveries = operation({
  id: 'listDeliveries',
  method: 'GET',
  path: '/api/webhooks/{webhookId}/deliveries',
  summary: { zh: '推送记录', en: 'Delivery log' },
  permission: 'webhook.write',
  input: Type.Object({ ...WebhookId, state: Type.Optional(DeliveryState), ...Paging }),
  output: Page(DeliveryView)
})

export const resendDelivery = operation({
  id: 'resendDelivery',
  method: 'POST',
  path: '/api/webhooks/{webhookId}/deliveries/{deliveryId}/resend',
  summary: { zh: '重新推送一条', en: 'Send one message again' },
  permission: 'webhook.write',
  input: Type.Object({ ...WebhookId, deliveryId: Id }),
  output: DeliveryView
})

export const resendDeliveries = operation({
  id: 'resendDeliveries',
  method: 'POST',
  path: '/api/webhooks/{webhookId}/resend',
  summary: { zh: '重新推送一段时间内的消息', en: 'Send the messages of a period again' },
  permission: 'webhook.write',
  input: Type.Object({ ...WebhookId, from: Instant, to: Type.Optional(Instant), onlyFailed: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ count: Type.Integer() })
})

export const testWebhook = operation({
  id: 'testWebhook',
  method: 'POST',
  path: '/api/webhooks/{webhookId}/test',
  summary: { zh: '发送一条测试消息', en: 'Send a test message' },
  permission: 'webhook.write',
  input: Type.Object(WebhookId),
  output: Type.Object({ deliveryId: Id }),
  refusals: ['webhook-unsigned']
})

export const integrationOperations: readonly Operation[] = [
  listWebhooks,
  createWebhook,
  updateWebhook,
  deleteWebhook,
  rotateWebhookSecret,
  listDeliveries,
  resendDelivery,
  resendDeliveries,
  testWebhook
]
