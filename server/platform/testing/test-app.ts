import type { FastifyInstance } from 'fastify'
import { type InputOf, type Operation, type OutputOf, pathParameters } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { callOf, type Call, transact } from '../action.ts'
import type { App } from '../app-type.ts'
import { fixedClock } from '../clock.ts'
import type { Database } from '../database.ts'
import { readConfig } from '../config.ts'
import { drainJobs } from '../jobs.ts'
import { drainReactions, prepareReactions } from '../reactions.ts'
import type { Problem } from '../refusal.ts'
import { openWebServer } from '../web-server.ts'
import { allReactions, capabilities, composeApp, mountAll } from '../../app.ts'
import { cloneTestDatabase } from './test-database.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

export type Credentials = { token?: string; cookie?: string }
export type Answer<T> = { status: number; body: T; problem: Problem; headers: Record<string, unknown> }

/**
 * The whole system in this process on a database of its own: requests go through real HTTP handling, reactions and jobs
 * run when `drain` is called, and time stands still until the test moves it.
 */
export async function startTestApp(options: { at?: string; env?: Record<string, string> } = {}) {
  const database = await cloneTestDatabase()
  const directory = await mkdtemp(path.join(os.tmpdir(), 'shouwen-test-'))
  const clock = fixedClock(options.at ?? '2026-11-24T02:00:00Z')
  const config = readConfig({ DATA_DIR: directory, LOG_LEVEL: 'silent', PORT: '0', ...options.env })
  const app: App = composeApp(config, database.url, clock)
  for (const capability of capabilities) await capability.prepare(app)
  await prepareReactions(app, allReactions())
  const server: FastifyInstance = await openWebServer(app, async () => true)
  mountAll(server, app)
  await server.ready()

  /** Calls an operation over HTTP (injected) as whoever the credentials say; without them as nobody. */
  async function call<Op extends Operation>(
    operation: Op,
    input: InputOf<Op>,
    as: Credentials & { idempotencyKey?: string; purpose?: string } = {}
  ): Promise<Answer<OutputOf<Op>>> {
    const given = { ...(input as Record<string, unknown>) }
    let url = operation.path
    for (const name of pathParameters(operation.path)) {
      url = url.replace(`{${name}}`, encodeURIComponent(wordOf(given[name])))
      delete given[name]
    }
    const inQuery = operation.method === 'GET' || operation.method === 'DELETE'
    const query = new URLSearchParams(inQuery ? queryOf(given) : [])
    const answer = await server.inject({
      method: operation.method,
      url: query.size > 0 ? `${url}?${query}` : url,
      headers: headersOf(as),
      ...(inQuery ? {} : { payload: given })
    })
    const text = answer.headers['content-type']?.toString().includes('json') ? answer.json() : answer.body
    return { status: answer.statusCode, body: text, problem: text, headers: answer.headers }
  }

  /** Like `call`, but a refusal fails the test with its code. */
  async function ok<Op extends Operation>(
    operation: Op,
    input: InputOf<Op>,
    as: Parameters<typeof call>[2] = {}
  ): Promise<OutputOf<Op>> {
    const answer = await call(operation, input, as)
    if (answer.status >= 400)
      throw new Error(`${operation.id} answered ${answer.status} ${JSON.stringify(answer.problem)}`)
    return answer.body
  }

  return {
    app,
    db: app.db,
    databaseUrl: database.url,
    server,
    clock,
    call,
    ok,
    /** Runs code in a transaction as the system, as a job or reaction would. */
    asSystem: <T>(run: (call: Call) => Promise<T>) => transact(app, { kind: 'system', name: 'test' }, run),
    read: () => callOf(app, app.db, { kind: 'system', name: 'test' }),
    /** Lets every reaction and every due job happen, until nothing is left to do. */
    async drain() {
      await settled(app.db)
      while ((await drainReactions(app, allReactions())) + (await drainJobs(app)) > 0) await settled(app.db)
    },
    async stop() {
      await server.close()
      await app.db.destroy()
      await database.drop()
      await rm(directory, { recursive: true, force: true })
    }
  }
}

/** Waits until every transaction that runs now has ended: readers of the event log look only below the oldest one. */
export async function settled(db: Database): Promise<void> {
  const { rows } = await sql<{ xmax: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as xmax`.execute(db)
  const ended = async () =>
    (
      await sql<{
        yes: boolean
      }>`select pg_snapshot_xmin(pg_current_snapshot()) >= ${rows[0]?.xmax}::xid8 as yes`.execute(db)
    ).rows[0]?.yes
  while (!(await ended())) await new Promise((resolve) => setTimeout(resolve, 5))
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>

function headersOf(as: Credentials & { idempotencyKey?: string; purpose?: string }): Record<string, string> {
  return {
    ...(as.token ? { authorization: `Bearer ${as.token}` } : {}),
    ...(as.cookie ? { cookie: as.cookie, 'sec-fetch-site': 'same-origin' } : {}),
    ...(as.idempotencyKey ? { 'idempotency-key': as.idempotencyKey } : {}),
    ...(as.purpose ? { 'x-purpose': encodeURIComponent(as.purpose) } : {})
  }
}

function queryOf(given: Record<string, unknown>): [string, string][] {
  return Object.entries(given).flatMap(([name, value]) =>
    value === undefined
      ? []
      : Array.isArray(value)
        ? value.map((one): [string, string] => [name, wordOf(one)])
        : [[name, wordOf(value)] as [string, string]]
  )
}

/** As it would stand in an address; tests also send what has no text of its own. */
function wordOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
