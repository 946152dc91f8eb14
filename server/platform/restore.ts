import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { BackupDamagedError, type EntryHead, type EntryTail, readBackup, type TakeEntry } from './backup-container.ts'
import { linksAgainstOrder, type Manifest, planTables, savedColumns } from './backup-plan.ts'
import type { BlobStore } from './files.ts'
import { migrate, readMigrations } from './migrate.ts'

export type RestoreOptions = {
  /** Owner's URL of a database without a single row of ours. */
  url: string
  /** Where the attached files go; without it they are left out. */
  store?: BlobStore
  file: string
  onEntry?: (head: EntryHead, tail: EntryTail) => void
  onChunk?: (head: EntryHead, bytes: number) => void
}

/**
 * Puts a backup into an empty database and an empty store of files. First the whole file is checked, then everything
 * is loaded in one transaction: it ends complete, or without a row.
 * Errors: the file is damaged; the database or the store is not empty; the backup was made by a newer release.
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
  const manifest = await checkFile(options.file)
  const untouched = await refuseUnlessEmpty(options)
  await migrate(options.url, migrationsOf(manifest))
  const client = new pg.Client({ connectionString: options.url, application_name: 'shouwen restore' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    await prepare(client, manifest)
    await load(client, options)
    await finish(client, manifest)
    await client.query('commit')
    await client.query('analyze')
  } catch (error) {
    await undo(client, untouched, options.store).catch(() => {}) // the first error is the one to tell
    throw error
  } finally {
    await client.end()
  }
  return manifest
}

async function checkFile(file: string): Promise<Manifest> {
  let manifest: Manifest | undefined
  await readBackup(file, async (head, chunks) => {
    if (head.kind === 'manifest')
      manifest = JSON.parse((await buffer(Readable.from(chunks))).toString('utf8')) as Manifest
  }).catch((error) => {
    throw error instanceof RangeError ? new BackupDamagedError(error.message) : error
  })
  if (!manifest) throw new BackupDamagedError('it has no manifest')
  return manifest
}

/** Exactly the migrations that the backed-up database had; later ones run at the next start, over the data. */
function migrationsOf(manifest: Manifest) {
  const known = new Map(readMigrations().map((each) => [each.name, each]))
  return manifest.migrations.map(({ name, checksum }) => {
    const migration = known.get(name)
    if (migration?.checksum === checksum) return migration
    throw new Error(
      `备份来自另一版本 / the backup was made by another release: ${name} is ${migration ? 'different' : 'unknown'} here`
    )
  })
}

/** Takes away the files of a failed restore, and the schema it made, so that one may try again in the same place. */
async function undo(client: pg.Client, untouched: boolean, store: BlobStore | undefined): Promise<void> {
  if (store) for await (const id of store.list()) await store.remove(id)
  await client.query('rollback')
  if (!untouched) return
  const { rows } = await client.query<{ name: string }>(
    `select distinct relnamespace::regnamespace::text as name from pg_class where relkind in ('r', 'p') and obj_description(oid, 'pg_class') ~ '^@'`
  )
  for (const { name } of rows) await client.query(`drop schema ${name} cascade`)
}

/** Returns whether the database is one that nobody has migrated yet. */
async function refuseUnlessEmpty({ url, store }: RestoreOptions): Promise<boolean> {
  if (store) for await (const id of store.list()) throw new Error(`文件库不是空的 / the store of files is not empty: ${id}`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await planTables(client)
    for (const { name } of tables) {
      const { rows } = await client.query<{ found: boolean }>(`select exists (select from ${name}) as found`)
      if (rows[0]?.found) throw new Error(`数据库不是空的 / the database is not empty: ${name} has rows`)
    }
    return tables.length === 0
  } finally {
    await client.end()
  }
}

async function prepare(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows: applied } = await client.query<{ name: string }>('select name from platform.migration order by name')
  if (applied.length > manifest.migrations.length)
    throw new Error('数据库的版本比备份新 / the database is at a later version than the backup: use a new one')
  const tables = await planTables(client)
  // Rows that a migration itself put in are in the backup too.
  await client.query(`truncate ${tables.map((table) => table.name).join(', ')}`)
  for (const part of manifest.partitions) {
    const { rows } = await client.query<{ known: boolean }>('select to_regclass($1) is not null as known', [part.name])
    if (rows[0]?.known) continue
    await client.query(`create table ${part.name} partition of ${part.parent} ${part.bound}`)
    if (part.comment) await client.query(`comment on table ${part.name} is ${client.escapeLiteral(part.comment)}`)
  }
  for (const link of await linksAgainstOrder(client)) {
    await client.query(`alter table ${link.from} alter constraint ${link.constraint} deferrable initially deferred`)
  }
}

async function load(client: pg.Client, { file, store, onEntry, onChunk }: RestoreOptions): Promise<void> {
  const tables = new Map((await planTables(client)).map((table) => [table.name, table]))
  const take: TakeEntry = async (head, chunks) => {
    if (head.kind === 'table') {
      const table = tables.get(head.name)
      if (!table || String(savedColumns(table)) !== String(head.columns))
        throw new BackupDamagedError(`${head.name} does not fit`)
      const rows = client.query(copyFrom(`copy ${table.name} (${head.columns.join(', ')}) from stdin`))
      await pipeline(Readable.from(chunks), rows)
      return (tail) => {
        if (rows.rowCount !== tail.rows)
          throw new BackupDamagedError(`${head.name}: ${rows.rowCount} rows of ${tail.rows}`)
        onEntry?.(head, tail)
      }
    }
    if (head.kind === 'file' && store) {
      await putFile(store, head.path, chunks)
      return (tail) => onEntry?.(head, tail)
    }
  }
  await readBackup(file, take, onChunk)
}

async function putFile(store: BlobStore, name: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const id = /^[0-9a-f]{2}\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(name)?.[1]
  if (!id) throw new BackupDamagedError('a strange file name')
  await mkdir(store.incoming, { recursive: true, mode: 0o700 })
  const temporaryPath = path.join(store.incoming, id)
  await pipeline(Readable.from(chunks), createWriteStream(temporaryPath, { mode: 0o600, flush: true }))
  await store.keep(temporaryPath, id)
  await rm(temporaryPath, { force: true })
}

async function finish(client: pg.Client, manifest: Manifest): Promise<void> {
  await client.query('set constraints all immediate')
  for (const link of await linksAgainstOrder(client)) {
    await client.query(`alter table ${link.from} alter constraint ${link.constraint} not deferrable`)
  }
  for (const { name, last, called } of manifest.sequences)
    await client.query('select setval($1::regclass, $2, $3)', [name, last, called])
  for (const { name, seq } of manifest.cursors) {
    await client.query('update platform.cursor set xid = pg_current_xact_id(), seq = $2 where name = $1', [name, seq])
  }
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where c.relkind = 'm' order by c.oid`
  )
  for (const { name } of rows) await client.query(`refresh materialized view ${name}`)
}
