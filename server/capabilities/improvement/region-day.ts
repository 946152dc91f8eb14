import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'

/** The day (`2026-11-25`) it is in a time zone. */
export const dayIn = (timeZone: string, at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)

/** A day so many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The region's code and time zone; refuses with `not-found`. */
export async function regionOf(call: Pick<Call, 'tx'>, regionId: number): Promise<{ code: string; timeZone: string }> {
  const row = await call.tx.selectFrom('platform.region').select(['code', 'time_zone']).where('id', '=', regionId).executeTakeFirst()
  if (!row) throw refuse('not-found')
  return { code: row.code, timeZone: row.time_zone }
}

/** Today in the region's own time. */
export async function regionToday(call: Call, regionId: number): Promise<string> {
  return dayIn((await regionOf(call, regionId)).timeZone, call.now)
}
