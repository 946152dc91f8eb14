import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { turnByTime } from './clock-life.ts'
import type { ClockRow } from './clock-row.ts'
import { declareOutcomes } from './declare-outcomes.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'
import { updateClocks } from './write-clocks.ts'

/**
 * Decides at once what time has already decided about the promises to these subjects: for history that is brought in, so that its outcomes
 * are written together with it, at their own instants, and the sweep finds nothing left to announce. Answers how many were broken.
 */
export async function decidePast(call: Call, regionId: number, subjectIds: readonly string[]): Promise<number> {
  if (subjectIds.length === 0) return 0
  const now = call.now.getTime()
  const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c
    where c.region_id = ${regionId} and c.subject_id = any(${[...subjectIds]}::uuid[]) and c.next_at <= ${call.now}
    order by c.id for update of c`.execute(call.tx)
  const turned = (await clocksFrom(call, rows)).map((before) => turnByTime(before, now))
  await updateClocks(
    call,
    regionId,
    turned.map(({ clock }) => clock)
  )
  await declareOutcomes(
    call,
    turned.map(({ clock, turn }) => ({
      clock,
      turn,
      at: turn === 'broken' ? (clock.brokenAt ?? now) : (clock.atRiskAt ?? now)
    }))
  )
  return turned.filter(({ turn }) => turn === 'broken').length
}
