import { covers, type Grant, type Scope, scopes } from '#platform/access'

/** A unit as permissions see it. Everything below a unit begins with its path. */
export type UnitNode = { id: string; regionId: number | null; path: string; level: string }

/** A role a person holds, where it was granted, and its verbs. */
export type HeldRole = { unitId: string; grants: Record<string, Scope> }

export type Person = { regionId: number; unitId: string }

/**
 * What a person's roles mean in this tree: team = their own unit; unit = the nearest unit that is not a team and all
 * below it; subtree = the unit where the role was granted and all below it. A tree part that spans several regions gives
 * one grant per region, because records are looked up by region.
 */
export function resolveGrants(person: Person, held: HeldRole[], tree: UnitNode[]): Grant[] {
  const byId = new Map(tree.map((unit) => [unit.id, unit]))
  const reach = new Map<string, Map<number, string[]>>()
  const below = (root: UnitNode | undefined) => {
    if (!root) return new Map<number, string[]>()
    const known = reach.get(root.id)
    if (known) return known
    const made = byRegion(
      tree.filter((unit) => unit.path.startsWith(root.path)),
      person.regionId
    )
    reach.set(root.id, made)
    return made
  }
  const own = byId.get(person.unitId)
  const areas: Record<'team' | 'unit', Map<number, string[]>> = {
    team: own ? byRegion([own], person.regionId) : new Map(),
    unit: below(nearestNonTeam(own, tree))
  }
  return held.flatMap((role) =>
    Object.entries(role.grants).flatMap(([verb, scope]): Grant[] => {
      if (scope === 'all') return [{ verb, scope, regionId: 0, unitIds: [] }]
      if (scope === 'own') return [{ verb, scope, regionId: person.regionId, unitIds: [] }]
      const granted = byId.get(role.unitId)
      if (scope === 'region')
        return regionsOf(granted, below(granted), person).map((regionId) => ({ verb, scope, regionId, unitIds: [] }))
      const area = scope === 'subtree' ? below(granted) : areas[scope]
      return [...area].map(([regionId, unitIds]) => ({ verb, scope, regionId, unitIds }))
    })
  )
}

/** A role granted above the regions covers every region below that point. */
function regionsOf(granted: UnitNode | undefined, below: Map<number, string[]>, person: Person): number[] {
  if (!granted) return []
  return granted.regionId === null ? [...new Set([person.regionId, ...below.keys()])] : [granted.regionId]
}

function byRegion(units: UnitNode[], homeRegion: number): Map<number, string[]> {
  const groups = Map.groupBy(units, (unit) => unit.regionId ?? homeRegion)
  return new Map([...groups].map(([regionId, members]) => [regionId, members.map((unit) => unit.id)]))
}

function nearestNonTeam(unit: UnitNode | undefined, tree: UnitNode[]): UnitNode | undefined {
  if (!unit || unit.level !== 'team') return unit
  const above = tree.filter((other) => other.level !== 'team' && unit.path.startsWith(other.path))
  return above.sort((a, b) => b.path.length - a.path.length)[0] ?? unit
}

/**
 * The regions somebody may work in: their own and those their roles reach; null means all of them. What is about norms belongs to no region
 * and reaches none.
 */
export function regionsReached(grants: Grant[], homeRegion: number): number[] | null {
  const placed = grants.filter((grant) => !grant.verb.startsWith('norm.'))
  if (placed.some((grant) => grant.scope === 'all')) return null
  return [...new Set([homeRegion, ...placed.map((grant) => grant.regionId)])].sort((a, b) => a - b)
}

/** The grants that remain when a token may use only verbs its scopes name: never more than the owner's. */
export function narrowGrants(grants: Grant[], tokenScopes: string[]): Grant[] {
  return grants.flatMap((grant) =>
    [...new Set(tokenScopes.flatMap((scope) => meet(grant.verb, scope)))].map((verb) => ({ ...grant, verb }))
  )
}

/** The verbs two patterns have in common, as a pattern. */
function meet(a: string, b: string): string[] {
  if (covers(a, b)) return [b]
  return covers(b, a) ? [a] : []
}

/** The widest scope of each verb pattern: what the screen needs to know to show or hide a button. */
export function abilitiesOf(grants: Grant[]): { verb: string; scope: Scope; regionIds: number[] }[] {
  return [...Map.groupBy(grants, (grant) => grant.verb)].map(([verb, held]) => {
    const widest = held.reduce((best, grant) =>
      scopes.indexOf(grant.scope) > scopes.indexOf(best.scope) ? grant : best
    )
    const regionIds = [...new Set(held.filter((grant) => grant.regionId !== 0).map((grant) => grant.regionId))].sort(
      (a, b) => a - b
    )
    return { verb, scope: widest.scope, regionIds }
  })
}
