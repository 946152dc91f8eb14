import { sql } from 'kysely'
import { openPool } from '#platform/database'
import { startedProduct } from '../tests/faults/started-product.ts'
import { findRunningPostgres } from '#platform/embedded-postgres'
import { newId } from '#platform/uuid7'
import { percentile } from './percentile.ts'

const CLIENTS = 8
const SECONDS = 8
const ROUNDS = 3

/**
 * Opening a ticket through HTTP against the same rows inserted by bare prepared statements, one transaction each, on the
 * same database in interleaved rounds. Target: at least 40 % of the bare rate.
 */
export async function run() {
  const product = await startedProduct({ REQUESTS_PER_MINUTE: '10000000' })
  const token = await product.tokenFor('agent')
  const pool = openPool(findRunningPostgres(product.dataDir) as string, { as: 'owner', max: CLIENTS })
  try {
    await drive(1, (n) => openOverHttp(product.url, token, n))
    const rows = await rowsOfOneTicket(product)
    await drive(1, () => insertBare(pool, rows))
    const rounds: { http: number; bare: number; p95Ms: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await drive(SECONDS, () => insertBare(pool, rows))
      const http = await drive(SECONDS, (n) => openOverHttp(product.url, token, n))
      rounds.push({ http: http.rate, bare: bare.rate, p95Ms: http.p95Ms })
    }
    const ratios = rounds.map(({ http, bare }) => http / bare).sort((a, b) => a - b)
    return {
      name: 'open-ticket',
      clients: CLIENTS,
      rounds,
      ratio: ratios[1],
      target: 0.4,
      rowsPerTicket: rows.length,
      met: (ratios[1] as number) >= 0.4
    }
  } finally {
    await pool.end()
    await product.stop()
  }
}

async function drive(seconds: number, work: (n: number) => Promise<void>) {
  const end = Date.now() + seconds * 1000
  const times: number[] = []
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let n = 0; Date.now() < end; n++) {
        const at = performance.now()
        await work(client * 1e6 + n)
        times.push(performance.now() - at)
      }
    })
  )
  return { rate: Math.round((times.length / (performance.now() - began)) * 1000), p95Ms: percentile(times, 0.95) }
}

async function openOverHttp(url: string, token: string, n: number): Promise<void> {
  const body = {
    kind: 'inquiry',
    channel: 'phone',
    title: `宽带频繁掉线 ${n}`,
    description: '晚上八点以后经常掉线，重启光猫无效，已影响居家办公。',
    contactPhone: '13800138000',
    contactName: '李女士'
  }
  const answer = await fetch(`${url}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body)
  })
  if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

type Row = { table: string; columns: string[]; values: unknown[] }

/** What one opened ticket left in the database, table by table, so that the bare run writes exactly that. */
async function rowsOfOneTicket(product: Awaited<ReturnType<typeof startedProduct>>): Promise<Row[]> {
  const db = product.owner()
  const { rows: tickets } = await sql<{ id: string; request_id: string }>`
    select subject_id as id, request_id from platform.event where name = 'ticket.opened' order by xid desc, seq desc limit 1`.execute(
    db
  )
  const { id, request_id } = tickets[0] as { id: string; request_id: string }
  const taken: Row[] = []
  for (const [table, where] of [
    ['tickets.ticket', sql`id = ${id}`],
    ['tickets.status_change', sql`ticket_id = ${id}`],
    ['norms.clock', sql`subject_id = ${id}`],
    ['platform.event', sql`request_id = ${request_id}`],
    ['platform.audit', sql`request_id = ${request_id}`]
  ] as const) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where ${where}`.execute(db)
    for (const row of rows) {
      const columns = Object.keys(row).filter((name) => !['seq', 'xid'].includes(name))
      taken.push({ table, columns, values: columns.map((name) => forWriting(row[name])) })
    }
  }
  await db.destroy()
  return taken
}

const forWriting = (value: unknown) =>
  value !== null &&
  typeof value === 'object' &&
  !(value instanceof Date) &&
  !Array.isArray(value) &&
  !Buffer.isBuffer(value)
    ? JSON.stringify(value)
    : value

async function insertBare(pool: ReturnType<typeof openPool>, rows: Row[]): Promise<void> {
  const client = await pool.connect()
  const ticketId = newId()
  try {
    await client.query('begin')
    for (const { table, columns, values } of rows) {
      const fresh = values.map((value, index) => {
        const column = columns[index]
        if (column === 'number') return ticketId
        if (column === 'id') return table === 'tickets.ticket' ? ticketId : newId()
        return column === 'subject_id' || column === 'ticket_id' ? ticketId : value
      })
      const places = columns.map((_, index) => `$${index + 1}`).join(', ')
      await client.query({
        name: `bare-${table}-${columns.length}`,
        text: `insert into ${table} (${columns.join(', ')}) values (${places})`,
        values: fresh
      })
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
