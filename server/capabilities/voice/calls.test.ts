import { answerCall, askInaudible, consultColleague, hangUpCall, listLiveCalls, listMyCalls, monitorCall, steerCall, transferCall, wrapUpCall } from '@shouwen/contract/calls'
import { hangUpMyCall, pressMyDigits, readMyCall, startCall } from '@shouwen/contract/portal-calls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeQueue } from '#capabilities/tickets'
import { type CallDesk, startCallDesk } from './testing/call-desk.ts'

let d: CallDesk
beforeEach(async () => {
  d = await startCallDesk({ at: '2026-11-24T02:00:00Z' })
})
afterEach(() => d.t.stop())

const viewOf = async (callId: string, agent: { token: string }) => (await d.t.ok(listMyCalls, {}, agent)).items.find((one) => one.id === callId)

test('CC-27: a customer calls, waits with a place, sees a job number and no name, and the person who answers is the first-asked owner of the ticket that was opened', async () => {
  const refused = await d.t.call(startCall, { announcementVersion: d.announcementVersion }, d.customer)
  expect(refused.problem.code).toBe('queue-closed')
  await d.online(d.agents.wang)
  expect((await d.t.call(startCall, { announcementVersion: 'old' }, d.customer)).problem.code).toBe('announcement-outdated')
  const caller = await d.ring()
  expect(caller.call).toMatchObject({ state: 'queued', queue: { position: 1 }, jobNumber: null, recording: 'off' })
  expect((await d.t.call(startCall, { announcementVersion: d.announcementVersion }, d.customer)).problem.code).toBe('call-already-open')
  await d.dispatch()
  const offered = await viewOf(caller.call.id, d.agents.wang)
  expect(offered).toMatchObject({ state: 'offered', abilities: ['answer', 'decline'], party: { customerId: d.customer.id } })
  expect(offered?.offerEndsAt).not.toBeNull()
  expect((await d.t.call(answerCall, { callId: caller.call.id }, d.agents.li)).problem.code).toBe('call-not-for-you')
  const answered = await d.t.ok(answerCall, { callId: caller.call.id }, d.agents.wang)
  const late = await d.t.call(answerCall, { callId: caller.call.id }, d.agents.li)
  expect(late.problem).toMatchObject({ code: 'contact-taken-by-another', details: { jobNumber: '1001' } })
  expect(answered).toMatchObject({ state: 'connected', legs: [{ party: 'customer', no: 1 }, { party: 'agent', no: 2 }] })
  expect(await d.seen(caller)).toMatchObject({ state: 'connected', jobNumber: '1001', queue: null })
  // CC-27: a job number and no name.
  expect(JSON.stringify(await d.seen(caller))).not.toContain('员工')
  const ticket = await d.t.db.selectFrom('tickets.ticket').selectAll().where('id', '=', answered.ticketId as string).executeTakeFirstOrThrow()
  expect(ticket).toMatchObject({ first_owner_id: d.agents.wang.id, channel: 'phone', answered: true })
  const promise = await d.t.db.selectFrom('norms.clock').select('state').where('subject_id', '=', answered.conversationId).where('clause_id', '=', 'hotline-human-answer').execute()
  expect(promise).toEqual([{ state: 'kept' }])
  // The customer hangs up first; the agent owes the result. @norm SC-13
  expect(await d.t.ok(hangUpMyCall, { callId: caller.call.id }, caller)).toMatchObject({ state: 'ended' })
  expect(await d.kept(caller.call.id)).toMatchObject({ ended_by: 'customer', wrap_up_staff_id: d.agents.wang.id })
  expect((await viewOf(caller.call.id, d.agents.wang))?.abilities).toEqual(['wrap-up'])
  expect((await d.t.call(wrapUpCall, { callId: caller.call.id, result: 'solved' }, d.agents.wang)).problem.code).toBe('required-field-missing')
  await d.t.ok(wrapUpCall, { callId: caller.call.id, result: 'solved', note: '已改套餐' }, d.agents.wang)
  expect(await viewOf(caller.call.id, d.agents.wang)).toBeUndefined()
  expect(await d.t.ok(readMyCall, {}, caller)).toEqual({ call: null })
  const after = await d.t.db.selectFrom('tickets.ticket').select('status').where('id', '=', ticket.id).executeTakeFirstOrThrow()
  expect(after.status).toBe('resolved')
})

test('a caller whom nothing sent elsewhere waits for the people of the hotline, where there are some', async () => {
  const { wang, li } = d.agents
  const hotline = { code: 'hn-hotline', regionId: 1, unitId: d.units.hotline, nameZh: '热线', nameEn: 'Hotline', strategy: 'pull' as const, kinds: [], categories: [], members: [li.id] }
  await d.t.asSystem((call) => writeQueue(call, hotline))
  await d.online(wang)
  await d.online(li)
  const caller = await d.ring()
  expect(await d.kept(caller.call.id)).toMatchObject({ queue_code: 'hn-hotline' })
  await d.dispatch()
  expect(await viewOf(caller.call.id, li)).toMatchObject({ state: 'offered' })
})

test('SC-13: our side hangs up only with a reason of the rulebook, and it is kept who let go', async () => {
  const caller = await d.talk(d.agents.li)
  expect((await d.t.call(hangUpCall, { callId: caller.call.id, reason: 'bored' }, d.agents.li)).problem.code).toBe('release-reason-unknown')
  await d.t.ok(hangUpCall, { callId: caller.call.id, reason: 'customer-silent' }, d.agents.li)
  expect(await d.kept(caller.call.id)).toMatchObject({ state: 'ended', ended_by: 'agent', end_reason: 'customer-silent' })
  await d.t.ok(wrapUpCall, { callId: caller.call.id, result: 'follow-up' }, d.agents.li)
})

test('CC-25 CC-26: who cannot be heard is asked twice and given five seconds before the call is let go', async () => {
  const caller = await d.talk(d.agents.li)
  const callId = caller.call.id
  const release = () => d.t.call(hangUpCall, { callId, reason: 'inaudible' }, d.agents.li)
  expect((await release()).problem.code).toBe('inaudible-steps-missing')
  expect((await d.t.call(askInaudible, { callId, script: 'second' }, d.agents.li)).problem.code).toBe('inaudible-steps-missing')
  await d.t.ok(askInaudible, { callId, script: 'hands-free' }, d.agents.li)
  expect((await release()).problem.code).toBe('inaudible-steps-missing')
  await d.t.ok(askInaudible, { callId, script: 'second' }, d.agents.li)
  d.t.clock.advance(4_000)
  expect((await release()).problem.code).toBe('inaudible-steps-missing')
  d.t.clock.advance(1_000)
  expect((await release()).body).toMatchObject({ state: 'ended', endReason: 'inaudible' })
  expect(await d.story(callId)).toEqual(['queued', 'offered', 'answered', 'inaudible', 'inaudible', 'hung-up'])
  await d.t.ok(wrapUpCall, { callId, result: 'no-matter' }, d.agents.li)
})

test('hold, consult, three-party and hand-over: the customer keeps one line, and the colleague serves them in the end', async () => {
  await d.online(d.agents.zhao)
  const caller = await d.talk(d.agents.li)
  const callId = caller.call.id
  const steer = (move: 'hold' | 'resume' | 'drop-consult' | 'merge' | 'hand-over', agent = d.agents.li) => d.t.call(steerCall, { callId, move }, agent)
  expect((await steer('hold')).body).toMatchObject({ state: 'held' })
  expect((await steer('hold')).problem.code).toBe('call-move-not-possible')
  expect((await d.t.call(consultColleague, { callId, staffId: d.agents.stranger.id }, d.agents.li)).problem.code).toBe('call-colleague-unknown')
  expect((await d.t.ok(consultColleague, { callId, staffId: d.agents.zhao.id }, d.agents.li)).abilities).toContain('drop-consult')
  expect((await steer('merge')).problem.code).toBe('call-move-not-possible')
  expect((await viewOf(callId, d.agents.zhao))?.abilities).toEqual(['answer', 'decline'])
  await d.t.ok(answerCall, { callId }, d.agents.zhao)
  expect((await steer('merge')).body).toMatchObject({ state: 'conference' })
  expect((await steer('hand-over')).body).toMatchObject({ state: 'connected', me: null })
  expect((await d.legs(callId)).map(({ party, state }) => `${party} ${state}`)).toEqual(['customer connected', 'agent ended', 'agent connected'])
  expect(await d.kept(callId)).toMatchObject({ staff_id: d.agents.zhao.id })
  expect((await steer('hold')).problem.code).toBe('call-not-for-you')
  await d.t.ok(hangUpMyCall, { callId }, caller)
  await d.t.ok(wrapUpCall, { callId, result: 'follow-up', note: '同事处理' }, d.agents.zhao)
})

test('a blind transfer keeps the place in time, avoids who had it, and tells the next what to know', async () => {
  const caller = await d.talk(d.agents.zhao)
  await d.online(d.agents.wang)
  const callId = caller.call.id
  const { queued_at } = await d.kept(callId)
  await d.t.ok(transferCall, { callId, queueCode: 'hn-chat', summary: '要改套餐' }, d.agents.zhao)
  expect(await d.kept(callId)).toMatchObject({ state: 'queued', queued_at, transfer_summary: '要改套餐' })
  await d.dispatch()
  const next = (await d.kept(callId)).offered_to
  expect(next).not.toBe(d.agents.zhao.id)
  const taker = [d.agents.wang, d.agents.li].find((agent) => agent.id === next) as { token: string }
  expect((await d.t.ok(answerCall, { callId }, taker)).transferSummary).toBe('要改套餐')
  await d.t.ok(hangUpMyCall, { callId }, caller)
  await d.t.ok(wrapUpCall, { callId, result: 'follow-up' }, taker)
})

test('a supervisor listens where they are answerable; it is in the story and the audit, and told to nobody outside', async () => {
  const caller = await d.talk(d.agents.wang)
  const callId = caller.call.id
  expect((await d.t.call(monitorCall, { callId, mode: 'listen' }, d.agents.li)).status).toBe(403)
  expect((await d.t.ok(listLiveCalls, {}, d.agents.leader)).items.map((one) => one.id)).toContain(callId)
  expect((await d.t.ok(monitorCall, { callId, mode: 'listen' }, d.agents.leader)).legs.at(-1)).toMatchObject({ party: 'supervisor', mode: 'listen' })
  await d.t.ok(monitorCall, { callId, mode: 'whisper' }, d.agents.leader)
  expect((await d.legs(callId)).filter((leg) => leg.party === 'supervisor')).toHaveLength(1)
  const audit = await d.t.db.selectFrom('platform.audit').select('detail').where('verb', '=', 'call.monitor').where('subject_id', '=', callId).execute()
  expect(audit.map((line) => (line.detail as { mode: string }).mode)).toEqual(['listen', 'whisper'])
  const told = await d.t.db.selectFrom('platform.event').select('data').where('name', '=', 'call.monitored').execute()
  expect(told.every((event) => (event.data as Record<string, unknown>)['internal'] === true && (event.data as Record<string, unknown>)['customerId'] === null)).toBe(true)
  await d.t.ok(pressMyDigits, { callId, digits: '12#' }, caller)
  await d.t.ok(hangUpMyCall, { callId }, caller)
  expect(await d.story(callId)).toEqual(['queued', 'offered', 'answered', 'monitored', 'monitored', 'digits', 'hung-up'])
  await d.t.ok(wrapUpCall, { callId, result: 'follow-up' }, d.agents.wang)
})

test('who gives up in the queue is not forgotten: the ticket stays and says that somebody should call back', async () => {
  await d.online(d.agents.wang)
  const caller = await d.ring()
  await d.t.ok(hangUpMyCall, { callId: caller.call.id }, caller)
  const { conversation_id } = await d.kept(caller.call.id)
  const conversation = await d.t.db.selectFrom('contacts.conversation').selectAll().where('id', '=', conversation_id).executeTakeFirstOrThrow()
  expect(conversation).toMatchObject({ state: 'closed', close_reason: 'abandoned' })
  const ticket = await d.t.db.selectFrom('tickets.ticket').select('status').where('id', '=', conversation.ticket_id as string).executeTakeFirstOrThrow()
  expect(ticket.status).not.toBe('cancelled')
  const notes = await d.t.db.selectFrom('tickets.note').select('body').where('ticket_id', '=', conversation.ticket_id as string).execute()
  expect(notes.map((note) => note.body).join()).toContain('请回拨')
})
