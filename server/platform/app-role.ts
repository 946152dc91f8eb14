import type pg from 'pg'
import { appRole } from './database.ts'

type TableGrant = { name: string; appendOnly: boolean; readOnly: boolean; partition: boolean; held: string[] }

/**
 * Makes the application's role where allowed and gives it exactly what each table's comment says: select and insert
 * on @append-only tables, select alone on views and the migration history, all four elsewhere.
 * Returns false when the role is missing and this user may not create it.
 */
export async function grantAppRole(client: pg.Client): Promise<boolean> {
  if (!(await ensureRole(client))) return false
  const { rows: schemas } = await client.query<{ name: string }>(ownSchemas)
  for (const { name } of schemas) {
    await client.query(`grant usage on schema ${name} to ${appRole}`)
    await client.query(`grant usage, select on all sequences in schema ${name} to ${appRole}`)
  }
  const { rows: tables } = await client.query<TableGrant>(ownTables)
  for (const table of tables) await grantTable(client, table)
  return true
}

async function grantTable(client: pg.Client, table: TableGrant): Promise<void> {
  const wanted = table.partition ? [] : privilegesFor(table)
  const missing = wanted.filter((each) => !table.held.includes(each))
  const excess = table.held.filter((each) => !wanted.includes(each))
  if (missing.length > 0) await client.query(`grant ${missing.join(', ')} on ${table.name} to ${appRole}`)
  if (excess.length > 0) await client.query(`revoke ${excess.join(', ')} on ${table.name} from ${appRole}`)
}

function privilegesFor(table: TableGrant): string[] {
  if (table.readOnly) return ['SELECT']
  return table.appendOnly ? ['SELECT', 'INSERT'] : ['SELECT', 'INSERT', 'UPDATE', 'DELETE']
}

async function ensureRole(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ member: boolean }>(
    `select pg_has_role(rolname, 'member') as member from pg_roles where rolname = '${appRole}'`
  )
  if (rows[0]) return rows[0].member
  try {
    await client.query(`create role ${appRole} nologin`)
    await client.query(`grant ${appRole} to current_user`)
    return true
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '42710' || code === '23505') return true // another database of this server made it meanwhile
    if (code === '42501') return false
    throw error
  }
}

const ownSchemas = `select quote_ident(nspname) as name from pg_namespace n
  where nspname !~ '^pg_' and nspname <> 'information_schema' and pg_has_role(nspowner, 'member')
    and exists (select from pg_class c where c.relnamespace = n.oid and obj_description(c.oid, 'pg_class') like '@%')`

const ownTables = `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
    coalesce(obj_description(c.oid, 'pg_class') ~ '@append-only', false) as "appendOnly",
    c.relkind in ('v', 'm') or (n.nspname, c.relname) = ('platform', 'migration') as "readOnly",
    c.relispartition as partition,
    array(select a.privilege_type from aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee where r.rolname = '${appRole}') as held
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm') and n.nspname in (select nspname from pg_namespace where quote_ident(nspname) in (select name from (${ownSchemas}) s))
  order by 1`
