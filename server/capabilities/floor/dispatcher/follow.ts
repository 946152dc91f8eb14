import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { FloorContactRow } from '../contact.ts'
import type { Seat } from '../seat.ts'

/** What the last look could see: everything below `next` but the transactions that still ran. */
export type Sight = { next: string; running: string[] }
export type Changes = { contacts: FloorContactRow[]; seats: Seat[]; sight: Sight }

/**
 * The rows of a region that changed since the last look, whatever order their transactions end in: those of transactions that ran then, and
 * of all begun since. A row may be read twice, which changes nothing. Without a last look: everything that is live.
 */
export async function changesSince(tx: Call['tx'], regionId: number, last: Sight | null): Promise<Changes> {
  // First what can be seen, then the rows: what commits in between is read now and once more.
  const { rows } = await sql<{ next: string; running: string[] }>`
    select pg_snapshot_xmax(s)::text as next, array(select pg_snapshot_xip(s))::text[] as running from pg_current_snapshot() as s`.execute(tx)
  const sight = rows[0] as Sight
  const changed = last ? sql<boolean>`(xid >= ${last.next}::xid8 or xid = any(${last.running}::xid8[]))` : null
  const contacts = tx
    .selectFrom('floor.contact')
    .selectAll()
    .where('region_id', '=', regionId)
    .where(changed ?? sql<boolean>`state in ('waiting', 'offered', 'held')`)
    .execute()
  const seats = tx
    .selectFrom('floor.seat')
    .selectAll()
    .where('region_id', '=', regionId)
    .where(changed ?? sql<boolean>`state <> 'signed-out'`)
    .execute()
  const [changedContacts, changedSeats] = await Promise.all([contacts, seats])
  return { contacts: changedContacts, seats: changedSeats, sight }
}
