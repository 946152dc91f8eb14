import type { ChildProcess } from 'node:child_process'
import { acceptContact } from '@shouwen/contract/chat-desk'
import { startChat } from '@shouwen/contract/portal-chat'
import { beatPresence, setPresence } from '@shouwen/contract/presence'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import { callOperation, openDoor } from '../../simulator/live/door.ts'
import { productWithAgents, type TestAgent } from './product-with-agents.ts'
import { until } from './started-product.ts'
import { shiftedClock, startWorker } from './worker-process.ts'

const MINUTE = 60_000
let product: Awaited<ReturnType<typeof productWithAgents>>
const workers: ChildProcess[] = []
beforeAll(async () => {
  // The process people talk to is four minutes behind; those that give out contacts are ten ahead and seven behind.
  product = await productWithAgents(3, { ROLES: 'web', ...shiftedClock(-4 * MINUTE) })
}, 240_000)
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await product?.stop()
})

const as = ({ token }: TestAgent) => openDoor(product.url, { authorization: `Bearer ${token}` })
const epoch = async () => (await sql<{ epoch: number }>`select epoch::int from floor.dispatcher where region_id = 1 and lease_until > now()`.execute(product.db)).rows[0]?.epoch ?? 0
const contacts = async () =>
  (await sql<{ id: string; state: string; staff_id: string | null; since: number; left: number | null }>`
    select id, state, staff_id, extract(epoch from now() - placed_at)::float as since, extract(epoch from offer_ends_at - now())::float as left
    from floor.contact where region_id = 1 order by placed_at`.execute(product.db)).rows

test('processes whose clocks differ by many minutes keep one time: places, offers, seats and promises hold, also when another takes over', async () => {
  for (const agent of product.agents) await callOperation(as(agent), setPresence, { state: 'available', capacity: 1 })
  const first = startWorker(product.dataDir, shiftedClock(10 * MINUTE))
  workers.push(first)
  await until(async () => (await epoch()) > 0, 90_000, 'nobody took the right to give out')

  const came: string[] = []
  for (let n = 0; n < 5; n += 1) {
    const { conversation } = await callOperation(openDoor(product.url), startChat, { regionId: 1, body: `问题 ${n}`, clientKey: `skew-${n}-abcdef`, consentVersion: rulebook().chat.consent.version })
    came.push(conversation.id)
  }
  await until(async () => (await contacts()).filter((one) => one.state === 'offered').length === 3, 10_000, 'three were not offered')
  const offered = await contacts()
  expect(offered.map((one) => one.id)).toEqual(came)
  // In the order they came, at the time of the database.
  expect(offered.map((one) => one.state)).toEqual(['offered', 'offered', 'offered', 'waiting', 'waiting'])
  for (const one of offered) expect(Math.abs(one.since)).toBeLessThan(60)
  // What browsers count down by is the same time.
  const date = Date.parse((await fetch(`${product.url}/api/portal/chat/door`)).headers.get('date') ?? '')
  expect(Math.abs(date - Date.now())).toBeLessThan(5000)
  const holder = product.agents.find((agent) => agent.id === offered[0]?.staff_id) as TestAgent
  await callOperation(as(holder), acceptContact, { conversationId: came[0] as string })

  workers.push(startWorker(product.dataDir, shiftedClock(-7 * MINUTE)))
  await until(async () => Number((await sql<{ n: number }>`select count(*)::int as n from platform.worker`.execute(product.db)).rows[0]?.n) >= 3, 90_000, 'the second did not start')
  const before = await epoch()
  for (const agent of product.agents) await callOperation(as(agent), beatPresence, {})
  first.kill('SIGKILL')
  await until(async () => (await epoch()) > before, 10_000, 'nobody took over')
  // Several sweeps of the new owner.
  await new Promise((resolve) => setTimeout(resolve, 5000))

  const { rows: seats } = await sql<{ state: string }>`select state from floor.seat where region_id = 1`.execute(product.db)
  expect(seats.filter((seat) => seat.state === 'signed-out')).toEqual([])
  const { rows: early } = await sql<{ seconds: number }>`select extract(epoch from outcome_at - at)::float as seconds from floor.decision
    where outcome in ('unanswered', 'desk-left') and outcome_at - at < make_interval(secs => ${rulebook().channels.channels['chat']?.offer_seconds ?? 0})`.execute(product.db)
  expect(early).toEqual([])
  for (const one of await contacts()) if (one.left !== null) expect(one.left).toBeLessThanOrEqual(30)
  // What was promised counts from the database's time too.
  const { rows: clocks } = await sql<{ ago: number }>`select extract(epoch from now() - started_at)::float as ago from norms.clock`.execute(product.db)
  expect(clocks.length).toBeGreaterThan(0)
  for (const { ago } of clocks) expect(Math.abs(ago)).toBeLessThan(120)
}, 240_000)
