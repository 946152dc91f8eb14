import { sql } from 'kysely'
import type { App } from '#platform/app-type'
import { rulebook } from '#server/rulebook'

const ROUND = 5000

/**
 * Adds what happened since to the counts and takes the marks away, in one statement: nothing is counted twice or lost, whoever dies when.
 * Only the dispatcher does it, so that nobody waits for a counter. Answers how many marks were counted.
 */
export async function countMarks(app: App, regionId: number): Promise<number> {
  const { answered_within, abandoned_within } = rulebook().channels.counts
  let total = 0
  for (;;) {
    const { rows } = await sql<{ taken: number }>`
      with taken as (delete from floor.mark where region_id = ${regionId} and id in (
          select id from floor.mark where region_id = ${regionId} order by id limit ${ROUND} for update skip locked)
        returning slot, queue_code, channel, figure, seconds, n),
      bound as (select 'answered' as figure, unnest(${[...answered_within]}::int[]) as within union all select 'abandoned', unnest(${[...abandoned_within]}::int[])),
      counted as (
        select slot, queue_code, channel, figure, -1 as within, sum(n) as n from taken group by slot, queue_code, channel, figure
        union all
        select slot, queue_code, channel, t.figure, b.within, sum(n) from taken t join bound b on b.figure = t.figure and t.seconds <= b.within
        group by slot, queue_code, channel, t.figure, b.within
        union all
        select slot, queue_code, channel, figure || '-wait-seconds', -1, sum(seconds * n) from taken where figure in ('answered', 'abandoned')
        group by slot, queue_code, channel, figure),
      added as (insert into floor.tally as t (region_id, slot, queue_code, channel, figure, within_seconds, n)
        select ${regionId}, slot, queue_code, channel, figure, within, n from counted
        on conflict (region_id, slot, queue_code, channel, figure, within_seconds) do update set n = t.n + excluded.n)
      select count(*)::int as taken from taken`.execute(app.db)
    const taken = rows[0]?.taken ?? 0
    total += taken
    if (taken < ROUND) return total
  }
}
