import type { listWebhooks as operation } from '@shouwen/contract/integrations'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { regionsFor } from '#platform/access'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { sql } from 'kysely'
import { verb, webhookView } from './subscription.ts'

/** Subscriptions the actor may manage, newest first. */
export async function listWebhooks(call: Call, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const limit = input.limit ?? 50
  const regions = regionsFor(call.actor, verb)
  const after = openTimeCursor(input.cursor)
  const rows = await call.tx
    .selectFrom('integrations.subscription')
    .selectAll()
    .$if(regions !== null, (query) => query.where(sql<boolean>`region_id = any(${regions}::int[])`))
    .$if(after !== null, (query) => query.where(sql<boolean>`(created_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, webhookView, (row) => [row.created_at.toISOString(), row.id])
}
