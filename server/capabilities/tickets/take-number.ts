import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { ticketNumber } from './numbering.ts'
import { getRegion, localDay, type Region } from './region.ts'

/** Numbers leased at once: small, so that the numbers of a quiet day have no holes worth asking about. */
const RUN = 20

/**
 * The next number of the region for that day, in the caller's transaction. Usually one statement on a run of numbers that nobody else
 * holds at this moment; a counter alone would make every opening of a region wait for the commit of the one before.
 */
export async function takeNumber(call: Call, region: Region, at: Date): Promise<string> {
  const day = localDay(region, at)
  const free = await sql<{ taken: number }>`
    update tickets.number_block set next = next + 1
    where region_id = ${region.id} and day = ${day} and id = (
      select id from tickets.number_block where region_id = ${region.id} and day = ${day} and next <= last
      order by next limit 1 for update skip locked)
    returning next - 1 as taken`.execute(call.tx)
  const taken = free.rows[0]?.taken ?? (await leaseRun(call, region.id, day))
  return ticketNumber(region.code, day, taken)
}

/** Numbers for many tickets at once, one for each instant in the same order, without holes: for imports, in one statement. */
export async function leaseNumbers(call: Call, regionId: number, instants: readonly Date[]): Promise<string[]> {
  if (instants.length === 0) return []
  const region = await getRegion(call, regionId)
  const days = instants.map((at) => localDay(region, at))
  const wanted = Map.groupBy(days, (day) => day)
  const rows = await call.tx
    .insertInto('tickets.number_counter')
    .values([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, same]) => ({ region_id: regionId, day, last: same.length })))
    .onConflict((conflict) =>
      conflict
        .columns(['region_id', 'day'])
        .doUpdateSet((eb) => ({ last: eb('tickets.number_counter.last', '+', eb.ref('excluded.last')) }))
    )
    .returning(['day', 'last'])
    .execute()
  const next = new Map(rows.map(({ day, last }) => [day, last - (wanted.get(day)?.length ?? 0)]))
  return days.map((day) => {
    const count = (next.get(day) ?? 0) + 1
    next.set(day, count)
    return ticketNumber(region.code, day, count)
  })
}

/** Leases a fresh run and takes its first number. */
async function leaseRun(call: Call, regionId: number, day: string): Promise<number> {
  const { last } = await call.tx
    .insertInto('tickets.number_counter')
    .values({ region_id: regionId, day, last: RUN })
    .onConflict((conflict) =>
      conflict.columns(['region_id', 'day']).doUpdateSet({ last: sql`tickets.number_counter.last + ${RUN}` })
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  const first = last - RUN + 1
  await call.tx
    .insertInto('tickets.number_block')
    .values({ region_id: regionId, day, id: call.app.newId(), next: first + 1, last })
    .execute()
  return first
}
