import { askInaudible, hangUpCall, wrapUpCall } from '@shouwen/contract/calls'
import { readContact } from '@shouwen/contract/contact-lists'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CallDesk, startCallDesk } from './testing/call-desk.ts'

let d: CallDesk
beforeAll(async () => {
  d = await startCallDesk()
})
afterAll(() => d.t.stop())

/** A call that is let go after the procedure; answers its conversation. */
async function unheard(begin = d.ring): Promise<string> {
  const { call } = await d.talk(d.agents.li, begin)
  for (const script of ['first', 'second'] as const) await d.t.ok(askInaudible, { callId: call.id, script }, d.agents.li)
  d.t.clock.advance(5_000)
  await d.t.ok(hangUpCall, { callId: call.id, reason: 'inaudible' }, d.agents.li)
  await d.t.ok(wrapUpCall, { callId: call.id, result: 'follow-up' }, d.agents.li)
  await d.t.drain()
  return (await d.kept(call.id)).conversation_id
}
const checks = () => d.t.db.selectFrom('tickets.task').select(['title', 'detail', 'ticket_id']).where('title', 'like', '听不清楚核实%').execute()

test('CC-25: a contact whose caller could not be heard has the sub-reason audio problem', async () => {
  const conversationId = await unheard(d.ringAsVisitor)
  expect((await d.t.ok(readContact, { conversationId }, d.agents.li)).contact.subReason).toBe('audio-problem')
  expect(await checks()).toEqual([])
})

test('CC-26: the same caller unheard again within a day becomes a task to check by calling out or text message, once', async () => {
  await unheard()
  expect(await checks()).toEqual([])
  d.t.clock.advance(3 * 3_600_000)
  const second = await unheard()
  const [check, ...more] = await checks()
  expect(more).toEqual([])
  expect(check?.detail).toContain('同一来电 2 次听不清楚')
  expect((await d.t.ok(readContact, { conversationId: second }, d.agents.li)).contact.ticketId).toBe(check?.ticket_id)
  await unheard()
  expect(await checks()).toHaveLength(1)
})

test('a day later it begins anew', async () => {
  d.t.clock.advance(25 * 3_600_000)
  await unheard()
  expect(await checks()).toHaveLength(1)
})
