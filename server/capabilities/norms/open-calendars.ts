import { isOpenAt } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import { rulesInForce } from './rules-in-force.ts'

/** Which of these calendars are open at this moment, by their newest version. */
export async function openCalendars(call: Call, ids: Iterable<string>): Promise<Set<string>> {
  const { calendars } = await rulesInForce(call)
  return new Set(
    [...ids].filter((id) => {
      const version = calendars.get(id)
      return version !== undefined && isOpenAt(call.now.getTime(), version.calendar).open
    })
  )
}
