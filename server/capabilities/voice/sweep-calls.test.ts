import { answerCall, beatCall, consultColleague } from '@shouwen/contract/calls'
import { beatMyCall } from '@shouwen/contract/portal-calls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CallDesk, type Caller, startCallDesk } from './testing/call-desk.ts'
import { sweepCalls } from './sweep-calls.ts'

let d: CallDesk
let caller: Caller
let callId: string
beforeEach(async () => {
  d = await startCallDesk({ at: '2026-11-24T02:00:00Z' })
  caller = await d.talk(d.agents.wang)
  callId = caller.call.id
})
afterEach(() => d.t.stop())

/** Seconds pass; who is named is heard every five of them. */
async function pass(seconds: number, heard: { customer?: boolean; agent?: boolean; vouch?: string[] }): Promise<void> {
  for (let gone = 0; gone < seconds; gone += 5) {
    d.t.clock.advance(5_000)
    if (heard.customer) await d.t.call(beatMyCall, { callId }, caller)
    if (heard.agent) await d.t.call(beatCall, { callId, hears: heard.vouch ?? [] }, d.agents.wang)
    await sweepCalls(d.t.app)
  }
}
const state = async () => (await d.kept(callId)).state

test('an agent whose browser is gone: the customer is back at their place, before the next free person', async () => {
  const { queued_at } = await d.kept(callId)
  await pass(20, { customer: true, agent: true })
  await d.online(d.agents.li)
  await pass(35, { customer: true })
  expect(await d.kept(callId)).toMatchObject({ state: 'queued', queued_at })
  expect(await d.story(callId)).toContain('agent-lost')
  await d.dispatch()
  expect((await d.t.ok(answerCall, { callId }, d.agents.li)).state).toBe('connected')
})

test('a customer whose line is gone: the call ends and nobody of ours let go', async () => {
  await pass(30, { customer: true, agent: true })
  await pass(30, { agent: true })
  expect(await d.kept(callId)).toMatchObject({ state: 'ended', ended_by: 'system', end_reason: 'line-lost' })
})

test('a customer who cannot reach us but is heard by the agent is still there', async () => {
  const customer = (await d.legs(callId)).find((leg) => leg.party === 'customer')?.id as string
  await pass(30, { customer: true, agent: true })
  await pass(120, { agent: true, vouch: [customer] })
  expect(await state()).toBe('connected')
})

test('while the server is away nobody is lost, and afterwards everybody gets time to be heard again', async () => {
  await pass(30, { customer: true, agent: true })
  // Two minutes in which nothing arrives: it is we who are away.
  d.t.clock.advance(120_000)
  await sweepCalls(d.t.app)
  expect(await state()).toBe('connected')
  // The agent is heard first; the customer has not come back to us yet.
  await pass(20, { agent: true })
  expect(await state()).toBe('connected')
  await pass(30, { customer: true, agent: true })
  expect(await state()).toBe('connected')
  // Nobody ever came back: in the end it is over.
  d.t.clock.advance(601_000)
  await sweepCalls(d.t.app)
  await sweepCalls(d.t.app)
  expect(await state()).toBe('ended')
})

test('a colleague who does not answer stops ringing, and the customer still hears music until the agent is back', async () => {
  await d.online(d.agents.zhao)
  await d.t.ok(consultColleague, { callId, staffId: d.agents.zhao.id }, d.agents.wang)
  await pass(25, { customer: true, agent: true })
  expect(await state()).toBe('consulting')
  await pass(10, { customer: true, agent: true })
  expect(await state()).toBe('held')
})
