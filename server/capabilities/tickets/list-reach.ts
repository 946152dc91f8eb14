import { grantsFor } from '#platform/access'
import type { Actor } from '#platform/action'

/** How far an actor reads in one region: everything, or some units and what is their own, or nothing. */
export type Reach = { whole: boolean; unitIds: string[]; own: boolean }

/** What an actor may read in a region with a verb; the same as `scopeFilter`, but as data, so that a list can choose its way to the rows. */
export function reachOf(actor: Actor, verb: string, regionId: number): Reach {
  const grants = grantsFor(actor, verb).filter((grant) => grant.scope === 'all' || grant.regionId === regionId)
  const whole = grants.some((grant) => grant.scope === 'all' || grant.scope === 'region')
  const unitIds = [...new Set(grants.flatMap((grant) => (grant.scope === 'own' ? [] : grant.unitIds)))].sort()
  return { whole, unitIds, own: grants.length > 0 }
}
