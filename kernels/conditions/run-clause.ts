/** Runs one clause over a history of events: what promises it made and what became of them. Used for examples, replay and simulation. */
import { type Calendar, type ClockFacts, type Pause, type PromiseClock, promiseClock } from '../working-time/index.ts'
import { type Clause, type ClauseClock, clauseApplies, type GivenFacts, limitFor } from './clause.ts'
import { warningOf, workingLimit } from './clause-limit.ts'
import type { Conditions } from './condition.ts'

/** One event of a case. `reason` is the pause reason of a waiting or held event; instants in epoch milliseconds. */
export type TimedEvent = { event: string; at: number; reason?: string }

/** One promise: its facts for the working-time kernel, its state, and whether it was voided. */
export type PromiseRun = {
  startedAt: number
  row?: string
  assumed?: boolean
  facts: ClockFacts
  clock: PromiseClock
  state: PromiseClock['state'] | 'void'
  stoppedBy?: string
  voidedBy?: string
}

/**
 * The promises of one clause over one case, in order of their start; events after `now` are not yet known.
 * A second start while the first promise still runs makes no second promise. Throws as `clauseApplies` and `promiseClock` do.
 */
export function runClause(
  conditions: Conditions,
  clause: Clause,
  calendar: Calendar,
  given: GivenFacts,
  events: readonly TimedEvent[],
  now: number
): PromiseRun[] {
  const told = events.filter((event) => event.at <= now).sort((a, b) => a.at - b.at)
  const { clock } = clause
  if (!clock) return []
  const runs: PromiseRun[] = []
  let free = 0
  told.forEach((event, index) => {
    if (index < free || !clauseApplies(conditions, clause, event.event, given)) return
    const limit = limitFor(conditions, clause, given)
    if (!limit) return
    let startedAt = startOf(clock, told, index)
    let from = index
    for (;;) {
      const end = endOf(clock, told, from)
      const facts: ClockFacts = {
        startedAt,
        limit: workingLimit(limit.limit),
        calendar,
        pauses: pausesOf(clock, told.slice(from, end === null ? undefined : end + 1)),
        stoppedAt: end === null ? null : (told[end]?.at ?? null),
        ...warningOf(clause)
      }
      runs.push(runOf(clock, facts, now, end === null ? undefined : told[end], limit))
      free = end === null ? told.length : end + 1
      const stop = end === null ? undefined : told[end]
      if (!stop || !clock.repeats || !clock.stops.includes(stop.event)) return
      startedAt = stop.at
      from = free
    }
  })
  return runs
}

function runOf(
  clock: ClauseClock,
  facts: ClockFacts,
  now: number,
  end: TimedEvent | undefined,
  limit: { row?: string; assumed?: boolean }
): PromiseRun {
  const reading = promiseClock(facts, now)
  const stopped = end !== undefined && clock.stops.includes(end.event)
  // A promise already broken when the case was called off stays broken.
  const voided = end !== undefined && !stopped && reading.state !== 'broken'
  return {
    startedAt: facts.startedAt,
    row: limit.row,
    assumed: limit.assumed,
    facts,
    clock: reading,
    state: voided ? 'void' : reading.state,
    stoppedBy: stopped ? end.event : undefined,
    voidedBy: voided ? end.event : undefined
  }
}

/** The latest event named by `starts`, up to the one at which the clause applied. */
function startOf(clock: ClauseClock, told: readonly TimedEvent[], index: number): number {
  for (let before = index; before >= 0; before--) if (told[before]?.event === clock.starts) return told[before]?.at ?? 0
  return told[index]?.at ?? 0
}

function endOf(clock: ClauseClock, told: readonly TimedEvent[], from: number): number | null {
  const index = told.findIndex(
    ({ event }, at) =>
      at >= from &&
      (clock.stops.includes(event) || (clock.voids ?? []).includes(event)) &&
      !(at === from && event === clock.starts)
  )
  return index < 0 ? null : index
}

/** Stretches for reasons the clause allows; any other reason leaves the clock running. */
function pausesOf(clock: ClauseClock, told: readonly TimedEvent[]): Pause[] {
  const pauses: Pause[] = []
  for (const rule of clock.pauses ?? []) {
    let open: Pause | null = null
    for (const { event, at, reason } of told) {
      if (open && (rule.until.includes(event) || event === rule.event)) {
        open.to = at
        open = null
      }
      if (event === rule.event && reason !== undefined && rule.reasons.includes(reason)) {
        open = { from: at, reason }
        pauses.push(open)
      }
    }
  }
  return pauses
}
