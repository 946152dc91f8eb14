import type { OutputOf } from '@shouwen/contract/operation'
import type { listUnits as operation } from '@shouwen/contract/units'
import type { Call } from '#platform/action'
import { unitTree } from './unit-tree.ts'

/** The whole tree, parents first, and the regions: small, and every picker needs it. */
export async function listUnits(call: Call): Promise<OutputOf<typeof operation>> {
  const regions = await call.tx
    .selectFrom('platform.region')
    .select(['id', 'code', 'name_zh as nameZh', 'name_en as nameEn'])
    .orderBy('id')
    .execute()
  return { items: await unitTree(call.tx), regions }
}
