import { sql } from 'kysely'
import type { Call } from '#platform/action'

/**
 * Takes back every promise to these subjects, decided or not, because the subjects themselves were brought in by mistake. They no longer
 * count as kept or broken; the evidence of what was once decided stays.
 */
export async function withdrawClocks(call: Call, regionId: number, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length === 0) return
  await sql`update norms.clock set state = 'cancelled', next_at = null, remaining_ms = null, broken_at = null,
      stopped_at = coalesce(stopped_at, greatest(started_at, ${call.now})), stopped_by_event = coalesce(stopped_by_event, 'ticket.cancelled')
    where region_id = ${regionId} and subject_id = any(${[...subjectIds]}::uuid[])`.execute(call.tx)
}
