import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { type FloorContactRow } from './contact.ts'
import { recordFloor } from './floor-events.ts'
import { takesContacts } from './floor-rules.ts'
import { type LapseReason, perKind } from './hooks.ts'
import { mark } from './marks.ts'
import { moveSeat } from './move-seat.ts'
import { changeSeat, lockSeat, withoutOne } from './seat.ts'

/**
 * Puts offered contacts of a region back to their places. The caller holds the locks of their own rows and of the contacts. Who left an offer
 * unanswered is away, with that reason, until they say so themselves; the contact stands where it stood.
 */
export async function returnOffers(call: Call, regionId: number, contacts: readonly FloorContactRow[], reason: LapseReason): Promise<void> {
  if (contacts.length === 0) return
  const former = new Map(contacts.map((contact) => [contact.id, contact]))
  const { rows } = await sql<FloorContactRow>`
    update floor.contact set state = 'waiting', staff_id = null, units = 0, soft = false, via_queue = null, offered_at = null, offer_ends_at = null,
      offer_count = offer_count + 1, xid = pg_current_xact_id()
    where region_id = ${regionId} and state = 'offered' and id = any(${[...former.keys()]}::uuid[]) returning *`.execute(call.tx)
  await sql`update floor.decision set outcome = ${reason}, outcome_at = ${call.now}
    where region_id = ${regionId} and outcome is null and contact_id = any(${rows.map((row) => row.id)}::uuid[])`.execute(call.tx)
  const returned = rows.map((row) => ({ ...row, from: former.get(row.id)?.staff_id as string }))
  for (const [staffId, own] of [...Map.groupBy(returned, (row) => row.from)].sort(([a], [b]) => (a < b ? -1 : 1)))
    await freeSeat(call, regionId, staffId, own.map((row) => former.get(row.id) as FloorContactRow), reason)
  if (reason === 'unanswered') await mark(call, returned.map((contact) => ({ contact, figure: 'unanswered' })))
  const said = await perKind(returned, (hooks, own) => hooks.lapsed(call, own, reason))
  await recordFloor(call, 'contact.returned', rows, new Map(returned.map((row) => [row.id, { fromId: row.from, reason, ...said.get(row.id) }])))
}

async function freeSeat(call: Call, regionId: number, staffId: string, former: FloorContactRow[], reason: LapseReason): Promise<void> {
  const seat = await lockSeat(call, regionId, staffId)
  const units = former.reduce((left, contact) => ({ ...left, ...withoutOne(left, contact) }), seat)
  const misses = reason === 'unanswered' ? seat.misses + former.length : seat.misses
  const columns = { hard_units: units.hard_units, soft_units: units.soft_units, misses }
  const pause = reason === 'unanswered' && misses >= rulebook().channels.pause_after_misses && takesContacts(seat.state)
  if (pause) await moveSeat(call, seat, { state: 'away', reason: 'offer-unanswered' }, { ...columns, misses: 0 })
  else await changeSeat(call, seat, columns)
}
