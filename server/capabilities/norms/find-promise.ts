import { sql } from 'kysely'
import { allows, permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { Clock, ClockRow } from './clock-row.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'

type MayRead = (call: Call, ref: { regionId: number; id: string }) => Promise<boolean>
const readers = new Map<string, MayRead>()

/** Who may read what a promise is about may read the promise: the capability that keeps the subjects says who, beside their place. */
export function letSubjectSay(kind: string, mayRead: MayRead): void {
  readers.set(kind, mayRead)
}

/** A promise the actor may see; refuses `not-found` otherwise. Regions are few, so each is asked by its key. */
export async function getPromise(call: Call, promiseId: string): Promise<Clock> {
  const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c
    where c.region_id = any(array(select id from platform.region)) and c.id = ${promiseId}`.execute(call.tx)
  const [clock] = await clocksFrom(call, rows)
  if (!clock) throw refuse('not-found')
  const place = { regionId: clock.regionId, unitId: clock.unitId, staffIds: [clock.ownerId] }
  if (allows(call.actor, 'ticket.read', place)) return clock
  const ask = readers.get(clock.subjectKind)
  if (ask && (await ask(call, { regionId: clock.regionId, id: clock.subjectId }))) return clock
  permit(call, 'ticket.read', place, 'ticket.read')
  return clock
}
