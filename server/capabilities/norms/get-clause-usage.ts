import type { getClauseUsage } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { regionsFor } from '#platform/access'
import type { Call } from '#platform/action'
import { versionsOf } from './clause-versions.ts'

const MONTHS = 6

/** How the promises of a clause ended, by region and month of their start. Reads one index over the months asked for. */
export async function getClauseUsageAction(call: Call, { clauseId, months = MONTHS }: InputOf<typeof getClauseUsage>): Promise<OutputOf<typeof getClauseUsage>> {
  await versionsOf(call.tx, clauseId)
  const from = new Date(Date.UTC(call.now.getUTCFullYear(), call.now.getUTCMonth() - months + 1, 1))
  const regions = regionsFor(call.actor, 'norm.read')
  const seen = regions ? sql`and c.region_id = any(${regions}::int[])` : sql``
  const { rows } = await sql<{ region_id: number; month: string; open: number; kept: number; broken: number; cancelled: number }>`
    select c.region_id, to_char(c.started_at at time zone r.time_zone, 'YYYY-MM') as month,
      count(*) filter (where c.state in ('running', 'paused')) as open, count(*) filter (where c.state = 'kept') as kept,
      count(*) filter (where c.state = 'broken') as broken, count(*) filter (where c.state = 'cancelled') as cancelled
    from norms.clock c join platform.region r on r.id = c.region_id
    where c.clause_id = ${clauseId} and c.started_at >= ${from} ${seen}
    group by c.region_id, month order by month, c.region_id`.execute(call.tx)
  return {
    from: from.toISOString(),
    items: rows.map(({ region_id, kept, broken, ...rest }) => ({ regionId: region_id, kept, broken, ...rest, share: kept + broken === 0 ? null : kept / (kept + broken) }))
  }
}
