import { createHash } from 'node:crypto'
import { allEvents } from '@shouwen/contract/index'
import type { Call } from '#platform/action'
import { canonical } from '#platform/canonical'
import type { RecordedEvent } from '#platform/events'
import { react } from '#platform/reactions'
import { hubFace, type Told } from './hub-face.ts'
import { covered, type Subscription } from './subscription.ts'

/**
 * Turns what happens into deliveries: for each subscription that wants the event one row per message. The message's id is made from
 * the event, so that an event read twice is queued once.
 */
export const queueDeliveries = react({
  name: 'integrations.queue-deliveries',
  events: Object.keys(allEvents),
  handle: queue
})

async function queue(call: Call, event: RecordedEvent): Promise<void> {
  // What an import tells happened long ago, and others heard of it then.
  if (event.data['imported']) return
  const wanting = (await activeSubscriptions(call)).filter((one) => one.region_id === null || one.region_id === event.regionId)
  if (wanting.length === 0) return
  const told: Told = { name: event.name, regionId: event.regionId, subjectKind: event.subjectKind, subjectId: event.subjectId, data: thin(event.data), occurredAt: event.occurredAt.toISOString() }
  const messages: Message[] = []
  for (const one of wanting)
    for (const eventType of await typesFor(call, one, told)) messages.push({ subscriptionId: one.id, eventType, messageId: messageIdOf(event, eventType) })
  await insertDeliveries(call, told, messages)
}

type Active = Pick<Subscription, 'id' | 'region_id' | 'kind' | 'face' | 'events' | 'query'>
const known = new WeakMap<object, Promise<Active[]>>()

/** Asked once for each batch of events, which is one transaction. */
function activeSubscriptions({ tx }: Call): Promise<Active[]> {
  const asked = known.get(tx) ?? tx.selectFrom('integrations.subscription').select(['id', 'region_id', 'kind', 'face', 'events', 'query']).where('active', '=', true).execute()
  known.set(tx, asked)
  return asked
}

async function typesFor(call: Call, one: Active, told: Told): Promise<string[]> {
  if (one.kind === 'webhook') return covered(one.events, told.name) ? [told.name] : []
  return (await hubFace(one.face ?? '')?.eventTypes(call, told, one.query)) ?? []
}

/** Ids and closed words only: what is kept and sent holds nothing about a person. */
function thin(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => value != null && (/Ids?$/.test(name) || ['status', 'kind', 'state', 'channel', 'fields', 'priority', 'link', 'resource'].includes(name))))
}

/** A UUID (version 8) of what the event says and where it stands in the log. */
function messageIdOf(event: RecordedEvent, eventType: string): string {
  const { xid, seq, name, subjectId, occurredAt, data } = event
  const hex = createHash('sha256').update(canonical({ xid, seq, name, subjectId, occurredAt: occurredAt.toISOString(), data, eventType })).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}

export type Message = { subscriptionId: string; eventType: string; messageId: string }

/** Writes deliveries that are due at once; one already there is left alone. Answers their ids. */
export async function insertDeliveries(call: Call, told: Told, messages: readonly Message[]): Promise<string[]> {
  if (messages.length === 0) return []
  const rows = await call.tx
    .insertInto('integrations.delivery')
    .values(
      messages.map(({ subscriptionId, eventType, messageId }) => ({
        id: call.app.newId(),
        subscription_id: subscriptionId,
        region_id: told.regionId,
        message_id: messageId,
        event_type: eventType,
        event: JSON.stringify(told),
        state: 'waiting' as const,
        next_at: call.now,
        created_at: call.now
      }))
    )
    .onConflict((conflict) => conflict.columns(['subscription_id', 'message_id']).doNothing())
    .returning('id')
    .execute()
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
  return rows.map((row) => row.id)
}
