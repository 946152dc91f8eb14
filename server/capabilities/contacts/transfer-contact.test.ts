import { acceptContact, acceptTransfer, declineTransfer, transferContact } from '@shouwen/contract/chat-desk'
import { setPresence } from '@shouwen/contract/presence'
import { listMyContacts, readContact } from '@shouwen/contract/contact-lists'
import { listMyMessages, readMyConversation } from '@shouwen/contract/portal-chat'
import { readTicket } from '@shouwen/contract/tickets'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ChatDesk, startChatDesk } from './testing/chat-desk.ts'

let d: ChatDesk
beforeEach(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z' })
})
afterEach(() => d.t.stop())

const summary = '客户要改套餐，已核对身份'

describe('A chat handed to a colleague', () => {
  test('stays until they accept; then customer and ticket are theirs, the first-asked owner stays on record, and nothing is asked again', async () => {
    const { conversationId, ticketId, cookie } = await d.serve(d.agents.wang)
    await d.online(d.agents.li)
    const { id: transferId } = await d.t.ok(
      transferContact,
      { conversationId, staffId: d.agents.li.id, summary },
      d.agents.wang
    )
    expect((await d.t.ok(readMyConversation, { conversationId }, { cookie })).agentJobNumber).toBe('1001')
    expect((await d.t.ok(listMyContacts, {}, d.agents.li)).items.map((item) => item.id)).toEqual([conversationId])
    expect((await d.t.ok(readContact, { conversationId }, d.agents.li)).transfer).toMatchObject({
      summary,
      from: { jobNumber: '1001' },
      state: 'offered'
    })
    expect(
      (await d.t.call(transferContact, { conversationId, staffId: d.agents.li.id, summary }, d.agents.wang)).problem
        .code
    ).toBe('transfer-already-offered')
    await d.t.ok(acceptTransfer, { conversationId, transferId }, d.agents.li)
    expect((await d.t.ok(readTicket, { ticketId }, d.agents.li)).ticket).toMatchObject({
      firstOwner: { jobNumber: '1001' },
      owner: { jobNumber: '1002' },
      assignee: { jobNumber: '1002' }
    })
    expect((await d.answer(d.agents.wang, { conversationId }, '我再说一句')).problem.code).toBe('contact-not-yours')
    expect((await d.answer(d.agents.li, { conversationId }, '您好，我来办')).status).toBe(200)
    const { items } = await d.t.ok(listMyMessages, { conversationId }, { cookie })
    expect(items.map((one) => one.payload?.kind ?? one.body)).toEqual([
      '套餐怎么改？',
      'received',
      'joined',
      'transferring',
      'joined',
      '您好，我来办'
    ])
    expect(JSON.stringify(items)).not.toContain(summary)
  })

  test('comes back when declined, and goes to nobody who is not at the desk or is full', async () => {
    const { conversationId } = await d.serve(d.agents.wang)
    const to = { conversationId, staffId: d.agents.li.id, summary }
    expect((await d.t.call(transferContact, to, d.agents.wang)).problem.code).toBe('transfer-target-unknown')
    await d.online(d.agents.li, 1)
    const { id: transferId } = await d.t.ok(transferContact, to, d.agents.wang)
    expect((await d.t.call(acceptTransfer, { conversationId, transferId }, d.agents.zhao)).problem.code).toBe(
      'transfer-not-open'
    )
    await d.t.ok(declineTransfer, { conversationId, transferId, reason: '我也不会' }, d.agents.li)
    expect((await d.answer(d.agents.wang, { conversationId }, '还是我来')).status).toBe(200)
    await d.t.ok(setPresence, { state: 'busy' }, d.agents.wang)
    const second = await d.visit()
    await d.dispatch()
    await d.t.ok(acceptContact, { conversationId: second.conversationId }, d.agents.li)
    const again = await d.t.ok(transferContact, to, d.agents.wang)
    expect((await d.t.call(acceptTransfer, { conversationId, transferId: again.id }, d.agents.li)).problem.code).toBe(
      'desk-at-capacity'
    )
  })
})

test('a chat handed to a queue waits at the place the customer had, and the transfer ends when a desk accepts', async () => {
  const { conversationId, cookie } = await d.serve(d.agents.wang)
  d.t.clock.advance(10_000)
  const later = await d.visit({ category: 'inquiry.billing' })
  await d.t.ok(transferContact, { conversationId, queueCode: 'hn-billing', summary }, d.agents.wang)
  expect((await d.t.ok(readMyConversation, { conversationId }, { cookie })).queue).toMatchObject({ position: 1 })
  await d.online(d.agents.li, 1)
  expect(await d.dispatch()).toBe(1)
  expect((await d.kept(conversationId)).assigned_staff_id).toBe(d.agents.li.id)
  await d.t.ok(acceptContact, { conversationId }, d.agents.li)
  const { state, answered_by } = await d.t.db.selectFrom('contacts.transfer').selectAll().executeTakeFirstOrThrow()
  expect({ state, answered_by }).toEqual({ state: 'accepted', answered_by: d.agents.li.id })
  expect((await d.kept(later.conversationId)).state).toBe('waiting')
})
