import { type Expression, type SqlBool, sql } from 'kysely'
import type { Actor, Call } from './action.ts'
import { refuse } from './refusal.ts'

/** How far a grant reaches, narrowest first. */
export const scopes = ['own', 'team', 'unit', 'subtree', 'region', 'all'] as const
export type Scope = (typeof scopes)[number]

/**
 * One permission of an actor: a verb (`ticket.answer`) or pattern (`ticket.*`, `*`), its scope, and the units that scope
 * means for this actor (resolved when the session is loaded; unused for own, region and all).
 */
export type Grant = { verb: string; scope: Scope; regionId: number; unitIds: string[] }

/** Where a record stands: its region, the unit answerable for it and the people it belongs to. */
export type Placement = { regionId: number; unitId?: string | null; staffIds?: (string | null | undefined)[] }

declare const permitted: unique symbol
/** A record that passed `permit`: writers accept nothing else, so a forgotten check does not compile. */
export type Permitted<T> = T & { readonly [permitted]: true }

/** Does the pattern of a grant cover the verb? */
export function covers(pattern: string, verb: string): boolean {
  return pattern === '*' || pattern === verb || (pattern.endsWith('.*') && verb.startsWith(pattern.slice(0, -1)))
}

/** The grants of an actor for a verb, widest scope first. System actors hold every verb everywhere. */
export function grantsFor(actor: Actor, verb: string): Grant[] {
  if (actor.kind === 'system') return [{ verb: '*', scope: 'all', regionId: 0, unitIds: [] }]
  if (actor.kind !== 'staff') return []
  return actor.grants
    .filter((grant) => covers(grant.verb, verb))
    .sort((a, b) => scopes.indexOf(b.scope) - scopes.indexOf(a.scope))
}

/** May the actor use the verb at all, anywhere? */
export function holds(actor: Actor, verb: string): boolean {
  return grantsFor(actor, verb).length > 0
}

/** May the actor use the verb on a record standing there? */
export function allows(actor: Actor, verb: string, at: Placement): boolean {
  return grantsFor(actor, verb).some((grant) => reaches(grant, actor, at))
}

function reaches(grant: Grant, actor: Actor, at: Placement): boolean {
  if (grant.scope === 'all') return true
  if (grant.regionId !== at.regionId) return false
  if (grant.scope === 'region') return true
  if (actor.kind === 'staff' && at.staffIds?.includes(actor.id)) return true
  if (grant.scope === 'own') return false
  return at.unitId != null && grant.unitIds.includes(at.unitId)
}

/**
 * Checks the verb on a record and hands it back as permitted; refuses with `not-permitted`, or `not-found` when the actor
 * may not even read it (`readVerb`), so that ids cannot be probed.
 */
export function permit<T extends Placement>(call: Call, verb: string, record: T, readVerb?: string): Permitted<T> {
  if (allows(call.actor, verb, record)) return record as Permitted<T>
  if (readVerb && !allows(call.actor, readVerb, record)) throw refuse('not-found')
  call.denials.push({ verb, regionId: record.regionId })
  throw refuse('not-permitted', { verb })
}

/** The regions an actor can see with a verb: null means all of them. */
export function regionsFor(actor: Actor, verb: string): number[] | null {
  const grants = grantsFor(actor, verb)
  if (grants.some((grant) => grant.scope === 'all')) return null
  return [...new Set(grants.map((grant) => grant.regionId))]
}

/** Names of the columns that place a row, as written in SQL (`t.unit_id`). */
export type PlacementColumns = { regionId: string; unitId?: string; staffIds?: string[] }

/** The WHERE predicate that keeps exactly the rows `allows` would allow. Column names come from code, never from users. */
export function scopeFilter(actor: Actor, verb: string, columns: PlacementColumns): Expression<SqlBool> {
  const grants = grantsFor(actor, verb)
  if (grants.some((grant) => grant.scope === 'all')) return sql<SqlBool>`true`
  const wholeRegions = new Set(grants.filter((grant) => grant.scope === 'region').map((grant) => grant.regionId))
  const parts = [...wholeRegions].map((id) => sql<SqlBool>`${sql.ref(columns.regionId)} = ${id}`)
  const byRegion = Map.groupBy(
    grants.filter((grant) => grant.scope !== 'region' && !wholeRegions.has(grant.regionId)),
    (grant) => grant.regionId
  )
  for (const [regionId, held] of byRegion) {
    const within = [...ownRows(actor, columns), ...unitRows(held, columns)]
    if (within.length === 0) continue
    parts.push(sql<SqlBool>`(${sql.ref(columns.regionId)} = ${regionId} and (${sql.join(within, sql` or `)}))`)
  }
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`
}

function ownRows(actor: Actor, columns: PlacementColumns) {
  if (actor.kind !== 'staff') return []
  return (columns.staffIds ?? []).map((column) => sql<SqlBool>`${sql.ref(column)} = ${actor.id}`)
}

function unitRows(grants: Grant[], columns: PlacementColumns) {
  const unitIds = [...new Set(grants.flatMap((grant) => (grant.scope === 'own' ? [] : grant.unitIds)))]
  if (unitIds.length === 0 || !columns.unitId) return []
  return [sql<SqlBool>`${sql.ref(columns.unitId)} = any(${unitIds}::uuid[])`]
}

