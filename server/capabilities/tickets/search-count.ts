import { type RawBuilder, sql } from 'kysely'
import type { Call } from '#platform/action'
import { shareOf } from './gram-share.ts'
import { all, conditionsOf, type ResolvedFilter } from './list-filter.ts'
import { indexed, rechecked, type Terms } from './search-terms.ts'

/** Most recent tickets looked at before the index is asked instead. */
const LONGEST_LOOK = 20_000

/**
 * How many tickets answer a search, counted up to `most` + 1. A frequent word reaches that among the newest tickets; through the index
 * every ticket that holds it would be read first.
 */
export async function countFound(
  call: Call,
  regionId: number,
  filter: ResolvedFilter,
  terms: Terms,
  most: number
): Promise<number> {
  const conditions = [...conditionsOf(call, regionId, filter), rechecked(call, terms)]
  const enough = sql.lit(most + 1)
  const counted = async (from: RawBuilder<unknown>) => {
    const query = sql<{ counted: number }>`select count(*)::int as counted from (select ${from} limit ${enough}) c`
    return (await query.execute(call.tx)).rows[0]?.counted ?? 0
  }
  const share = await shareOf(call, regionId, terms.grams)
  if (share > 0) {
    const look = sql.lit(Math.min(LONGEST_LOOK, Math.ceil((most * 2) / share)))
    const found = await counted(sql`from (
      select * from tickets.ticket t where t.region_id = ${regionId} order by t.opened_at desc, t.id desc limit ${look}) t where ${all(conditions)}`)
    if (found > most) return found
  }
  return counted(sql`from tickets.ticket t where ${all([...conditions, indexed(regionId, terms)])}`)
}
