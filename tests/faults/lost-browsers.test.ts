import http from 'node:http'
import { acceptContact } from '@shouwen/contract/chat-desk'
import { listMyContacts } from '@shouwen/contract/contact-lists'
import { readMyConversation, startChat } from '@shouwen/contract/portal-chat'
import { setPresence } from '@shouwen/contract/presence'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import { callOperation, type Door, openDoor } from '../../simulator/live/door.ts'
import { productWithAgents, type TestAgent } from './product-with-agents.ts'
import { until } from './started-product.ts'

const AGENTS = 1000
const CHATS = 20

let product: Awaited<ReturnType<typeof productWithAgents>>
beforeAll(async () => {
  product = await productWithAgents(AGENTS)
}, 240_000)
afterAll(() => product?.stop())

const as = ({ token }: TestAgent): Door => openDoor(product.url, { authorization: `Bearer ${token}` })
let started = 0
/** A visitor's chat: the door that opens it, and its id. */
async function arrive(): Promise<{ door: Door; id: string }> {
  const door = openDoor(product.url, { 'x-forwarded-for': `198.18.1.${started % 250}` })
  const { conversation } = await callOperation(door, startChat, { regionId: 1, body: `问题 ${started}`, clientKey: `lost-${started++}-abcdef`, consentVersion: rulebook().chat.consent.version })
  return { door, id: conversation.id }
}
const offeredTo = async (id: string) => (await sql<{ staff_id: string | null; state: string }>`select staff_id, state from floor.contact where region_id = 1 and id = ${id}`.execute(product.db)).rows[0]

test("a browser that is gone: its customer stands in front of all who wait, within the promised seconds, and the next free person is offered them first", async () => {
  const [gone, busy, next] = product.agents as [TestAgent, TestAgent, TestAgent]
  for (const agent of [gone, busy]) await callOperation(as(agent), setPresence, { state: 'available', capacity: 1 })
  const served = [await arrive(), await arrive()]
  await until(async () => (await Promise.all(served.map(({ id }) => offeredTo(id)))).every((one) => one?.state === 'offered'), 15_000, 'two were not offered')
  const holderOf = (id: string) => product.agents.find((one) => one.id === offered.get(id)) as TestAgent
  const offered = new Map(await Promise.all(served.map(async ({ id }) => [id, (await offeredTo(id))?.staff_id] as const)))
  for (const { id } of served) await callOperation(as(holderOf(id)), acceptContact, { conversationId: id })
  const mine = served.find(({ id }) => offered.get(id) === gone.id) as (typeof served)[number]
  const waiting = [await arrive(), await arrive()]

  // The browser says nothing any more. All but the last three of the promised seconds are passed over in the database.
  const promised = rulebook().presence.silent_seconds
  await sql`update floor.seat set last_seen_at = now() - make_interval(secs => ${promised - 3}) where region_id = 1 and staff_id = ${gone.id}`.execute(product.db)
  await sql`update floor.seat set last_seen_at = now() + interval '1 hour' where region_id = 1 and staff_id = ${busy.id}`.execute(product.db)
  const at = Date.now()
  const standing = () => callOperation(mine.door, readMyConversation, { conversationId: mine.id })
  await until(async () => (await standing()).state === 'waiting', 20_000, 'the customer of the lost browser does not wait')
  const took = (Date.now() - at) / 1000
  expect(took).toBeGreaterThan(2)
  // The sweep looks every two seconds.
  expect(took).toBeLessThan(3 + 2 + 3)
  expect((await standing()).queue?.position).toBe(1)
  for (const one of waiting) expect((await callOperation(one.door, readMyConversation, { conversationId: one.id })).queue?.position).toBeGreaterThan(1)

  await callOperation(as(next), setPresence, { state: 'available', capacity: 1 })
  await until(async () => (await offeredTo(mine.id))?.staff_id === next.id, 10_000, 'the next person was not offered the customer in front')
  for (const one of waiting) expect((await offeredTo(one.id))?.state).toBe('waiting')
}, 60_000)

test('a thousand browsers come back at once: each hears what it missed, everybody is at work, and what was offered meanwhile is taken', async () => {
  await inRounds(product.agents, (agent) => callOperation(as(agent), setPresence, { state: 'available', capacity: 1 }))
  const lines = await Promise.all(product.agents.map((agent) => openLine(agent)))
  const chats = await Promise.all(Array.from({ length: CHATS }, arrive))
  await until(async () => (await Promise.all(chats.map(({ id }) => offeredTo(id)))).every((one) => one?.state === 'offered'), 20_000, 'not everybody was offered')
  await until(async () => lines.every((line) => line.lastId !== ''), 20_000, 'not every line was heard')

  // The switch dies: every line at once. Before they are back more customers come.
  for (const line of lines) line.close()
  const more = await Promise.all(Array.from({ length: CHATS }, arrive))
  const at = Date.now()
  const healthy: number[] = []
  const watch = setInterval(() => void product.health().then((status) => healthy.push(status)), 500)
  const back = await Promise.all(
    product.agents.map(async (agent, n) => {
      const line = await openLine(agent, lines[n]?.lastId)
      await callOperation(as(agent), setPresence, { state: 'available', capacity: 1 })
      const { items } = await callOperation(as(agent), listMyContacts, {})
      return { agent, line, items }
    })
  )
  const took = (Date.now() - at) / 1000
  clearInterval(watch)
  await until(async () => (await Promise.all(more.map(({ id }) => offeredTo(id)))).every((one) => one?.state === 'offered'), 15_000, 'who came meanwhile was not offered')

  expect(took).toBeLessThan(20)
  expect(new Set(healthy)).toEqual(new Set([200]))
  // Every browser was told what happened while it was away.
  const opened = more.map(({ id }) => id)
  await until(async () => back.every(({ line }) => opened.every((id) => line.heard.has(id))), 15_000, 'somebody missed what happened')
  const { rows } = await sql<{ seats: number; open: number }>`select (select count(*)::int from floor.seat where region_id = 1 and state <> 'signed-out') as seats,
    (select count(*)::int from floor.interval where region_id = 1 and ended_at is null and state <> 'signed-out') as open`.execute(product.db)
  expect(rows[0]?.open).toBe(rows[0]?.seats)
  expect(rows[0]?.seats).toBeGreaterThanOrEqual(AGENTS - 1)
  for (const { id } of more) {
    const staffId = (await offeredTo(id))?.staff_id
    const holder = product.agents.find((one) => one.id === staffId) as TestAgent
    expect(await callOperation(as(holder), acceptContact, { conversationId: id })).toMatchObject({ state: 'active' })
  }
  for (const { line } of back) line.close()
}, 120_000)

/** So many at a time. */
async function inRounds<T>(all: readonly T[], run: (one: T) => Promise<unknown>, size = 50): Promise<void> {
  for (let from = 0; from < all.length; from += size) await Promise.all(all.slice(from, from + size).map(run))
}

type Line = { lastId: string; heard: Set<string>; close(): void }

/** The live line of a browser; remembers which contacts it heard of. */
function openLine({ token }: TestAgent, lastId = ''): Promise<Line> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, ...(lastId ? { 'last-event-id': lastId } : {}) }
    const request = http.get(`${product.url}/api/live`, { headers, agent: false }, (answer) => {
      const line: Line = { lastId, heard: new Set(), close: () => request.destroy() }
      let rest = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        const parts = (rest + text).split('\n')
        rest = parts.pop() ?? ''
        for (const part of parts)
          if (part.startsWith('id: ')) line.lastId = part.slice(4)
          else if (part.startsWith('data: ')) line.heard.add(String((JSON.parse(part.slice(6)) as { ids?: Record<string, unknown> }).ids?.['conversationId']))
      })
      answer.on('error', () => {})
      if (answer.statusCode === 200) resolve(line)
      else reject(new Error(`the live line answered ${answer.statusCode}`))
    })
    request.on('error', (error) => reject(error))
  })
}
