import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { openDoor } from './embedded-postgres-door.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import type { Binaries, RunAs } from './postgres-binaries.ts'

const majorVersion = '18'
const ourFiles = new Set(['cluster', 'cluster.new', 'owner', 'password', 'port', 'postgres.log'])

type ClusterOptions = { home: string; fast?: boolean; binaries: Binaries; user: RunAs }

export type Cluster = { dir: string; password: string }

/**
 * The cluster in `home/cluster`, made now if the folder is empty. It is built beside and renamed at the end, so a
 * crash in the middle leaves nothing that looks finished.
 */
export async function createCluster(options: ClusterOptions): Promise<Cluster> {
  const { home } = options
  const dir = join(home, 'cluster')
  const password = join(home, 'password')
  if (existsSync(dir)) {
    const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim()
    if (version !== majorVersion) throw new EmbeddedPostgresError('other-version', `${dir}: ${version}`)
    trimLog(join(home, 'postgres.log'))
    return { dir, password: readFileSync(password, 'utf8').trim() }
  }
  const strange = readdirSync(home).filter((name) => !ourFiles.has(name) && name !== 'lost+found')
  if (strange.length > 0) throw new EmbeddedPostgresError('directory-not-ours', home)
  writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  await initialise(options)
  return { dir, password: readFileSync(password, 'utf8').trim() }
}

async function initialise(options: ClusterOptions): Promise<void> {
  // Character classes of C.UTF-8 let trigrams see Chinese; a system without that locale still gets a working cluster.
  const failure =
    (await initdb(options, ['--locale=C', '--lc-ctype=C.UTF-8'])) && (await initdb(options, ['--locale=C']))
  if (failure) throw new EmbeddedPostgresError('create-failed', failure)
  renameSync(join(options.home, 'cluster.new'), join(options.home, 'cluster'))
}

/** Returns the program's complaint, or nothing if all went well. */
async function initdb({ home, fast, binaries, user }: ClusterOptions, locale: string[]): Promise<string | undefined> {
  const fresh = join(home, 'cluster.new')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  if (user.uid !== undefined) for (const each of [fresh, join(home, 'password')]) chownSync(each, user.uid, user.gid)
  const door = openDoor(home, user)
  const args = [
    '-D',
    join(door.path, 'cluster.new'),
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    join(door.path, 'password')
  ]
  args.push('-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...locale)
  if (fast) args.push('--no-sync')
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }
  const child = spawn(binaries.initdb, args, { ...user, cwd: tmpdir(), env, stdio: door.stdio('pipe') })
  const complaint = text(child.stderr as Readable)
  child.stdout?.resume()
  const [code] = await once(child, 'close').finally(door.close)
  return code === 0 ? undefined : (await complaint).trim().slice(-500) || `initdb: exit ${code}`
}

/** The log holds the server's own affairs only and grows slowly; a start is a good moment to keep it short. */
function trimLog(log: string): void {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) truncateSync(log)
}
