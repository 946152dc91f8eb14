import { dateOf, zoneOf } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'

export type Region = { id: number; code: string; timeZone: string }

/** Code and time zone of a region never change, so one look is enough for a process. */
const known = new WeakMap<App, Map<number, Region>>()

/** The region; refuses with `not-found`. */
export async function getRegion(call: Pick<Call, 'app' | 'tx'>, id: number): Promise<Region> {
  const regions = known.get(call.app) ?? new Map<number, Region>()
  known.set(call.app, regions)
  const found = regions.get(id)
  if (found) return found
  const row = await call.tx
    .selectFrom('platform.region')
    .select(['id', 'code', 'time_zone'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  const region = { id: row.id, code: row.code, timeZone: row.time_zone }
  regions.set(id, region)
  return region
}

/** The local date of an instant in the region, `YYYY-MM-DD`. */
export function localDay(region: Region, at: Date): string {
  return dateOf(zoneOf(region.timeZone).dayOf(at.getTime()))
}
