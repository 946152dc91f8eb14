import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { every, type Repeating } from '#platform/jobs'

/** Recent tickets looked at, and the share from which a gram is worth remembering. */
const SAMPLE = 2_000
const LEAST_SHARE = 0.004
const REMEMBERED_MS = 600_000

type Shares = { at: number; shares: Promise<Map<string, number>> }
const remembered = new WeakMap<App, Map<number, Shares>>()

/**
 * In what share of recent tickets of the region all these grams can occur at most: the share of the rarest of them, 0 when it is too rare
 * to be remembered. Shares are read once in ten minutes per process.
 */
export async function shareOf(call: Call, regionId: number, grams: readonly string[]): Promise<number> {
  const shares = await sharesOf(call, regionId)
  return Math.min(1, ...grams.map((gram) => shares.get(gram) ?? 0))
}

function sharesOf(call: Call, regionId: number): Promise<Map<string, number>> {
  const known = remembered.get(call.app) ?? new Map<number, Shares>()
  remembered.set(call.app, known)
  const now = call.now.getTime()
  const found = known.get(regionId)
  if (found && Math.abs(now - found.at) < REMEMBERED_MS) return found.shares
  const shares = readShares(call, regionId)
  known.set(regionId, { at: now, shares })
  shares.catch(() => known.delete(regionId))
  return shares
}

async function readShares(call: Call, regionId: number): Promise<Map<string, number>> {
  const rows = await call.tx
    .selectFrom('tickets.gram_share')
    .select(['gram', 'share'])
    .where('region_id', '=', regionId)
    .execute()
  return new Map(rows.map((row) => [row.gram, row.share]))
}

/** Counts the grams of recent tickets anew, region by region, each in a transaction of its own. */
export async function measureGramShares(app: App): Promise<void> {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id } of regions)
    await transact(app, { kind: 'system', name: 'tickets.gram-share' }, (call) => measureRegion(call, id))
  remembered.delete(app)
}

async function measureRegion(call: Call, regionId: number): Promise<void> {
  await call.tx.deleteFrom('tickets.gram_share').where('region_id', '=', regionId).execute()
  await sql`
    with recent as materialized (select grams from tickets.ticket where region_id = ${regionId} order by opened_at desc, id desc limit ${sql.lit(SAMPLE)})
    insert into tickets.gram_share (region_id, gram, share)
    select ${regionId}::int, g.gram, count(*)::real / (select count(*) from recent)
    from recent cross join lateral unnest(recent.grams) g (gram)
    group by g.gram having count(*) >= ${LEAST_SHARE}::real * (select count(*) from recent)
    on conflict (region_id, gram) do update set share = excluded.share`.execute(call.tx)
}

/** Once an hour. */
export const gramShares: Repeating = every(3600, 'tickets.gram-share', (call) => measureGramShares(call.app))
