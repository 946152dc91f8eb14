import type { App } from '#platform/app-type'
import { keepRepeating, runJobs } from '#platform/jobs'
import type { sharedClock } from '#platform/clock'
import { openLive } from '#platform/live'
import { prepareReactions, runReactions } from '#platform/reactions'
import { openWebServer } from '#platform/web-server'
import { sql } from 'kysely'
import { allReactions, allRepeating, capabilities, mountAll } from './app.ts'

const HEARTBEAT_MS = 10_000

export type Running = { address: string | null; stop(): Promise<void> }

const AGREE_EVERY_MS = 10_000

/** Takes the database's time, which every process of the product lives by; an error only leaves the time as it was. */
export async function keepTime(app: App): Promise<void> {
  const clock = app.clock as Partial<ReturnType<typeof sharedClock>>
  const askDatabase = async () => (await sql<{ at: Date }>`select clock_timestamp() as at`.execute(app.db)).rows[0]?.at as Date
  const corrected = await clock.agree?.(askDatabase).catch((error: unknown) => app.log.warn({ err: error }, 'the time of the database is not known'))
  if (corrected) app.log.debug({ correctedMs: corrected }, 'the clock of this machine differs from the database')
}

/** Brings reference data in line with the rulebook and makes sure every reaction has its cursor: once, before anything runs. */
export async function prepareAll(app: App): Promise<void> {
  for (const capability of capabilities) await capability.prepare(app)
  await prepareReactions(app, allReactions())
}

/** Starts the roles the configuration asks for on a prepared database and answers how to stop them: first no new work, then what is under way. */
export async function runRoles(app: App): Promise<Running> {
  const stopping = new AbortController()
  const { signal } = stopping
  const loops: Promise<void>[] = []
  const has = (role: 'web' | 'worker' | 'relay') => app.config.roles.includes(role)
  const workerId = app.newId()
  await keepTime(app)
  loops.push(heartbeat(app, workerId, signal), forever(app, 'time', stayInTime, signal))
  if (has('relay')) loops.push(runReactions(app, allReactions(), signal))
  if (has('worker')) loops.push(runJobs(app, workerId, signal), watch(app, signal))
  for (const { role, name, run } of capabilities.flatMap((capability) => capability.loops ?? []))
    if (has(role)) loops.push(forever(app, name, run, signal))
  let closeWeb = async () => {}
  let address: string | null = null
  if (has('web')) {
    const server = await openWebServer(app, () => isReady(app, signal))
    const live = openLive(app)
    live.mount(server)
    mountAll(server, app)
    loops.push(live.run(signal))
    address = await server.listen({ port: app.config.port, host: app.config.host })
    closeWeb = () => server.close()
  }
  return {
    address,
    async stop() {
      stopping.abort()
      await closeWeb()
      await Promise.all(loops)
      await app.db.deleteFrom('platform.worker').where('id', '=', workerId).execute().catch(() => {})
      await app.db.destroy()
    }
  }
}

async function stayInTime(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await app.bell.wait('time', AGREE_EVERY_MS, signal)
    if (!signal.aborted) await keepTime(app)
  }
}

/** A loop that fails is told, waits a second, and begins again. */
async function forever(app: App, name: string, run: (app: App, signal: AbortSignal) => Promise<void>, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      await run(app, signal)
    } catch (error) {
      app.log.error({ err: error, loop: name }, 'loop failed, beginning again')
    }
    await app.bell.wait('jobs', 1000, signal)
  }
}

async function watch(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await keepRepeating(app, allRepeating()).catch((error: unknown) => app.log.warn({ err: error }, 'watchdog failed'))
    await app.bell.wait('clocks', 1000, signal)
  }
}

async function heartbeat(app: App, id: string, signal: AbortSignal): Promise<void> {
  const row = () => ({ id, roles: app.config.roles as string[], started_at: app.clock.now(), heartbeat_at: app.clock.now() })
  while (!signal.aborted) {
    await app.db
      .insertInto('platform.worker')
      .values(row())
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ heartbeat_at: eb.ref('excluded.heartbeat_at') })))
      .execute()
      .catch((error: unknown) => app.log.warn({ err: error }, 'heartbeat failed'))
    await app.bell.wait('clocks', HEARTBEAT_MS, signal)
  }
}

/** Busy is not broken: a thousand people coming back fill the pool for seconds, and whoever balances load must not take us out for that. */
async function isReady(app: App, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false
  const answer = app.signals.isAnswered().then((answered) => answered ?? sql`select 1`.execute(app.db).then(() => true))
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2000).unref())
  return Promise.race([answer, late]).catch(() => false)
}
