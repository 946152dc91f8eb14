import type { listMySecretaryMessages as mineOperation, listSecretaryMessages as listOperation } from '@shouwen/contract/secretary'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { cursorOf, openTimeCursor, pageOf } from '#platform/paging'
import { customerOf } from '#capabilities/customers'
import { messageViews } from './message-view.ts'

/** What the desk took down, the newest first, with how far it is. */
export async function listSecretaryMessages(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const rows = await call.tx
    .selectFrom('secretary.message as m')
    .selectAll('m')
    .where('m.region_id', '=', regionId)
    .where(scopeFilter(call.actor, 'secretary.work', { regionId: 'm.region_id' }))
    .$if(input.customerId !== undefined, (query) => query.where('m.customer_id', '=', input.customerId as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(m.taken_at, m.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('m.taken_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await messageViews(call, regionId, shown), nextCursor: rows.length > limit && last ? cursorOf([last.taken_at.toISOString(), last.id]) : null }
}

/** The signed-in subscriber's own messages; what the owner had sent to others is not among them. @norm CC-30 */
export async function listMySecretaryMessages(call: Call, input: InputOf<typeof mineOperation>): Promise<OutputOf<typeof mineOperation>> {
  const { regionId, id } = customerOf(call)
  const limit = input.limit ?? 20
  const after = openTimeCursor(input.cursor)
  const mine = call.tx.selectFrom('secretary.message').where('region_id', '=', regionId).where('customer_id', '=', id).where('mode', '<>', 'own')
  const rows = await mine
    .selectAll()
    .$if(after !== null, (query) => query.where(sql<boolean>`(taken_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const unread = await mine.select((eb) => eb.fn.countAll<number>().as('count')).where('read_at', 'is', null).executeTakeFirstOrThrow()
  const subscription = await call.tx.selectFrom('secretary.subscription').select('id').where('region_id', '=', regionId).where('customer_id', '=', id).where('ended_at', 'is', null).limit(1).executeTakeFirst()
  const page = pageOf(
    rows,
    limit,
    (row) => ({ id: row.id, callerName: row.caller_name, callerNumber: row.caller_number, content: row.content, urgent: row.urgent, takenAt: row.taken_at.toISOString(), readAt: row.read_at?.toISOString() ?? null }),
    (row) => [row.taken_at.toISOString(), row.id]
  )
  return { subscribed: subscription !== undefined, unread: Number(unread.count), ...page }
}

/** The subscriber has seen what there is. */
export async function readMySecretaryMessages(call: Call): Promise<Record<string, never>> {
  const { regionId, id } = customerOf(call)
  const seen = await call.tx
    .updateTable('secretary.message')
    .set({ read_at: call.now })
    .where('region_id', '=', regionId)
    .where('customer_id', '=', id)
    .where('mode', '<>', 'own')
    .where('read_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id: messageId } of seen) await record(call, { name: 'secretary.message-read', regionId, subjectKind: 'secretary-message', subjectId: messageId })
  return {}
}
