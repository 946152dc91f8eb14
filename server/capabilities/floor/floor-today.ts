import type { floorToday as operation } from '@shouwen/contract/floor-board'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { floorCounts } from './floor-counts.ts'

/** The raw counts of today so far, by queue and channel: sums of at most 96 quarters, never contacts. @norm CC-34 KP-10 */
export async function floorToday(call: Call, { regionId }: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const { rows } = await sql<{ since: Date }>`select date_trunc('day', ${call.now}::timestamptz, time_zone) as since from platform.region where id = ${regionId}`.execute(call.tx)
  const since = rows[0]?.since
  if (!since) throw refuse('not-found')
  const until = new Date(call.now.getTime() + 60_000)
  const { items, states } = await floorCounts(call, { regionId, from: since.toISOString(), until: until.toISOString(), by: 'day' })
  return { since: since.toISOString(), items, states: states.map(({ unitId, state, seconds }) => ({ unitId, state, seconds })) }
}
