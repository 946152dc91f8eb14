import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { FloorSeat } from '#platform/schema.gen'
import { staffInRegion } from '#capabilities/people'
import type { FloorContactRow } from './contact.ts'
import { channelRule, chatCapacity, isInterruptible, mostUnits } from './floor-rules.ts'

export type Seat = Selectable<FloorSeat>

/** The seat of a person, locked: whoever gives the person a contact holds it, so that two never give the last place. */
export async function lockSeat(call: Call, regionId: number, staffId: string): Promise<Seat> {
  return (await lockKnown(call, regionId, staffId)) ?? (await makeSeat(call, regionId, staffId))
}

async function lockKnown(call: Call, regionId: number, staffId: string): Promise<Seat | undefined> {
  return call.tx.selectFrom('floor.seat').selectAll().where('region_id', '=', regionId).where('staff_id', '=', staffId).forUpdate().executeTakeFirst()
}

async function makeSeat(call: Call, regionId: number, staffId: string): Promise<Seat> {
  const { now } = call
  const person = await staffInRegion(call.tx, regionId, staffId)
  await call.tx
    .insertInto('floor.seat')
    .values({ region_id: regionId, staff_id: staffId, state: 'signed-out', chat_capacity: chatCapacity().usual, since: now, idle_since: now, last_seen_at: now, unit_id: person?.unitId ?? null })
    .onConflict((conflict) => conflict.columns(['region_id', 'staff_id']).doNothing())
    .execute()
  return (await lockKnown(call, regionId, staffId)) as Seat
}

/** Changes a seat the caller has locked. A change of state goes through `moveSeat`, which keeps the history. */
export async function changeSeat(...given: Parameters<typeof changingSeat>): Promise<Seat> {
  return changingSeat(...given).executeTakeFirstOrThrow()
}

/** The same as a query, to be written along with another. */
export const changingSeat = (call: Call, { region_id, staff_id }: Pick<Seat, 'region_id' | 'staff_id'>, to: Partial<Omit<Seat, 'xid'>>) =>
  call.tx
    .updateTable('floor.seat')
    .set({ ...to, xid: sql`pg_current_xact_id()` } as never)
    .where('region_id', '=', region_id)
    .where('staff_id', '=', staff_id)
    .returningAll()

/** Units the seat carries with one more contact of the channel, as columns; refuses with `desk-at-capacity`. */
export function withOneMore(seat: Seat, channel: string): { units: number; soft: boolean; columns: Pick<Seat, 'hard_units' | 'soft_units'> } {
  const { units, interrupts } = channelRule(channel)
  const counted = seat.hard_units + (interrupts ? 0 : seat.soft_units)
  const most = mostUnits(channel, seat.chat_capacity)
  if (counted + units > most) throw refuse('desk-at-capacity', { units: counted, most })
  const soft = isInterruptible(channel)
  const columns = { hard_units: seat.hard_units + (soft ? 0 : units), soft_units: seat.soft_units + (soft ? units : 0) }
  return { units, soft, columns }
}

/** Units of the seat without a contact it had. */
export function withoutOne(seat: Seat, { units, soft }: Pick<FloorContactRow, 'units' | 'soft'>): Pick<Seat, 'hard_units' | 'soft_units'> {
  return {
    hard_units: Math.max(0, seat.hard_units - (soft ? 0 : units)),
    soft_units: Math.max(0, seat.soft_units - (soft ? units : 0))
  }
}

/** How many contacts each of these people was offered or serves. */
export async function loadsOf(tx: Call['tx'], regionId: number, staffIds: readonly string[], held = false): Promise<Map<string, number>> {
  if (staffIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('floor.contact')
    .select((eb) => ['staff_id', eb.fn.countAll<number>().as('load')])
    .where('region_id', '=', regionId)
    .where('state', 'in', held ? ['held'] : ['offered', 'held'])
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .groupBy('staff_id')
    .execute()
  return new Map(rows.map((row) => [row.staff_id as string, Number(row.load)]))
}
