import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
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
import { promisify } from 'node:util'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import type { Binaries, RunAs } from './postgres-binaries.ts'

const run = promisify(execFile)
const majorVersion = '18'
const ourFiles = new Set(['cluster', 'owner', 'password', 'port', 'postgres.log'])

export type Cluster = { dir: string; password: string }

/**
 * The cluster in `home/cluster`, made now if the folder is empty. It is built beside and renamed at the end, so a
 * crash in the middle leaves nothing that looks finished.
 */
export async function createCluster(options: {
  home: string
  fast?: boolean
  binaries: Binaries
  user: RunAs
}): Promise<Cluster> {
  const { home } = options
  const dir = join(home, 'cluster')
  const password = join(home, 'password')
  for (const name of readdirSync(home))
    if (name.startsWith('cluster.new')) rmSync(join(home, name), { recursive: true })
  if (existsSync(dir)) {
    const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim()
    if (version !== majorVersion) throw new EmbeddedPostgresError('other-version', `${dir}: ${version}`)
    trimLog(join(home, 'postgres.log'))
    return { dir, password: readFileSync(password, 'utf8').trim() }
  }
  const strange = readdirSync(home).filter((name) => !ourFiles.has(name) && name !== 'lost+found')
  if (strange.length > 0) throw new EmbeddedPostgresError('directory-not-ours', home)
  writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  await initialise({ ...options, target: dir, password })
  return { dir, password: readFileSync(password, 'utf8').trim() }
}

async function initialise(options: {
  home: string
  fast?: boolean
  binaries: Binaries
  user: RunAs
  target: string
  password: string
}) {
  const fresh = join(options.home, 'cluster.new')
  mkdirSync(fresh, { mode: 0o700 })
  if (options.user.uid !== undefined) {
    chownSync(fresh, options.user.uid, options.user.gid)
    chownSync(options.password, options.user.uid, options.user.gid)
  }
  const args = ['-D', fresh, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', options.password, '-E', 'UTF8']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions')
  if (options.fast) args.push('--no-sync')
  const environment = { ...options.user, cwd: tmpdir(), env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } }
  try {
    // Character classes of C.UTF-8 let trigrams see Chinese; a system without that locale still gets a working cluster.
    await run(options.binaries.initdb, [...args, '--locale=C', '--lc-ctype=C.UTF-8'], environment).catch(async () => {
      rmSync(fresh, { recursive: true, force: true })
      mkdirSync(fresh, { mode: 0o700 })
      if (options.user.uid !== undefined) chownSync(fresh, options.user.uid, options.user.gid)
      await run(options.binaries.initdb, [...args, '--locale=C'], environment)
    })
  } catch (error) {
    throw new EmbeddedPostgresError(
      'create-failed',
      String((error as { stderr?: string }).stderr ?? error)
        .trim()
        .slice(-500)
    )
  }
  renameSync(fresh, options.target)
}

/** The log holds the server's own affairs only and grows slowly; a start is a good moment to keep it short. */
function trimLog(log: string): void {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) truncateSync(log)
}
