import { callOf, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { hooksOf, knownKinds } from '../hooks.ts'
import { lockAll } from '../leave-seat.ts'
import { peopleThere } from '../people-there.ts'
import { ruleOf } from '../routing-rule.ts'

const ROUND = 100

/** Tells the owners of contacts whose rule lets them stay only while somebody works from their queue, when nobody does any more. */
export async function tellStranded(app: App, regionId: number, now: Date): Promise<number> {
  const tellable = knownKinds().filter((kind) => hooksOf(kind).stranded)
  if (tellable.length === 0) return 0
  const waiting = await app.db
    .selectFrom('floor.contact')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('state', '=', 'waiting')
    .where('callback', '=', false)
    .where('kind', 'in', tellable)
    .orderBy('placed_at')
    .limit(ROUND)
    .execute()
  const bound = waiting.filter((row) => ruleOf(row).stay === 'staffed')
  const call = { ...callOf(app, app.db, { kind: 'system', name: 'floor.stranded' }), now }
  let told = 0
  for (const [queueCode, rows] of Map.groupBy(bound, (row) => row.queue_code)) {
    const [first] = rows
    if (!first || (await peopleThere(call, regionId, queueCode, null, ruleOf(first).overflow?.to)) > 0) continue
    await transact(app, { kind: 'system', name: 'floor.stranded' }, async (given) => {
      const locked = await lockAll({ ...given, now }, regionId, rows)
      for (const [kind, own] of Map.groupBy(locked, (row) => row.kind)) await hooksOf(kind).stranded?.({ ...given, now }, own)
      told += locked.length
    })
  }
  return told
}
