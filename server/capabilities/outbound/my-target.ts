import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { Target } from './campaign.ts'

/** The customer the actor has in hand, with every entry of theirs locked; refuses with `target-not-yours`. */
export async function myTarget(call: Call, targetId: string): Promise<Target> {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  const row = await call.tx
    .selectFrom('outbound.target')
    .select(['region_id', 'customer_id'])
    .where('region_id', 'in', regions.map((region) => region.id))
    .where('id', '=', targetId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  const locked = await call.tx.selectFrom('outbound.target').selectAll().where('region_id', '=', row.region_id).where('customer_id', '=', row.customer_id).orderBy('id').forUpdate().execute()
  const target = locked.find((one) => one.id === targetId)
  if (target?.state !== 'taken' || target.staff_id !== staffId(call.actor)) throw refuse('target-not-yours')
  return target
}
