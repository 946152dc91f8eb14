import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { ClockSubject } from './start-clocks.ts'

/** Makes the new unit and people answerable for the subject's unfinished promises, each as its clause says. @norm SP-14 */
export async function reassignClocks(call: Call, subject: Pick<ClockSubject, 'id' | 'regionId' | 'unitId' | 'ownerId' | 'assigneeId'>): Promise<void> {
  await sql`update norms.clock set unit_id = ${subject.unitId}::uuid,
      owner_id = case owner_kind when 'first-owner' then ${subject.ownerId}::uuid when 'assignee' then ${subject.assigneeId ?? subject.ownerId}::uuid end
    where region_id = ${subject.regionId} and subject_id = ${subject.id} and stopped_at is null`.execute(call.tx)
}
