import type { listDeliveries as listOperation, resendDeliveries as rangeOperation, resendDelivery as oneOperation, testWebhook as testOperation } from '@shouwen/contract/integrations'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { IntegrationsDelivery } from '#platform/schema.gen'
import type { Told } from './hub-face.ts'
import { insertDeliveries } from './queue-deliveries.ts'
import { subscriptionFor } from './subscription.ts'

type Row = Selectable<IntegrationsDelivery>
type View = OutputOf<typeof oneOperation>

/** The log of a subscription, newest first. */
export async function listDeliveries(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const { id } = await subscriptionFor(call, input.webhookId)
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const rows = await call.tx
    .selectFrom('integrations.delivery')
    .selectAll()
    .where('subscription_id', '=', id)
    .$if(input.state !== undefined, (query) => query.where('state', '=', input.state as 'waiting'))
    .$if(after !== null, (query) => query.where(sql<boolean>`(created_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, viewOf, (row) => [row.created_at.toISOString(), row.id])
}

function viewOf(row: Row): View {
  const told = row.event as Told
  return {
    id: row.id,
    messageId: row.message_id,
    eventType: row.event_type,
    subjectKind: told.subjectKind,
    subjectId: told.subjectId,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at?.toISOString() ?? null,
    responseStatus: row.response_status,
    failure: row.failure as View['failure'],
    durationMs: row.duration_ms,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null
  }
}

/** Sends a message once more, with the id it had: the receiver can tell. */
export async function resendDelivery(call: Call, input: InputOf<typeof oneOperation>): Promise<View> {
  const { id } = await subscriptionFor(call, input.webhookId)
  const row = await again(call).where('subscription_id', '=', id).where('id', '=', input.deliveryId).returningAll().executeTakeFirst()
  if (!row) throw refuse('not-found')
  return viewOf(row)
}

/** Sends the messages of a period again; one that is under way is left alone. */
export async function resendDeliveries(call: Call, input: InputOf<typeof rangeOperation>): Promise<OutputOf<typeof rangeOperation>> {
  const { id } = await subscriptionFor(call, input.webhookId)
  const rows = await again(call)
    .where('subscription_id', '=', id)
    .where('created_at', '>=', new Date(input.from))
    .where('created_at', '<=', input.to ? new Date(input.to) : call.now)
    .where('state', 'in', input.onlyFailed ? ['failed'] : ['failed', 'delivered', 'dropped'])
    .returning('id')
    .execute()
  return { count: rows.length }
}

function again(call: Call) {
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
  return call.tx.updateTable('integrations.delivery').set({ state: 'waiting', attempts: 0, next_at: call.now, leased_until: null, response_status: null, failure: null, finished_at: null })
}

/** Queues a message that is about the subscription itself. */
export async function testWebhook(call: Call, input: InputOf<typeof testOperation>): Promise<OutputOf<typeof testOperation>> {
  const row = await subscriptionFor(call, input.webhookId)
  if (row.kind === 'hub') throw refuse('webhook-unsigned')
  const told: Told = { name: 'webhook.test', regionId: row.region_id ?? 0, subjectKind: 'webhook', subjectId: row.id, data: {}, occurredAt: call.now.toISOString() }
  const [deliveryId] = await insertDeliveries(call, told, [{ subscriptionId: row.id, eventType: told.name, messageId: call.app.newId() }])
  return { deliveryId: deliveryId as string }
}
