import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type BackupEntry, type EntryHead, type EntryTail, packBackup } from './backup-container.ts'
import type { BlobStore } from './files.ts'
import { planTables, readManifest, savedColumns, selectRows } from './backup-plan.ts'

export type BackupOptions = {
  /** Owner's URL: the application's role may not read everything. */
  url: string
  /** Where the attached files are; without it only the tables are saved. */
  store?: BlobStore
  file: string
  onEntry?: (head: EntryHead, tail: EntryTail) => void
  onChunk?: (head: EntryHead, bytes: number) => void
}

/**
 * Writes all tables as they were at one moment, and all attached files, into one file readable by its owner alone.
 * The product may go on working meanwhile. The file gets its name only when it is complete.
 */
export async function backup(options: BackupOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'shouwen backup' })
  client.on('error', () => {})
  await client.connect()
  const unfinished = `${options.file}.part`
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`set local work_mem = '256MB'`)
    await client.query(`set local TimeZone = 'UTC'`)
    const bytes = Readable.from(packBackup(entries(client, options.store), options.onEntry, options.onChunk))
    await pipeline(bytes, createGzip({ level: 4 }), createWriteStream(unfinished, { mode: 0o600, flush: true }))
    await client.query('commit')
    await rename(unfinished, options.file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function* entries(client: pg.Client, store?: BlobStore): AsyncGenerator<BackupEntry> {
  const manifest = Buffer.from(JSON.stringify(await readManifest(client)))
  yield { head: { kind: 'manifest' }, chunks: () => Readable.from([manifest]) }
  for (const table of await planTables(client)) {
    const rows = copyTo(`copy (${selectRows(table)}) to stdout`)
    yield {
      head: { kind: 'table', name: table.name, columns: savedColumns(table) },
      chunks: () => client.query(rows),
      rows: () => rows.rowCount
    }
  }
  // Files come after the rows that point to them: one that was added meanwhile is saved without need and harms nothing.
  if (store)
    for await (const id of store.list())
      yield { head: { kind: 'file', path: `${id.slice(0, 2)}/${id.slice(2, 4)}/${id}` }, chunks: () => bytesOf(store, id) }
}

async function* bytesOf(store: BlobStore, id: string): AsyncGenerator<Buffer> {
  yield* (await store.get(id)).stream
}
