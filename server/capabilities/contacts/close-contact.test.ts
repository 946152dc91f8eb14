import { closeContact } from '@shouwen/contract/chat-desk'
import { getPresence } from '@shouwen/contract/presence'
import { readContact } from '@shouwen/contract/contact-lists'
import { confirmMyChat, leaveChat, listMyMessages, readMyConversation } from '@shouwen/contract/portal-chat'
import { readTicket } from '@shouwen/contract/tickets'
import { answerSurvey } from '@shouwen/contract/surveys'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ChatDesk, startChatDesk, type Visitor } from './testing/chat-desk.ts'

let d: ChatDesk
beforeAll(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => d.t.stop())
beforeEach(() => d.t.clock.set('2026-11-24T02:00:00Z'))

const served = async (words = {}) => {
  const visitor = await d.serve(d.agents.wang, words)
  await d.answer(d.agents.wang, visitor, '已为您办理')
  return visitor
}
const solve = (visitor: Visitor) =>
  d.t.ok(
    closeContact,
    { conversationId: visitor.conversationId, outcome: 'solved', resolution: '已退订' },
    d.agents.wang
  )
const payloads = async (visitor: Visitor) =>
  (await d.t.ok(listMyMessages, { conversationId: visitor.conversationId }, visitor)).items.flatMap((one) =>
    one.payload ? [one.payload.kind] : []
  )
const ticket = async (visitor: Visitor) =>
  (await d.t.ok(readTicket, { ticketId: visitor.ticketId }, d.agents.leader)).ticket

// @norm IQ-09 TK-17
describe('A chat that is closed as solved', () => {
  test('asks the customer; yes closes the ticket by its rule and the survey comes in the thread', async () => {
    const visitor = await served({ contact: 'liu@example.com' })
    await solve(visitor)
    expect(await ticket(visitor)).toMatchObject({ status: 'resolved', resolution: '已退订' })
    expect(await d.t.ok(readMyConversation, { conversationId: visitor.conversationId }, visitor)).toMatchObject({
      state: 'closed',
      confirmation: 'asked'
    })
    expect(
      await d.t.ok(confirmMyChat, { conversationId: visitor.conversationId, solved: true, satisfied: true }, visitor)
    ).toMatchObject({ confirmation: 'solved' })
    expect(await ticket(visitor)).toMatchObject({
      status: 'closed',
      confirmation: { answer: { solved: true, channel: 'chat' } }
    })
    await d.t.drain()
    expect(await payloads(visitor)).toEqual(['received', 'joined', 'ask-solved', 'solved', 'survey'])
    const { items } = await d.t.ok(listMyMessages, { conversationId: visitor.conversationId }, visitor)
    const link = items.at(-1)?.payload?.link ?? ''
    await d.t.ok(answerSurvey, {
      token: decodeURIComponent(/([0-9]{1,4}\.[\w-]{43})/.exec(link)?.[1] ?? ''),
      result: 5,
      process: 5
    })
    await d.t.drain()
    await d.t.drain()
    expect(await payloads(visitor)).toEqual(['received', 'joined', 'ask-solved', 'solved', 'survey', 'rated'])
    expect(
      (await d.t.call(confirmMyChat, { conversationId: visitor.conversationId, solved: true }, visitor)).problem.code
    ).toBe('confirmation-not-asked')
  })

  test('goes back to work when the customer says no, and the customer before a person', async () => {
    const visitor = await served()
    await solve(visitor)
    d.t.clock.advance(5_000)
    const after = await d.t.ok(
      confirmMyChat,
      { conversationId: visitor.conversationId, solved: false, comment: '还是收到短信' },
      visitor
    )
    expect(after).toMatchObject({ state: 'waiting', confirmation: 'not-solved' })
    expect(await ticket(visitor)).toMatchObject({ status: 'inProgress', reopenedCount: 1 })
    await d.dispatch()
    expect((await d.kept(visitor.conversationId)).assigned_staff_id).toBe(d.agents.wang.id)
  })

  test('needs words on the solution, and frees a place at the desk', async () => {
    const visitor = await served()
    const before = (await d.t.ok(getPresence, {}, d.agents.wang)).load
    expect(
      (await d.t.call(closeContact, { conversationId: visitor.conversationId, outcome: 'solved' }, d.agents.wang))
        .problem
    ).toMatchObject({ code: 'required-field-missing' })
    await solve(visitor)
    expect((await d.t.ok(getPresence, {}, d.agents.wang)).load).toBe(before - 1)
    expect((await d.say(visitor, '谢谢')).problem.code).toBe('contact-closed')
    expect((await d.answer(d.agents.wang, visitor, '不客气')).problem.code).toBe('contact-closed')
    expect(
      (await d.t.call(closeContact, { conversationId: visitor.conversationId, outcome: 'follow-up' }, d.agents.wang))
        .problem.code
    ).toBe('contact-closed')
  })
})

describe('A chat that ends otherwise', () => {
  test('to be followed up: the ticket goes on with its owner', async () => {
    const visitor = await served()
    await d.t.ok(closeContact, { conversationId: visitor.conversationId, outcome: 'follow-up' }, d.agents.wang)
    expect(await ticket(visitor)).toMatchObject({ status: 'inProgress', owner: { jobNumber: '1001' } })
    expect((await payloads(visitor)).at(-1)).toBe('follow-up')
  })

  test('as spam: the ticket is cancelled and nobody is asked', async () => {
    const visitor = await d.serve(d.agents.zhao)
    await d.t.ok(closeContact, { conversationId: visitor.conversationId, outcome: 'spam' }, d.agents.zhao)
    expect(await ticket(visitor)).toMatchObject({ status: 'cancelled' })
  })

  test('a colleague may not end it, the shift leader may', async () => {
    const visitor = await d.serve(d.agents.zhao)
    expect(
      (await d.t.call(closeContact, { conversationId: visitor.conversationId, outcome: 'follow-up' }, d.agents.li))
        .problem.code
    ).toBe('contact-not-yours')
    expect((await d.t.ok(readContact, { conversationId: visitor.conversationId }, d.agents.li)).abilities).toEqual([
      'note',
      'attach-ticket'
    ])
    await d.t.ok(closeContact, { conversationId: visitor.conversationId, outcome: 'follow-up' }, d.agents.leader)
  })

  test('a visitor who gives up unserved without a contact takes the ticket along, and no promise is broken', async () => {
    const visitor = await d.visit()
    await d.t.ok(leaveChat, { conversationId: visitor.conversationId }, visitor)
    expect(await d.kept(visitor.conversationId)).toMatchObject({ state: 'closed', close_reason: 'abandoned' })
    expect(await ticket(visitor)).toMatchObject({ status: 'cancelled' })
    const clocks = await d.t.db
      .selectFrom('norms.clock')
      .select(['clause_id', 'state'])
      .where('subject_id', 'in', [visitor.conversationId, visitor.ticketId])
      .orderBy('clause_id')
      .execute()
    expect(clocks.map((one) => `${one.clause_id} ${one.state}`)).toEqual([
      'inquiry-response cancelled',
      'live-contact-response cancelled',
      'ticket-acceptance cancelled'
    ])
  })

  test('one who left a contact still gets the answer', async () => {
    const visitor = await d.visit({ contact: '13912345678' })
    await d.t.ok(leaveChat, { conversationId: visitor.conversationId }, visitor)
    expect(await ticket(visitor)).toMatchObject({ status: 'acknowledged' })
  })
})
