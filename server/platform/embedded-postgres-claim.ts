import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { commandOf, isAlive, startOf } from './process-facts.ts'
import type { RunAs } from './postgres-binaries.ts'

/**
 * Makes the folder ours alone: refuses when another living Shouwen holds it, and stops a server that a dead one left
 * behind. Returns what gives the folder back.
 */
export async function claimDirectory(home: string, user: RunAs): Promise<() => void> {
  try {
    mkdirSync(dirname(home), { recursive: true, mode: 0o711 }) // passable, for the server's user
    mkdirSync(home, { recursive: true, mode: 0o700 })
    if (user.uid !== undefined) chownSync(home, user.uid, user.gid)
    accessSync(home, constants.W_OK)
  } catch {
    throw new EmbeddedPostgresError('directory-not-writable', home)
  }
  const release = takeOwnership(home)
  try {
    await stopOrphan(resolve(home, 'cluster'))
  } catch (error) {
    release()
    throw error
  }
  return release
}

function takeOwnership(home: string): () => void {
  const file = join(home, 'owner')
  const me = `${process.pid} ${startOf(process.pid)}`
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, me, { flag: 'wx', mode: 0o600 })
      return () => {
        if (readOrEmpty(file) === me) rmSync(file, { force: true })
      }
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST')
        throw new EmbeddedPostgresError('directory-not-writable', home)
      const pid = livingOwner(home)
      if (pid || attempt > 3) throw new EmbeddedPostgresError('directory-in-use', `${home} (pid ${pid})`)
      rmSync(file, { force: true })
    }
  }
}

/** The process that holds the folder, if it lives; its start tells it from a later one with the same number. */
export function livingOwner(home: string): number | undefined {
  const [pid = '', ...start] = readOrEmpty(join(home, 'owner')).split(' ')
  return isAlive(Number(pid)) && startOf(Number(pid)) === start.join(' ') ? Number(pid) : undefined
}

/** After kill -9 of its parent a server may live on for a moment, or for ever if its guard was killed too. */
async function stopOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  for (let tenths = 0; ; tenths++) {
    const pid = Number(readOrEmpty(pidFile).split('\n')[0])
    if (!(pid > 0) || !isAlive(pid)) break
    if (!worksIn(cluster, pid)) {
      rmSync(pidFile) // the number now belongs to some other program, which PostgreSQL would take for itself
      break
    }
    if (tenths === 0) process.kill(pid, 'SIGINT')
    if (tenths === 100) process.kill(pid, 'SIGQUIT')
    if (tenths > 150) throw new EmbeddedPostgresError('directory-in-use', `${cluster} (pid ${pid})`)
    await sleep(100)
  }
  // Sessions of a killed server end by themselves; a new server refuses to share memory with them.
  for (let tenths = 0; tenths < 100 && anyoneWorksIn(cluster); tenths++) await sleep(100)
}

/** A server and its sessions have the cluster as their working directory. */
function worksIn(cluster: string, pid: number): boolean {
  if (process.platform !== 'linux') return commandOf(pid).includes(cluster)
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    return false
  }
}

function anyoneWorksIn(cluster: string): boolean {
  if (process.platform !== 'linux' || !existsSync(cluster)) return false
  return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && worksIn(cluster, Number(entry)))
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
