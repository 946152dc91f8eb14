import type { Words } from './calendar-data.ts'
import type { Segment } from './clock-segments.ts'
import type { Calendar } from './compile-calendar.ts'
import { type ClockFacts, clockSegments } from './promise-clock.ts'
import { dateOf } from './zone.ts'

/** One line of "why is this the deadline". Nights and lunch breaks have no line: they lie in or between the running steps. */
export type ClockStep = {
  kind: Segment['reason']
  from: number
  /** null while a pause has not ended. */
  to: number | null
  /** Time counted in this step (less than its length when nights were folded in), and in all steps so far. */
  countedMs: number
  cumulativeMs: number
  name?: Words
  pauseReason?: string
  withheldMs?: number | null
  /** Local dates in a running step that count only because they are make-up working days (调休). */
  makeUpDays?: { date: string; name?: Words }[]
}

/**
 * The clock's life as the fewest lines a person needs: runs of working days, days closed, holidays by name, pauses by
 * reason, with what each added. `zone` is the one in which to show the instants.
 */
export function explainClock(facts: ClockFacts): { zone: string; steps: ClockStep[] } {
  const { calendar } = facts
  const steps: ClockStep[] = []
  for (const segment of clockSegments(facts)) {
    const last = steps.at(-1)
    if (last && segment.reason === 'closed' && !holdsWholeDay(segment, calendar)) continue
    if (last?.kind === 'running' && segment.reason === 'running') extend(last, segment)
    else steps.push(stepOf(segment))
  }
  if (facts.limit.unit !== 'days' || facts.limit.days === 'working') {
    for (const step of steps) noteMakeUpDays(step, calendar)
  }
  return { zone: calendar.zone.id, steps }
}

function stepOf({ reason, counts, ms, ...rest }: Segment): ClockStep {
  return { kind: reason, countedMs: counts && ms ? ms : 0, ...rest }
}

function extend(step: ClockStep, segment: Segment): void {
  step.to = segment.to
  step.countedMs += segment.ms ?? 0
  step.cumulativeMs = segment.cumulativeMs
}

function holdsWholeDay({ from, to }: Segment, { zone }: Calendar): boolean {
  const day = zone.dayOf(from)
  const firstWhole = zone.startOf(day) === from ? day : day + 1
  return zone.startOf(firstWhole + 1) <= (to ?? Infinity)
}

function noteMakeUpDays(step: ClockStep, { zone, planOf }: Calendar): void {
  if (step.kind !== 'running') return
  const until = step.to ?? step.from
  const makeUpDays: { date: string; name?: Words }[] = []
  for (let day = zone.dayOf(step.from); zone.startOf(day) < until; day++) {
    const { kind, name } = planOf(day)
    if (kind === 'make-up') makeUpDays.push({ date: dateOf(day), name })
  }
  if (makeUpDays.length > 0) step.makeUpDays = makeUpDays
}
