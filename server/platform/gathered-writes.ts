import type { Insertable } from 'kysely'
import type { Call } from './action.ts'
import type { DB } from './schema.gen.ts'

/** Tables whose rows an import writes together; who reads them within its transaction calls `writeGathered` first. */
type Late =
  | 'platform.event'
  | 'platform.audit'
  | 'platform.evidence'
  | 'norms.clock'
  | 'tickets.ticket'
  | 'tickets.status_change'
  | 'tickets.note'
  | 'complaints.complaint'
export type Gathered = Map<Late, object[]>

/** PostgreSQL takes 65,535 parameters a statement; the widest of these tables has some sixty columns. */
const MOST_ROWS = 1000

/** Inserts rows now; in an import, whose thousands of steps would each wait for a statement of their own, with the others at its end. */
export async function insertLate<T extends Late>(call: Call, table: T, rows: Insertable<DB[T]>[]): Promise<void> {
  if (rows.length === 0) return
  if (!call.gathered)
    await call.tx
      .insertInto(table as Late)
      .values(rows as never)
      .execute()
  else {
    const before = call.gathered.get(table) ?? []
    call.gathered.set(table, before)
    before.push(...(rows as object[]))
  }
}

/** Writes what was gathered: the tables in the order in which they were first needed, so that keys find what they point to. */
export async function writeGathered(call: Call): Promise<void> {
  for (const [table, rows] of call.gathered ?? [])
    for (let from = 0; from < rows.length; from += MOST_ROWS)
      await call.tx
        .insertInto(table)
        .values(rows.slice(from, from + MOST_ROWS) as never)
        .execute()
  call.gathered?.clear()
}
