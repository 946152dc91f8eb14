import { askCallback, ringBack, showCallbackNumber, takeMyCallback, tellCallback } from '@shouwen/contract/callbacks'
import { answerCall, hangUpCall, listMyCalls, wrapUpCall } from '@shouwen/contract/calls'
import { beatMyCall, hangUpMyCall, readMyCall, startCall } from '@shouwen/contract/portal-calls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expireCallbacks } from './expire-callbacks.ts'
import { sweepCalls } from './sweep-calls.ts'
import { type CallDesk, type Caller, startCallDesk } from './testing/call-desk.ts'

const number = '139 0000 1234'
let d: CallDesk
beforeEach(async () => {
  d = await startCallDesk({ at: '2026-11-24T02:00:00Z' })
})
afterEach(() => d.t.stop())

const viewOf = async (callId: string, agent = d.agents.wang) => (await d.t.ok(listMyCalls, {}, agent)).items.find((one) => one.id === callId)
const keepPlace = async (): Promise<Caller> => {
  await d.online(d.agents.wang)
  const caller = await d.ring()
  await d.t.ok(askCallback, { callId: caller.call.id, number }, caller)
  return caller
}

test('a customer who would rather not wait leaves a number: the place is kept, the line is free, the number is shown in part', async () => {
  const caller = await keepPlace()
  const mine = (await d.t.ok(readMyCall, {}, caller)).call
  expect(mine).toMatchObject({ state: 'queued', callback: 'asked', queue: { position: 1 } })
  expect(mine?.callbackNumber).not.toContain('0000')
  expect((await d.legs(caller.call.id)).map((leg) => leg.state)).toEqual(['ended'])
  const place = await d.t.db.selectFrom('floor.contact').selectAll().where('id', '=', caller.call.id).executeTakeFirstOrThrow()
  expect(place).toMatchObject({ state: 'waiting', callback: true })
  expect((await d.t.call(askCallback, { callId: caller.call.id, number }, caller)).problem.code).toBe('callback-not-open')
})

test('when it is their turn and the portal stands open, the customer’s browser rings and the two talk', async () => {
  const caller = await keepPlace()
  const callId = caller.call.id
  await d.dispatch()
  d.t.clock.advance(5_000)
  await d.t.ok(beatMyCall, { callId }, caller)
  const answered = await d.t.ok(answerCall, { callId }, d.agents.wang)
  expect(answered).toMatchObject({ callback: 'calling', callbackTries: 1, legs: [{ party: 'agent' }, { party: 'customer', state: 'ringing' }] })
  const taken = await d.t.ok(takeMyCallback, { callId, take: true }, caller)
  expect(taken).toMatchObject({ callback: 'reached', state: 'connected', jobNumber: '1001' })
  expect(taken.legs.map(({ state }) => state)).toEqual(['connected', 'connected'])
  await d.t.ok(hangUpMyCall, { callId }, caller)
  await d.t.ok(wrapUpCall, { callId, result: 'follow-up' }, d.agents.wang)
  expect(await d.story(callId)).toEqual(['queued', 'callback-asked', 'offered', 'answered', 'callback-calling', 'callback-reached', 'hung-up', 'wrapped-up'])
})

test('a browser that does not take it is tried as often as the rulebook says; then the agent dials, or records that nobody was reached', async () => {
  const caller = await keepPlace()
  const callId = caller.call.id
  await d.dispatch()
  await d.t.ok(answerCall, { callId }, d.agents.wang)
  d.t.clock.advance(31_000)
  await sweepCalls(d.t.app)
  expect(await viewOf(callId)).toMatchObject({ callback: 'unreached', state: 'connected', abilities: expect.arrayContaining(['ring-back', 'reached', 'hang-up']) })
  await d.t.ok(beatMyCall, { callId }, caller)
  await d.t.ok(ringBack, { callId }, d.agents.wang)
  await d.t.ok(takeMyCallback, { callId, take: false }, caller)
  expect((await d.t.call(ringBack, { callId }, d.agents.wang)).problem.code).toBe('callback-tries-used')
  const { number: shown } = await d.t.ok(showCallbackNumber, { callId, purpose: '回拨客户' }, d.agents.wang)
  expect(shown).toBe(number)
  const audit = await d.t.db.selectFrom('platform.audit').select(['purpose', 'detail']).where('verb', '=', 'call.show-number').execute()
  expect(audit).toMatchObject([{ purpose: '回拨客户' }])
  expect(JSON.stringify(audit)).not.toContain('0000')
  await d.t.ok(hangUpCall, { callId, reason: 'callback-unreached' }, d.agents.wang)
  await d.t.ok(wrapUpCall, { callId, result: 'follow-up', note: '两次未接' }, d.agents.wang)
})

test('with no page open and no trunk nobody’s telephone rings: the agent dials by hand and says that they talk', async () => {
  const caller = await keepPlace()
  const callId = caller.call.id
  await d.t.db.updateTable('voice.call').set({ callback_seen_at: new Date('2026-11-24T01:00:00Z') }).execute()
  await d.dispatch()
  expect(await d.t.ok(answerCall, { callId }, d.agents.wang)).toMatchObject({ callback: 'unreached', callbackTries: 0 })
  expect(await d.t.ok(tellCallback, { callId }, d.agents.wang)).toMatchObject({ callback: 'reached' })
  expect(await d.story(callId)).toEqual(['queued', 'callback-asked', 'offered', 'answered', 'callback-by-hand', 'callback-reached'])
})

test('with nobody there a call is refused, but a number can be left: it waits, and whoever comes first is offered it', async () => {
  const input = { announcementVersion: d.announcementVersion }
  expect((await d.t.call(startCall, input, d.customer)).problem.code).toBe('queue-closed')
  const call = await d.t.ok(startCall, { ...input, callbackNumber: number }, d.customer)
  expect(call).toMatchObject({ state: 'queued', callback: 'asked' })
  await d.tend()
  expect(await d.kept(call.id)).toMatchObject({ state: 'queued' })
  await d.online(d.agents.wang)
  await d.dispatch()
  expect(await d.kept(call.id)).toMatchObject({ state: 'offered', offered_to: d.agents.wang.id })
})

test('the customer can call it off; a place nobody could serve within the hours of the rulebook becomes a matter of its ticket', async () => {
  const caller = await keepPlace()
  await d.t.ok(hangUpMyCall, { callId: caller.call.id }, caller)
  expect(await d.kept(caller.call.id)).toMatchObject({ state: 'ended', end_reason: 'callback-cancelled' })
  const again = await keepPlace()
  d.t.clock.advance(13 * 3_600_000)
  await expireCallbacks(d.t.app)
  expect(await d.kept(again.call.id)).toMatchObject({ state: 'ended', end_reason: 'callback-expired' })
  const notes = await d.t.db.selectFrom('tickets.note').select('body').execute()
  expect(notes.filter((note) => note.body.includes('请回拨'))).toHaveLength(1)
})

test('an agent who is lost before the customer was reached: the place is as before, and the next is offered the call back', async () => {
  const caller = await keepPlace()
  const callId = caller.call.id
  await d.dispatch()
  await d.t.ok(answerCall, { callId }, d.agents.wang)
  await d.online(d.agents.li)
  const { queued_at } = await d.kept(callId)
  await d.t.db.updateTable('voice.leg').set({ last_seen_at: new Date('2026-11-24T00:00:00Z') }).where('party', '=', 'agent').execute()
  d.t.clock.advance(700_000)
  await sweepCalls(d.t.app)
  expect(await d.kept(callId)).toMatchObject({ state: 'queued', callback: 'asked', queued_at })
})

test('who gives up and calls again within the minutes of the rule has the old place', async () => {
  await d.online(d.agents.wang)
  const first = await d.ring()
  const { queued_at } = await d.kept(first.call.id)
  await d.t.ok(hangUpMyCall, { callId: first.call.id }, first)
  d.t.clock.advance(10 * 60_000)
  await d.online(d.agents.wang)
  const again = await d.ring()
  expect((await d.kept(again.call.id)).queued_at).toEqual(queued_at)
  const steps = await d.t.db.selectFrom('voice.step').select('data').where('call_id', '=', again.call.id).where('kind', '=', 'queued').execute()
  expect(steps).toMatchObject([{ data: { resumed: true } }])
})
