import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import type { ClockRow } from './clock-row.ts'
import { type ClockView, viewOf } from './clocks-of.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'

export type OpenPromise = { promise: ClockView; subjectKind: string; subjectId: string; partOfId: string | null; customerId: string | null }

/**
 * Promises of a region not done yet whose case had one of these facts, as the actor may see them, the strictest first. `facts` are alternatives: name and value as
 * rulebook/facts.yaml has them.
 */
export async function openPromisesWith(call: Call, regionId: number, facts: readonly Record<string, string | boolean>[], limit: number): Promise<OpenPromise[]> {
  const had = sql.join(facts.map((one) => sql`c.facts @> ${JSON.stringify(one)}::jsonb`), sql` or `)
  const { rows } = await sql<ClockRow & { part_of_id: string | null; customer_id: string | null }>`select ${clockColumns} from norms.clock c
    where c.region_id = ${regionId} and c.stopped_at is null and (${had})
      and ${scopeFilter(call.actor, 'ticket.read', { regionId: 'c.region_id', unitId: 'c.unit_id', staffIds: ['c.owner_id'] })}
    order by c.due_at nulls last, c.id limit ${limit}`.execute(call.tx)
  const clocks = await clocksFrom(call, rows)
  return clocks.map((clock, index) => ({
    promise: viewOf(clock, call.now),
    subjectKind: clock.subjectKind,
    subjectId: clock.subjectId,
    partOfId: rows[index]?.part_of_id ?? null,
    customerId: rows[index]?.customer_id ?? null
  }))
}
