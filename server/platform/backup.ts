import { createWriteStream } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type BackupEntry, type EntryHead, type EntryTail, packBackup } from './backup-container.ts'
import { planTables, readManifest, savedColumns, selectRows } from './backup-plan.ts'

export type BackupOptions = {
  /** Owner's URL: the application's role may not read everything. */
  url: string
  /** Folder of attached files; absent when they live in an S3 store, which has its own backups. */
  filesDir?: string
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
    const bytes = Readable.from(packBackup(entries(client, options.filesDir), options.onEntry, options.onChunk))
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

async function* entries(client: pg.Client, filesDir?: string): AsyncGenerator<BackupEntry> {
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
  if (filesDir)
    for await (const file of filesIn(filesDir))
      yield { head: { kind: 'file', path: file }, chunks: () => createReadStream(path.join(filesDir, file)) }
}

/** Finished files only: those are named by their SHA-256 in two levels of folders. */
async function* filesIn(dir: string): AsyncGenerator<string> {
  for (const first of await namesIn(dir, /^[0-9a-f]{2}$/)) {
    for (const second of await namesIn(path.join(dir, first), /^[0-9a-f]{2}$/)) {
      for (const name of await namesIn(path.join(dir, first, second), /^[0-9a-f]{64}$/))
        yield `${first}/${second}/${name}`
    }
  }
}

async function namesIn(dir: string, wanted: RegExp): Promise<string[]> {
  const names = await readdir(dir).catch(() => [])
  return names.filter((name) => wanted.test(name)).sort()
}
