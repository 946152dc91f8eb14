import { type Clause, type Conditions, type GivenFacts, type PromiseRun, runClause, type TimedEvent } from '@shouwen/kernels/conditions/index'
import type { Calendar } from '@shouwen/kernels/working-time/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'

/** A past case as the replay sees it: what was known of it and what happened to it. */
export type PastCase = { regionId: number; subjectKind: string; subjectId: string; facts: GivenFacts; events: TimedEvent[] }
export type CaseOutcome = 'kept' | 'broken' | 'open' | 'cancelled'
export type CaseKey = { regionId: number; subjectKind: string; subjectId: string; partOfId: string | null }

/** What a clause would have made of a case; null when it made no promise. Of several rounds the worst counts. */
export function outcomeOf(conditions: Conditions, clause: Clause, calendar: Calendar, past: PastCase, now: number): { outcome: CaseOutcome; dueAt: number | null } | null {
  const live: Clause = { ...clause, status: 'in-force' }
  const runs = runClause(conditions, live, calendar, past.facts, past.events, now)
  const worst = (['broken', 'open', 'kept', 'cancelled'] as const).find((outcome) => runs.some((run) => outcomeWord(run) === outcome))
  if (!worst) return null
  return { outcome: worst, dueAt: runs.find((run) => outcomeWord(run) === worst)?.clock.dueAt ?? null }
}

function outcomeWord({ state }: PromiseRun): CaseOutcome {
  if (state === 'kept' || state === 'broken') return state
  return state === 'void' ? 'cancelled' : 'open'
}

/** Cases for which any promise began in the period, by the start of their first; `kind` is what the clause is about. */
export async function casesBetween(call: Call, kind: string, regions: number[] | null, from: Date, to: Date, most: number): Promise<CaseKey[]> {
  const { rows } = await sql<{ region_id: number; subject_kind: string; subject_id: string; part_of_id: string | null }>`
    select c.region_id, c.subject_kind, c.subject_id, c.part_of_id from norms.clock c
    where c.started_at >= ${from} and c.started_at < ${to} and c.subject_kind = ${kind}
      ${regions ? sql`and c.region_id = any(${regions}::int[])` : sql``}
    group by c.region_id, c.subject_kind, c.subject_id, c.part_of_id
    order by min(c.started_at), c.subject_id limit ${most}`.execute(call.tx)
  return rows.map((row) => ({ regionId: row.region_id, subjectKind: row.subject_kind, subjectId: row.subject_id, partOfId: row.part_of_id }))
}

/**
 * Facts and events of cases of one region: their own events, those of what they are part of, and those of their parts, in the order in
 * which they were told. A part's event reaches the whole under its own name only: that a task was called off ends nothing else.
 */
export async function pastCases(call: Call, regionId: number, keys: CaseKey[], names: string[]): Promise<PastCase[]> {
  const ids = keys.map(({ subjectId }) => subjectId)
  const parts = await sql<{ subject_id: string; part_of_id: string }>`select distinct subject_id, part_of_id from norms.clock
    where region_id = ${regionId} and part_of_id = any(${ids}::uuid[])`.execute(call.tx)
  const facts = await sql<{ subject_id: string; facts: GivenFacts }>`select distinct on (subject_id) subject_id, facts from norms.clock
    where region_id = ${regionId} and subject_id = any(${ids}::uuid[]) order by subject_id, started_at, id`.execute(call.tx)
  const factsOf = new Map(facts.rows.map((row) => [row.subject_id, row.facts]))
  const partsOf = Map.groupBy(parts.rows, (row) => row.part_of_id)
  const above = (key: CaseKey) => [key.subjectId, ...(key.partOfId ? [key.partOfId] : [])]
  const below = (key: CaseKey) => (partsOf.get(key.subjectId) ?? []).map((row) => row.subject_id)
  const told = await eventsOf(call, regionId, [...new Set(keys.flatMap((key) => [...above(key), ...below(key)]))], names)
  return keys.map((key) => ({
    regionId,
    subjectKind: key.subjectKind,
    subjectId: key.subjectId,
    facts: factsOf.get(key.subjectId) ?? {},
    events: [...above(key).flatMap((id) => told.get(id) ?? []), ...below(key).flatMap((id) => (told.get(id) ?? []).filter((one) => !one.renamed))]
      .sort((a, b) => a.at - b.at || a.seq - b.seq)
      .map(({ event, at, reason }) => ({ event, at, ...(reason === null ? {} : { reason }) }))
  }))
}

type Told = { event: string; at: number; reason: string | null; renamed: boolean; seq: number }

/** `heardAs` in an event's data is the name under which the clocks were told of it, when that is another one. */
async function eventsOf(call: Call, regionId: number, ids: string[], names: string[]): Promise<Map<string, Told[]>> {
  const { rows } = await sql<{ subject_id: string; name: string; renamed: boolean; occurred_at: Date; seq: number; reason: string | null }>`
    select subject_id, coalesce(data->>'heardAs', name) as name, data->>'heardAs' is not null as renamed, occurred_at, seq, data->>'reason' as reason
    from platform.event
    where region_id = ${regionId} and subject_id = any(${ids}::uuid[]) and coalesce(data->>'heardAs', name) = any(${names}::text[])
    order by occurred_at, seq`.execute(call.tx)
  const told = new Map<string, Told[]>()
  for (const row of rows) {
    const events = told.get(row.subject_id) ?? []
    told.set(row.subject_id, events)
    events.push({ event: row.name, at: row.occurred_at.getTime(), reason: row.reason, renamed: row.renamed, seq: row.seq })
  }
  return told
}
