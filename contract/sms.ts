import { events } from './events.ts'
import { Id, Instant, Line, Maybe, Nothing, OneOf, type Operation, operation, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// Short messages that go out. A gateway takes them; the network says whether they arrived.

export const SmsState = OneOf('queued', 'sent', 'delivered', 'failed')

/** A short message as pages show it: how far it is, and why no further. */
export const SmsDelivery = Type.Object({
  id: Id,
  state: SmsState,
  /** `no-gateway` while none is configured; else what the gateway or the network said. */
  reason: Maybe(Type.String()),
  queuedAt: Instant,
  sentAt: Maybe(Instant),
  settledAt: Maybe(Instant)
})

/** The gateway tells what the network said of a message it took. Signed like what we send, see docs/operate. */
export const receiveSmsReceipt = operation({
  id: 'receiveSmsReceipt',
  method: 'POST',
  path: '/api/sms/receipts',
  summary: { zh: '短信网关回执', en: 'Receipt of a short message from the gateway' },
  permission: 'public',
  input: Type.Object({
    /** As it was sent: region and id. */
    reference: Type.String({ maxLength: 60, pattern: '^[0-9]{1,4}\\.[0-9a-f-]{36}$' }),
    state: OneOf('delivered', 'failed'),
    reason: Type.Optional(Line(80)),
    at: Instant,
    /** HMAC-SHA256, hex, with the shared secret over `reference.state.at`. */
    signature: Type.String({ maxLength: 64, pattern: '^[0-9a-f]{64}$' })
  }),
  output: Nothing,
  refusals: ['sms-receipt-unsigned']
})

export const smsRefusals = {
  'sms-number-not-mobile': { status: 422, zh: '不是有效的手机号码', en: 'This is not the number of a mobile telephone' },
  'sms-receipt-unsigned': { status: 403, zh: '回执签名不正确', en: 'The receipt is not signed as agreed' }
} as const satisfies Record<string, RefusalEntry>

export const smsEvents = events({
  'sms.queued': { subject: 'sms', zh: '短信待发', en: 'text message queued' },
  'sms.sent': { subject: 'sms', zh: '短信已提交', en: 'text message handed over' },
  'sms.delivered': { subject: 'sms', zh: '短信已送达', en: 'text message delivered' },
  'sms.failed': { subject: 'sms', zh: '短信未送达', en: 'text message failed' }
})

export const smsOperations: readonly Operation[] = [receiveSmsReceipt]
