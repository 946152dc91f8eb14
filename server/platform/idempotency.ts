import { createHash } from 'node:crypto'
import type { Operation } from '@shouwen/contract/operation'
import type { Call } from './action.ts'
import { canonical } from './canonical.ts'
import { refuse } from './refusal.ts'

type Answer = { status: number; body: unknown }

/**
 * Answers a repeated write with the first answer. The row is inserted in the write's own transaction, so a twin request
 * waits on the unique key until the first has committed or failed.
 * Refuses with `idempotency-key-reused` when the same key comes with other content.
 */
export async function onlyOnce(call: Call, operation: Pick<Operation, 'id'>, key: string, input: unknown, run: () => Promise<Answer>): Promise<Answer> {
  const actorId = actorKey(call)
  const hash = createHash('sha256').update(canonical(input)).digest()
  const inserted = await call.tx
    .insertInto('platform.idempotency')
    .values({ actor_id: actorId, key, operation: operation.id, request_hash: hash, created_at: new Date() })
    .onConflict((conflict) => conflict.columns(['actor_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!inserted) {
    const first = await call.tx
      .selectFrom('platform.idempotency')
      .selectAll()
      .where('actor_id', '=', actorId)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (first.operation !== operation.id || !hash.equals(first.request_hash as Buffer)) throw refuse('idempotency-key-reused')
    return { status: first.status ?? 200, body: first.response }
  }
  const answer = await run()
  await call.tx
    .updateTable('platform.idempotency')
    .set({ status: answer.status, response: JSON.stringify(answer.body) })
    .where('actor_id', '=', actorId)
    .where('key', '=', key)
    .execute()
  return answer
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const actorKey = (call: Call) => (call.actor.kind === 'staff' || call.actor.kind === 'customer' ? call.actor.id : NOBODY)

/** Keys are kept for two days. */
export async function forgetIdempotency(call: Call): Promise<void> {
  await call.tx
    .deleteFrom('platform.idempotency')
    .where('created_at', '<', new Date(call.now.getTime() - 2 * 86_400_000))
    .execute()
}
