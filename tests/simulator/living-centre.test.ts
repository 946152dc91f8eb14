import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import { createLiveCentre } from '../../simulator/live/live-centre.ts'
import { openDoor } from '../../simulator/live/door.ts'
import { readLiveOptions } from '../../simulator/live/options.ts'
import { productWithAgents } from '../faults/product-with-agents.ts'

let product: Awaited<ReturnType<typeof productWithAgents>>
beforeAll(async () => {
  product = await productWithAgents(6)
}, 240_000)
afterAll(() => product?.stop())

test('a living centre beside the product: everybody who came was met, gave up or left, an outage and a surge included, and afterwards nobody waits and nobody sits', async () => {
  const colleagues = product.agents.map(({ id, jobNumber, token }) => ({ door: openDoor(product.url, { authorization: `Bearer ${token}` }), staffId: id, jobNumber }))
  const options = readLiveOptions('--per-minute 60 --calls 0.3 --handle 3 --patience 12 --breaks 0.1 --surge 3@8-14 --outage 0.5@12-18 --seconds 26'.split(' '))
  const centre = createLiveCentre(product.url, { regionId: 1, consentVersion: rulebook().chat.consent.version, colleagues }, { ...options, ownAddresses: true })
  await centre.run(new AbortController().signal)

  const { count } = centre
  expect([...count.troubles]).toEqual([])
  expect(count.chatsStarted).toBeGreaterThan(5)
  expect(count.callsStarted).toBeGreaterThan(0)
  expect(count.answered).toBeGreaterThan(5)
  expect(count.served).toBeGreaterThan(0)
  expect(centre.inside()).toBe(0)
  // What the product kept is what the people lived through.
  const { rows } = await sql<{ channel: string; n: number }>`select channel, count(*)::int as n from contacts.conversation group by channel`.execute(product.db)
  expect(Object.fromEntries(rows.map((row) => [row.channel, row.n]))).toEqual({ chat: count.chatsStarted, phone: count.callsStarted })
  // Who left without a word is let go by the sweep a moment later.
  const left = async () => (await sql<{ waiting: number; seats: number; calls: number }>`select
    (select count(*)::int from floor.contact where state in ('waiting', 'offered', 'held')) as waiting,
    (select count(*)::int from floor.seat where state <> 'signed-out') as seats,
    (select count(*)::int from voice.call where state <> 'ended') as calls`.execute(product.db)).rows[0]
  await expect.poll(left, { timeout: 30_000, interval: 500 }).toEqual({ waiting: 0, seats: 0, calls: 0 })
}, 120_000)
