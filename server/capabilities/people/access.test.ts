import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allows, type Placement, type Scope, scopeFilter, scopes } from '#platform/access'
import type { Actor } from '#platform/action'
import { cloneTestDatabase, type TestDatabase } from '#platform/testing/test-database'
import { type HeldRole, narrowGrants, resolveGrants, type UnitNode } from './grants.ts'

const VERBS = ['ticket.read', 'ticket.answer', 'customer.read'] as const
const PATTERNS = [...VERBS, 'ticket.*', '*'] as const
const LEVELS = ['province', 'city', 'hall', 'team', 'team', 'department'] as const
const id = (kind: number, index: number) => `00000000-0000-7000-800${kind}-${String(index).padStart(12, '0')}`

type World = {
  tree: UnitNode[]
  person: { id: string; regionId: number; unitId: string }
  held: HeldRole[]
  records: Required<Placement>[]
}

/** Any tree over two regions with one root above them, any person in it with any roles, and records placed anywhere. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    parents: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...LEVELS)), { minLength: 2, maxLength: 9 }),
    seat: fc.nat(),
    roles: fc.array(
      fc.record({
        unit: fc.nat(),
        grants: fc.dictionary(fc.constantFrom(...PATTERNS), fc.constantFrom(...scopes), { maxKeys: 3 })
      }),
      { maxLength: 3 }
    ),
    records: fc.array(fc.record({ regionId: fc.constantFrom(1, 2), unit: fc.option(fc.nat()), mine: fc.boolean() }), {
      minLength: 1,
      maxLength: 12
    })
  })
  .map(({ parents, seat, roles, records }) => {
    const tree: UnitNode[] = [{ id: id(1, 0), regionId: null, path: '/g/', level: 'group' }]
    parents.forEach(([parent, level], index) => {
      // The first two are the provinces; all others hang below one of them or the root's children.
      const above = index < 2 ? tree[0] : tree[1 + (parent % (tree.length - 1))]
      tree.push({
        id: id(1, index + 1),
        regionId: index < 2 ? index + 1 : (above?.regionId ?? 1),
        path: `${above?.path}${index}/`,
        level: index < 2 ? 'province' : level
      })
    })
    const unit = (pick: number) => tree[pick % tree.length] as UnitNode
    const home = unit(seat)
    const person = { id: id(2, 0), regionId: home.regionId ?? 1, unitId: home.id }
    return {
      tree,
      person,
      held: roles.map((role) => ({ unitId: unit(role.unit).id, grants: role.grants as Record<string, Scope> })),
      records: records.map((record) => ({
        regionId: record.regionId,
        unitId: record.unit === null ? null : unit(record.unit).id,
        staffIds: [record.mine ? person.id : id(2, 9)]
      }))
    }
  })

function actorOf({ person, held, tree }: World, tokenScopes: string[] | null = null): Actor {
  const grants = resolveGrants(person, held, tree)
  return {
    kind: 'staff',
    ...person,
    jobNumber: 'X',
    sees: [],
    sessionId: null,
    tokenScopes,
    grants: tokenScopes ? narrowGrants(grants, tokenScopes) : grants
  }
}

let database: TestDatabase
beforeAll(async () => {
  database = await cloneTestDatabase()
})
afterAll(() => database.drop())

/** Which of the records, by position, PostgreSQL finds through the filter. */
async function found(world: World, actor: Actor, verb: string): Promise<number[]> {
  return database.db.connection().execute(async (db) => {
    await sql`create temporary table if not exists placed (n int, region_id int, unit_id uuid, owner_id uuid)`.execute(
      db
    )
    await sql`truncate placed`.execute(db)
    const rows = world.records.map(
      (record, n) => sql`(${n}::int, ${record.regionId}::int, ${record.unitId}::uuid, ${record.staffIds[0]}::uuid)`
    )
    await sql`insert into placed values ${sql.join(rows)}`.execute(db)
    const filter = scopeFilter(actor, verb, {
      regionId: 'placed.region_id',
      unitId: 'placed.unit_id',
      staffIds: ['placed.owner_id']
    })
    const answer = await sql<{ n: number }>`select n from placed where ${filter} order by n`.execute(db)
    return answer.rows.map((row) => row.n)
  })
}

const allowed = (world: World, actor: Actor, verb: string) =>
  world.records.flatMap((record, n) => (allows(actor, verb, record) ? [n] : []))

/** The rule said again without any cleverness: walks the tree for one grant and one record. */
function bySentence({ tree, person, held }: World, verb: string, record: Required<Placement>): boolean {
  const unitOf = (unitId: string) => tree.find((unit) => unit.id === unitId)
  const region = (unit: UnitNode | undefined) => unit?.regionId ?? person.regionId
  const inside = (root: UnitNode | undefined) => {
    const there = record.unitId === null ? undefined : unitOf(record.unitId)
    return !!root && !!there && there.path.startsWith(root.path) && region(there) === record.regionId
  }
  const home = unitOf(person.unitId) as UnitNode
  const seat =
    home.level !== 'team'
      ? home
      : tree
          .filter((unit) => unit.level !== 'team' && home.path.startsWith(unit.path))
          .sort((a, b) => b.path.length - a.path.length)[0]
  const mine = record.staffIds.includes(person.id)
  return held.some((role) =>
    Object.entries(role.grants).some(([pattern, scope]) => {
      if (!(pattern === '*' || pattern === verb || (pattern.endsWith('.*') && verb.startsWith(pattern.slice(0, -1)))))
        return false
      const granted = unitOf(role.unitId) as UnitNode
      const under = (root: UnitNode) =>
        tree.filter((unit) => unit.path.startsWith(root.path)).some((unit) => region(unit) === record.regionId)
      if (scope === 'all') return true
      if (scope === 'own') return mine && record.regionId === person.regionId
      if (scope === 'region')
        return granted.regionId === null
          ? record.regionId === person.regionId || under(granted)
          : granted.regionId === record.regionId
      const root = scope === 'subtree' ? granted : scope === 'unit' ? (seat as UnitNode) : home
      if (scope === 'team')
        return (
          (record.unitId === home.id && record.regionId === region(home)) || (mine && record.regionId === region(home))
        )
      return inside(root) || (mine && under(root))
    })
  )
}

describe('permission over any tree, person, roles and records', () => {
  test('is what the sentences say', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...VERBS), (world, verb) => {
        const actor = actorOf(world)
        for (const record of world.records) expect(allows(actor, verb, record)).toBe(bySentence(world, verb, record))
      }),
      { numRuns: 500 }
    )
  })

  test('finds in a list exactly the records it would open one by one', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom(...VERBS), async (world, verb) => {
        const actor = actorOf(world)
        expect(await found(world, actor, verb)).toEqual(allowed(world, actor, verb))
      }),
      { numRuns: 150 }
    )
  })

  test('of a token is never more than its owner’s, and only within its scopes', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.array(fc.constantFrom(...PATTERNS, 'people.read'), { maxLength: 3 }),
        fc.constantFrom(...VERBS),
        (world, tokenScopes, verb) => {
          const mayToken = allowed(world, actorOf(world, tokenScopes), verb)
          const mayOwner = allowed(world, actorOf(world), verb)
          const named = tokenScopes.some(
            (scope) => scope === '*' || scope === verb || (scope.endsWith('.*') && verb.startsWith(scope.slice(0, -1)))
          )
          expect(mayToken).toEqual(named ? mayOwner : [])
        }
      ),
      { numRuns: 500 }
    )
  })

  test('of nobody, of a customer and of a person without roles is none', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom(...VERBS), async (world, verb) => {
        const strangers: Actor[] = [
          { kind: 'anonymous' },
          { kind: 'customer', id: id(3, 0), regionId: 1, sessionId: id(4, 0) },
          actorOf({ ...world, held: [] })
        ]
        for (const actor of strangers)
          expect([allowed(world, actor, verb), await found(world, actor, verb)]).toEqual([[], []])
      }),
      { numRuns: 20 }
    )
  })
})
