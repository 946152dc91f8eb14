import { listContacts, listMyContacts, readContact } from '@shouwen/contract/contact-lists'
import { customerTimeline, receiveContact } from '@shouwen/contract/contacts'
import { confirmMyChat, listMyConversations, startChat } from '@shouwen/contract/portal-chat'
import { closeContact } from '@shouwen/contract/chat-desk'
import { readTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChatDesk, startChatDesk } from './testing/chat-desk.ts'

let d: ChatDesk
beforeAll(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => d.t.stop())

const begin = async (change: Parameters<ChatDesk['words']>[0] = {}) => {
  d.t.clock.advance(60_000)
  const { conversation } = await d.t.ok(startChat, d.words({ lineId: d.customer.lineId, ...change }), d.customer)
  return {
    conversationId: conversation.id,
    ticketId: conversation.ticketId as string,
    ticketNumber: conversation.ticketNumber as string,
    cookie: d.customer.cookie
  }
}

// @norm SP-07 CC-07 CC-08
describe('A customer who is signed in', () => {
  test('is shown to the desk as far as the role may see: who it is, how important, what was promised, what else is open', async () => {
    const earlier = await begin({ body: '宽带什么时候装？' })
    const chat = await begin({ body: '话费怎么查？' })
    await d.online(d.agents.wang)
    await d.dispatch()
    const page = await d.t.ok(readContact, { conversationId: chat.conversationId }, d.agents.wang)
    expect(page.contact.party).toMatchObject({ customerId: d.customer.id, name: '张三丰', grade: 'AA', vip: false })
    expect(page.promises.map((promise) => promise.clauseId).sort()).toEqual([
      'inquiry-response',
      'live-contact-response',
      'ticket-acceptance'
    ])
    expect(page.openTickets.map((one) => one.number)).toEqual([earlier.ticketNumber])
    expect(page.abilities).toContain('accept')
    expect(page.contact.assignee).toMatchObject({ jobNumber: '1001' })
    expect((await d.t.ok(readTicket, { ticketId: chat.ticketId }, d.agents.wang)).ticket).toMatchObject({
      customerId: d.customer.id,
      lineId: d.customer.lineId,
      customerGrade: 'AA'
    })
    const mine = await d.t.ok(listMyContacts, {}, d.agents.wang)
    expect(mine.items.map((item) => item.id)).toEqual([chat.conversationId, earlier.conversationId])
    const { items } = await d.t.ok(listContacts, { channel: 'chat', limit: 1 }, d.agents.leader)
    expect(items).toMatchObject([{ id: chat.conversationId, unread: 1 }])
    expect((await d.t.ok(listContacts, {}, d.agents.stranger)).items).toEqual([])
    expect((await d.t.call(readContact, { conversationId: chat.conversationId }, d.agents.stranger)).problem.code).toBe(
      'not-found'
    )
  })

  test('goes on with a ticket of their own in a new chat, and with no other', async () => {
    const first = await begin({ body: '发票怎么开？' })
    const again = await begin({ body: '还是发票的事', ticketId: first.ticketId })
    expect(again.ticketNumber).toBe(first.ticketNumber)
    const page = await d.t.ok(readTicket, { ticketId: first.ticketId }, d.agents.leader)
    expect(page.timeline.items.map((item) => item.body)).toContain('还是发票的事')
    const visitor = await d.visit()
    expect((await d.t.call(startChat, d.words({ ticketId: visitor.ticketId }), d.customer)).problem.code).toBe(
      'not-found'
    )
    expect((await d.t.call(startChat, d.words({ ticketId: first.ticketId }))).problem.code).toBe('not-found')
  })

  test('follows up a closed ticket with one that points back to it', async () => {
    const chat = await begin()
    await d.t.ok(
      closeContact,
      { conversationId: chat.conversationId, outcome: 'solved', resolution: '已办理' },
      d.agents.leader
    )
    await d.t.ok(confirmMyChat, { conversationId: chat.conversationId, solved: true }, d.customer)
    const again = await begin({ body: '又出现了', ticketId: chat.ticketId })
    expect(again.ticketNumber).not.toBe(chat.ticketNumber)
    const page = await d.t.ok(readTicket, { ticketId: again.ticketId }, d.agents.leader)
    expect(page.links).toMatchObject([{ kind: 'follow-up', number: chat.ticketNumber }])
  })

  test('has one history over all channels, page by page, with nothing lost or told twice', async () => {
    await d.t.ok(
      receiveContact,
      {
        channel: 'phone',
        externalId: 'call-1',
        serviceNumber: '13800001234',
        body: '来电问流量',
        occurredAt: '2026-03-01T02:00:00Z'
      },
      d.agents.integrator
    )
    const of = { regionId: 1, customerId: d.customer.id }
    const whole = await d.t.ok(customerTimeline, of, d.agents.leader)
    expect(new Set(whole.items.map((item) => `${item.type} ${item.what}`))).toEqual(
      new Set(['conversation chat', 'conversation phone', 'ticket inquiry'])
    )
    expect(whole.items.at(-1)?.at).toBe('2026-03-01T02:00:00.000Z')
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await d.t.ok(customerTimeline, { ...of, limit: 3, ...(cursor ? { cursor } : {}) }, d.agents.leader)
      paged.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(whole.items.map((item) => item.id))
    expect((await d.t.ok(customerTimeline, of, d.agents.stranger)).items).toEqual([])
    expect((await d.t.ok(listMyConversations, { limit: 50 }, d.customer)).items.map((one) => one.channel)).toContain(
      'phone'
    )
  })
})

test('a number a visitor typed is a hint for the desk and proves nothing', async () => {
  const visitor = await d.visit({ serviceNumber: '13800001234', name: '李四', contact: '13987654321' })
  const page = await d.t.ok(readContact, { conversationId: visitor.conversationId }, d.agents.wang)
  expect(page.contact.party).toMatchObject({ customerId: null, name: '李四', contact: '139****4321' })
  expect(page.possibly).toMatchObject({ customerId: d.customer.id, name: '张三丰', grade: 'AA' })
  expect(page.claimedNumber).toBe('138****1234')
  expect((await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.wang)).ticket.customerId).toBeNull()
})

describe('A contact handed in by an outside system', () => {
  test('opens a ticket at its own time; the same id is one, a thread goes on, also when handed in twice at once', async () => {
    const given = {
      channel: 'social' as const,
      externalId: 'wb-1',
      threadId: 'wb',
      name: '网友',
      body: '网速太慢',
      occurredAt: '2026-11-20T02:00:00Z'
    }
    const twins = await Promise.all([1, 2, 3].map(() => d.t.ok(receiveContact, given, d.agents.integrator)))
    expect(new Set(twins.map((one) => one.messageId)).size).toBe(1)
    expect(twins.filter((one) => !one.repeated)).toHaveLength(1)
    const [first] = twins
    const next = await d.t.ok(
      receiveContact,
      { ...given, externalId: 'wb-2', body: '还是慢', occurredAt: '2026-11-20T03:00:00Z' },
      d.agents.integrator
    )
    expect(next).toMatchObject({ conversationId: first?.conversationId, ticketId: first?.ticketId, repeated: false })
    const page = await d.t.ok(readTicket, { ticketId: first?.ticketId as string }, d.agents.integrator)
    expect(page.ticket).toMatchObject({ channel: 'social', openedAt: '2026-11-20T02:00:00.000Z', firstOwner: null })
    expect(page.promises.find((one) => one.clauseId === 'inquiry-response')).toMatchObject({
      state: 'broken',
      dueAt: '2026-11-20T02:30:00.000Z'
    })
    expect(page.timeline.items.map((item) => item.body)).toContain('还是慢')
    expect(await d.kept(first?.conversationId as string)).toMatchObject({ state: 'away', message_count: 2 })
  })

  test('has happened already', async () => {
    for (const occurredAt of ['2027-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '2026-06-30T23:59:60Z'])
      expect(
        (await d.t.call(receiveContact, { externalId: 'x-2', body: '你好', occurredAt }, d.agents.integrator)).problem
          .code
      ).toBe('invalid-input')
  })

  test('needs the permission, and a customer we know', async () => {
    const given = { externalId: 'x-1', body: '你好' }
    expect((await d.t.call(receiveContact, given, d.agents.wang)).problem.code).toBe('not-permitted')
    expect((await d.t.call(receiveContact, { ...given, regionId: 2 }, d.agents.integrator)).problem.code).toBe(
      'not-permitted'
    )
    expect(
      (await d.t.call(receiveContact, { ...given, customerId: d.agents.wang.id }, d.agents.integrator)).problem.code
    ).toBe('customer-unknown')
  })
})
