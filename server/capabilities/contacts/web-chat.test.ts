import { acceptContact, noteContact, replyToContact } from '@shouwen/contract/chat-desk'
import { listContactMessages } from '@shouwen/contract/contact-lists'
import { listMyMessages, readMyConversation, sendMyMessage } from '@shouwen/contract/portal-chat'
import { readTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ChatDesk, newKey, startChatDesk } from './testing/chat-desk.ts'

let d: ChatDesk
beforeAll(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => d.t.stop())
beforeEach(() => d.t.clock.set('2026-11-24T02:00:00Z'))

// @norm SP-02 SP-14 CC-04 CC-08 CC-32
describe('A chat from the first word to the kept promise', () => {
  test('opens a ticket whose promise runs, is offered, accepted and answered, and the promise is kept with evidence', async () => {
    await d.online(d.agents.wang)
    const visitor = await d.visit({ body: '流量包怎么退订？', name: '刘女士' })
    expect(visitor.started.conversation).toMatchObject({
      state: 'waiting',
      ticketNumber: 'HN-20261124-000001',
      queue: { position: 1, agentsOnline: 1, estimateSeconds: null }
    })
    expect(visitor.started.messages.map((one) => `${one.seq} ${one.from} ${one.payload?.kind ?? '-'}`)).toEqual([
      '1 you -',
      '2 system received'
    ])
    expect(visitor.started.messages[1]).toMatchObject({
      body: '您的问题已受理，工单号 HN-20261124-000001。我们承诺在 30 分钟内由人工答复。',
      payload: { minutes: 30 }
    })

    // The receipt is no answer.
    const before = await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.leader)
    expect(before.promises.find((one) => one.clauseId === 'inquiry-response')).toMatchObject({
      state: 'running',
      dueAt: '2026-11-24T02:30:00.000Z'
    })
    expect(before.ticket).toMatchObject({
      kind: 'inquiry',
      channel: 'chat',
      status: 'acknowledged',
      firstOwner: null,
      queueCode: 'hn-chat'
    })

    d.t.clock.advance(20_000)
    expect(await d.dispatch()).toBe(1)
    await d.t.ok(acceptContact, { conversationId: visitor.conversationId }, d.agents.wang)
    expect(await d.t.ok(readMyConversation, { conversationId: visitor.conversationId }, visitor)).toMatchObject({
      state: 'active',
      agentJobNumber: '1001',
      queue: null
    })

    d.t.clock.advance(40_000)
    await d.t.ok(
      replyToContact,
      { conversationId: visitor.conversationId, body: '您好，发送 QX 到 10086 即可退订。', clientKey: newKey() },
      d.agents.wang
    )
    const after = await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.wang)
    expect(after.ticket).toMatchObject({
      status: 'inProgress',
      firstOwner: { jobNumber: '1001' },
      owner: { jobNumber: '1001' },
      firstAnsweredAt: '2026-11-24T02:01:00.000Z'
    })
    expect(after.promises.find((one) => one.clauseId === 'inquiry-response')).toMatchObject({
      state: 'kept',
      stoppedAt: '2026-11-24T02:01:00.000Z'
    })
    const kept = await d.t.db
      .selectFrom('platform.evidence')
      .select(['subject_kind', 'payload'])
      .where('kind', '=', 'promise.kept')
      .execute()
    expect(kept.map((row) => `${row.subject_kind} ${(row.payload as { clauseId: string }).clauseId}`).sort()).toEqual([
      'contact live-contact-response',
      'ticket inquiry-response',
      'ticket ticket-acceptance'
    ])
    const { items } = await d.t.ok(listMyMessages, { conversationId: visitor.conversationId, afterSeq: 2 }, visitor)
    expect(items.map((one) => `${one.from} ${one.jobNumber} ${one.body}`)).toEqual([
      'system null 工号 1001 为您服务。',
      'us 1001 您好，发送 QX 到 10086 即可退订。'
    ])
  })

  test('keeps the words of both sides with the ticket, and notes from the customer', async () => {
    await d.online(d.agents.wang)
    const visitor = await d.visit()
    await d.dispatch()
    await d.t.ok(acceptContact, { conversationId: visitor.conversationId }, d.agents.wang)
    await d.t.ok(
      replyToContact,
      { conversationId: visitor.conversationId, body: '请问是哪个套餐？', clientKey: newKey() },
      d.agents.wang
    )
    await d.t.ok(
      noteContact,
      { conversationId: visitor.conversationId, body: '客户可能想降档', clientKey: newKey() },
      d.agents.wang
    )
    await d.t.ok(
      sendMyMessage,
      { conversationId: visitor.conversationId, body: '59 元的', clientKey: newKey() },
      visitor
    )
    const page = await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.wang)
    expect(
      page.timeline.items
        .filter((item) => item.type === 'note')
        .map((item) => `${item.what} ${item.body}`)
        .reverse()
    ).toEqual(['reply 请问是哪个套餐？', 'note 客户可能想降档', 'customer 59 元的'])
    const seen = await d.t.ok(listMyMessages, { conversationId: visitor.conversationId }, visitor)
    expect(seen.items.map((one) => one.body).join()).not.toContain('降档')
    const desk = await d.t.ok(listContactMessages, { conversationId: visitor.conversationId }, d.agents.wang)
    expect(desk.items.map((one) => one.seq)).toEqual([1, 2, 3, 4, 5, 6])
  })
})
