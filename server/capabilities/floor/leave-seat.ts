import type { Call } from '#platform/action'
import { type FloorContactRow } from './contact.ts'
import { hooksOf, type LapseReason } from './hooks.ts'
import { type Move, moveSeat } from './move-seat.ts'
import { workOver } from './release-contact.ts'
import { returnOffers } from './return-offers.ts'
import { lockSeat, type Seat } from './seat.ts'

/** Takes back what is offered to a person who stops taking contacts. Rows somebody else holds at this moment lapse by themselves. */
export async function takeOffersBack(call: Call, regionId: number, staffId: string, reason: LapseReason = 'desk-left'): Promise<void> {
  const offered = await contactsWith(call, regionId, staffId, 'offered')
  await returnOffers(call, regionId, await lockAll(call, regionId, offered), reason)
}

/**
 * A seat is left without its person saying so (browser gone, signed out by a supervisor, sign-in ended): offers go back to their places, and
 * whose contacts they are decides what becomes of those who are served.
 */
export async function leaveSeat(call: Call, regionId: number, staffId: string, move: Move): Promise<Seat> {
  await takeOffersBack(call, regionId, staffId)
  const held = await lockAll(call, regionId, await contactsWith(call, regionId, staffId, 'held'))
  for (const [kind, own] of Map.groupBy(held, (row) => row.kind)) await hooksOf(kind).deskLeft(call, own)
  return moveSeat(call, await lockSeat(call, regionId, staffId), move, workOver)
}

async function contactsWith(call: Call, regionId: number, staffId: string, state: 'offered' | 'held'): Promise<FloorContactRow[]> {
  return call.tx.selectFrom('floor.contact').selectAll().where('region_id', '=', regionId).where('staff_id', '=', staffId).where('state', '=', state).execute()
}

/** Locks the own rows of contacts and then the contacts, leaving out those somebody else holds; answers them as they are now. */
export async function lockAll(call: Call, regionId: number, contacts: readonly FloorContactRow[]): Promise<FloorContactRow[]> {
  const locked: FloorContactRow[] = []
  for (const [kind, own] of Map.groupBy(contacts, (row) => row.kind)) {
    const ids = await hooksOf(kind).lock(call, regionId, own.map((row) => row.id))
    if (ids.length === 0) continue
    const rows = await call.tx
      .selectFrom('floor.contact')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('kind', '=', kind)
      .where('id', 'in', ids)
      .orderBy('id')
      .forUpdate()
      .skipLocked()
      .execute()
    const before = new Map(own.map((row) => [row.id, row.state]))
    locked.push(...rows.filter((row) => row.state === before.get(row.id)))
  }
  return locked
}
