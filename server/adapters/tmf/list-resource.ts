import { type Expression, type SqlBool, sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Actor, Call } from '#platform/action'
import type { App } from '#platform/app-type'
import type { Database, Tx } from '#platform/database'
import { cursorOf, openCursor } from '#platform/paging'
import { orderOf, uuid, whereOf } from './attribute.ts'
import { fault } from './fault.ts'
import type { Query } from './read-query.ts'
import type { Ref, Resource } from './resource.ts'

export type Listed = { refs: Ref[]; total: number; first: string | null; last: string | null }

/** A list that takes longer than this is refused: the client is asked to narrow it by an indexed attribute. */
const longestListMs = 5000

/**
 * The records a query asks for, of those the actor may read, and how many there are in all. Filters run in the database;
 * without a sort the newest come first, and `after`/`before` page by that order without counting from the start.
 */
export async function listResource(call: Call, resource: Resource, query: Query): Promise<Listed> {
  const { source } = resource
  const cursor = cursorIn(query)
  const conditions = [...readable(call.actor, resource), ...whereOf(query.conditions, resource.filters)]
  const backwards = query.before !== null
  const place = cursor && sql<SqlBool>`(${source.at}, ${source.id}) ${backwards ? sql`>` : sql`<`} (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
  const way = backwards ? sql`${source.at} asc, ${source.id} asc` : sql`${source.at} desc, ${source.id} desc`
  const order = query.sort.length > 0 ? orderOf(query.sort, resource.filters, source.id) : way
  return withinTime(call.app, async (tx) => {
    const page = await sql<{ region_id: number; id: string; at: string }>`
      select ${source.region} as region_id, ${source.id} as id, to_char(${source.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from ${source.from} where ${sql.join([...conditions, ...(place ? [place] : [])], sql` and `)}
      order by ${order} limit ${query.limit} offset ${query.offset}`.execute(tx)
    const counted = await sql<{ total: number }>`
      select count(*)::int as total from ${source.from} where ${sql.join(conditions, sql` and `)}`.execute(tx)
    const rows = backwards ? page.rows.reverse() : page.rows
    const mark = (row: { at: string; id: string } | undefined) => (row && query.sort.length === 0 ? cursorOf([row.at, row.id]) : null)
    return { refs: rows.map((row) => ({ regionId: row.region_id, id: row.id })), total: counted.rows[0]?.total ?? 0, first: mark(rows[0]), last: mark(rows.at(-1)) }
  })
}

/** Where the record with this id is kept, if the actor may read it there. */
export async function locate(call: Call, resource: Resource, id: string): Promise<Ref | null> {
  if (!uuid.test(id)) return null
  const { source } = resource
  const conditions = [...readable(call.actor, resource), sql<SqlBool>`${source.id} = ${id}::uuid`]
  const { rows } = await sql<{ region_id: number; id: string }>`
    select ${source.region} as region_id, ${source.id} as id from ${source.from} where ${sql.join(conditions, sql` and `)} limit 1`.execute(call.tx)
  return rows[0] ? { regionId: rows[0].region_id, id: rows[0].id } : null
}

/** Locks the record until the transaction ends, so that it is changed as it was read. */
export async function lock(call: Call, { source }: Resource, { regionId, id }: Ref): Promise<void> {
  await sql`select 1 from ${source.from} where ${source.region} = ${regionId} and ${source.id} = ${id}::uuid for update`.execute(call.tx)
}

function readable(actor: Actor, { source, permissions }: Resource): Expression<SqlBool>[] {
  return [source.where as Expression<SqlBool>, scopeFilter(actor, permissions.read, source.placement)]
}

async function withinTime<T>(app: App, run: (tx: Database | Tx) => Promise<T>): Promise<T> {
  return app.db.transaction().execute(async (tx) => {
    await sql`select set_config('statement_timeout', ${String(longestListMs)}, true)`.execute(tx)
    return run(tx)
  })
}

function cursorIn(query: Query): { at: string; id: string } | null {
  const text = query.after ?? query.before
  if (text === null) return null
  if (query.after !== null && query.before !== null) throw fault(400, 'query-malformed', 'Give either after or before')
  if (query.sort.length > 0 || query.offset > 0) throw fault(400, 'query-malformed', 'after and before go without sort and offset')
  const values = openCursor(text || 'x', 2)
  const [at, id] = values ?? []
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || at.length > 30 || typeof id !== 'string' || !uuid.test(id)) throw fault(400, 'query-malformed', 'The cursor is not one of ours')
  return { at, id }
}
