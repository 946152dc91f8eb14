import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { permit, type Permitted, type Placement } from '#platform/access'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { bumpOrganisation } from './revision.ts'
import { getUnit, type Ownership, type Unit, type UnitLevel } from './unit-tree.ts'

/** Region under which units above the regions are recorded. */
const NO_REGION = 0
export const regionOf = (unit: Unit): number => unit.regionId ?? NO_REGION

/** The unit, when the caller may change people there. Refuses with `not-found`, `not-permitted`. */
export async function unitToChange(call: Call, unitId: string): Promise<Permitted<Unit & Placement>> {
  const unit = await getUnit(call.tx, unitId)
  return permit(call, 'people.write', { ...unit, regionId: regionOf(unit), unitId: unit.id }, 'people.read')
}

/** The unit as something may be put under or into it. Refuses with `unit-inactive`. */
export async function unitToReceive(call: Call, unitId: string): Promise<Unit> {
  await unitToChange(call, unitId)
  const unit = await getUnit(call.tx, unitId)
  if (!unit.active) throw refuse('unit-inactive')
  return unit
}

type Change = Partial<{
  level: UnitLevel
  name_zh: string
  name_en: string
  ownership: Ownership
  active: boolean
  parent_id: string
}>

/** Writes a change of the version the caller saw, else refuses with `changed-meanwhile`. */
export async function writeUnit(
  call: Call,
  unit: Permitted<{ id: string }>,
  version: number,
  change: Change
): Promise<void> {
  const written = await call.tx
    .updateTable('people.unit')
    .set((set) => ({ ...change, version: set('version', '+', 1) }))
    .where('id', '=', unit.id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!written) throw refuse('changed-meanwhile')
  await bumpOrganisation(call.tx)
}

type UnitVerb = 'unit.create' | 'unit.update' | 'unit.move' | 'unit.deactivate' | 'unit.reactivate'
type UnitEvent = 'unit.created' | 'unit.changed' | 'unit.moved' | 'unit.deactivated' | 'unit.reactivated'

/** Records the event and the audit of a change and answers the unit as it is now. */
export async function unitChanged(
  call: Call,
  unitId: string,
  event: UnitEvent,
  verb: UnitVerb,
  data: Record<string, unknown> = {}
): Promise<Unit> {
  const unit = await getUnit(call.tx, unitId)
  await record(call, { name: event, regionId: regionOf(unit), subjectKind: 'unit', subjectId: unit.id, data })
  await audited(call, { verb, regionId: regionOf(unit), subjectKind: 'unit', subjectId: unit.id, detail: data })
  return unit
}
