import type { InputOf } from '@shouwen/contract/operation'
import type { deactivateUnit as operation } from '@shouwen/contract/units'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { getUnit, type Unit } from './unit-tree.ts'
import { unitChanged, unitToChange, writeUnit } from './unit-writes.ts'

/** Takes an empty unit out of use; its history stays. */
export async function deactivateUnit(call: Call, input: InputOf<typeof operation>): Promise<Unit> {
  const unit = await unitToChange(call, input.unitId)
  const person = await call.tx
    .selectFrom('people.staff')
    .select('id')
    .where('unit_id', '=', unit.id)
    .where('status', '=', 'active')
    .limit(1)
    .executeTakeFirst()
  if (person) throw refuse('unit-has-staff')
  const below = await call.tx
    .selectFrom('people.unit')
    .select('id')
    .where('parent_id', '=', unit.id)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (below) throw refuse('unit-has-units')
  await writeUnit(call, unit, input.version, { active: false })
  return unitChanged(call, unit.id, 'unit.deactivated', 'unit.deactivate')
}

/** Takes a unit into use again below a unit that is in use. */
export async function reactivateUnit(call: Call, input: InputOf<typeof operation>): Promise<Unit> {
  const unit = await unitToChange(call, input.unitId)
  if (unit.parentId !== null && !(await getUnit(call.tx, unit.parentId)).active) throw refuse('unit-inactive')
  await writeUnit(call, unit, input.version, { active: true })
  return unitChanged(call, unit.id, 'unit.reactivated', 'unit.reactivate')
}
