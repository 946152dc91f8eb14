/** How a clause's durations are told to the working-time kernel. */
import type { ClockFacts, Limit } from '../working-time/index.ts'
import type { Clause, Duration } from './clause.ts'

/** Minutes and hours are open time; days are counted from the day after the start, as the law counts 日. */
export function workingLimit({ minutes, hours, days, of, last_day_off }: Duration): Limit {
  if (minutes !== undefined) return { unit: 'minutes', amount: minutes }
  if (hours !== undefined) return { unit: 'hours', amount: hours }
  if (days === undefined || of === undefined)
    throw new RangeError('a duration needs minutes, hours, or days with their kind')
  return { unit: 'days', amount: days, days: of, counting: 'from-next-day', ...(last_day_off ? { lastDayOff: last_day_off } : {}) }
}

const HOUR = 3_600_000

/** When the clock of this clause turns to at-risk. A day means 24 hours of counting time. */
export function warningOf(clause: Pick<Clause, 'at_risk'>): Pick<ClockFacts, 'atRiskBefore' | 'atRiskShare'> {
  const warning = clause.at_risk
  if (!warning) return {}
  if ('share' in warning) return { atRiskShare: warning.share }
  return {
    atRiskBefore: (warning.minutes ?? 0) * (HOUR / 60) + (warning.hours ?? 0) * HOUR + (warning.days ?? 0) * 24 * HOUR
  }
}
