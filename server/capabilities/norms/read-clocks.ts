import { type RawBuilder, sql } from 'kysely'
import type { Call } from '#platform/action'
import { type Clock, type ClockRow, clockOf } from './clock-row.ts'
import { forgetRules, rulesInForce } from './rules-in-force.ts'

/** The columns of `ClockRow` from norms.clock as `c`. */
export const clockColumns: RawBuilder<unknown> = sql`c.region_id, c.id, c.clause_version_id, c.calendar_version_id, c.subject_kind,
  c.subject_id, c.part_of_id, c.unit_id, c.owner_id, c.owner_kind, c.customer_id, c.started_at, c.started_by_event, c.facts,
  c.time_limit, c.table_row, c.state, c.due_at, c.at_risk_at, c.next_at, c.remaining_ms, c.at_risk_fired_at, c.broken_at,
  c.stopped_at, c.stopped_by_event, c.created_at,
  (select jsonb_agg(jsonb_build_object('from', p.from_at, 'to', p.to_at, 'reason', p.reason, 'startedBy', p.started_by_event,
     'endedBy', p.ended_by_event) order by p.from_at)
   from norms.clock_pause p where p.region_id = c.region_id and p.clock_id = c.id) as pauses`

/** Rows as clocks. A version another process published a moment ago is fetched when a row names it. */
export async function clocksFrom(call: Pick<Call, 'app' | 'tx'>, rows: ClockRow[]): Promise<Clock[]> {
  let rules = await rulesInForce(call)
  if (rows.some((row) => !rules.versions.has(row.clause_version_id) || !rules.calendarVersions.has(row.calendar_version_id))) {
    forgetRules(call.app)
    rules = await rulesInForce(call)
  }
  return rows.map((row) => clockOf(rules, row))
}

/**
 * The unfinished clocks an event of the subject can reach: its own, those of its parts (a ticket's tasks) and those of what
 * it is part of. Locked, so that two events of one subject take turns. Two looked-up lists instead of an `or`, which before the first
 * ANALYZE of a filling database reads every running clock of the region.
 */
export async function lockUnfinished(call: Call, regionId: number, subjectId: string, partOfId: string | null): Promise<Clock[]> {
  const own = partOfId === null ? [subjectId] : [subjectId, partOfId]
  const { rows } = await sql<ClockRow>`
    select ${clockColumns} from norms.clock c
    where c.region_id = ${regionId} and c.id = any(array(
      select s.id from norms.clock s where s.region_id = ${regionId} and s.subject_id = any(${own}::uuid[])
      union all select p.id from norms.clock p where p.region_id = ${regionId} and p.part_of_id = ${subjectId} and p.stopped_at is null))
    order by c.started_at, c.id for update of c`.execute(call.tx)
  return clocksFrom(call, rows.filter((row) => row.stopped_at === null))
}
