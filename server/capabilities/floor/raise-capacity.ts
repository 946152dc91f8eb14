import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { chatCapacity } from './floor-rules.ts'
import { wakeFloor } from './wake.ts'

export type CapacityChange = { staffId: string; from: number; to: number }

/** Everybody at work takes so many chats more at once, up to the most anybody may; answers who, to be given back. */
export async function raiseCapacity(call: Call, regionId: number, by: number): Promise<CapacityChange[]> {
  const { most } = chatCapacity()
  const { rows } = await sql<{ staff_id: string; before: number; after: number }>`
    update floor.seat s set chat_capacity = least(${most}, old.chat_capacity + ${by}), xid = pg_current_xact_id()
    from (select staff_id, chat_capacity from floor.seat where region_id = ${regionId} and state <> 'signed-out' and chat_capacity < ${most} order by staff_id for update) old
    where s.region_id = ${regionId} and s.staff_id = old.staff_id
    returning s.staff_id, old.chat_capacity as before, s.chat_capacity as after`.execute(call.tx)
  wakeFloor(call, regionId)
  return rows.map((row) => ({ staffId: row.staff_id, from: row.before, to: row.after }))
}

/** Gives it back to those who still have what they were given: who chose another number since keeps it. */
export async function lowerCapacity(call: Call, regionId: number, changes: readonly CapacityChange[]): Promise<void> {
  await sql`update floor.seat s set chat_capacity = c.before, xid = pg_current_xact_id()
    from unnest(${changes.map((one) => one.staffId)}::uuid[], ${changes.map((one) => one.from)}::int[], ${changes.map((one) => one.to)}::int[]) as c(id, before, after)
    where s.region_id = ${regionId} and s.staff_id = c.id and s.chat_capacity = c.after`.execute(call.tx)
  wakeFloor(call, regionId)
}
