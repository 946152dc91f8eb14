import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { grantAppRole } from './app-role.ts'
import { splitSql } from './split-sql.ts'

export const migrationsDir = join(import.meta.dirname, '../migrations')

export type Migration = { name: string; text: string; checksum: string }

export type MigrateResult = {
  applied: string[]
  /** False when the connecting user may not create roles: append-only is then a promise of the code, not of the server. */
  appRoleEnforced: boolean
}

/** Any fixed number: two processes that start together migrate one after the other. */
const lockKey = 7_210_412

/** The numbered `.sql` files in order. */
export function readMigrations(dir: string = migrationsDir): Migration[] {
  const names = readdirSync(dir)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
  return names.map((name) => {
    const text = readFileSync(join(dir, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

/**
 * Brings the database at `url` up to the given migrations (all of ours by default): forward only, each file in one
 * transaction unless its head says `-- no-transaction`, one statement per call. Then makes coming partitions and
 * grants. Safe to run from several processes and on every start.
 * Errors: a file that was applied and has changed since; a statement that fails (with file and statement in the message).
 */
export async function migrate(url: string, migrations: Migration[] = readMigrations()): Promise<MigrateResult> {
  const client = new pg.Client({ connectionString: url, application_name: 'shouwen migrate' })
  client.on('error', () => {}) // a broken connection also rejects the running query
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    const applied = await applyPending(client, migrations)
    if (await exists(client, `to_regproc('platform.ensure_partitions')`))
      await client.query('select platform.ensure_partitions(3)')
    return { applied, appRoleEnforced: await grantAppRole(client) }
  } finally {
    await client.end()
  }
}

async function applyPending(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await prepareHistory(client)
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from platform.migration'
  )
  const done = new Map(rows.map((row) => [row.name, row.checksum]))
  const citus = await exists(client, `to_regproc('create_distributed_table')`)
  const applied: string[] = []
  for (const migration of migrations) {
    const known = done.get(migration.name)
    if (known === migration.checksum) continue
    if (known)
      throw new Error(`migration ${migration.name} was applied and has been changed since: write a new one instead`)
    await apply(client, migration, citus)
    applied.push(migration.name)
  }
  return applied
}

async function prepareHistory(client: pg.Client): Promise<void> {
  if (await exists(client, `to_regclass('platform.migration')`)) return
  await client.query('create schema if not exists platform')
  await client.query(`create table platform.migration (
    name text constraint migration_pk primary key, checksum text not null, applied_at timestamptz not null default now())`)
  await client.query(`comment on table platform.migration is '@local Which migration files this database has seen.'`)
}

async function apply(client: pg.Client, migration: Migration, citus: boolean): Promise<void> {
  const inTransaction = !/^-- no-transaction$/m.test(migration.text)
  if (inTransaction) await client.query('begin')
  try {
    for (const statement of splitSql(migration.text)) {
      await run(client, statement, migration.name)
      const distribution = citus ? distributionOf(statement) : undefined
      if (distribution) await run(client, distribution, migration.name)
    }
    await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum
    ])
    if (inTransaction) await client.query('commit')
  } catch (error) {
    if (inTransaction) await client.query('rollback').catch(() => {})
    throw error
  }
}

async function run(client: pg.Client, statement: string, file: string): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${file}: ${reason}\n  in: ${statement.slice(0, 300)}`, { cause: error })
  }
}

/**
 * On Citus a table must be distributed right after it was created, parents first; its kind is the first word of its
 * comment, so the comment is the moment. Partitions follow their parent.
 */
export function distributionOf(statement: string): string | undefined {
  const tag = /^comment\s+on\s+table\s+([\w.]+)\s+is\s+'@(distributed|reference)\b/i.exec(statement)
  if (!tag) return undefined
  const call =
    tag[2] === 'reference'
      ? `create_reference_table('${tag[1]}')`
      : `create_distributed_table('${tag[1]}', 'region_id')`
  return `select ${call} where not exists (select from pg_inherits where inhrelid = '${tag[1]}'::regclass)`
}

async function exists(client: pg.Client, expression: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`select ${expression} is not null as found`)
  return rows[0]?.found ?? false
}
