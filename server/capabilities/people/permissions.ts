import type { Grant, Scope } from '#platform/access'
import type { Call } from '#platform/action'
import { resolveGrants, type UnitNode } from './grants.ts'

/** What a person may do, resolved against the unit tree. */
export type Permissions = {
  grants: Grant[]
  /** What remains in a session without a second factor. */
  grantsWithoutSecondFactor: Grant[]
  sees: string[]
  roles: { role: string; unitId: string }[]
  needsSecondFactor: boolean
}

type Known = { key: string; permissions: Permissions }
const MOST_KNOWN = 5_000
const known = new WeakMap<object, Map<string, Known>>()
const trees = new WeakMap<object, { revision: number; tree: UnitNode[] }>()

export type PersonKey = { staffId: string; version: number; revision: number; regionId: number; unitId: string }

/**
 * The permissions of a person. Remembered as long as neither the person (`version`) nor units and roles (`revision`)
 * have changed; both numbers were read by this very request, so a revoked role is gone with the next one.
 * @param owner whose memory it is: the app.
 */
export async function permissionsOf(owner: object, tx: Call['tx'], person: PersonKey): Promise<Permissions> {
  let remembered = known.get(owner)
  if (!remembered) known.set(owner, (remembered = new Map()))
  const key = `${person.version} ${person.revision}`
  const found = remembered.get(person.staffId)
  if (found?.key === key) return found.permissions
  const permissions = await load(owner, tx, person)
  if (remembered.size >= MOST_KNOWN) remembered.clear()
  remembered.set(person.staffId, { key, permissions })
  return permissions
}

async function load(owner: object, tx: Call['tx'], person: PersonKey): Promise<Permissions> {
  const held = await tx
    .selectFrom('people.staff_role')
    .innerJoin('people.role', 'people.role.code', 'people.staff_role.role_code')
    .select(['role_code', 'unit_id', 'grants', 'sees', 'two_factor'])
    .where('staff_id', '=', person.staffId)
    .where('active', '=', true)
    .execute()
  const tree = await treeAt(owner, tx, person.revision)
  const roles = held.map((row) => ({
    unitId: row.unit_id,
    grants: row.grants as Record<string, Scope>,
    twoFactor: row.two_factor
  }))
  const plain = roles.filter((role) => !role.twoFactor)
  return {
    grants: resolveGrants(person, roles, tree),
    grantsWithoutSecondFactor: resolveGrants(person, plain, tree),
    sees: [...new Set(held.flatMap((row) => row.sees))].sort(),
    roles: held.map((row) => ({ role: row.role_code, unitId: row.unit_id })),
    needsSecondFactor: plain.length < roles.length
  }
}

async function treeAt(owner: object, tx: Call['tx'], revision: number): Promise<UnitNode[]> {
  const found = trees.get(owner)
  if (found?.revision === revision) return found.tree
  const rows = await tx.selectFrom('people.unit').select(['id', 'region_id', 'path', 'level']).execute()
  const tree = rows.map((row) => ({ id: row.id, regionId: row.region_id, path: row.path, level: row.level }))
  trees.set(owner, { revision, tree })
  return tree
}
