import http from 'node:http'
import { findRunningPostgres } from '#platform/embedded-postgres'
import { openPool } from '#platform/database'
import { startedProduct } from '../tests/faults/started-product.ts'
import { percentile } from './percentile.ts'

const LISTENERS = 1000
const PER_SECOND = 100
const SECONDS = 10

/**
 * A thousand browsers listening while a hundred events a second are committed: time from commit to the event's arrival at each of them.
 * `npm run bench -- live-listeners`. Target: p95 under 250 ms. The bare side is the time between a commit and its row being read by a
 * loop that polls as often as the product does.
 */
export async function run() {
  const product = await startedProduct({ REQUESTS_PER_MINUTE: '10000000' })
  const token = await product.tokenFor('agent')
  const pool = openPool(findRunningPostgres(product.dataDir) as string, { as: 'owner', max: 4 })
  const committed = new Map<string, number>()
  const delays: number[] = []
  const listeners: http.ClientRequest[] = []
  try {
    for (let n = 0; n < LISTENERS; n++)
      listeners.push(await listen(product.url, token, (id) => arrived(committed, delays, id)))
    const end = Date.now() + SECONDS * 1000
    for (let n = 0; Date.now() < end; n++) {
      const id = crypto.randomUUID()
      await pool.query({
        name: 'bench-event',
        text: `insert into platform.event (region_id, name, subject_kind, subject_id, actor_kind, occurred_at) values (1, 'ticket.noted', 'ticket', $1, 'system', now())`,
        values: [id]
      })
      committed.set(id, performance.now())
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, (n + 1) * (1000 / PER_SECOND) - (Date.now() - (end - SECONDS * 1000))))
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const expected = committed.size * LISTENERS
    return {
      name: 'live-listeners',
      listeners: LISTENERS,
      events: committed.size,
      delivered: delays.length / expected,
      p50Ms: percentile(delays, 0.5),
      p95Ms: percentile(delays, 0.95),
      p99Ms: percentile(delays, 0.99),
      target: { p95Ms: 250 }
    }
  } finally {
    for (const listener of listeners) listener.destroy()
    await pool.end()
    await product.stop()
  }
}

function arrived(committed: Map<string, number>, delays: number[], id: string): void {
  const at = committed.get(id)
  if (at !== undefined) delays.push(performance.now() - at)
}

/** Opens one stream; resolves once it is open. */
function listen(url: string, token: string, onTicket: (id: string) => void): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      `${url}/api/live`,
      { headers: { authorization: `Bearer ${token}` }, agent: false },
      (answer) => {
        answer.setEncoding('utf8')
        answer.on('data', (text: string) => {
          for (const [, id] of text.matchAll(/"ticketId":"([0-9a-f-]{36})"/g)) onTicket(id as string)
        })
        answer.on('error', () => {})
        resolve(request)
      }
    )
    request.on('error', reject)
  })
}
