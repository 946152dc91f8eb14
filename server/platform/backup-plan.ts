import type pg from 'pg'

export type TablePlan = { name: string; columns: string[] }

/** A foreign key from one table to another. */
export type Link = { constraint: string; from: string; to: string }

export type Partition = { name: string; parent: string; bound: string; comment: string | null }

/** What a backup says of itself; its first entry. */
export type Manifest = {
  madeAt: string
  migrations: { name: string; checksum: string }[]
  partitions: Partition[]
  sequences: { name: string; last: string; called: boolean }[]
  /** For each reader the last sequence number it has done, in the numbering of this backup. */
  cursors: { name: string; seq: string }[]
}

/** Tables whose rows are read by cursors in the order of (xid, seq). */
export const orderedTables = ['platform.event', 'platform.evidence']

const ownSchema = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
const qualified = `format('%I.%I', n.nspname, c.relname)`

/** Every table with its columns, those that are pointed to first. Foreign keys that form a ring come in any order. */
export async function planTables(client: pg.Client): Promise<TablePlan[]> {
  const { rows: tables } = await client.query<TablePlan>(`
    select ${qualified} as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition and ${ownSchema} and ${qualified} <> 'platform.migration'
    group by 1 order by 1`)
  return inOrder(tables, await readLinks(client))
}

async function readLinks(client: pg.Client): Promise<Link[]> {
  const { rows } = await client.query<Link>(`
    select quote_ident(k.conname) as constraint, k.conrelid::regclass::text as from, k.confrelid::regclass::text as to
    from pg_constraint k where k.contype = 'f' and k.conparentid = 0 and k.conrelid <> k.confrelid order by 2, 1`)
  return rows
}

/** Keys that point to a table which comes later: each closes a ring, and can be checked only when all is loaded. */
export async function linksAgainstOrder(client: pg.Client): Promise<Link[]> {
  const names = (await planTables(client)).map((table) => table.name)
  return (await readLinks(client)).filter((link) => names.indexOf(link.from) < names.indexOf(link.to))
}

function inOrder(tables: TablePlan[], links: Link[]): TablePlan[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const ordered = new Set<TablePlan>()
  const visiting = new Set<string>()
  const visit = (name: string) => {
    const table = byName.get(name)
    if (!table || ordered.has(table) || visiting.has(name)) return
    visiting.add(name)
    for (const link of links) if (link.from === name) visit(link.to)
    ordered.add(table)
  }
  for (const { name } of tables) visit(name)
  return [...ordered]
}

/** Call inside the transaction whose snapshot the backup shows. */
export async function readManifest(client: pg.Client): Promise<Manifest> {
  const rows = async <T>(query: string) => (await client.query<T & pg.QueryResultRow>(query)).rows as T[]
  return {
    madeAt: new Date().toISOString(),
    migrations: await rows('select name, checksum from platform.migration order by name'),
    partitions: await rows(`
      select ${qualified} as name, i.inhparent::regclass::text as parent, pg_get_expr(c.relpartbound, c.oid) as bound,
        obj_description(c.oid, 'pg_class') as comment
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_inherits i on i.inhrelid = c.oid
      where c.relispartition and c.relkind = 'r' and ${ownSchema} order by 1`),
    sequences: await readSequences(client),
    cursors: await rows(cursorsQuery)
  }
}

async function readSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(`
    select ${qualified} as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ownSchema} order by 1`)
  const sequences: Manifest['sequences'] = []
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value as last, is_called as called from ${name}`
    )
    if (state.rows[0]) sequences.push({ name, ...state.rows[0] })
  }
  return sequences
}

/** A reader that has done k rows stands, after the numbers were put in order, on the k-th smallest number. */
const cursorsQuery = orderedTables
  .map(
    (table) => `
  select name, coalesce(case when done > 0 then (select seq from ${table} order by seq offset done - 1 limit 1) end, 0) as seq
  from (select k.name, (select count(*) from ${table} t where (t.xid, t.seq) <= (k.xid, k.seq)) as done
    from platform.cursor k where k.source = '${table}') position`
  )
  .join(' union all ')

/**
 * The rows to be saved. Transaction ids mean nothing in another cluster: all restored rows get the one of the restore,
 * so the sequence number alone must give the order. The same numbers are dealt out again in the order of (xid, seq).
 */
export function selectRows(table: TablePlan): string {
  if (!orderedTables.includes(table.name)) return `select ${savedColumns(table).join(', ')} from ${table.name}`
  const columns = savedColumns(table).map((column) => (column === 'seq' ? 'dealt.seq' : `r.${column}`))
  return `select ${columns.join(', ')}
    from (select *, row_number() over (order by xid, seq) as place from ${table.name}) r
    join (select seq, row_number() over (order by seq) as place from ${table.name}) dealt on dealt.place = r.place`
}

/** Columns as they stand in the backup. */
export function savedColumns(table: TablePlan): string[] {
  return orderedTables.includes(table.name) ? table.columns.filter((column) => column !== 'xid') : table.columns
}
