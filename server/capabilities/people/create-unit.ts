import type { InputOf } from '@shouwen/contract/operation'
import type { createUnit as operation } from '@shouwen/contract/units'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { createUnit as insertUnit, type Unit } from './unit-tree.ts'
import { unitChanged, unitToReceive } from './unit-writes.ts'

/** Adds a unit below one the caller may change. A region is named only directly below the group. */
export async function createUnit(call: Call, input: InputOf<typeof operation>): Promise<Unit> {
  const parent = await unitToReceive(call, input.parentId)
  const regionId = input.regionId ?? parent.regionId
  if (parent.regionId !== null && regionId !== parent.regionId) throw refuse('unit-region-mismatch')
  if (input.regionId !== undefined) await refuseUnknownRegion(call, input.regionId)
  const { parentId, level, code, nameZh, nameEn, ownership } = input
  const unit = await insertUnit(call.tx, { parentId, regionId, level, code, nameZh, nameEn, ownership })
  return unitChanged(call, unit.id, 'unit.created', 'unit.create', { code })
}

async function refuseUnknownRegion(call: Call, regionId: number): Promise<void> {
  const region = await call.tx.selectFrom('platform.region').select('id').where('id', '=', regionId).executeTakeFirst()
  if (!region) throw refuse('invalid-input', { errors: [{ at: '/regionId', rule: 'exists' }] })
}
