import { sql } from 'kysely'
import type { Call } from '#platform/action'

export type TimeWorked = { seconds: number; lastAt: Date | null }

/** How long these people were at work since an instant, and when they last were; who was not is missing. */
export async function timeWorked(call: Call, regionId: number, staffIds: readonly string[], since: Date): Promise<Map<string, TimeWorked>> {
  const { rows } = await sql<{ staff_id: string; seconds: number; last_at: Date }>`
    select staff_id, sum(extract(epoch from coalesce(ended_at, ${call.now}) - greatest(started_at, ${since})))::float8 as seconds, max(coalesce(ended_at, ${call.now})) as last_at
    from floor.interval where region_id = ${regionId} and staff_id = any(${[...staffIds]}::uuid[]) and started_at >= ${new Date(since.getTime() - 86_400_000)} and coalesce(ended_at, ${call.now}) > ${since}
    group by staff_id`.execute(call.tx)
  return new Map(rows.map((row) => [row.staff_id, { seconds: row.seconds, lastAt: row.last_at }]))
}
