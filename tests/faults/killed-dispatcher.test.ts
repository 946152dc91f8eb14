import type { ChildProcess } from 'node:child_process'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/database'
import { rulebook } from '#server/rulebook'
import { productWithAgents } from './product-with-agents.ts'
import { until } from './started-product.ts'
import { startWorker } from './worker-process.ts'

const AGENTS = 50
const CHATS = 130
const GAP_MS = 40

let product: Awaited<ReturnType<typeof productWithAgents>>
let db: Database
const workers: ChildProcess[] = []
const worker = (): ChildProcess => {
  const child = startWorker(product.dataDir)
  workers.push(child)
  return child
}

beforeAll(async () => {
  product = await productWithAgents(AGENTS, { ROLES: 'web', TRUST_PROXY: 'no' })
  db = product.db
}, 240_000)
afterAll(async () => {
  for (const one of workers) one.kill('SIGKILL')
  await product?.stop()
})

const lease = async () => (await sql<{ owner: string; epoch: number }>`select owner, epoch::int from floor.dispatcher where region_id = 1 and lease_until > now()`.execute(db)).rows[0]

/** Answers the id of the conversation and when its arrival was acknowledged: from then on every dispatcher could see it. */
async function startChat(n: number): Promise<[id: string, seenAt: number]> {
  const answer = await fetch(`${product.url}/api/portal/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ regionId: 1, body: `问题 ${n}`, clientKey: `fault-key-${n}-${Date.now()}`, consentVersion: rulebook().chat.consent.version })
  })
  if (answer.status >= 400) throw new Error(`startChat answered ${answer.status} ${await answer.text()}`)
  const { conversation } = (await answer.json()) as { conversation: { id: string } }
  return [conversation.id, Date.now()]
}

test('the process that gives out contacts is killed among arrivals: another takes over within two seconds, the order is kept, nobody is offered twice', async () => {
  for (const { token } of product.agents) {
    const answer = await fetch(`${product.url}/api/presence`, { method: 'PUT', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ state: 'available', capacity: 3 }) })
    expect(answer.status).toBe(200)
  }
  const first = worker()
  await until(async () => (await lease()) !== undefined, 60_000, 'nobody took the right to give out')
  worker()
  // The second must be ready to take over: its start is not what is measured.
  await until(async () => Number((await sql<{ n: number }>`select count(*)::int as n from platform.worker where heartbeat_at > now() - interval '15 seconds'`.execute(db)).rows[0]?.n) >= 3, 60_000, 'the second worker did not start')

  const before = await lease()
  const arrivals: ReturnType<typeof startChat>[] = []
  let takenOverMs = 0
  for (let n = 0; n < CHATS; n += 1) {
    arrivals.push(startChat(n))
    if (n === Math.floor(CHATS / 2)) {
      first.kill('SIGKILL')
      const at = performance.now()
      void until(async () => ((await lease())?.epoch ?? 0) > (before?.epoch ?? 0), 10_000, 'nobody took over').then(() => {
        takenOverMs = performance.now() - at
      })
    }
    await new Promise((resolve) => setTimeout(resolve, GAP_MS))
  }
  const seenAt = new Map(await Promise.all(arrivals))
  const waiting = async () => (await db.selectFrom('floor.contact').select('id').where('state', '=', 'waiting').execute()).length
  await until(async () => (await waiting()) === 0, 15_000, 'somebody was left waiting')

  expect(takenOverMs).toBeGreaterThan(0)
  expect(takenOverMs).toBeLessThan(2000)
  const { rows: decisions } = await sql<{ contact_id: string; staff_id: string; at: Date; epoch: number; placed_at: Date }>`
    select d.contact_id, d.staff_id, d.at, d.epoch::int, c.placed_at from floor.decision d join floor.contact c on c.region_id = d.region_id and c.id = d.contact_id
    where d.outcome is null order by d.at, c.placed_at`.execute(db)
  expect(decisions).toHaveLength(CHATS)
  expect(new Set(decisions.map((one) => one.contact_id)).size).toBe(CHATS)
  expect(new Set(decisions.map((one) => one.epoch)).size).toBe(2)
  // In the order of their places: nobody whose arrival was already acknowledged for a second is overtaken by who came later.
  const overtook = (later: (typeof decisions)[number], earlier: (typeof decisions)[number]) =>
    earlier.placed_at < later.placed_at && (seenAt.get(earlier.contact_id) ?? 0) < later.at.getTime() - 1000
  const disordered = decisions.filter((one, n) => decisions.slice(0, n).some((before) => before.at < one.at && overtook(before, one)))
  expect(disordered).toEqual([])
  // What the seats say they carry is what they were offered, and no more than they take.
  const { rows: seats } = await sql<{ units: number; carried: number }>`
    select s.hard_units as units, coalesce(sum(c.units), 0)::int as carried from floor.seat s left join floor.contact c on c.region_id = s.region_id and c.staff_id = s.staff_id
    group by s.region_id, s.staff_id, s.hard_units`.execute(db)
  expect(seats.every((seat) => seat.units === seat.carried && seat.units <= 9)).toBe(true)
  // Each conversation says what the floor says.
  const { rows: strange } = await sql`select c.id from floor.contact c join contacts.conversation v on v.region_id = c.region_id and v.id = c.id
    where v.state <> c.state or v.assigned_staff_id is distinct from c.staff_id`.execute(db)
  expect(strange).toEqual([])
}, 180_000)
