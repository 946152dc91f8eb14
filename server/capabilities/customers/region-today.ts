import { sql } from 'kysely'
import type { Call } from '#platform/action'

/** The date (`YYYY-MM-DD`) it is now in a region's own time zone. */
export async function todayIn(call: Call, regionId: number): Promise<string> {
  const row = await call.tx
    .selectFrom('platform.region')
    .select(sql<string>`(${call.now}::timestamptz at time zone time_zone)::date`.as('today'))
    .where('id', '=', regionId)
    .executeTakeFirstOrThrow()
  return row.today
}
