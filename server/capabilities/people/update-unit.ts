import type { InputOf } from '@shouwen/contract/operation'
import type { updateUnit as operation } from '@shouwen/contract/units'
import type { Call } from '#platform/action'
import type { Unit } from './unit-tree.ts'
import { unitChanged, unitToChange, writeUnit } from './unit-writes.ts'

/** Changes names, level or ownership. The code stays: paths and imports hold it. */
export async function updateUnit(call: Call, input: InputOf<typeof operation>): Promise<Unit> {
  const unit = await unitToChange(call, input.unitId)
  const change = {
    ...(input.level !== undefined ? { level: input.level } : {}),
    ...(input.nameZh !== undefined ? { name_zh: input.nameZh } : {}),
    ...(input.nameEn !== undefined ? { name_en: input.nameEn } : {}),
    ...(input.ownership !== undefined ? { ownership: input.ownership } : {})
  }
  await writeUnit(call, unit, input.version, change)
  return unitChanged(call, unit.id, 'unit.changed', 'unit.update', { fields: Object.keys(change).sort() })
}
