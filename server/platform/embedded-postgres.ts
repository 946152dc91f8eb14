import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { claimDirectory, livingOwner } from './embedded-postgres-claim.ts'
import { createCluster } from './embedded-postgres-create.ts'
import { openDoor } from './embedded-postgres-door.ts'
import { startGuard } from './embedded-postgres-guard.ts'
import { choosePort } from './embedded-postgres-port.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { serverSettings } from './embedded-postgres-settings.ts'
import { locateBinaries, runAs } from './postgres-binaries.ts'

export type EmbeddedPostgresOptions = {
  /** The product's data folder; the cluster, its port and its password live in `postgres` inside it. */
  dataDir: string
  /** Fixed port; else a free one is chosen once and remembered in the folder. */
  port?: number
  /** For tests: nothing is flushed to disk, a power cut may destroy the cluster. */
  fast?: boolean
  /** Told when the server died and is being started again, and when it is back. */
  onEvent?: (event: { kind: 'died' | 'restart-failed' | 'restarted'; detail: string }) => void
}

export type EmbeddedPostgres = {
  /** Connection URL of the owner, password included: keep it out of logs. */
  url: string
  stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL that npm brought on a loopback port. It stops with `stop()`, and by a guard when this process
 * dies without calling it. If the server itself dies it is started again on the same port.
 * Errors: `EmbeddedPostgresError` with a code and a message in both languages.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = runAs()
  const binaries = await locateBinaries(user)
  const home = homeOf(options.dataDir)
  const release = await claimDirectory(home, user)
  try {
    const cluster = await createCluster({ home, fast: options.fast, binaries, user })
    const port = await choosePort(home, options.port)
    const server = await supervise({ ...options, home, binary: binaries.postgres, user, cluster: cluster.dir, port })
    return { url: urlOf(cluster.password, port), stop: () => server.stop().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

/** The URL of the server that another process of ours runs on `dataDir` now; undefined if none does. */
export function findRunningPostgres(dataDir: string): string | undefined {
  const home = homeOf(dataDir)
  if (livingOwner(home) === undefined) return undefined
  try {
    return urlOf(readFileSync(join(home, 'password'), 'utf8').trim(), Number(readFileSync(join(home, 'port'), 'utf8')))
  } catch {
    return undefined
  }
}

function homeOf(dataDir: string): string {
  return resolve(dataDir, 'postgres')
}

function urlOf(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

type Server = Omit<EmbeddedPostgresOptions, 'dataDir'> & {
  home: string
  binary: string
  user: ReturnType<typeof runAs>
  cluster: string
  port: number
}

async function supervise(server: Server): Promise<{ stop: () => Promise<void> }> {
  const guard = startGuard(server.cluster)
  let stopping = false
  let restarting: Promise<void> | undefined
  let child = await launch(server).catch((error) => {
    guard.close()
    throw error
  })
  guard.watch(child.pid)

  const restart = async () => {
    for (let waitMs = 100; !stopping; waitMs = Math.min(waitMs * 2, 5_000)) {
      await sleep(waitMs)
      if (stopping) return
      try {
        child = await launch(server)
        guard.watch(child.pid)
        watch(child)
        return server.onEvent?.({ kind: 'restarted', detail: `pid ${child.pid}` })
      } catch (error) {
        server.onEvent?.({ kind: 'restart-failed', detail: String((error as Error).message) })
      }
    }
  }
  const watch = (watched: ChildProcess) => {
    const died = () => {
      if (stopping) return
      server.onEvent?.({ kind: 'died', detail: `exit ${watched.exitCode ?? watched.signalCode}` })
      restarting = restart()
    }
    if (hasExited(watched)) died()
    else watched.once('exit', died)
  }
  watch(child)

  const stop = async () => {
    stopping = true
    await restarting
    await shutDown(child)
    guard.close()
  }
  return { stop }
}

/** Starts the server and waits until it says in its pid file that it is ready (a log line would depend on language). */
async function launch(server: Server): Promise<ChildProcess> {
  const log = join(server.home, 'postgres.log')
  const out = openSync(log, 'a', 0o600)
  // Detached: Ctrl-C in a terminal reaches only us, and we stop the server after the last request.
  const door = openDoor(server.home, server.user)
  const args = ['-D', join(door.path, 'cluster'), '-p', String(server.port), ...serverSettings(server.fast)]
  const env = { PATH: process.env['PATH'] ?? '', LC_MESSAGES: 'C' }
  const child = spawn(server.binary, args, {
    ...server.user,
    cwd: tmpdir(),
    env,
    stdio: door.stdio(out),
    detached: true
  })
  closeSync(out)
  door.close()
  child.unref()
  await once(child, 'spawn')
  while (!isReady(server.cluster, child.pid)) {
    if (hasExited(child)) throw startFailure(server, log)
    await sleep(15)
  }
  return child
}

function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function startFailure(server: Server, log: string): EmbeddedPostgresError {
  const tail = readFileSync(log, 'utf8').slice(-2_000)
  if (/Address already in use/.test(tail.slice(-600)))
    return new EmbeddedPostgresError('port-taken', String(server.port))
  return new EmbeddedPostgresError('start-failed', tail.trim().split('\n').slice(-5).join('\n'))
}

/** Fast shutdown (sessions are cut, a checkpoint is written); if that hangs, stop at once: the log replays on the next start. */
async function shutDown(child: ChildProcess): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000]
  ] as const) {
    if (hasExited(child)) return
    child.ref()
    child.kill(signal)
    await Promise.race([once(child, 'exit'), sleep(patienceMs, undefined, { ref: false })])
  }
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
