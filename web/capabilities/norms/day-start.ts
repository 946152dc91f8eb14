import { zoneOf } from '@shouwen/kernels/working-time/zone'

const DAY_MS = 86_400_000

/** The instant at which a local day (`YYYY-MM-DD`), or the one so many days after it, begins. */
export function dayStart(date: string, daysOn: number, timeZone: string): string {
  return new Date(zoneOf(timeZone).startOf(Date.parse(date) / DAY_MS + daysOn)).toISOString()
}
