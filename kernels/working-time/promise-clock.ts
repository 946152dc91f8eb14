import type { CalendarWarning } from './calendar-data.ts'
import { type Segment, segmentsOf } from './clock-segments.ts'
import type { Calendar } from './compile-calendar.ts'
import { type Budget, budgetOf, type Limit } from './limit.ts'
import { orderPauses, type Pause, type Stretch } from './pauses.ts'
import { advance, countUnpaused, isOpenAt } from './working-time.ts'

/** Everything a promise's clock is computed from. Instants in epoch milliseconds. */
export type ClockFacts = {
  startedAt: number
  limit: Limit
  calendar: Calendar
  /** Only stretches for a reason that the clause allows; which reasons those are is not decided here. */
  pauses?: readonly Pause[]
  /** The promise is at risk once this much counting time (ms) or less is left … */
  atRiskBefore?: number
  /** … or once this share (0 to 1) of the time is used; of both, the earlier counts. */
  atRiskShare?: number
  /** When the promised thing was done. */
  stoppedAt?: number | null
}

export type ClockState = 'running' | 'at-risk' | 'paused' | 'kept' | 'broken'

export type PromiseClock = {
  state: ClockState
  /** The last instant at which the promise is still kept. Null while a pause without end stands before it. */
  dueAt: number | null
  /** Null when no warning was asked for, or while a pause without end stands before it. */
  atRiskAt: number | null
  /** Counting time promised, used and left; used plus left is the budget. */
  budgetMs: number
  usedMs: number
  remainingMs: number
  /** Plain time since the deadline passed; 0 unless broken. */
  overdueMs: number
  /** Whether time is being counted just now: not paused, not closed, not the day of the start, not stopped. */
  counting: boolean
  /** The first instant after `now` at which the state differs if nothing else happens. Null when none will. */
  nextChangeAt: number | null
  warnings: CalendarWarning[]
}

type Reading = Budget & { stretches: Stretch[]; dueAt: number | null }

/**
 * The clock of a promise as it stands at `now`. A clock stopped at the very instant of its deadline is kept.
 * Throws RangeError on impossible facts (no such instant, a limit out of range, a pause that ends before it begins).
 */
export function promiseClock(facts: ClockFacts, now: number): PromiseClock {
  const reading = read(facts)
  const { countsFrom, ms: budgetMs, timeline, stretches, dueAt, warnings } = reading
  const at = Math.min(now, facts.stoppedAt ?? now)
  const stopped = facts.stoppedAt === at
  const atRiskAt = riskAt(facts, reading)
  const state = stateAt(at, stopped, dueAt, atRiskAt, stretches)
  const used = at > countsFrom ? countUnpaused(countsFrom, at, timeline, stretches, warnings) : 0
  const usedMs = Math.min(used, budgetMs)
  const counts = state === 'running' || state === 'at-risk'
  return {
    state,
    dueAt,
    atRiskAt,
    budgetMs,
    usedMs,
    remainingMs: budgetMs - usedMs,
    overdueMs: Math.max(0, at - (dueAt ?? at)),
    counting: counts && at >= countsFrom && isOpenAt(at, timeline).open,
    nextChangeAt: stopped || state === 'broken' ? null : nextChange(now, dueAt, atRiskAt, stretches),
    warnings
  }
}

/**
 * Every stretch of the clock from its start to its deadline: why the deadline is when it is.
 * A clock whose pause has not ended is told up to that pause.
 */
export function clockSegments(facts: ClockFacts): Segment[] {
  const { countsFrom, timeline, stretches, dueAt } = read(facts)
  const end = dueAt ?? stretches.find(({ to }) => to === Infinity)?.from ?? countsFrom
  return segmentsOf(facts.startedAt, countsFrom, end, timeline, stretches)
}

function read({ startedAt, limit, calendar, pauses = [], stoppedAt }: ClockFacts): Reading {
  const budget = budgetOf(startedAt, limit, calendar)
  // A promise kept during a pause: the pause ended with it, and a pause after it is none of the clock's business.
  const begun = stoppedAt == null ? pauses : pauses.filter(({ from }) => from < stoppedAt)
  const stretches = orderPauses(begun, startedAt)
  const dueAt = advance(budget.countsFrom, budget.ms, budget.timeline, stretches, budget.warnings)
  return { ...budget, stretches, dueAt }
}

function riskAt(facts: ClockFacts, { countsFrom, ms, timeline, stretches, warnings }: Reading): number | null {
  const { atRiskBefore, atRiskShare } = facts
  if (atRiskBefore === undefined && atRiskShare === undefined) return null
  if (atRiskShare !== undefined && !(atRiskShare >= 0 && atRiskShare <= 1)) {
    throw new RangeError(`not a share between 0 and 1: ${atRiskShare}`)
  }
  const before = ms - (atRiskBefore ?? 0)
  const share = Math.floor(ms * (atRiskShare ?? 1))
  return advance(countsFrom, Math.max(0, Math.min(before, share)), timeline, stretches, warnings)
}

function stateAt(
  at: number,
  stopped: boolean,
  dueAt: number | null,
  atRiskAt: number | null,
  stretches: readonly Stretch[]
): ClockState {
  if (dueAt !== null && at > dueAt) return 'broken'
  if (stopped) return 'kept'
  if (stretches.some(({ from, to }) => from <= at && at < to)) return 'paused'
  return atRiskAt !== null && at >= atRiskAt ? 'at-risk' : 'running'
}

function nextChange(now: number, dueAt: number | null, atRiskAt: number | null, stretches: readonly Stretch[]) {
  // One millisecond after the last instant of keeping it, the promise is broken.
  const brokenAt = dueAt === null ? Infinity : dueAt + 1
  const instants = stretches.flatMap(({ from, to }) => [from, to]).concat(brokenAt, atRiskAt ?? Infinity)
  const next = Math.min(...instants.filter((instant) => instant > now && instant <= brokenAt))
  return next === Infinity ? null : next
}
