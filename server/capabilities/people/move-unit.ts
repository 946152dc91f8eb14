import { sql } from 'kysely'
import type { InputOf } from '@shouwen/contract/operation'
import type { moveUnit as operation } from '@shouwen/contract/units'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { getUnit, type Unit } from './unit-tree.ts'
import { unitChanged, unitToChange, unitToReceive, writeUnit } from './unit-writes.ts'

/** Moves a unit with everything below it under another of its region; permissions follow with the next request. */
export async function moveUnit(call: Call, input: InputOf<typeof operation>): Promise<Unit> {
  await lockTree(call)
  const unit = await unitToChange(call, input.unitId)
  const parent = await unitToReceive(call, input.parentId)
  if (parent.path.startsWith(unit.path)) throw refuse('unit-inside-itself')
  const { regionId } = await getUnit(call.tx, unit.id)
  if (parent.regionId !== null && parent.regionId !== regionId) throw refuse('unit-region-mismatch')
  await writeUnit(call, unit, input.version, { parent_id: parent.id })
  await call.tx
    .updateTable('people.unit')
    .set({ path: sql<string>`${`${parent.path}${unit.code}/`}::text || substr(path, ${unit.path.length + 1}::int)` })
    .where(sql<boolean>`starts_with(path, ${unit.path})`)
    .execute()
  return unitChanged(call, unit.id, 'unit.moved', 'unit.move', { from: unit.parentId, to: parent.id })
}

/** Two moves at the same moment could make a ring: whoever comes second waits and then sees the new tree. */
async function lockTree(call: Call): Promise<void> {
  await call.tx.selectFrom('people.revision').select('number').where('name', '=', 'organisation').forUpdate().execute()
}
