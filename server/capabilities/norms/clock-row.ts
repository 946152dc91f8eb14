import { type GivenFacts, warningOf } from '@shouwen/kernels/conditions/index'
import type { ClockFacts, Limit } from '@shouwen/kernels/working-time/index'
import type { CalendarVersion, ClauseVersion, Rules } from './rules-in-force.ts'

export type ClockState = 'running' | 'paused' | 'kept' | 'broken' | 'cancelled'
export type OwnerKind = 'first-owner' | 'assignee' | 'unit'

/** A stretch in which a clock stood still; `to` null while it lasts. Instants in epoch ms. */
export type ClockPause = { from: number; to: number | null; reason: string; startedBy: string; endedBy: string | null }

/** What events and time change in a clock. Instants in epoch ms. */
export type ClockReading = {
  state: ClockState
  dueAt: number | null
  atRiskAt: number | null
  nextAt: number | null
  remainingMs: number | null
  atRiskFiredAt: number | null
  brokenAt: number | null
  stoppedAt: number | null
  stoppedBy: string | null
}

/** A clock as the rules see it: one row of norms.clock with its pauses, its clause version and its calendar. */
export type Clock = ClockReading & {
  regionId: number
  id: string
  version: ClauseVersion
  calendar: CalendarVersion
  subjectKind: string
  subjectId: string
  partOfId: string | null
  unitId: string | null
  ownerId: string | null
  ownerKind: OwnerKind
  customerId: string | null
  startedAt: number
  startedBy: string
  facts: GivenFacts
  limit: Limit
  row: string | null
  createdAt: number
  pauses: ClockPause[]
}

/** What the working-time kernel needs to know of a clock. */
export function kernelFacts(clock: Pick<Clock, 'startedAt' | 'limit' | 'calendar' | 'pauses' | 'stoppedAt' | 'version'>): ClockFacts {
  return {
    startedAt: clock.startedAt,
    limit: clock.limit,
    calendar: clock.calendar.calendar,
    pauses: clock.pauses,
    stoppedAt: clock.stoppedAt,
    ...warningOf(clock.version.clause)
  }
}

/** Columns of a clock with its pauses folded in; `c` is norms.clock. */
export type ClockRow = {
  region_id: number
  id: string
  clause_version_id: string
  calendar_version_id: string
  subject_kind: string
  subject_id: string
  part_of_id: string | null
  unit_id: string | null
  owner_id: string | null
  owner_kind: OwnerKind
  customer_id: string | null
  started_at: Date
  started_by_event: string
  facts: unknown
  time_limit: unknown
  table_row: string | null
  state: ClockState
  due_at: Date | null
  at_risk_at: Date | null
  next_at: Date | null
  remaining_ms: number | null
  at_risk_fired_at: Date | null
  broken_at: Date | null
  stopped_at: Date | null
  stopped_by_event: string | null
  created_at: Date
  pauses: { from: string; to: string | null; reason: string; startedBy: string; endedBy: string | null }[] | null
}

/** A row with its versions put in; throws when a version it names is unknown, which append-only tables rule out. */
export function clockOf(rules: Rules, row: ClockRow): Clock {
  const version = rules.versions.get(row.clause_version_id)
  const calendar = rules.calendarVersions.get(row.calendar_version_id)
  if (!version || !calendar) throw new Error(`clock ${row.id} names a version that does not exist`)
  return {
    regionId: row.region_id,
    id: row.id,
    version,
    calendar,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    partOfId: row.part_of_id,
    unitId: row.unit_id,
    ownerId: row.owner_id,
    ownerKind: row.owner_kind,
    customerId: row.customer_id,
    startedAt: row.started_at.getTime(),
    startedBy: row.started_by_event,
    facts: row.facts as GivenFacts,
    limit: row.time_limit as Limit,
    row: row.table_row,
    createdAt: row.created_at.getTime(),
    state: row.state,
    dueAt: ms(row.due_at),
    atRiskAt: ms(row.at_risk_at),
    nextAt: ms(row.next_at),
    remainingMs: row.remaining_ms,
    atRiskFiredAt: ms(row.at_risk_fired_at),
    brokenAt: ms(row.broken_at),
    stoppedAt: ms(row.stopped_at),
    stoppedBy: row.stopped_by_event,
    pauses: (row.pauses ?? []).map((pause) => ({ ...pause, from: Date.parse(pause.from), to: pause.to === null ? null : Date.parse(pause.to) }))
  }
}

const ms = (at: Date | null): number | null => at?.getTime() ?? null
