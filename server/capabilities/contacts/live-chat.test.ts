import { noteContact, readContactMessages, typeToContact } from '@shouwen/contract/chat-desk'
import { leaveChat, typeAsCustomer } from '@shouwen/contract/portal-chat'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLive } from '#platform/live'
import { openSignals, type Signal } from '#platform/signals'
import { openWebServer } from '#platform/web-server'
import { mountAll } from '#server/app'
import { type ChatDesk, newKey, startChatDesk } from './testing/chat-desk.ts'

let d: ChatDesk
let address: string
let close: () => Promise<void>
const stop = new AbortController()

beforeAll(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z' })
  const server = await openWebServer(d.t.app, async () => true)
  const live = openLive(d.t.app)
  live.mount(server)
  mountAll(server, d.t.app)
  address = await server.listen({ port: 0, host: '127.0.0.1' })
  const running = live.run(stop.signal)
  close = async () => {
    stop.abort()
    await server.close()
    await running
  }
})
afterAll(async () => {
  await close()
  await d.t.stop()
})

/** Listens as a browser does; `names` are the events heard so far. */
async function listen(path: string, headers: Record<string, string>) {
  const response = await fetch(`${address}${path}`, { headers })
  const names: string[] = []
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const reading = (async () => {
    for (let text = ''; reader; ) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
      if (done) return
      text += value ?? ''
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1]
        if (data) names.push((JSON.parse(data) as { event: string }).event)
      }
    }
  })()
  return { status: response.status, names, end: async () => (await reader?.cancel(), await reading) }
}

/** What happened before anybody listened may still arrive, when other transactions held the reader back. */
const before = new Set(['contact.opened', 'contact.queued', 'contact.offered', 'contact.accepted'])

test('each side hears the other at once; a visitor hears of their own conversation only, and of notes nobody outside', async () => {
  expect((await listen('/api/portal/live', {})).status).toBe(401)
  const visitor = await d.serve(d.agents.wang)
  const other = await d.visit()
  const heard = {
    visitor: await listen('/api/portal/live', { cookie: `shouwen=${'x'.repeat(43)}; ${visitor.cookie}` }),
    other: await listen('/api/portal/live', { cookie: other.cookie }),
    customer: await listen('/api/portal/live', { cookie: d.customer.cookie }),
    wang: await listen('/api/live', { authorization: `Bearer ${d.agents.wang.token}` }),
    li: await listen('/api/live', { authorization: `Bearer ${d.agents.li.token}` })
  }
  const { conversationId } = visitor
  await d.t.ok(typeAsCustomer, { conversationId }, visitor)
  await d.say(visitor, '您好')
  await d.t.ok(noteContact, { conversationId, body: '内部', clientKey: newKey() }, d.agents.wang)
  await d.t.ok(typeToContact, { conversationId }, d.agents.wang)
  await d.t.ok(readContactMessages, { conversationId, uptoSeq: 4 }, d.agents.wang)
  await d.answer(d.agents.wang, visitor, '您好，请讲')
  await expect.poll(() => heard.visitor.names, { timeout: 5000 }).toContain('contact.answered')
  await expect.poll(() => heard.wang.names).toContain('contact.noted')
  expect(heard.visitor.names.filter((name) => !before.has(name) && name !== 'contact.message')).toEqual([
    'contact.typing',
    'contact.read',
    'promise.kept',
    'contact.answered'
  ])
  expect(heard.wang.names).toContain('contact.typing')
  expect(heard.li.names).not.toContain('contact.typing')
  expect(heard.li.names).toContain('contact.message')
  expect(heard.customer.names).toEqual([])
  // Of their own the other visitor may still hear; the receipt and the first word were just written.
  expect(heard.other.names.filter((name) => !before.has(name) && name !== 'contact.message')).toEqual([])
  for (const one of Object.values(heard)) await one.end()
  await d.t.ok(leaveChat, { conversationId: other.conversationId }, other)
})

test('a passing sign reaches the other processes too', async () => {
  const elsewhere = openSignals(d.t.databaseUrl, d.t.app.log)
  const ending = new AbortController()
  const running = elsewhere.run(ending.signal)
  const heard: Signal[] = []
  elsewhere.hear((signal) => heard.push(signal))
  const visitor = await d.serve(d.agents.zhao)
  await expect
    .poll(
      async () => {
        await d.t.ok(typeAsCustomer, { conversationId: visitor.conversationId }, visitor)
        return heard.find((one) => one.event.startsWith('contact.'))
      },
      { timeout: 5000 }
    )
    .toMatchObject({
      event: 'contact.typing',
      regionId: 1,
      ids: { conversationId: visitor.conversationId },
      to: { staffIds: [d.agents.zhao.id] }
    })
  ending.abort()
  await running
})
