import type { createWebhook as createOperation, deleteWebhook as deleteOperation, rotateWebhookSecret as rotateOperation, updateWebhook as updateOperation } from '@shouwen/contract/integrations'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { checkEvents, checkUrl, mayManage, sealedSecret, type Subscription, subscriptionFor, verb, webhookView } from './subscription.ts'

const MOST = 200
const OLD_SECRET_MS = 86_400_000

/** Adds a webhook; its secret is answered this once. */
export async function createWebhook(call: Call, input: InputOf<typeof createOperation>): Promise<OutputOf<typeof createOperation>> {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted')
  const regionId = input.regionId === undefined ? call.actor.regionId : input.regionId
  if (!mayManage(call.actor, regionId)) throw refuse('webhook-region-too-wide')
  checkUrl(call, input.url)
  checkEvents(input.events ?? [])
  const id = call.app.newId()
  const { secret, sealed } = sealedSecret(call, id)
  const row = await insertSubscription(call, { id, region_id: regionId, kind: 'webhook', face: null, name: input.name, callback: input.url, events: input.events ?? [], query: null, secret: sealed, created_by: call.actor.id })
  return { ...webhookView(row), secret }
}

type NewSubscription = Pick<Subscription, 'id' | 'region_id' | 'kind' | 'face' | 'name' | 'callback' | 'events' | 'query' | 'secret' | 'created_by'>

/** Writes a subscription and says so; refuses with `too-many-webhooks`. */
export async function insertSubscription(call: Call, row: NewSubscription): Promise<Subscription> {
  const { count } = await call.tx.selectFrom('integrations.subscription').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  if (Number(count) >= MOST) throw refuse('too-many-webhooks')
  const inserted = await call.tx.insertInto('integrations.subscription').values({ ...row, created_at: call.now, updated_at: call.now }).returningAll().executeTakeFirstOrThrow()
  await told(call, 'webhook.saved', inserted)
  return inserted
}

/** Changes a subscription; starting it again forgets its failures. A hub keeps the events of its interface. */
export async function updateWebhook(call: Call, input: InputOf<typeof updateOperation>): Promise<OutputOf<typeof updateOperation>> {
  const before = await subscriptionFor(call, input.webhookId)
  if (input.url !== undefined) checkUrl(call, input.url)
  if (input.events !== undefined) checkEvents(input.events)
  const started = input.active === true && !before.active
  const after = await call.tx
    .updateTable('integrations.subscription')
    .set({
      name: input.name ?? before.name,
      callback: input.url ?? before.callback,
      events: before.kind === 'hub' ? before.events : (input.events ?? before.events),
      active: input.active ?? before.active,
      stopped_because: input.active === false ? 'by-hand' : started ? null : before.stopped_because,
      failing_since: started ? null : before.failing_since,
      updated_at: call.now
    })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await told(call, 'webhook.saved', after)
  return webhookView(after)
}

export async function deleteWebhook(call: Call, input: InputOf<typeof deleteOperation>): Promise<OutputOf<typeof deleteOperation>> {
  await removeSubscription(call, await subscriptionFor(call, input.webhookId))
  return {}
}

/** Removes a subscription with its log. */
export async function removeSubscription(call: Call, row: Subscription): Promise<void> {
  await call.tx.deleteFrom('integrations.subscription').where('id', '=', row.id).execute()
  await told(call, 'webhook.removed', row)
}

/** A new secret, answered this once; the one before signs too for a day. */
export async function rotateWebhookSecret(call: Call, input: InputOf<typeof rotateOperation>): Promise<OutputOf<typeof rotateOperation>> {
  const row = await subscriptionFor(call, input.webhookId)
  if (row.kind === 'hub') throw refuse('webhook-unsigned')
  const { secret, sealed } = sealedSecret(call, row.id)
  await call.tx
    .updateTable('integrations.subscription')
    .set({ secret: sealed, previous_secret: row.secret, previous_until: new Date(call.now.getTime() + OLD_SECRET_MS), updated_at: call.now })
    .where('id', '=', row.id)
    .execute()
  await told(call, 'webhook.saved', row)
  return { secret }
}

async function told(call: Call, name: 'webhook.saved' | 'webhook.removed', row: Subscription): Promise<void> {
  await record(call, { name, regionId: row.region_id ?? 0, subjectKind: 'webhook', subjectId: row.id })
  await audited(call, { verb, regionId: row.region_id ?? 0, subjectKind: 'webhook', subjectId: row.id })
}
