import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { ClockRow } from './clock-row.ts'
import { type ClockView, viewOf } from './clocks-of.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'

/** The strictest unfinished promise of a subject and how many it has. */
export type Strictest = { clock: ClockView; unfinished: number }

/**
 * The strictest unfinished promise to each of the subjects; for the badges of a list, which show one. Reading one clock of each, and not
 * all they ever had, makes a page of a list half as dear.
 */
export async function strictestClocks(
  call: Pick<Call, 'app' | 'tx' | 'now'>,
  regionId: number,
  subjectKind: string,
  subjectIds: readonly string[]
): Promise<Map<string, Strictest>> {
  if (subjectIds.length === 0) return new Map()
  const { rows } = await sql<ClockRow & { unfinished: number }>`
    select ${clockColumns}, s.unfinished from (
      select distinct on (subject_id) id, count(*) over (partition by subject_id)::int as unfinished from norms.clock
      where region_id = ${regionId} and subject_kind = ${subjectKind} and subject_id = any(${[...subjectIds]}::uuid[]) and stopped_at is null
      order by subject_id, due_at nulls last, id) s
    join norms.clock c on c.id = s.id where c.region_id = ${regionId}`.execute(call.tx)
  const clocks = await clocksFrom(call, rows)
  return new Map(
    clocks.map((clock, index) => [
      clock.subjectId,
      { clock: viewOf(clock, call.now), unfinished: (rows[index] as { unfinished: number }).unfinished }
    ])
  )
}
