import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { ClockRow } from './clock-row.ts'
import { type ClockView, viewOf } from './clocks-of.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'

/** Unfinished promises somebody answers for, and the earliest of those due before an instant. */
export type DueSoon = { unfinished: number; dueSoon: number; first: ClockView | null }

const MOST = 500

/** What is at stake when these people are taken from their work until then. @norm CC-15 */
export async function dueSoonOf(call: Call, regionId: number, ownerIds: readonly string[], until: Date): Promise<Map<string, DueSoon>> {
  if (ownerIds.length === 0) return new Map()
  const { rows: counts } = await sql<{ owner_id: string; unfinished: number; soon: number; first: string | null }>`
    select owner_id, count(*)::int as unfinished, count(*) filter (where due_at <= ${until})::int as soon,
      (array_agg(id order by due_at, id) filter (where due_at <= ${until}))[1] as first
    from norms.clock where region_id = ${regionId} and owner_id = any(${[...ownerIds]}::uuid[]) and stopped_at is null group by owner_id limit ${MOST}`.execute(call.tx)
  const ids = counts.flatMap((row) => row.first ?? [])
  const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c where c.region_id = ${regionId} and c.id = any(${ids}::uuid[])`.execute(call.tx)
  const clocks = new Map((await clocksFrom(call, rows)).map((clock) => [clock.id, viewOf(clock, call.now)]))
  return new Map(counts.map((row) => [row.owner_id, { unfinished: row.unfinished, dueSoon: row.soon, first: clocks.get(row.first ?? '') ?? null }]))
}
