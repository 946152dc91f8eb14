import { createHmac } from 'node:crypto'
import { SmsNotTaken, type SmsSender } from '#capabilities/sms'
import type { Config } from '#platform/config'

const TIMEOUT_MS = 10_000

/**
 * A gateway that takes one message per POST, as JSON signed like a webhook (Standard Webhooks: HMAC-SHA256 over id, time and body). The
 * idempotency of a repeat is the gateway's: each `reference` is taken once.
 */
export function httpGateway({ url, secret, from }: NonNullable<Config['sms']>, publicUrl: string): SmsSender {
  return {
    async send({ reference, to, text }) {
      const body = JSON.stringify({ reference, to, text, from, receiptUrl: `${publicUrl}/api/sms/receipts` })
      const at = String(Math.floor(Date.now() / 1000))
      const signature = createHmac('sha256', secret).update(`${reference}.${at}.${body}`).digest('base64')
      const headers = { 'content-type': 'application/json', 'webhook-id': reference, 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` }
      const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: unknown) => {
        throw new SmsNotTaken(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable', false)
      })
      if (!answer.ok) {
        await answer.body?.cancel()
        const passing = answer.status >= 500 || answer.status === 408 || answer.status === 429
        throw new SmsNotTaken(String(answer.status), !passing)
      }
      return { providerId: idOf(await answer.text().catch(() => '')) }
    }
  }
}

/** What the gateway calls the message, when it says so. */
function idOf(text: string): string | null {
  try {
    const { id } = JSON.parse(text.slice(0, 10_000)) as { id?: unknown }
    return typeof id === 'string' ? id.slice(0, 120) : null
  } catch {
    return null
  }
}
