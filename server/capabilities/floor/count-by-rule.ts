import { sql } from 'kysely'
import type { Call } from '#platform/action'

export type RuleCounts = { offered: number; answered: number; answeredWithin: number; abandoned: number; averageWaitSeconds: number | null }

/**
 * How contacts waited that entered a queue in a period, those of some routing rules and all others apart. Who was taken back to a queue counts again; who was told that the
 * queue is closed does not count.
 */
export async function countByRule(call: Call, regionId: number, period: { from: Date; to: Date }, ruleIds: readonly string[], withinSeconds: number): Promise<{ those: RuleCounts; others: RuleCounts }> {
  const { rows } = await sql<RuleCounts & { those: boolean }>`
    select rule_id = any(${[...ruleIds]}::text[]) as those, count(*)::int as offered,
      (count(*) filter (where answered_at is not null))::int as answered,
      (count(*) filter (where answered_at <= entered_at + make_interval(secs => ${withinSeconds})))::int as "answeredWithin",
      (count(*) filter (where outcome = 'abandoned'))::int as abandoned,
      (avg(extract(epoch from answered_at - entered_at)) filter (where answered_at is not null))::float8 as "averageWaitSeconds"
    from floor.passage where region_id = ${regionId} and entered_at >= ${period.from} and entered_at < ${period.to} and outcome <> 'withdrawn' group by 1`.execute(call.tx)
  const none: RuleCounts = { offered: 0, answered: 0, answeredWithin: 0, abandoned: 0, averageWaitSeconds: null }
  const of = (those: boolean): RuleCounts => {
    const { those: _those, ...counts } = rows.find((row) => row.those === those) ?? { ...none, those }
    return counts
  }
  return { those: of(true), others: of(false) }
}
