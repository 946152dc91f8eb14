import { sql } from 'kysely'
import { queueRoster } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { presenceRules, secondsAfter, secondsBetween, takingStates } from './floor-rules.ts'

/** Who waits now, by channel and queue: callers still on the line, those to be called back left out. */
export type WaitingNow = { channel: string; queueCode: string; waiting: number; longestWaitSeconds: number }

/** What waits in a region, read from the live rows alone: cheap enough to be asked every few seconds. @norm CC-34 */
export async function waitingNow(call: Call, regionId: number): Promise<WaitingNow[]> {
  const { rows } = await sql<{ channel: string; queue_code: string; n: number; since: Date }>`
    select channel, queue_code, count(*)::int as n, min(entered_at) as since from floor.contact
    where region_id = ${regionId} and state = 'waiting' and not callback group by channel, queue_code order by n desc, queue_code`.execute(call.tx)
  return rows.map((row) => ({ channel: row.channel, queueCode: row.queue_code, waiting: row.n, longestWaitSeconds: secondsBetween(row.since, call.now) }))
}

/** How many contacts of a channel came between two instants, whatever became of them. */
export async function arrivalsBetween(call: Call, regionId: number, channel: string, from: Date, until: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from floor.passage where region_id = ${regionId} and entered_at >= ${from} and entered_at < ${until} and channel = ${channel})
      + (select count(*) from floor.contact where region_id = ${regionId} and state in ('waiting', 'offered', 'held') and entered_at >= ${from} and entered_at < ${until} and channel = ${channel}) as n`.execute(call.tx)
  return Number(rows[0]?.n ?? 0)
}

/** How many came in the same span of the weeks before, on average, from the counts per quarter; null without any history. */
export async function arrivalsUsual(call: Call, regionId: number, channel: string, from: Date, until: Date, weeks: number): Promise<number | null> {
  const spans = Array.from({ length: weeks }, (_, week) => (week + 1) * 7 * 86_400_000).map((back) => [new Date(from.getTime() - back), new Date(until.getTime() - back)] as const)
  const minutes = rulebook().channels.counts.slot_minutes
  const { rows } = await sql<{ known: number; n: number }>`
    select count(*) filter (where n is not null)::int as known, coalesce(sum(n), 0)::float8 as n from (
      select (select sum(t.n * extract(epoch from least(t.slot + make_interval(mins => ${minutes}), s.u) - greatest(t.slot, s.f)) / ${minutes * 60}::float8) from floor.tally t
        where t.region_id = ${regionId} and t.slot > s.f - make_interval(mins => ${minutes}) and t.slot < s.u and t.channel = ${channel} and t.figure = 'offered' and t.within_seconds = -1) as n
      from unnest(${spans.map(([f]) => f)}::timestamptz[], ${spans.map(([, u]) => u)}::timestamptz[]) as s(f, u)) week`.execute(call.tx)
  const known = rows[0]?.known ?? 0
  const usual = known === 0 ? 0 : Number(rows[0]?.n ?? 0) / known
  return usual > 0 ? usual : null
}

/** Of contacts of a channel whose wait ended between two instants: answered, answered in time, given up. */
export async function answeredBetween(call: Call, regionId: number, channel: string, from: Date, until: Date, withinSeconds: number): Promise<{ answered: number; answeredWithin: number; abandoned: number }> {
  const { rows } = await sql<{ answered: number; within: number; abandoned: number }>`
    with ended as (
      select entered_at, answered_at, outcome from floor.passage where region_id = ${regionId} and channel = ${channel} and entered_at >= ${secondsAfter(from, -7200)}
        and coalesce(answered_at, ended_at) >= ${from} and coalesce(answered_at, ended_at) < ${until}
      union all select entered_at, accepted_at, null from floor.contact where region_id = ${regionId} and channel = ${channel} and state = 'held' and accepted_at >= ${from} and accepted_at < ${until})
    select count(answered_at)::int as answered, count(*) filter (where extract(epoch from answered_at - entered_at) <= ${withinSeconds})::int as within,
      count(*) filter (where answered_at is null and outcome = 'abandoned')::int as abandoned from ended`.execute(call.tx)
  const row = rows[0]
  return { answered: row?.answered ?? 0, answeredWithin: row?.within ?? 0, abandoned: row?.abandoned ?? 0 }
}

export type Staffing = { agents: number; busy: number; atSeat: number; /** Contacts of the channel in hand. */ held: number }

/** People who serve the queues now (talking and wrapping up included), how many of them are busy, and everybody at a seat of the region. */
export async function staffingOf(call: Call, regionId: number, channel: string, queueCodes: readonly string[]): Promise<Staffing> {
  const roster = await queueRoster(call.tx, regionId)
  const members = roster.filter((queue) => queueCodes.includes(queue.code)).flatMap((queue) => [...queue.members.keys()])
  const { rows } = await sql<{ agents: number; busy: number; at_seat: number; held: number }>`
    with there as (select staff_id, state, hard_units from floor.seat where region_id = ${regionId} and state <> 'signed-out' and last_seen_at > ${secondsAfter(call.now, -presenceRules().silent_seconds)}),
    lent as (select staff_id from floor.loan where region_id = ${regionId} and queue_codes && ${[...queueCodes]}::text[]),
    serving as (select * from there where (staff_id = any(${members}::uuid[]) or staff_id in (select staff_id from lent))
      and state = any(${[...takingStates(), 'talking', 'wrap-up']}::text[]))
    select (select count(*) from serving)::int as agents, (select count(*) from serving where state in ('talking', 'wrap-up'))::int as busy,
      (select count(*) from there where state = any(${seatedStates()}::text[]))::int as at_seat,
      (select count(*) from floor.contact where region_id = ${regionId} and state = 'held' and channel = ${channel} and queue_code = any(${[...queueCodes]}::text[]))::int as held`.execute(call.tx)
  const row = rows[0]
  return { agents: row?.agents ?? 0, busy: row?.busy ?? 0, atSeat: row?.at_seat ?? 0, held: row?.held ?? 0 }
}

const seatedStates = (): string[] => Object.entries(presenceRules().states).flatMap(([code, { seat }]) => (seat ? [code] : []))

/**
 * Mean time a contact is served and mean patience, from those that came since an instant; null where nothing tells. Patience is all the
 * seconds anybody waited, those who still wait or were answered included, over how many gave up: a wait that ended otherwise says that
 * patience was longer.
 */
export async function serviceTimes(call: Call, regionId: number, channel: string, since: Date): Promise<{ handleSeconds: number | null; patienceSeconds: number | null }> {
  const { rows } = await sql<{ handle: number | null; waited: number; lost: number }>`
    with came as (
      select entered_at, answered_at, ended_at, coalesce(answered_at, ended_at) as until, outcome = 'abandoned' as lost from floor.passage
        where region_id = ${regionId} and entered_at >= ${since} and channel = ${channel}
      union all select entered_at, accepted_at, null, coalesce(accepted_at, ${call.now}), false from floor.contact
        where region_id = ${regionId} and entered_at >= ${since} and channel = ${channel} and state in ('waiting', 'offered', 'held') and not callback)
    select avg(extract(epoch from ended_at - answered_at))::float8 as handle, coalesce(sum(extract(epoch from until - entered_at)), 0)::float8 as waited,
      count(*) filter (where lost)::int as lost from came`.execute(call.tx)
  const row = rows[0]
  return { handleSeconds: row?.handle ?? null, patienceSeconds: row && row.lost > 0 && row.waited > 0 ? row.waited / row.lost : null }
}

/** The queues contacts of a channel came through since an instant, the busiest first. */
export async function queuesUsed(call: Call, regionId: number, channel: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ queue_code: string }>`select queue_code from floor.passage where region_id = ${regionId} and entered_at >= ${since} and channel = ${channel}
    group by queue_code order by count(*) desc, queue_code limit 20`.execute(call.tx)
  return rows.map((row) => row.queue_code)
}
