import type { Call } from '#platform/action'
import type { Claimed } from './deliver.ts'
import { hubFace, type Told } from './hub-face.ts'
import { signed } from './signature.ts'
import { secretsOf, type Subscription } from './subscription.ts'

export type Message = { url: string; headers: Record<string, string>; body: string }

/** What is sent for a delivery; null when there is nothing to send any more. */
export async function messageFor(call: Call, claimed: Claimed, subscription: Subscription): Promise<Message | null> {
  if (subscription.kind === 'webhook') {
    const body = JSON.stringify({ type: claimed.event_type, timestamp: claimed.event.occurredAt, data: dataOf(call, claimed.event) })
    return { url: subscription.callback, headers: signed(secretsOf(call, subscription), claimed.message_id, call.now, body), body }
  }
  const face = hubFace(subscription.face ?? '')
  const envelope = await face?.envelope(call, claimed.event, { eventType: claimed.event_type, id: claimed.message_id, query: subscription.query })
  if (!envelope) return null
  return { url: `${subscription.callback.replace(/\/$/, '')}/listener/${claimed.event_type[0]?.toLowerCase()}${claimed.event_type.slice(1)}`, headers: {}, body: JSON.stringify(envelope) }
}

/** A thin event: what it is about, by id and address. Who wants more reads it with a token of their own. */
function dataOf(call: Call, { regionId, subjectKind, subjectId, data }: Told): Record<string, unknown> {
  const ids = Object.fromEntries(Object.entries(data).filter(([name]) => /Ids?$/.test(name)))
  const href = hrefs[subjectKind]?.(regionId, subjectId)
  return { regionId, subject: { kind: subjectKind, id: subjectId, ...(href ? { href: `${call.app.config.publicUrl}${href}` } : {}) }, ...ids }
}

const hrefs: Record<string, (regionId: number, id: string) => string> = {
  ticket: (_, id) => `/api/tickets/${id}`,
  customer: (regionId, id) => `/api/customers/${regionId}/${id}`,
  contact: (_, id) => `/api/contacts/${id}`
}
