import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { insertLate } from '#platform/gathered-writes'
import type { Clock } from './clock-row.ts'

/** Writes new clocks of one region, begun by one event, in one statement, whose text does not depend on how many they are. */
export async function insertClocks(call: Call, regionId: number, clocks: Clock[]): Promise<void> {
  if (clocks.length === 0) return
  if (call.gathered) return insertLate(call, 'norms.clock', clocks.map((clock) => newRow(call, regionId, clock)))
  const first = clocks[0] as Clock
  const of = <T>(pick: (clock: Clock) => T): T[] => clocks.map(pick)
  await sql`insert into norms.clock (region_id, id, clause_id, clause_version_id, calendar_version_id, promise, subject_kind, subject_id,
      part_of_id, unit_id, owner_id, owner_kind, customer_id, started_at, started_by_event, facts, time_limit, table_row, state,
      due_at, at_risk_at, next_at, created_at)
    select ${regionId}::int, n.id, n.clause_id, n.version_id, n.calendar_id, n.promise, n.subject_kind, n.subject_id, n.part_of_id,
      ${first.unitId}::uuid, n.owner_id, n.owner_kind, ${first.customerId}::uuid, n.started_at, ${first.startedBy}, n.facts::jsonb,
      n.time_limit::jsonb, n.table_row, 'running', n.due_at, n.at_risk_at, n.next_at, ${call.now}::timestamptz
    from unnest(${of((c) => c.id)}::uuid[], ${of((c) => c.version.clauseId)}::text[], ${of((c) => c.version.id)}::uuid[],
      ${of((c) => c.calendar.id)}::uuid[], ${of((c) => c.version.clause.clock?.promise ?? '')}::text[], ${of((c) => c.subjectKind)}::text[],
      ${of((c) => c.subjectId)}::uuid[], ${of((c) => c.partOfId)}::uuid[], ${of((c) => c.ownerId)}::uuid[], ${of((c) => c.ownerKind)}::text[],
      ${of((c) => date(c.startedAt))}::timestamptz[], ${of((c) => JSON.stringify(c.facts))}::text[], ${of((c) => JSON.stringify(c.limit))}::text[], ${of((c) => c.row)}::text[],
      ${of((c) => date(c.dueAt))}::timestamptz[], ${of((c) => date(c.atRiskAt))}::timestamptz[], ${of((c) => date(c.nextAt))}::timestamptz[])
      as n(id, clause_id, version_id, calendar_id, promise, subject_kind, subject_id, part_of_id, owner_id, owner_kind, started_at,
        facts, time_limit, table_row, due_at, at_risk_at, next_at)`.execute(call.tx)
}

function newRow(call: Call, regionId: number, clock: Clock) {
  return {
    region_id: regionId,
    id: clock.id,
    clause_id: clock.version.clauseId,
    clause_version_id: clock.version.id,
    calendar_version_id: clock.calendar.id,
    promise: clock.version.clause.clock?.promise ?? '',
    subject_kind: clock.subjectKind,
    subject_id: clock.subjectId,
    part_of_id: clock.partOfId,
    unit_id: clock.unitId,
    owner_id: clock.ownerId,
    owner_kind: clock.ownerKind,
    customer_id: clock.customerId,
    started_at: new Date(clock.startedAt),
    started_by_event: clock.startedBy,
    facts: JSON.stringify(clock.facts),
    time_limit: JSON.stringify(clock.limit),
    table_row: clock.row,
    state: 'running' as const,
    due_at: date(clock.dueAt),
    at_risk_at: date(clock.atRiskAt),
    next_at: date(clock.nextAt),
    created_at: call.now
  }
}

/** Writes what changed in clocks of one region in one statement. */
export async function updateClocks(call: Call, regionId: number, clocks: Clock[]): Promise<void> {
  if (clocks.length === 0) return
  const of = <T>(pick: (clock: Clock) => T): T[] => clocks.map(pick)
  await sql`update norms.clock c set state = n.state, due_at = n.due_at, at_risk_at = n.at_risk_at, next_at = n.next_at,
      remaining_ms = n.remaining_ms, at_risk_fired_at = n.at_risk_fired_at, broken_at = n.broken_at, stopped_at = n.stopped_at,
      stopped_by_event = n.stopped_by
    from unnest(${of((c) => c.id)}::uuid[], ${of((c) => c.state)}::text[], ${of((c) => date(c.dueAt))}::timestamptz[],
      ${of((c) => date(c.atRiskAt))}::timestamptz[], ${of((c) => date(c.nextAt))}::timestamptz[], ${of((c) => c.remainingMs)}::bigint[],
      ${of((c) => date(c.atRiskFiredAt))}::timestamptz[], ${of((c) => date(c.brokenAt))}::timestamptz[],
      ${of((c) => date(c.stoppedAt))}::timestamptz[], ${of((c) => c.stoppedBy)}::text[])
      as n(id, state, due_at, at_risk_at, next_at, remaining_ms, at_risk_fired_at, broken_at, stopped_at, stopped_by)
    where c.region_id = ${regionId} and c.id = any(${of((c) => c.id)}::uuid[]) and c.id = n.id`.execute(call.tx)
}

/** Writes the pauses that are new or have ended since `before`. */
export async function savePauses(call: Call, regionId: number, changes: { before: Clock; after: Clock }[]): Promise<void> {
  const rows = changes.flatMap(({ before, after }) =>
    after.pauses
      .filter((pause) => !before.pauses.includes(pause))
      .map((pause) => ({
        region_id: regionId,
        clock_id: after.id,
        from_at: new Date(pause.from),
        to_at: pause.to === null ? null : new Date(pause.to),
        reason: pause.reason,
        started_by_event: pause.startedBy,
        ended_by_event: pause.endedBy
      }))
  )
  if (rows.length === 0) return
  await call.tx
    .insertInto('norms.clock_pause')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['region_id', 'clock_id', 'from_at']).doUpdateSet((eb) => ({
        to_at: eb.ref('excluded.to_at'),
        reason: eb.ref('excluded.reason'),
        ended_by_event: eb.ref('excluded.ended_by_event')
      }))
    )
    .execute()
}

function date(at: number | null): Date | null {
  return at === null ? null : new Date(at)
}
