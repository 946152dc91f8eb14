import { promiseClock } from '@shouwen/kernels/working-time/index'
import { type Clock, type ClockPause, type ClockReading, kernelFacts } from './clock-row.ts'

/** What an event or the passing of time did to a clock. */
export type Turn =
  | 'none'
  /** Paused, resumed, or a broken promise was at last done: nothing to prove. */
  | 'changed'
  | 'at-risk'
  | 'kept'
  | 'broken'
  | 'cancelled'
  /** Known to be broken, until an event that happened before the deadline arrived late. */
  | 'corrected'

export type ClockEvent = { event: string; at: number; reason?: string }

/** What a fresh clock reads: at its very start nothing but the deadline is known. */
export function startReading(clock: Omit<Clock, keyof ClockReading>): ClockReading {
  const still = { ...clock, ...blank }
  return { ...blank, ...times(still, clock.startedAt) }
}

/** Gives an event to an unfinished clock; the same clock when it means nothing to it. Events count at their own instant. */
export function turnByEvent(clock: Clock, told: ClockEvent): { clock: Clock; turn: Turn } {
  const rules = clock.version.clause.clock
  if (!rules || clock.stoppedAt !== null) return { clock, turn: 'none' }
  const at = Math.max(told.at, clock.startedAt)
  if (rules.stops.includes(told.event)) return stopped(clock, told.event, at)
  if (rules.voids?.includes(told.event)) return voided(clock, told.event, at)
  const pauses = pausesAfter(clock, { ...told, at })
  if (!pauses) return { clock, turn: 'none' }
  const moved = { ...clock, pauses }
  const next: Clock = { ...moved, brokenAt: null, ...times(moved, at) }
  return { clock: next, turn: clock.state === 'broken' ? 'corrected' : 'changed' }
}

/** What the passing of time did to an unfinished clock; `at` is now. */
export function turnByTime(clock: Clock, at: number): { clock: Clock; turn: Turn } {
  if (clock.state !== 'running' || clock.dueAt === null) return { clock, turn: 'none' }
  if (at > clock.dueAt) return { clock: { ...clock, state: 'broken', nextAt: null, brokenAt: clock.dueAt + 1 }, turn: 'broken' }
  if (clock.atRiskAt !== null && at >= clock.atRiskAt && clock.atRiskFiredAt === null)
    return { clock: { ...clock, atRiskFiredAt: at, nextAt: clock.dueAt + 1 }, turn: 'at-risk' }
  return { clock, turn: 'none' }
}

const blank: ClockReading = {
  state: 'running',
  dueAt: null,
  atRiskAt: null,
  nextAt: null,
  remainingMs: null,
  atRiskFiredAt: null,
  brokenAt: null,
  stoppedAt: null,
  stoppedBy: null
}

function stopped(clock: Clock, event: string, at: number): { clock: Clock; turn: Turn } {
  const ended = { ...clock, stoppedAt: at, pauses: closed(clock.pauses, at, event) }
  const { state, dueAt, atRiskAt } = promiseClock(kernelFacts(ended), at)
  const kept = state === 'kept'
  const next: Clock = {
    ...ended,
    state: kept ? 'kept' : 'broken',
    // A promise kept in a pause has no deadline of its own: the time until it was done is what was used.
    dueAt: dueAt ?? clock.dueAt,
    atRiskAt,
    nextAt: null,
    remainingMs: null,
    brokenAt: kept || dueAt === null ? null : dueAt + 1,
    stoppedBy: event
  }
  if (clock.state === 'broken') return { clock: next, turn: kept ? 'corrected' : 'changed' }
  return { clock: next, turn: kept ? 'kept' : 'broken' }
}

/** Called off: no outcome, unless the promise was broken before. */
function voided(clock: Clock, event: string, at: number): { clock: Clock; turn: Turn } {
  const ended = { ...clock, stoppedAt: at, stoppedBy: event, nextAt: null, remainingMs: null, pauses: closed(clock.pauses, at, event) }
  const { dueAt } = promiseClock(kernelFacts({ ...ended, stoppedAt: null }), at)
  const late = dueAt !== null && at > dueAt
  if (!late) return { clock: { ...ended, state: 'cancelled', brokenAt: null }, turn: clock.state === 'broken' ? 'corrected' : 'cancelled' }
  return { clock: { ...ended, state: 'broken', brokenAt: dueAt + 1 }, turn: clock.state === 'broken' ? 'changed' : 'broken' }
}

/** The pauses after an event, or null when it touches none. A promise that is broken by then can no longer be paused. */
function pausesAfter(clock: Clock, { event, at, reason }: ClockEvent): ClockPause[] | null {
  const rules = clock.version.clause.clock?.pauses ?? []
  if (clock.dueAt !== null && at > clock.dueAt) return null
  let touched = false
  const pauses = clock.pauses.map((pause) => {
    const rule = rules.find((one) => one.event === pause.startedBy)
    if (pause.to !== null || !rule || (event !== rule.event && !rule.until.includes(event))) return pause
    touched = true
    return { ...pause, to: Math.max(at, pause.from), endedBy: event }
  })
  if (reason !== undefined && rules.some((rule) => rule.event === event && rule.reasons.includes(reason))) {
    touched = true
    pauses.push({ from: at, to: null, reason, startedBy: event, endedBy: null })
  }
  return touched ? pauses : null
}

function closed(pauses: ClockPause[], at: number, event: string): ClockPause[] {
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: Math.max(at, pause.from), endedBy: event } : pause))
}

/** Deadline, warning and next look of an unfinished clock as they stand at `at`. */
function times(clock: Clock, at: number): Pick<Clock, 'state' | 'dueAt' | 'atRiskAt' | 'nextAt' | 'remainingMs'> {
  const { dueAt, atRiskAt, remainingMs } = promiseClock(kernelFacts({ ...clock, stoppedAt: null }), at)
  if (dueAt === null) return { state: 'paused', dueAt, atRiskAt, nextAt: null, remainingMs }
  const risk = clock.atRiskFiredAt === null && atRiskAt !== null && atRiskAt <= dueAt ? atRiskAt : null
  return { state: 'running', dueAt, atRiskAt, nextAt: risk ?? dueAt + 1, remainingMs: null }
}
