import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres'
import { migrate, readMigrations } from '#platform/migrate'
import { isAlive } from '#platform/process-facts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Loopback port that answers with the URL of this run's test cluster, starting it on the first question. */
    testClusterPort: number
  }
}

export const templateDatabase = 'shouwen_template'

/**
 * vitest's global set-up: every run has a cluster of its own (several people test on one machine), started when the
 * first test file asks for a database, in memory if there is room, gone at the end even if the run is killed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: ReturnType<typeof startTestCluster> | undefined
  const door = createServer((socket) => {
    socket.on('error', () => {})
    starting ??= startTestCluster()
    starting.then(
      (cluster) => socket.end(JSON.stringify({ url: cluster.url })),
      (error) => socket.end(JSON.stringify({ error: String(error) }))
    )
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  project.provide('testClusterPort', (door.address() as AddressInfo).port)
  return async () => {
    door.close()
    await (await starting?.catch(() => undefined))?.stop()
  }
}

/** A throw-away cluster that holds the migrated template. Starts in a fraction of a second when the template is cached. */
export async function startTestCluster(): Promise<EmbeddedPostgres> {
  const home = roomyDirectory()
  sweep(home)
  const template = await cachedTemplate(home)
  const dataDir = newRunDirectory(home)
  copyWithOwners(template, dataDir)
  const server = await startEmbeddedPostgres({ dataDir, fast: true })
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, stop }
}

const runPrefix = 'shouwen-test-run-'
const templatePrefix = `shouwen-test-template-${process.getuid?.() ?? 'win'}-`
const hour = 3_600_000

/** The folder of a stopped cluster migrated by exactly these files; built once per machine and set of migrations. */
async function cachedTemplate(home: string): Promise<string> {
  const migrations = readMigrations()
  const hash = createHash('sha256')
    .update(JSON.stringify(migrations))
    .update(readFileSync(import.meta.filename))
    .digest('hex')
  const template = join(home, templatePrefix + hash.slice(0, 16))
  if (existsSync(template)) return template
  const dataDir = newRunDirectory(home)
  const server = await startEmbeddedPostgres({ dataDir, fast: true })
  try {
    await onServer(server.url, `create database ${templateDatabase}`)
    await migrate(databaseUrl(server.url, templateDatabase), migrations)
    await onServer(server.url, `alter database ${templateDatabase} with is_template true allow_connections false`)
  } catch (error) {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
    throw error
  }
  await server.stop()
  try {
    renameSync(dataDir, template)
  } catch {
    rmSync(dataDir, { recursive: true, force: true }) // another run was quicker
  }
  return template
}

function newRunDirectory(home: string): string {
  const dir = mkdtempSync(join(home, runPrefix))
  chmodSync(dir, 0o711) // as root the server runs as another user, who must be able to pass
  return dir
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/** One statement outside any transaction, as the owner. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function roomyDirectory(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    if (bavail * bsize > 2 * 1024 ** 3) return '/dev/shm'
  } catch {
    // no such file system here
  }
  return tmpdir()
}

/** Removes what killed runs and old migrations left behind. */
function sweep(home: string): void {
  for (const name of readdirSync(home)) {
    const path = join(home, name)
    const old = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    const abandoned = name.startsWith(runPrefix) && old > hour / 60 && !isAlive(ownerOf(path))
    if (abandoned || (name.startsWith(templatePrefix) && old > 6 * hour)) rmSync(path, { recursive: true, force: true })
  }
}

function ownerOf(dataDir: string): number {
  try {
    return Number(readFileSync(join(dataDir, 'postgres/owner'), 'utf8').split(' ')[0])
  } catch {
    return 0
  }
}

/** As root the server runs as another user, so a copy must keep its owner. */
function copyWithOwners(from: string, to: string): void {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true })
  else execFileSync('cp', ['-a', `${from}/.`, to])
}
