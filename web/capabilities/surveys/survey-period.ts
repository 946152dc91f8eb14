import { zoneOf } from '@shouwen/kernels/working-time/zone'
import type { SurveySearch } from './survey-search.ts'

const DAY_MS = 86_400_000
const DAYS_SHOWN = 30

/** The period of the address as instants, both ends given: the last thirty days to now unless chosen. */
export function periodOf(
  { from, to }: Pick<SurveySearch, 'from' | 'to'>,
  timeZone: string,
  today: string
): { from: string; to: string } {
  const zone = zoneOf(timeZone)
  const start = (date: string, daysOn: number) =>
    new Date(zone.startOf(Date.parse(date) / DAY_MS + daysOn)).toISOString()
  const last = to ?? today
  return { from: from ? start(from, 0) : start(last, 1 - DAYS_SHOWN), to: start(last, 1) }
}
