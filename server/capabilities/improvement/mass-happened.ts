import type { massEvents } from '@shouwen/contract/improvement-mass'
import type { Selectable, Updateable } from 'kysely'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import type { ImprovementMass } from '#platform/schema.gen'
import { applyToClocks } from '#capabilities/norms'

export type Mass = Selectable<ImprovementMass>
export type MassEvent = keyof typeof massEvents

/** The only way a mass complaint changes: its promises hear of it, the row follows, event and audit are written. */
export async function massHappened(call: Call, mass: Mass, name: MassEvent, change: Updateable<ImprovementMass> = {}): Promise<Mass> {
  const after = { ...mass, ...change } as Mass
  const { nextDueAt, atRiskAt } = await applyToClocks(call, {
    event: name,
    at: call.now,
    subject: { kind: 'mass', id: mass.id, regionId: mass.region_id, unitId: after.unit_id, ownerId: after.owner_id },
    facts: { kind: 'complaint', channel: 'api', severity: 'collective', scope: 'area' }
  })
  const row = await call.tx
    .updateTable('improvement.mass')
    .set({ ...change, next_due_at: nextDueAt, at_risk_at: atRiskAt })
    .where('region_id', '=', mass.region_id)
    .where('id', '=', mass.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(call, { name, regionId: mass.region_id, subjectKind: 'mass', subjectId: mass.id, data: { state: row.state, unitId: row.unit_id, parentId: row.parent_id, cases: row.case_count } })
  await audited(call, { verb: name, regionId: mass.region_id, subjectKind: 'mass', subjectId: mass.id })
  return row
}
