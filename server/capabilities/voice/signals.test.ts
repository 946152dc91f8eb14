import { monitorCall, sendSignals, takeSignals } from '@shouwen/contract/calls'
import { beatMyCall, hangUpMyCall, sendMySignals, takeMySignals } from '@shouwen/contract/portal-calls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import type { Signal } from '#platform/signals'
import { type CallDesk, type Caller, startCallDesk } from './testing/call-desk.ts'

let d: CallDesk
let caller: Caller
let visitor: Caller
let other: Caller
const legOf = new Map<string, string>()

beforeAll(async () => {
  d = await startCallDesk({ at: '2026-11-24T02:00:00Z' })
  caller = await d.talk(d.agents.wang)
  visitor = await d.talk(d.agents.zhao, d.ringAsVisitor)
  await d.online(d.agents.li)
  other = await d.ringAsVisitor()
  for (const one of [caller, visitor, other]) for (const leg of await d.legs(one.call.id)) legOf.set(`${one.call.id} ${leg.party}`, leg.id)
})
afterAll(() => d.t.stop())

const hello = (to: string) => ({ to, kind: 'hello' as const, body: '{"s":"1"}' })
const leg = (one: Caller, party: string) => legOf.get(`${one.call.id} ${party}`) as string

test('what one browser says to another is read once, in order, and told at once by a passing sign', async () => {
  const heard: Signal[] = []
  const stop = d.t.app.signals.hear((signal) => signal.event === 'call.mail' && heard.push(signal))
  const callId = caller.call.id
  const agentLeg = leg(caller, 'agent')
  await d.t.ok(sendMySignals, { callId, signals: [hello(agentLeg), { to: agentLeg, kind: 'candidate', body: '{"s":"2"}' }] }, caller)
  stop()
  expect(heard).toMatchObject([{ event: 'call.mail', ids: { callId }, to: { staffIds: [d.agents.wang.id] } }])
  const { signals } = await d.t.ok(takeSignals, { callId, taken: [] }, d.agents.wang)
  expect(signals.map(({ from, kind }) => [from, kind])).toEqual([
    [leg(caller, 'customer'), 'hello'],
    [leg(caller, 'customer'), 'candidate']
  ])
  expect((await d.t.ok(takeSignals, { callId, taken: signals.map(({ id }) => id) }, d.agents.wang)).signals).toEqual([])
})

test('only the parties of a call reach its boxes, and only legs of the same call are reached', async () => {
  const callId = caller.call.id
  await d.t.ok(sendMySignals, { callId, signals: [hello(leg(caller, 'agent'))] }, caller)
  for (const stranger of [d.agents.li, d.agents.zhao, d.agents.leader, d.agents.stranger]) {
    expect((await d.t.call(takeSignals, { callId, taken: [] }, stranger)).problem.code).toBe('call-not-for-you')
    expect((await d.t.call(sendSignals, { callId, signals: [hello(leg(caller, 'customer'))] }, stranger)).problem.code).toBe('call-not-for-you')
  }
  expect((await d.t.call(takeMySignals, { callId, taken: [] }, visitor)).status).toBe(404)
  expect((await d.t.call(takeMySignals, { callId, taken: [] }, {})).status).toBe(404)
  expect((await d.t.call(beatMyCall, { callId }, other)).status).toBe(404)
  const foreign = await d.t.call(sendSignals, { callId, signals: [hello(leg(visitor, 'customer'))] }, d.agents.wang)
  expect(foreign.problem.code).toBe('call-leg-unknown')
  expect((await d.t.call(sendSignals, { callId, signals: [hello(leg(caller, 'agent'))] }, d.agents.wang)).problem.code).toBe('call-leg-unknown')
  // A supervisor is a party from the moment they listen.
  const view = await d.t.ok(monitorCall, { callId, mode: 'listen' }, d.agents.leader)
  await d.t.ok(sendSignals, { callId, signals: [hello(leg(caller, 'customer'))] }, d.agents.leader)
  expect((await d.t.ok(takeMySignals, { callId, taken: [] }, caller)).signals.map(({ from }) => from)).toEqual([view.me])
})

test('a box nobody empties is full at its bound, and one signal is no longer than a description needs', async () => {
  const callId = visitor.call.id
  const { waiting_signals } = rulebook().voice.limits
  const to = leg(visitor, 'agent')
  for (let sent = 0; sent + 50 <= waiting_signals; sent += 50) await d.t.ok(sendMySignals, { callId, signals: Array.from({ length: 50 }, () => hello(to)) }, visitor)
  expect((await d.t.call(sendMySignals, { callId, signals: [hello(to)] }, visitor)).problem.code).toBe('call-signals-full')
  expect((await d.t.call(sendMySignals, { callId, signals: [{ ...hello(to), body: 'x'.repeat(16_001) }] }, visitor)).problem.code).toBe('invalid-input')
})

test('with the call its signals are gone, and nothing more is taken', async () => {
  const callId = visitor.call.id
  await d.t.ok(hangUpMyCall, { callId }, visitor)
  expect(await d.t.db.selectFrom('voice.signal').select('id').where('call_id', '=', callId).execute()).toEqual([])
  expect((await d.t.call(sendMySignals, { callId, signals: [hello(leg(visitor, 'agent'))] }, visitor)).problem.code).toBe('call-ended')
  expect((await d.t.call(takeSignals, { callId, taken: [] }, d.agents.zhao)).problem.code).toBe('call-not-for-you')
})
