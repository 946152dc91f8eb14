import { noteContact, readContactMessages, replyToContact } from '@shouwen/contract/chat-desk'
import { listContactMessages } from '@shouwen/contract/contact-lists'
import {
  chatDoor,
  downloadMyFile,
  leaveChat,
  leaveMyContact,
  listMyConversations,
  listMyMessages,
  readMyConversation,
  readMyMessages,
  sendMyMessage,
  startChat,
  typeAsCustomer
} from '@shouwen/contract/portal-chat'
import { readTicket } from '@shouwen/contract/tickets'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ChatDesk, newKey, startChatDesk } from './testing/chat-desk.ts'

let d: ChatDesk
beforeAll(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z', env: { PORTAL_REGIONS: 'gd.care.example=GD' } })
})
afterAll(() => d.t.stop())
beforeEach(async () => {
  d.t.clock.advance(3600_000)
  await d.t.db
    .updateTable('contacts.conversation')
    .set({ state: 'closed', closed_at: new Date() })
    .where('state', '!=', 'closed')
    .execute()
})

describe('Messages', () => {
  test('keep one order without holes however both sides write at once, and a message sent twice is one', async () => {
    const visitor = await d.serve(d.agents.wang)
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ side: fc.constantFrom('visitor', 'agent', 'note'), times: fc.integer({ min: 1, max: 3 }) }),
          { minLength: 1, maxLength: 6 }
        ),
        async (sends) => {
          d.t.clock.advance(120_000)
          const before = (await d.kept(visitor.conversationId)).message_count
          const { conversationId } = visitor
          const one = (side: string, clientKey: string) =>
            side === 'visitor'
              ? d.say(visitor, '您好', clientKey)
              : side === 'agent'
                ? d.answer(d.agents.wang, visitor, '您好', clientKey)
                : d.t.call(noteContact, { conversationId, body: '记一下', clientKey }, d.agents.wang)
          const answers = await Promise.all(
            sends.flatMap(({ side, times }) =>
              [newKey()].flatMap((key) => Array.from({ length: times }, () => one(side, key)))
            )
          )
          expect(answers.every((answer) => answer.status === 200)).toBe(true)
          expect(new Set(answers.map((answer) => answer.body.seq)).size).toBe(sends.length)
          const { items, lastSeq } = await d.t.ok(
            listContactMessages,
            { conversationId, afterSeq: before, limit: 200 },
            d.agents.wang
          )
          expect(items.map((item) => item.seq)).toEqual(Array.from({ length: sends.length }, (_, n) => before + n + 1))
          expect(lastSeq).toBe(before + sends.length)
        }
      ),
      { numRuns: 5 }
    )
  })

  test('page back from the newest, and bring what is new', async () => {
    const visitor = await d.serve(d.agents.wang)
    for (let n = 0; n < 6; n += 1) await d.say(visitor, `第 ${n} 句`)
    const { conversationId } = visitor
    const newest = await d.t.ok(listContactMessages, { conversationId, limit: 4 }, d.agents.wang)
    expect(newest).toMatchObject({ hasEarlier: true, lastSeq: 9 })
    expect(newest.items.map((item) => item.seq)).toEqual([6, 7, 8, 9])
    const earlier = await d.t.ok(listContactMessages, { conversationId, limit: 100, beforeSeq: 6 }, d.agents.wang)
    expect(earlier.hasEarlier).toBe(false)
    expect(earlier.items.map((item) => item.seq)).toEqual([1, 2, 3, 4, 5])
    expect(
      (await d.t.ok(listMyMessages, { conversationId, afterSeq: 7 }, visitor)).items.map((item) => item.body)
    ).toEqual(['第 4 句', '第 5 句'])
  })

  test('are bounded in length, pace and content', async () => {
    const visitor = await d.visit()
    expect((await d.say(visitor, '长'.repeat(4001))).problem.code).toBe('message-too-long')
    expect((await d.say(visitor, ' \n ')).problem.code).toBe('message-empty')
    expect(
      (await d.t.call(sendMyMessage, { conversationId: visitor.conversationId, clientKey: newKey() }, visitor)).problem
        .code
    ).toBe('message-empty')
    const codes = []
    for (let n = 0; n < 31; n += 1) codes.push((await d.say(visitor, '在吗')).status)
    expect(codes.filter((code) => code === 429)).toHaveLength(2)
    d.t.clock.advance(61_000)
    expect((await d.say(visitor, '在吗')).status).toBe(200)
  })

  test('tell the other side that they were read', async () => {
    const visitor = await d.serve(d.agents.wang)
    await d.answer(d.agents.wang, visitor, '您好')
    const { conversationId } = visitor
    await d.t.ok(readMyMessages, { conversationId, uptoSeq: 999 }, visitor)
    const seen = await d.t.ok(listContactMessages, { conversationId }, d.agents.wang)
    expect(seen.items.map((item) => `${item.direction} ${item.readAt !== null}`)).toEqual([
      'in false',
      'out true',
      'out true',
      'out true'
    ])
    await d.say(visitor, '在的')
    await d.t.ok(readContactMessages, { conversationId, uptoSeq: 5 }, d.agents.wang)
    expect((await d.t.ok(readMyConversation, { conversationId }, visitor)).readByUsSeq).toBe(5)
  })
})

describe('Files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64'
  )

  test('go with a message to the other side and to the ticket, and to nobody else', async () => {
    const visitor = await d.serve(d.agents.wang)
    const stranger = await d.visit()
    const { conversationId } = visitor
    const up = await d.upload(conversationId, [{ name: '截图.png', type: 'image/png', content: png }], {
      cookie: visitor.cookie
    })
    const fileIds = up.body.files.map((file) => file.id)
    expect(
      (
        await d.t.call(
          sendMyMessage,
          { conversationId: stranger.conversationId, fileIds, clientKey: newKey() },
          stranger
        )
      ).problem.code
    ).toBe('file-missing')
    // Not in a message yet: nobody sees it.
    expect(
      (await d.t.call(downloadMyFile, { conversationId, fileId: fileIds[0] as string }, visitor)).problem.code
    ).toBe('file-missing')
    const sent = await d.t.ok(sendMyMessage, { conversationId, fileIds, clientKey: newKey() }, visitor)
    expect(sent.files).toMatchObject([{ name: '截图.png', mediaType: 'image/png', bytes: png.length }])
    const got = await d.t.call(downloadMyFile, { conversationId, fileId: fileIds[0] as string, inline: true }, visitor)
    expect([got.status, got.headers['content-type']]).toEqual([200, 'image/png'])
    expect(
      (await d.t.call(downloadMyFile, { conversationId, fileId: fileIds[0] as string }, stranger)).problem.code
    ).toBe('not-found')
    const page = await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.wang)
    expect(page.files.map((file) => file.name)).toEqual(['截图.png'])
    expect(page.timeline.items.find((item) => item.what === 'customer')).toMatchObject({
      body: '截图.png',
      fileIds: [page.files[0]?.id]
    })
  })

  test('are limited in number, size and kind', async () => {
    const visitor = await d.visit()
    const { conversationId } = visitor
    const send = async (files: Parameters<ChatDesk['upload']>[1]) =>
      (await d.upload(conversationId, files, { cookie: visitor.cookie })).body.code
    expect(
      await send(Array.from({ length: 6 }, (_, n) => ({ name: `${n}.png`, type: 'image/png', content: png })))
    ).toBe('too-many-files')
    expect(
      await send([{ name: 'big.txt', type: 'text/plain', content: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') }])
    ).toBe('file-too-large')
    expect(await send([{ name: 'virus.exe', type: 'application/octet-stream', content: 'MZ' }])).toBe(
      'file-type-not-allowed'
    )
    expect(await send([{ name: 'fake.png', type: 'image/png', content: '<html>' }])).toBe('file-type-mismatch')
    expect(await send([])).toBe('file-missing')
  })
})

describe('A visitor', () => {
  test('sees only the conversation they began, and a signed-in customer sees none of theirs', async () => {
    const visitor = await d.visit()
    const other = await d.visit()
    const { conversationId } = visitor
    for (const as of [
      other,
      { cookie: d.customer.cookie },
      {},
      d.agents.wang,
      { cookie: `${visitor.cookie.slice(0, -3)}abc` }
    ]) {
      const calls = await Promise.all([
        d.t.call(readMyConversation, { conversationId }, as),
        d.t.call(listMyMessages, { conversationId }, as),
        d.t.call(sendMyMessage, { conversationId, body: '我是谁', clientKey: newKey() }, as),
        d.t.call(typeAsCustomer, { conversationId }, as),
        d.t.call(leaveMyContact, { conversationId, contact: 'evil@example.com' }, as),
        d.t.call(leaveChat, { conversationId }, as)
      ])
      expect(calls.map((answer) => answer.problem.code)).toEqual(Array.from({ length: 6 }, () => 'not-found'))
    }
    expect((await d.t.ok(listMyConversations, {}, visitor)).items.map((one) => one.id)).toEqual([conversationId])
    expect((await d.t.ok(listMyConversations, {}, {})).items).toEqual([])
  })

  test('is no member of staff: nothing of ours opens to their cookie', async () => {
    const visitor = await d.visit()
    const { conversationId } = visitor
    expect((await d.t.call(listContactMessages, { conversationId }, visitor)).status).toBe(401)
    expect(
      (await d.t.call(replyToContact, { conversationId, body: '我来答', clientKey: newKey() }, visitor)).status
    ).toBe(401)
  })

  test('is known as such also in a browser where a member of staff is signed in', async () => {
    const visitor = await d.visit()
    const both = { cookie: `shouwen=${'x'.repeat(43)}; ${visitor.cookie}` }
    expect((await d.t.ok(readMyConversation, { conversationId: visitor.conversationId }, both)).state).toBe('waiting')
  })

  test('agrees to the text in force and says which region they belong to', async () => {
    const door = await d.t.ok(chatDoor, {})
    expect(door).toMatchObject({
      regionId: null,
      regions: [
        { id: 1, zh: '湖南' },
        { id: 2, zh: '广东' }
      ],
      agentsOnline: null
    })
    expect(door.topics.map((topic) => topic.code)).toContain('inquiry.billing')
    expect((await d.t.call(startChat, d.words({ consentVersion: '1999-1' }))).problem).toMatchObject({
      code: 'consent-outdated',
      details: { version: door.consent.version }
    })
    expect((await d.t.call(startChat, d.words({ regionId: undefined }))).problem.code).toBe('region-needed')
    const known = await d.visit({ regionId: undefined, serviceNumber: '138 0000 1234' })
    expect(known.started.conversation.regionId).toBe(1)
  })

  test('who comes by an address of one region is there already and chooses none', async () => {
    const doorAt = async (host: string) =>
      (await d.t.server.inject({ method: 'GET', url: chatDoor.path, headers: { host } })).json().regionId as unknown
    expect(await doorAt('GD.care.example:8443')).toBe(2)
    expect(await doorAt('care.example')).toBeNull()
  })

  test('is answered in their language', async () => {
    const { started } = await d.visit({ language: 'en', body: 'How do I top up?' })
    expect(started.messages[1]?.body).toMatch(
      /^We have received your question as ticket HN-\d{8}-\d{6}\. A person will answer within 30 minutes\.$/
    )
  })
})
