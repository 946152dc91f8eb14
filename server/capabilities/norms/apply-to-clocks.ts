import type { GivenFacts } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { turnByEvent } from './clock-life.ts'
import type { Clock } from './clock-row.ts'
import { declareOutcomes, type Outcome } from './declare-outcomes.ts'
import { lockUnfinished } from './read-clocks.ts'
import { writeGathered } from '#platform/gathered-writes'
import { type Rules, rulesInForce } from './rules-in-force.ts'
import { type ClockSubject, clocksStartedBy, nextRound } from './start-clocks.ts'
import { insertClocks, savePauses, updateClocks } from './write-clocks.ts'

export type ClockInput = {
  /** Name from rulebook/events.yaml. The same event is recorded by the caller under this name. */
  event: string
  /** When it happened; imports give the past. */
  at: Date
  subject: ClockSubject
  /** Facts by dotted name as rulebook/facts.yaml declares them. Unknown names or values are an error of the caller. */
  facts: GivenFacts
  /** Code of rulebook/pause-reasons.yaml, for waiting and held events. */
  reason?: string
  /** The subject has no clocks yet, so none are looked for. Default: yes for events called `.opened`. */
  fresh?: boolean
}

export type ClockSummary = { nextDueAt: Date | null; atRiskAt: Date | null; running: number; broken: number }

/**
 * Lets an event act on the promises of its subject, in the caller's transaction: clauses that apply start clocks, and
 * clocks that run are stopped, voided, paused or resumed, each judged at the instant `at`. Outcomes are recorded with
 * their evidence. Answers how the subject's unfinished promises stand (`whole`: those of what it is part of).
 * One insert for a fresh subject. Throws RangeError for facts outside the declared ones.
 */
export async function applyToClocks(call: Call, input: ClockInput): Promise<ClockSummary & { whole: ClockSummary | null }> {
  const rules = await rulesInForce(call)
  const { subject, event } = input
  const at = input.at.getTime()
  const fresh = input.fresh ?? event.endsWith('.opened')
  const meansNothing = !rules.touching.has(event) && !rules.startingAt.has(event)
  if (fresh && meansNothing) return { ...summaryOf([]), whole: null }

  const known = fresh ? [] : await lockUnfinished(call, subject.regionId, subject.id, subject.partOf?.id ?? null)
  const turned = known.map((before) => ({ before, ...turnByEvent(before, { event, at, reason: input.reason }) }))
  const changed = turned.filter(({ turn }) => turn !== 'none')
  const open = turned.map(({ clock }) => clock).filter((clock) => clock.stoppedAt === null)
  const rounds = changed.flatMap(({ clock }) => (clock.stoppedBy === event && clock.version.clause.clock?.stops.includes(event) ? (nextRound(call, rules, clock, subject) ?? []) : []))
  const begun = await beginnings(call, rules, { ...input, at }, [...open, ...rounds])

  await updateClocks(call, subject.regionId, changed.map(({ clock }) => clock))
  await savePauses(call, subject.regionId, changed.map(({ before, clock }) => ({ before, after: clock })))
  await insertClocks(call, subject.regionId, [...rounds, ...begun])
  await declareOutcomes(call, changed.map(({ clock, turn }): Outcome => ({ clock, turn, at: turn === 'broken' ? (clock.brokenAt ?? at) : at })))

  const unfinished = [...open, ...rounds, ...begun]
  const whole = subject.partOf ? summaryOf(unfinished.filter(({ subjectId }) => subjectId === subject.partOf?.id)) : null
  return { ...summaryOf(unfinished.filter(({ subjectId }) => subjectId === subject.id)), whole }
}

async function beginnings(call: Call, rules: Rules, input: Omit<ClockInput, 'at'> & { at: number }, unfinished: Clock[]): Promise<Clock[]> {
  const { event, subject, facts, at } = input
  const candidates = rules.startingAt.get(event)
  if (!candidates) return []
  const earlier = new Set(candidates.flatMap((id) => (rules.timelines.get(id) ?? []).map(({ version }) => version?.clause.clock?.starts ?? event)))
  earlier.delete(event)
  const instants = earlier.size > 0 ? await instantsOf(call, subject, [...earlier], input.at) : new Map<string, number>()
  return clocksStartedBy(call, rules, { event, at, facts, subject }, (name) => instants.get(name) ?? at, unfinished)
}

/** When the subject last had each of these events, up to `at`. */
async function instantsOf(call: Call, subject: ClockSubject, names: string[], at: number): Promise<Map<string, number>> {
  await writeGathered(call)
  const rows = await call.tx
    .selectFrom('platform.event')
    .select((eb) => ['name', eb.fn.max('occurred_at').as('at')])
    .where('region_id', '=', subject.regionId)
    .where('subject_id', '=', subject.id)
    .where('name', 'in', names)
    .where('occurred_at', '<=', new Date(at))
    .groupBy('name')
    .execute()
  return new Map(rows.map((row) => [row.name, row.at.getTime()]))
}

/** How unfinished promises stand, the strictest first: the earliest deadline, whether still to come or past. */
export function summaryOf(unfinished: Pick<Clock, 'state' | 'dueAt' | 'atRiskAt'>[]): ClockSummary {
  const earliest = (instants: (number | null)[]) => {
    const known = instants.filter((instant) => instant !== null)
    return known.length === 0 ? null : new Date(Math.min(...known))
  }
  const running = unfinished.filter(({ state }) => state === 'running')
  return {
    nextDueAt: earliest(unfinished.map(({ dueAt }) => dueAt)),
    atRiskAt: earliest(running.map(({ atRiskAt }) => atRiskAt)),
    running: running.length,
    broken: unfinished.filter(({ state }) => state === 'broken').length
  }
}
