import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database'
import { newId } from '#platform/uuid7'
import { rulebook } from '#server/rulebook'

/** One way of a contact through a queue that is over. */
export type PastPassage = {
  kind: 'conversation' | 'call'
  contactId: string
  channel: string
  queueCode: string
  viaQueue: string | null
  ruleId: string
  enteredAt: Date
  answeredAt: Date | null
  endedAt: Date
  staffId: string | null
}

export type PastInterval = { staffId: string; unitId: string; state: string; startedAt: Date; endedAt: Date }

/** Why somebody got a contact, as the kernel decided it. */
export type PastDecision = Pick<PastPassage, 'kind' | 'contactId' | 'queueCode' | 'viaQueue' | 'ruleId'> & {
  staffId: string
  at: Date
  step: number
  score: number
  waitedSeconds: number
  why: string
  eligible: number
  passedOver: { staffId: string; code: string }[]
}

const ROUND = 4000

/**
 * Brings the past of a floor from elsewhere (another switch, a simulated one) into a region that has none for that time: passages, states of people,
 * the ledger, and the counts per quarter worked out from them. What it is given is believed; nothing of it is told to anybody.
 */
export async function bringFloorHistory(tx: Database | Tx, regionId: number, past: { passages: readonly PastPassage[]; intervals: readonly PastInterval[]; decisions: readonly PastDecision[] }): Promise<void> {
  for (const part of rounds(past.passages)) await insertPassages(tx, regionId, part)
  for (const part of rounds(past.intervals)) await insertIntervals(tx, regionId, part)
  for (const part of rounds(past.decisions)) await insertDecisions(tx, regionId, part)
  for (const part of rounds(past.passages, 20_000)) await countPassages(tx, regionId, part)
  for (const part of rounds(past.intervals, 20_000)) await countIntervals(tx, regionId, part)
}

function rounds<T>(all: readonly T[], size = ROUND): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}

async function insertPassages(tx: Database | Tx, regionId: number, rows: readonly PastPassage[]): Promise<void> {
  await sql`insert into floor.passage (region_id, id, kind, contact_id, channel, queue_code, via_queue, facts, rule_id, head_start_seconds, avoid_staff_ids, placed_at, entered_at, answered_at, ended_at, staff_id, outcome)
    select ${regionId}, p.id, p.kind, p.contact, p.channel, p.queue, p.via, '{}', p.rule, 0, '{}', p.entered, p.entered, p.answered, p.ended, p.staff, case when p.answered is null then 'abandoned' else 'answered' end
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.contactId)}::uuid[], ${rows.map((one) => one.channel)}::text[],
      ${rows.map((one) => one.queueCode)}::text[], ${rows.map((one) => one.viaQueue)}::text[], ${rows.map((one) => one.ruleId)}::text[], ${rows.map((one) => one.enteredAt)}::timestamptz[],
      ${rows.map((one) => one.answeredAt)}::timestamptz[], ${rows.map((one) => one.endedAt)}::timestamptz[], ${rows.map((one) => one.staffId)}::uuid[])
      as p(id, kind, contact, channel, queue, via, rule, entered, answered, ended, staff)`.execute(tx)
}

async function insertIntervals(tx: Database | Tx, regionId: number, rows: readonly PastInterval[]): Promise<void> {
  await sql`insert into floor.interval (region_id, id, staff_id, state, started_at, ended_at)
    select ${regionId}, i.id, i.staff, i.state, i.started, i.ended
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((one) => one.staffId)}::uuid[], ${rows.map((one) => one.state)}::text[], ${rows.map((one) => one.startedAt)}::timestamptz[],
      ${rows.map((one) => one.endedAt)}::timestamptz[]) as i(id, staff, state, started, ended)`.execute(tx)
}

async function insertDecisions(tx: Database | Tx, regionId: number, rows: readonly PastDecision[]): Promise<void> {
  await sql`insert into floor.decision (region_id, id, kind, contact_id, queue_code, via_queue, staff_id, at, rule_id, way, step, score, waited_seconds, why, eligible, passed_over, epoch, outcome, outcome_at)
    select ${regionId}, d.id, d.kind, d.contact, d.queue, d.via, d.staff, d.at, d.rule, 'offered', d.step, d.score, d.waited, d.why, d.eligible, d.passed, 0, 'accepted', d.at
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.contactId)}::uuid[], ${rows.map((one) => one.queueCode)}::text[], ${rows.map((one) => one.viaQueue)}::text[],
      ${rows.map((one) => one.staffId)}::uuid[], ${rows.map((one) => one.at)}::timestamptz[], ${rows.map((one) => one.ruleId)}::text[], ${rows.map((one) => one.step)}::int[], ${rows.map((one) => one.score)}::float8[],
      ${rows.map((one) => one.waitedSeconds)}::int[], ${rows.map((one) => one.why)}::text[], ${rows.map((one) => one.eligible)}::int[], ${rows.map((one) => JSON.stringify(one.passedOver))}::jsonb[])
      as d(id, kind, contact, queue, via, staff, at, rule, step, score, waited, why, eligible, passed)`.execute(tx)
}

/** The same sums as count-marks.ts makes of what happens live, each contact in the quarter in which it entered. */
async function countPassages(tx: Database | Tx, regionId: number, rows: readonly PastPassage[]): Promise<void> {
  const { slot_minutes, answered_within, abandoned_within } = rulebook().channels.counts
  const seconds = (from: Date, until: Date) => Math.floor((until.getTime() - from.getTime()) / 1000)
  await sql`
    with p as (select to_timestamp(floor(extract(epoch from entered) / ${slot_minutes * 60}) * ${slot_minutes * 60}) as slot, * from unnest(
      ${rows.map((one) => one.queueCode)}::text[], ${rows.map((one) => one.viaQueue)}::text[], ${rows.map((one) => one.channel)}::text[], ${rows.map((one) => one.enteredAt)}::timestamptz[],
      ${rows.map((one) => (one.answeredAt ? 'answered' : 'abandoned'))}::text[], ${rows.map((one) => seconds(one.enteredAt, one.answeredAt ?? one.endedAt))}::int[],
      ${rows.map((one) => (one.answeredAt ? seconds(one.answeredAt, one.endedAt) : 0))}::int[]) as p(queue, via, channel, entered, outcome, waited, served)),
    bound as (select 'answered' as outcome, unnest(${[...answered_within]}::int[]) as within union all select 'abandoned', unnest(${[...abandoned_within]}::int[])),
    counted as (
      select slot, queue, channel, 'offered' as figure, -1 as within, count(*) as n from p group by 1, 2, 3
      union all select slot, queue, channel, outcome, -1, count(*) from p group by 1, 2, 3, 4
      union all select slot, queue, channel, p.outcome, b.within, count(*) from p join bound b on b.outcome = p.outcome and p.waited <= b.within group by 1, 2, 3, 4, 5
      union all select slot, queue, channel, outcome || '-wait-seconds', -1, sum(waited) from p group by 1, 2, 3, 4
      union all select slot, queue, channel, 'handle-seconds', -1, sum(served) from p where outcome = 'answered' group by 1, 2, 3
      union all select slot, queue, channel, 'overflowed-out', -1, count(*) from p where via is not null group by 1, 2, 3
      union all select slot, via, channel, 'overflowed-in', -1, count(*) from p where via is not null group by 1, 2, 3)
    insert into floor.tally as t (region_id, slot, queue_code, channel, figure, within_seconds, n)
    select ${regionId}, slot, queue, channel, figure, within, n from counted
    on conflict (region_id, slot, queue_code, channel, figure, within_seconds) do update set n = t.n + excluded.n`.execute(tx)
}

/** Seconds people spent in each state, in the quarters they were spent in, under their unit. */
async function countIntervals(tx: Database | Tx, regionId: number, rows: readonly PastInterval[]): Promise<void> {
  const slotSeconds = rulebook().channels.counts.slot_minutes * 60
  await sql`
    with i as (select * from unnest(${rows.map((one) => one.unitId)}::text[], ${rows.map((one) => one.state)}::text[], ${rows.map((one) => one.startedAt.getTime() / 1000)}::float8[],
      ${rows.map((one) => one.endedAt.getTime() / 1000)}::float8[]) as i(unit, state, started, ended)),
    parts as (select unit, state, slot, least(ended, slot + ${slotSeconds}) - greatest(started, slot) as seconds
      from i cross join lateral generate_series((floor(started / ${slotSeconds}) * ${slotSeconds})::bigint, (ceil(ended / ${slotSeconds}) * ${slotSeconds})::bigint - ${slotSeconds}, ${slotSeconds}) as slot)
    insert into floor.tally as t (region_id, slot, queue_code, channel, figure, within_seconds, n)
    select ${regionId}, to_timestamp(slot), unit, '', 'state:' || state, -1, round(sum(seconds)) from parts group by slot, unit, state
    on conflict (region_id, slot, queue_code, channel, figure, within_seconds) do update set n = t.n + excluded.n`.execute(tx)
}
