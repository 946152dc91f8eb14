import type { Call } from '#platform/action'
import { regionsReached } from './grants.ts'
import type { StaffActor } from './own-account.ts'

/** The regions somebody may work in, by name. */
export async function regionsOf(call: Call, { id, grants }: StaffActor): Promise<{ id: number; zh: string; en: string }[]> {
  const { region_id } = await call.tx
    .selectFrom('people.staff')
    .select('region_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const reached = regionsReached(grants, region_id)
  return call.tx
    .selectFrom('platform.region')
    .select(['id', 'name_zh as zh', 'name_en as en'])
    .$if(reached !== null, (query) => query.where('id', 'in', reached as number[]))
    .orderBy('id')
    .execute()
}
