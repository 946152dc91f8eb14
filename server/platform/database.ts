import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.gen.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

/** The role the product works as: `migrate` lets it only select and insert on tables tagged @append-only. */
export const appRole = 'shouwen_app'

export type DatabaseOptions = {
  /** Most connections of this process. */
  max?: number
  /** Longest run of one statement; 0 or absent = no limit. */
  statementTimeoutMs?: number
  /** `app` (default) takes the restricted role; `owner` stays who the URL says: migrations, backup and restore only. */
  as?: 'app' | 'owner'
  applicationName?: string
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onConnectionLost?: (error: Error) => void
}

/**
 * Opens a pool on `url` and wraps it in Kysely. Nothing connects before the first query, and a dead server never
 * crashes the process: queries reject with an error for which `isTransient` is true.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: withNamedStatements(openPool(url, options)) }) })
}

/** The bare pool, for COPY and other things that are not queries. */
export function openPool(url: string, options: DatabaseOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'shouwen',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser: parserFor as typeof pg.types.getTypeParser },
    // The pool waits for the promise, which its types do not say.
    onConnect: ((client: pg.PoolClient) => client.query(sessionStart(options))) as unknown as (
      client: pg.ClientBase
    ) => void
  })
  // Once the pool is closed its last sockets may hear the server stop before they are shut; nobody lost anything.
  const lost = (error: Error) => (pool.ending ? undefined : options.onConnectionLost?.(error))
  pool.on('error', lost)
  // A checked-out connection that breaks between two statements emits here; without a listener node would exit.
  pool.on('connect', (client) => void client.on('error', lost))
  return pool
}

/** Settings go by query, not as startup parameters: pgbouncer refuses those. */
function sessionStart(options: DatabaseOptions): string {
  const settings = [`set_config('TimeZone', 'UTC', false)`]
  if (options.statementTimeoutMs)
    settings.push(`set_config('statement_timeout', '${Math.trunc(options.statementTimeoutMs)}', false)`)
  const role = `(select set_config('role', rolname, false) from pg_roles where rolname = '${appRole}' and pg_has_role(rolname, 'member'))`
  if (options.as !== 'owner') settings.push(role)
  return `select ${settings.join(', ')}`
}

const textArray = pg.types.getTypeParser(1009 as never) as (text: string) => string[]

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, safeInteger],
  [pg.types.builtins.DATE, (text) => text], // the default makes a Date at local midnight
  [pg.types.builtins.NUMERIC, (text) => text],
  [1182, textArray], // date[]
  [1016, (text) => textArray(text).map(safeInteger)] // int8[]
])

function parserFor(oid: number, format?: 'text' | 'binary'): unknown {
  return (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text')
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond 2^53`)
  return value
}

const mostNames = 1_000
/** Enough for one row of our widest table. */
const mostParameters = 80
const statementNames = new Map<string, string>()

/**
 * Names a statement, so that the server parses and plans it once per connection. Statements of variable length
 * (long IN lists, multi-row inserts) stay unnamed, else every connection would fill up with them.
 */
function statementName(text: string, parameterCount: number): string | undefined {
  const known = statementNames.get(text)
  if (known) return known
  if (parameterCount === 0 || parameterCount > mostParameters || statementNames.size >= mostNames) return undefined
  const name = createHash('sha1').update(text).digest('hex').slice(0, 20)
  statementNames.set(text, name)
  return name
}

function withNamedStatements(pool: pg.Pool): PostgresPool {
  const connect = async () => {
    const client = await pool.connect()
    return namedClients.get(client) ?? nameStatements(client)
  }
  return { Client: pg.Client, connect, end: () => pool.end(), options: pool.options } as unknown as PostgresPool
}

/** Kysely keeps state per client object, so each connection has one wrapper for life. */
const namedClients = new WeakMap<pg.PoolClient, unknown>()

function nameStatements(client: pg.PoolClient): unknown {
  const wrapper = {
    processID: (client as unknown as { processID?: number }).processID,
    query: (text: unknown, values?: unknown[]) => {
      if (typeof text !== 'string') return client.query(text as never)
      const name = statementName(text, values?.length ?? 0)
      return name ? client.query({ name, text, values }) : client.query(text, values)
    },
    release: (destroy?: boolean) => client.release(destroy)
  }
  namedClients.set(client, wrapper)
  return wrapper
}

const transientStates = new Set(['40001', '40P01', '53300', '57P01', '57P02', '57P03', '25006'])
const transientCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH'
])
const transientWords =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|cached plan must not change/

/** True when the same call may succeed a moment later: the server is away or restarting, or it chose us as a deadlock victim. */
export function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isTransient)
  if (!(error instanceof Error)) return false
  const code = (error as { code?: string }).code ?? ''
  if (transientStates.has(code) || transientCodes.has(code) || code.startsWith('08')) return true
  return transientWords.test(error.message) || isTransient(error.cause)
}
