import { askCallback } from '@shouwen/contract/callbacks'
import { answerCall, consultColleague, listMyCalls, monitorCall, steerCall, transferCall, wrapUpCall } from '@shouwen/contract/calls'
import { readRecordingsOf } from './testing/kept-recording.ts'
import { hangUpMyCall, startCall } from '@shouwen/contract/portal-calls'
import { announce } from '@shouwen/contract/menus'
import { setPresence } from '@shouwen/contract/presence'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type CallDesk, startCallDesk } from '../../capabilities/voice/testing/call-desk.ts'
import { dropDriver } from '#capabilities/voice'
import { ariClient } from './ari-client.ts'
import { ariLoop } from './ari-loop.ts'
import { announcePlaces } from './ari-queue.ts'
import { type FakeAri, type FakeChannel, startFakeAri } from './testing/fake-ari.ts'

const caller = '13911112222'
let fake: FakeAri
let d: CallDesk
let line: { stop(): Promise<void> }

beforeEach(async () => {
  fake = await startFakeAri()
  d = await startCallDesk({
    at: '2026-11-24T02:00:00Z',
    env: { ARI_URL: fake.url, ARI_USER: 'shouwen', ARI_PASSWORD: 'secret', ARI_TRUNK: 'PJSIP/{number}@trunk' }
  })
  line = await openLine()
})
afterEach(async () => {
  await line.stop()
  dropDriver('ari')
  await d.t.stop()
  await fake.stop()
})

const config = () => d.t.app.config.ari as NonNullable<typeof d.t.app.config.ari>

/** The process that holds the line; stopping it is its death as far as Asterisk can see. */
async function openLine() {
  const control = new AbortController()
  const running = ariLoop(d.t.app, config(), control.signal)
  await vi.waitFor(() => expect(fake.isListening()).toBe(true), { timeout: 10_000 })
  return {
    stop: async () => {
      control.abort()
      await running
    }
  }
}

const soon = (check: () => unknown) => vi.waitFor(async () => void (await check()), { timeout: 8_000, interval: 20 })
const hears = (channel: FakeChannel, ...sounds: string[]) => soon(() => expect(fake.mediaOf(channel.id)).toEqual(expect.arrayContaining(sounds)))
const press = (channel: FakeChannel, keys: string) => [...keys].forEach((key) => fake.press(channel.id, key))
const theCall = () => d.t.db.selectFrom('voice.call').selectAll().orderBy('started_at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow()
const legOf = (callId: string, party: string) => d.t.db.selectFrom('voice.leg').selectAll().where('call_id', '=', callId).where('party', '=', party as 'agent').where('state', '!=', 'ended').executeTakeFirstOrThrow()

/** Somebody calls from outside and asks for a person at once. */
async function waiting(keys = '0'): Promise<FakeChannel> {
  const channel = fake.call(caller)
  await hears(channel, 'hotline-greeting', 'person')
  press(channel, keys)
  await soon(async () => expect((await theCall()).state).toBe('queued'))
  return channel
}

/** The agent presses answer, and their telephone is lifted. */
async function talking(agent = d.agents.wang, channel?: FakeChannel) {
  await d.online(agent)
  const customer = channel ?? (await waiting())
  await hears(customer, 'announcement')
  fake.finish(customer.id)
  await soon(async () => expect((await theCall()).announced_version).not.toBeNull())
  await d.dispatch()
  const { id: callId } = await theCall()
  await d.t.ok(answerCall, { callId }, agent)
  const phone = await ringing(callId, 'agent')
  fake.pickUp(phone)
  await soon(() => expect(fake.membersOf(`call-${callId}`).sort()).toEqual([customer.id, phone].sort()))
  return { callId, customer, phone }
}

async function ringing(callId: string, party: string): Promise<string> {
  const { id } = await legOf(callId, party)
  await soon(() => expect(fake.channels.has(`leg-${id}`)).toBe(true))
  return `leg-${id}`
}

test('a caller walks the menu by keys, in their language, and waits with music; the matter and the queue are those of the menu', async () => {
  await d.online(d.agents.li)
  await d.t.ok(announce, { regionId: 1, zh: '城东断网', en: 'East is down', recording: 'outage-east', endsAt: '2026-11-24T05:00:00Z' }, d.agents.leader)
  const channel = fake.call(caller)
  await hears(channel, 'hotline-greeting', 'person', 'outage-east', 'hotline-main', 'hotline-main-1')
  expect(channel).toMatchObject({ state: 'Up', language: 'zh' })
  press(channel, '7')
  await soon(() => expect(channel.language).toBe('en'))
  press(channel, '62')
  await hears(channel, 'answer-service-hours', 'hotline-visit')
  press(channel, '*2')
  await soon(async () => expect(await theCall()).toMatchObject({ state: 'queued', queue_code: 'hn-billing', language: 'en', customer_id: null }))
  expect(await d.story((await theCall()).id)).toEqual(['menu', 'queued'])
  await hears(channel, 'announcement')
  fake.finish(channel.id)
  await soon(() => expect(channel.music).toBe(true))
})

test('an elderly customer is recognised by the number that calls and presses nothing; nothing is told of them', async () => {
  await d.online(d.agents.wang)
  await d.t.db.updateTable('customers.customer').set({ preferences: JSON.stringify({ personFirst: true }) }).where('id', '=', d.customer.id).execute()
  fake.call('13800001234')
  await soon(async () => expect(await theCall()).toMatchObject({ state: 'queued', customer_id: null }))
  const steps = await d.t.db.selectFrom('voice.step').select('data').where('kind', '=', 'menu').execute()
  expect(steps).toMatchObject([{ data: { because: 'elderly', path: '' } }])
})

test('answering dials the agent’s telephone and joins the two; hold, resume and hanging up are carried out there; both were recorded apart', async () => {
  const { callId, customer, phone } = await talking()
  expect(fake.channels.get(phone)).toMatchObject({ endpoint: 'PJSIP/1001' })
  await soon(() => expect(fake.tapes.size).toBe(2))
  fake.press(customer.id, '5')
  await soon(async () => expect(await d.story(callId)).toContain('digits'))
  await d.t.ok(steerCall, { callId, move: 'hold' }, d.agents.wang)
  await soon(() => expect(fake.membersOf(`call-${callId}`)).toEqual([phone]))
  await soon(() => expect(customer.music).toBe(true))
  await d.t.ok(steerCall, { callId, move: 'resume' }, d.agents.wang)
  await soon(() => expect(fake.membersOf(`call-${callId}`).sort()).toEqual([customer.id, phone].sort()))
  await soon(() => expect(customer.music).toBe(false))
  fake.hangUp(customer.id)
  await soon(async () => expect(await d.kept(callId)).toMatchObject({ state: 'ended', ended_by: 'customer', wrap_up_staff_id: d.agents.wang.id }))
  await soon(() => expect([fake.channels.size, fake.bridges.size]).toEqual([0, 0]))
  await d.t.ok(wrapUpCall, { callId, result: 'follow-up' }, d.agents.wang)
  await soon(async () => expect((await d.t.db.selectFrom('voice.recording').select('chunks').executeTakeFirstOrThrow()).chunks).toBeGreaterThan(0))
  await d.t.drain()
  const [wav] = await readRecordingsOf(d.t.app, callId)
  const { channels, rate, seconds } = wav as NonNullable<typeof wav>
  expect({ channels, rate, seconds }).toEqual({ channels: 2, rate: 8000, seconds: 2 })
  await soon(() => expect(fake.stored.size).toBe(0))
})

test('a telephone nobody lifts brings the customer back to their place; the agent’s own hang-up ends the call', async () => {
  await d.online(d.agents.wang)
  const customer = await waiting()
  await d.dispatch()
  const { id: callId, queued_at } = await theCall()
  await d.t.ok(answerCall, { callId }, d.agents.wang)
  fake.hangUp(await ringing(callId, 'agent'), 19)
  await soon(async () => expect(await d.kept(callId)).toMatchObject({ state: 'queued', queued_at }))
  await d.online(d.agents.li)
  await d.t.ok(setPresence, { state: 'meal' }, d.agents.wang)
  const again = await talking(d.agents.li, customer)
  fake.hangUp(again.phone)
  await soon(async () => expect(await d.kept(callId)).toMatchObject({ state: 'ended', ended_by: 'agent', end_reason: 'phone-hung-up' }))
  expect(fake.channels.size).toBe(0)
})

test('a colleague’s telephone rings when asked; three talk; a supervisor hears by a snoop and whispers by another; a transfer puts the caller back', async () => {
  await d.online(d.agents.zhao)
  const { callId, customer, phone } = await talking()
  await d.t.ok(consultColleague, { callId, staffId: d.agents.zhao.id }, d.agents.wang)
  const colleague = await ringing(callId, 'colleague')
  await soon(() => expect(customer.music).toBe(true))
  fake.pickUp(colleague)
  await soon(() => expect(fake.membersOf(`call-${callId}`).sort()).toEqual([phone, colleague].sort()))
  await d.t.ok(steerCall, { callId, move: 'merge' }, d.agents.wang)
  await soon(() => expect(fake.membersOf(`call-${callId}`)).toHaveLength(3))
  await d.t.ok(steerCall, { callId, move: 'drop-consult' }, d.agents.wang)
  await soon(() => expect(fake.channels.has(colleague)).toBe(false))
  await d.t.ok(monitorCall, { callId, mode: 'listen' }, d.agents.leader)
  const { id: spy } = await legOf(callId, 'supervisor')
  fake.pickUp(await ringing(callId, 'supervisor'))
  await soon(() => expect(fake.membersOf(`spy-${spy}`).sort()).toEqual([`leg-${spy}`, `snoop-l-${spy}`].sort()))
  expect(fake.channels.get(`snoop-l-${spy}`)).toMatchObject({ snoopOf: phone, variables: { spy: 'both', whisper: 'none' } })
  await d.t.ok(monitorCall, { callId, mode: 'whisper' }, d.agents.leader)
  await soon(() => expect(fake.membersOf(`spy-${spy}`)).toContain(`snoop-w-${spy}`))
  await soon(() => expect(fake.channels.has(`snoop-l-${spy}`)).toBe(false))
  await d.t.ok(transferCall, { callId, queueCode: 'hn-billing', summary: '要发票' }, d.agents.wang)
  await soon(() => expect([...fake.channels.keys()]).toEqual([customer.id]))
  await soon(() => expect(customer.music).toBe(true))
})

test('our process dies in the middle of calls and walks: nothing is dropped, and what happened meanwhile is made up for', async () => {
  const { callId, customer, phone } = await talking()
  const walker = fake.call('13933334444')
  await hears(walker, 'hotline-greeting')
  press(walker, '3')
  await hears(walker, 'hotline-fault')
  const leaver = await waitingAs('13955556666')
  await line.stop()
  expect(fake.membersOf(`call-${callId}`)).toHaveLength(2)
  // While nobody listens: one caller gives up, another calls, and a telephone of nobody’s is left over.
  fake.hangUp(leaver.channel.id)
  const late = fake.call('13977778888')
  line = await openLine()
  await soon(async () => expect(await d.kept(leaver.callId)).toMatchObject({ state: 'ended', ended_by: 'customer' }))
  expect(await d.kept(callId)).toMatchObject({ state: 'connected' })
  expect(fake.membersOf(`call-${callId}`).sort()).toEqual([customer.id, phone].sort())
  await hears(late, 'hotline-greeting')
  await hears(walker, 'hotline-fault')
  press(walker, '1')
  await soon(async () => expect(await d.t.db.selectFrom('tickets.ticket').select('category').where('kind', '=', 'fault').execute()).toEqual([{ category: 'fault.broadband' }]))
  fake.hangUp(customer.id)
  await soon(async () => expect(await d.kept(callId)).toMatchObject({ state: 'ended', ended_by: 'customer' }))
})

async function waitingAs(number: string) {
  const channel = fake.call(number)
  await hears(channel, 'hotline-greeting')
  press(channel, '0')
  await soon(async () => expect((await d.t.db.selectFrom('voice.leg').select('id').where('outside', '=', channel.id).execute()).length).toBe(1))
  const { call_id } = await d.t.db.selectFrom('voice.leg').select('call_id').where('outside', '=', channel.id).executeTakeFirstOrThrow()
  return { channel, callId: call_id }
}

test('with nobody there it is said, and the star keeps a place; when somebody comes, both telephones ring and the two talk', async () => {
  const channel = fake.call(caller)
  await hears(channel, 'hotline-greeting')
  press(channel, '0')
  await hears(channel, 'nobody', 'callback-offer-key')
  press(channel, '*')
  await hears(channel, 'callback-kept')
  fake.finish(channel.id)
  await soon(() => expect(fake.channels.size).toBe(0))
  const { id: callId } = await theCall()
  expect(await d.kept(callId)).toMatchObject({ state: 'queued', callback: 'asked' })
  await d.online(d.agents.wang)
  await d.dispatch()
  expect(await d.t.ok(answerCall, { callId }, d.agents.wang)).toMatchObject({ callback: 'calling' })
  const [agent, customer] = [await ringing(callId, 'agent'), await ringing(callId, 'customer')]
  expect(fake.channels.get(customer)?.endpoint).toBe(`PJSIP/${caller}@trunk`)
  fake.pickUp(agent)
  fake.pickUp(customer)
  await soon(() => expect(fake.membersOf(`call-${callId}`).sort()).toEqual([agent, customer].sort()))
  expect((await d.t.ok(listMyCalls, {}, d.agents.wang)).items[0]).toMatchObject({ callback: 'reached', legs: [{ carrier: 'exchange' }, { carrier: 'exchange' }] })
})

test('who waits hears their place and the honest wait at the intervals of the rulebook, and the star keeps the place', async () => {
  await d.online(d.agents.wang)
  const channel = await waiting()
  await hears(channel, 'announcement')
  fake.finish(channel.id)
  await soon(() => expect(channel.music).toBe(true))
  const ari = ariClient(config())
  const at = (seconds: number) => new Date(Date.parse('2026-11-24T02:00:00Z') + seconds * 1000)
  await announcePlaces(ari, d.t.app, at(0), at(4))
  expect(fake.mediaOf(channel.id)).toEqual([])
  await announcePlaces(ari, d.t.app, at(4), at(5))
  expect(fake.mediaOf(channel.id)).toEqual(['next', 'no-estimate'])
  fake.finish(channel.id)
  await soon(() => expect(channel.music).toBe(true))
  await announcePlaces(ari, d.t.app, at(6), at(34))
  expect(fake.mediaOf(channel.id)).toEqual([])
  await announcePlaces(ari, d.t.app, at(34), at(36))
  expect(fake.mediaOf(channel.id)).toEqual(['next', 'no-estimate', 'callback-offer-key'])
  press(channel, '*')
  await soon(async () => expect(await theCall()).toMatchObject({ state: 'queued', callback: 'asked' }))
})

test('a customer of the portal whose page is closed is called by the trunk, and the agent by their own telephone', async () => {
  await d.online(d.agents.wang)
  const call = await d.t.ok(startCall, { announcementVersion: d.announcementVersion }, d.customer)
  await d.t.ok(askCallback, { callId: call.id, number: '139 0000 1234' }, d.customer)
  d.t.clock.advance(60_000)
  await d.online(d.agents.wang)
  await d.dispatch()
  await d.t.ok(answerCall, { callId: call.id }, d.agents.wang)
  expect(fake.channels.get(await ringing(call.id, 'customer'))?.endpoint).toBe('PJSIP/13900001234@trunk')
  expect(fake.channels.get(await ringing(call.id, 'agent'))?.endpoint).toBe('PJSIP/1001')
  await d.t.ok(hangUpMyCall, { callId: call.id }, d.customer)
  await soon(() => expect(fake.channels.size).toBe(0))
})

