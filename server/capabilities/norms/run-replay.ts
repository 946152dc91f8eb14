import type { Clause } from '@shouwen/kernels/conditions/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { type CaseKey, type CaseOutcome, casesBetween, outcomeOf, pastCases } from './replay-cases.ts'
import { type Rules, rulesInForce, versionAt } from './rules-in-force.ts'

const BATCH = 200
/** A screen can show so many; the counts go over all. */
const MOST_SHOWN = 2000

export type Plan = { replayId: string; clause: Clause; regions: number[] | null; from: Date; to: Date; most: number }
type Tally = Record<CaseOutcome | 'none', number>
type Changed = CaseKey & { before: Decided; after: Decided }
type Decided = { outcome: CaseOutcome; dueAt: number | null } | null

/** What the promises of a clause are about: the subject its stopping events are told of. */
export function subjectKindOf(clause: Clause): string {
  return (clause.clock?.stops[0] ?? clause.applies?.event ?? '').split('.')[0] as string
}

/** How many cases a replay would look at. */
export async function countCases(call: Call, clause: Clause, regions: number[] | null, from: Date, to: Date, most: number): Promise<number> {
  return (await casesBetween(call, subjectKindOf(clause), regions, from, to, most)).length
}

/**
 * Runs the version, and what was in force at the start of each case, over past cases through the same kernel; writes the
 * counts and the cases that change. Nothing of the cases themselves changes. May be run again from the beginning.
 */
export async function runReplay(call: Call, plan: Plan): Promise<void> {
  const rules = await rulesInForce(call)
  await call.tx.deleteFrom('norms.replay_case').where('replay_id', '=', plan.replayId).execute()
  const keys = await casesBetween(call, subjectKindOf(plan.clause), plan.regions, plan.from, plan.to, plan.most)
  const [before, after] = [emptyTally(), emptyTally()]
  const names = eventNames([plan.clause, ...(rules.timelines.get(plan.clause.id) ?? []).flatMap(({ version }) => version?.clause ?? [])])
  let [shown, total] = [0, 0]
  for (let start = 0; start < keys.length; start += BATCH) {
    const changed: Changed[] = []
    for (const [regionId, batch] of Map.groupBy(keys.slice(start, start + BATCH), (key) => key.regionId))
      for (const [index, past] of (await pastCases(call, regionId, batch, names)).entries()) {
        const decided = { before: wasDecided(rules, plan.clause.id, past, call.now), after: decide(rules, plan.clause, past, call.now) }
        before[decided.before?.outcome ?? 'none'] += 1
        after[decided.after?.outcome ?? 'none'] += 1
        if (decided.before?.outcome !== decided.after?.outcome) changed.push({ ...(batch[index] as CaseKey), ...decided })
      }
    total += changed.length
    shown = await writeChanged(call, plan.replayId, changed.slice(0, MOST_SHOWN - shown), shown)
    await call.tx.updateTable('norms.replay').set({ done: Math.min(start + BATCH, keys.length), total: keys.length }).where('id', '=', plan.replayId).execute()
  }
  await call.tx
    .updateTable('norms.replay')
    .set({ state: 'done', done: keys.length, total: keys.length, changed: total, before: JSON.stringify(before), after: JSON.stringify(after), finished_at: call.app.clock.now() })
    .where('id', '=', plan.replayId)
    .execute()
}

function decide(rules: Rules, clause: Clause, past: Parameters<typeof outcomeOf>[3], now: Date): Decided {
  const calendar = rules.calendars.get(clause.clock?.calendar ?? '')?.calendar
  return calendar ? outcomeOf(rulebook().conditions, clause, calendar, past, now.getTime()) : null
}

/** By the version that was in force when the case began. */
function wasDecided(rules: Rules, clauseId: string, past: Parameters<typeof outcomeOf>[3], now: Date): Decided {
  const clause = versionAt(rules, clauseId, past.events[0]?.at ?? now.getTime())?.clause
  return clause?.status === 'in-force' ? decide(rules, clause, past, now) : null
}

function eventNames(clauses: Clause[]): string[] {
  const named = clauses.flatMap(({ applies, clock }) => [applies?.event, clock?.starts, ...(clock?.stops ?? []), ...(clock?.voids ?? []), ...(clock?.pauses ?? []).flatMap(({ event, until }) => [event, ...until])])
  return [...new Set(named.filter((name) => name !== undefined))]
}

async function writeChanged(call: Call, replayId: string, changed: Changed[], shown: number): Promise<number> {
  if (changed.length === 0) return shown
  const of = <T>(pick: (one: Changed) => T): T[] => changed.map(pick)
  await sql`insert into norms.replay_case (replay_id, position, region_id, subject_kind, subject_id, before, after, before_due_at, after_due_at)
    select ${replayId}::uuid, ${shown}::int + n.position::int, n.region_id, n.subject_kind, n.subject_id, n.before, n.after, n.before_due_at, n.after_due_at
    from unnest(${of((one) => one.regionId)}::int[], ${of((one) => one.subjectKind)}::text[], ${of((one) => one.subjectId)}::uuid[],
      ${of((one) => one.before?.outcome ?? null)}::text[], ${of((one) => one.after?.outcome ?? null)}::text[],
      ${of((one) => date(one.before?.dueAt))}::timestamptz[], ${of((one) => date(one.after?.dueAt))}::timestamptz[])
      with ordinality as n(region_id, subject_kind, subject_id, before, after, before_due_at, after_due_at, position)`.execute(call.tx)
  return shown + changed.length
}

function date(at: number | null | undefined): Date | null {
  return at == null ? null : new Date(at)
}

function emptyTally(): Tally {
  return { kept: 0, broken: 0, open: 0, cancelled: 0, none: 0 }
}
