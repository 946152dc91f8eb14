import type { Call } from '#platform/action'
import type { Ground } from './ground.ts'

/** What is known of a region's floor beside its people; undefined before anybody looked. */
export async function findGround(tx: Call['tx'], regionId: number): Promise<Ground | undefined> {
  return tx.selectFrom('playbooks.ground').selectAll().where('region_id', '=', regionId).executeTakeFirst()
}
