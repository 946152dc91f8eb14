import { sql } from 'kysely'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { Clock, ClockRow } from './clock-row.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'

/** A promise the actor may see; refuses `not-found` otherwise. Regions are few, so each is asked by its key. */
export async function getPromise(call: Call, promiseId: string): Promise<Clock> {
  const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c
    where c.region_id = any(array(select id from platform.region)) and c.id = ${promiseId}`.execute(call.tx)
  const [clock] = await clocksFrom(call, rows)
  if (!clock) throw refuse('not-found')
  permit(call, 'ticket.read', { regionId: clock.regionId, unitId: clock.unitId, staffIds: [clock.ownerId] }, 'ticket.read')
  return clock
}
