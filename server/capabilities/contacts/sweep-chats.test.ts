import { takeContact } from '@shouwen/contract/chat-desk'
import { beatPresence } from '@shouwen/contract/presence'
import {
  leaveMyContact,
  listMyMessages,
  readMyConversation,
  readMyMessages,
  startChat
} from '@shouwen/contract/portal-chat'
import { readTicket } from '@shouwen/contract/tickets'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ChatDesk, startChatDesk, type Visitor } from './testing/chat-desk.ts'

let d: ChatDesk
beforeEach(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z' })
})
afterEach(() => d.t.stop())

const minutes = (n: number) => d.t.clock.advance(n * 60_000)
const said = async (visitor: Pick<Visitor, 'conversationId' | 'cookie'>) =>
  (await d.t.ok(listMyMessages, { conversationId: visitor.conversationId }, visitor)).items.flatMap((one) =>
    one.payload ? [one.payload.kind] : []
  )
const events = async (name: string) =>
  (await d.t.db.selectFrom('platform.event').select(['subject_id', 'data']).where('name', '=', name).execute()).map(
    (row) => ({ id: row.subject_id, ...(row.data as object) })
  )

describe('When nobody is there', () => {
  test('a visitor with a mail address need not wait: the answer will follow by mail, and the promise still runs', async () => {
    const visitor = await d.visit({ contact: 'liu@example.com' })
    minutes(9)
    await d.tend()
    expect((await d.kept(visitor.conversationId)).state).toBe('waiting')
    minutes(1)
    await d.tend()
    expect(await d.kept(visitor.conversationId)).toMatchObject({ state: 'away', mailed_seq: 3 })
    expect(await said(visitor)).toEqual(['received', 'by-mail'])
    expect(await events('contact.away')).toMatchObject([{ id: visitor.conversationId, mailedSeq: 3 }])
    expect(
      (await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.leader)).promises.find(
        (one) => one.clauseId === 'inquiry-response'
      )?.state
    ).toBe('running')

    // A person takes it up later and answers; both promises are kept.
    minutes(5)
    await d.t.ok(takeContact, { conversationId: visitor.conversationId }, d.agents.wang)
    expect((await d.answer(d.agents.wang, visitor, '已查到')).status).toBe(200)
    expect(await d.kept(visitor.conversationId)).toMatchObject({ state: 'away', assigned_staff_id: d.agents.wang.id })
    const page = await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.leader)
    expect(page.promises.find((one) => one.clauseId === 'inquiry-response')?.state).toBe('kept')

    // The customer comes back to the page: they wait live again.
    await d.say(visitor, '我回来了')
    expect(await d.kept(visitor.conversationId)).toMatchObject({
      state: 'waiting',
      known_staff_id: d.agents.wang.id,
      mailed_seq: null
    })
  })

  test('one without is asked for an address once, and may leave it or wait', async () => {
    const visitor = await d.visit()
    minutes(10)
    await d.tend()
    await d.tend()
    minutes(20)
    await d.tend()
    expect(await said(visitor)).toEqual(['received', 'ask-contact'])
    expect((await d.kept(visitor.conversationId)).state).toBe('waiting')
    const after = await d.t.ok(
      leaveMyContact,
      { conversationId: visitor.conversationId, contact: 'liu@example.com', name: '刘女士' },
      visitor
    )
    expect(after.contact).toBe('l***@example.com')
    await d.tend()
    expect(await said(visitor)).toEqual(['received', 'ask-contact', 'by-mail'])
    expect((await d.t.ok(readMyConversation, { conversationId: visitor.conversationId }, visitor)).state).toBe('away')
  })

  test('a customer who is signed in is answered to the address we know', async () => {
    const { conversation } = await d.t.ok(startChat, d.words(), d.customer)
    minutes(10)
    await d.tend()
    expect((await d.kept(conversation.id)).state).toBe('away')
    expect(await said({ conversationId: conversation.id, cookie: d.customer.cookie })).toEqual(['received', 'by-mail'])
  })
})

describe('When the customer is gone', () => {
  const served = async (contact?: string) => {
    const visitor = await d.serve(d.agents.wang, contact ? { contact } : {})
    await d.answer(d.agents.wang, visitor, '请重启光猫')
    return visitor
  }
  const stay = async (n: number) => {
    for (let passed = 0; passed < n; passed += 1) {
      minutes(1)
      await d.t.ok(beatPresence, {}, d.agents.wang)
      await d.tend()
    }
  }

  test('answers they have not seen follow by mail after five minutes, from the first unseen', async () => {
    const visitor = await served('liu@example.com')
    await stay(4)
    expect((await d.kept(visitor.conversationId)).state).toBe('active')
    await stay(1)
    expect(await d.kept(visitor.conversationId)).toMatchObject({ state: 'away', mailed_seq: 0 })
  })

  test('answers they have seen do not', async () => {
    const visitor = await served('liu@example.com')
    await d.t.ok(readMyMessages, { conversationId: visitor.conversationId, uptoSeq: 4 }, visitor)
    await stay(6)
    expect((await d.kept(visitor.conversationId)).state).toBe('active')
  })

  test('a chat silent for an hour ends and frees the desk; the ticket goes on', async () => {
    const visitor = await served()
    await stay(60)
    expect(await d.kept(visitor.conversationId)).toMatchObject({ state: 'closed', close_reason: 'silent' })
    expect((await said(visitor)).at(-1)).toBe('follow-up')
    expect((await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.wang)).ticket.status).toBe('inProgress')
  })
})
