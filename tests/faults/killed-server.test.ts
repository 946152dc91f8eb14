import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startedProduct, until } from './started-product.ts'

const CLIENTS = 8
let product: Awaited<ReturnType<typeof startedProduct>>
let token = ''

beforeAll(async () => {
  product = await startedProduct()
  token = await product.tokenFor('agent')
})
afterAll(() => product.stop())

type Attempt = { key: string; id: string | null }

/** One client opening tickets one after another until the server is gone; what was acknowledged has an id. */
async function openTickets(client: number, attempts: Attempt[], running: () => boolean): Promise<void> {
  for (let n = 0; running(); n++) {
    const attempt: Attempt = { key: `client-${client}-${n}`, id: null }
    attempts.push(attempt)
    attempt.id = await open(attempt.key).catch(() => null)
  }
}

async function open(key: string): Promise<string | null> {
  const body = { kind: 'inquiry', channel: 'phone', title: `套餐咨询 ${key}`, description: '客户询问套餐资费', contactPhone: '13800138000' }
  const answer = await fetch(`${product.url}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: JSON.stringify(body)
  })
  if (answer.status >= 400) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

test('every ticket acknowledged before kill -9 is there afterwards with its event and promises, nothing twice, and the clocks fire', async () => {
  const attempts: Attempt[] = []
  let running = true
  const clients = Array.from({ length: CLIENTS }, (_, client) => openTickets(client, attempts, () => running))
  await until(async () => attempts.filter((attempt) => attempt.id).length > 200, 30_000, 'too few tickets were opened')
  const killed = product.kill()
  running = false
  await killed
  await Promise.all(clients)
  const acknowledged = attempts.filter((attempt) => attempt.id)
  await product.start()
  // A client that got no answer asks again with the same key: it must not open a second ticket.
  for (const attempt of attempts.filter((one) => !one.id)) attempt.id = await open(attempt.key)

  const db = product.owner()
  const ids = acknowledged.map((attempt) => attempt.id as string)
  const count = async (query: ReturnType<typeof sql<{ n: number }>>) => Number((await query.execute(db)).rows[0]?.n)
  expect(await count(sql`select count(*)::int as n from tickets.ticket where id = any(${ids}::uuid[])`)).toBe(ids.length)
  expect(await count(sql`select count(distinct subject_id)::int as n from platform.event where name = 'ticket.opened' and subject_id = any(${ids}::uuid[])`)).toBe(ids.length)
  expect(await count(sql`select count(distinct subject_id)::int as n from norms.clock where subject_id = any(${ids}::uuid[])`)).toBe(ids.length)
  expect(await count(sql`select count(*)::int as n from tickets.ticket`)).toBe(attempts.length)
  expect(await count(sql`select (count(*) - count(distinct number))::int as n from tickets.ticket`)).toBe(0)

  // Moves one promise so far back in time that its deadline is a second and a half away.
  const soon = new Date(Date.now() + 1500)
  await sql`update norms.clock set started_at = ${soon}::timestamptz - (due_at - started_at), due_at = ${soon}, next_at = ${soon}
    where state = 'running' and clause_id = 'inquiry-response' and subject_id = ${ids[0]}`.execute(db)
  const broken = async () => (await count(sql`select count(*)::int as n from platform.event where name = 'promise.broken' and subject_id = ${ids[0]}`)) > 0
  await until(broken, 6000, 'the clock did not fire after the restart')
  await db.destroy()
}, 120_000)

test('when PostgreSQL is killed the product says it is not ready, comes back by itself and goes on', async () => {
  const pidFile = path.join(product.dataDir, 'postgres', 'cluster', 'postmaster.pid')
  const before = await open('before-postgres-died')
  process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL')
  await until(async () => (await product.health()) === 503, 10_000, 'the product went on saying it is ready')
  await until(async () => (await product.health()) === 200, 30_000, 'the product did not come back')
  expect(await open('before-postgres-died')).toBe(before)
  expect(await open('after-postgres-died')).not.toBe(before)
}, 60_000)
