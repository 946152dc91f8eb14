import type { ChildProcess } from 'node:child_process'
import type http from 'node:http'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { readConfig } from '#platform/config'
import { openPool } from '#platform/database'
import { findRunningPostgres } from '#platform/embedded-postgres'
import { composeApp } from '#server/app'
import { startedProduct } from '../tests/faults/started-product.ts'
import { startWorker } from '../tests/faults/worker-process.ts'
import { floorWays, portalWays } from './floor-arrivals.ts'
import { bareLimit } from './floor-bare.ts'
import { listen, sitDown } from './floor-crew.ts'
import { rounded } from './measure.ts'
import { percentile } from './percentile.ts'

const SETTLE_MS = 30_000

/**
 * Arrivals through the real dispatcher, PostgreSQL and live lines: time from the arrival's commit to the offer in the stream of the agent it is for;
 * nobody offered twice, nobody lost, nobody starved.
 *
 * `npm run bench -- floor [arrivals a second] [seconds] [agents] [live lines] [floor|portal] [kill]`. `floor` writes the floor's own rows, which is what the
 * bare side writes by hand; `portal` does everything by HTTP, each arrival with its message, ticket and promises. `kill`: the process that gives out is
 * killed -9 half way. Target: 200 a second for 300 seconds with 2,000 agents on two cores, p95 under 300 ms.
 */
export async function run(rate = '200', seconds = '300', size = '2000', lines = '20', door = 'floor', fault = '') {
  const perSecond = Number(rate)
  const isKilling = fault === 'kill'
  const product = await startedProduct({ REQUESTS_PER_MINUTE: '10000000', TRUST_PROXY: 'yes', ...(isKilling ? { ROLES: 'web,relay' } : {}) })
  const databaseUrl = findRunningPostgres(product.dataDir) as string
  const app = composeApp(readConfig({ DATA_DIR: product.dataDir, LOG_LEVEL: 'error' }), databaseUrl)
  const pool = openPool(databaseUrl, { max: 16 })
  const streams: http.ClientRequest[] = []
  const workers: ChildProcess[] = []
  const ending = new AbortController()
  // As a process with the web role does: its arrivals wake the dispatcher by NOTIFY.
  const signals = app.signals.run(ending.signal)
  try {
    const crew = await sitDown(app, Number(size), door === 'portal' ? 'portal' : 'floor')
    if (isKilling) await startTwo(workers, product.dataDir, () => leaseOf(pool))
    const ways = door === 'portal' ? portalWays(product.url, crew) : await floorWays(app, crew)
    const committed = new Map<string, number>()
    const heardAt = new Map<string, number>()
    const times = new Map<string, number>()
    const failures = new Map<string, number>()
    let handled = 0
    let failed = 0
    const fail = (error: unknown) => {
      failed += 1
      const code = error instanceof Error ? error.message.slice(0, 60) : String(error)
      failures.set(code, (failures.get(code) ?? 0) + 1)
    }
    // Whoever has a line of their own hears their offers there; the first line hears for those who have none.
    const own = new Map(crew.ids.slice(0, Number(lines)).map((id, n) => [id, n]))
    const hearOn = (line: number) => (id: string, staffId: string) => {
      if ((own.get(staffId) ?? 0) !== line) return
      times.set(id, (times.get(id) ?? 0) + 1)
      if (heardAt.has(id)) return
      heardAt.set(id, performance.now())
      void ways.serve(id, staffId).then(() => (handled += 1), fail)
    }
    for (let n = 0; n < own.size; n += 1) streams.push(await listen(product.url, crew.tokens[n] as string, hearOn(n)))
    const started = performance.now()
    const arrivals: Promise<void>[] = []
    const total = perSecond * Number(seconds)
    let takenOverMs: number | null = null
    for (let n = 0; n < total; n += 1) {
      arrivals.push(ways.arrive(n).then((id) => void committed.set(id, performance.now()), fail))
      if (isKilling && n === Math.floor(total / 2)) void killFirst(workers, () => leaseOf(pool)).then((ms) => (takenOverMs = ms))
      const due = started + ((n + 1) * 1000) / perSecond
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    }
    await Promise.all(arrivals)
    const took = (performance.now() - started) / 1000
    await settle(() => heardAt.size >= committed.size && handled + failed >= total, SETTLE_MS)
    const delays = [...heardAt].flatMap(([id, at]) => (committed.has(id) ? [Math.max(0, at - (committed.get(id) as number))] : []))
    const left = await sql<{ n: number }>`select count(*)::int as n from floor.contact where state = 'waiting'`.execute(app.db)
    // Two offers of one contact that stood at the same time; one that lapsed and came back is not twice.
    const twice = await sql<{ n: number }>`select count(*)::int as n from floor.decision a join floor.decision b on b.region_id = a.region_id and b.contact_id = a.contact_id and b.id > a.id
      where b.at < coalesce(a.outcome_at, 'infinity')`.execute(app.db)
    const bare = await bareLimit(pool, crew.ids)
    return {
      name: 'floor',
      door,
      agents: crew.ids.length,
      streams: streams.length,
      arrivals: committed.size,
      askedPerSecond: perSecond,
      perSecond: rounded(committed.size / took),
      offered: heardAt.size,
      offeredTwice: twice.rows[0]?.n ?? 0,
      offeredAgain: [...times.values()].filter((n) => n > 1).length,
      lost: committed.size - heardAt.size,
      leftWaiting: left.rows[0]?.n ?? 0,
      handled,
      failed,
      ...(failed > 0 ? { failures: Object.fromEntries(failures) } : {}),
      p50Ms: rounded(percentile(delays, 0.5)),
      p95Ms: rounded(percentile(delays, 0.95)),
      p99Ms: rounded(percentile(delays, 0.99)),
      maxMs: rounded(delays.reduce((most, one) => Math.max(most, one), 0)),
      ...(isKilling ? { takenOverMs: takenOverMs === null ? null : rounded(takenOverMs) } : {}),
      bareArrivalsPerSecond: rounded(bare),
      ratioToBare: rounded(committed.size / took / bare),
      target: { p95Ms: 300, offeredTwice: 0, lost: 0, leftWaiting: 0 }
    }
  } finally {
    for (const stream of streams) stream.destroy()
    for (const worker of workers) worker.kill('SIGKILL')
    ending.abort()
    await signals
    await pool.end()
    await app.db.destroy()
    await product.stop()
  }
}

/** On a connection of its own: behind arrivals that wait for theirs it would be seen late. */
const leaseOf = async (pool: Pool): Promise<number> =>
  (await pool.query<{ epoch: number }>('select epoch::int as epoch from floor.dispatcher where region_id = 1 and lease_until > now()')).rows[0]?.epoch ?? 0

/** Two processes that give out: the first has the right, the second waits for it. */
async function startTwo(workers: ChildProcess[], dataDir: string, epoch: () => Promise<number>): Promise<void> {
  workers.push(startWorker(dataDir))
  while ((await epoch()) === 0) await new Promise((resolve) => setTimeout(resolve, 100))
  workers.push(startWorker(dataDir))
  await new Promise((resolve) => setTimeout(resolve, 15_000))
}

/** Milliseconds until the other has the right. */
async function killFirst(workers: ChildProcess[], epoch: () => Promise<number>): Promise<number> {
  const before = await epoch()
  workers[0]?.kill('SIGKILL')
  const at = performance.now()
  while ((await epoch()) <= before) await new Promise((resolve) => setTimeout(resolve, 25))
  return performance.now() - at
}

async function settle(done: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms
  while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100))
}
