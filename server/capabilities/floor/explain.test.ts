import { floorCounts } from '@shouwen/contract/floor-counts'
import { listRoutingRules, previewRoutingRules, replayRouting, whyNotMe, whyOffered } from '@shouwen/contract/floor-decisions'
import { floorState, listWaiting, offerContactTo } from '@shouwen/contract/floor-state'
import { floorOperations } from '@shouwen/contract/floor'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countMarks } from './dispatcher/count-marks.ts'
import { mayJoin } from './join-queue.ts'
import { keepPlaceForCallback } from './release-contact.ts'
import { standingOf } from './queue-standing.ts'
import { type FloorDesk, startFloorDesk, type Worker } from './testing/floor-desk.ts'

let d: FloorDesk
let wang: Worker
let li: Worker
let boss: Worker
beforeEach(async () => {
  d = await startFloorDesk()
  wang = await d.person('agent', { billing: 2 })
  li = await d.person('agent', { billing: 1 })
  boss = await d.person('shift-leader', {}, d.units.hotline)
  await d.queue('hn-calls', [wang, li])
  await d.queue('hn-billing', [wang, li], 'billing')
})
afterEach(() => d.t.stop())

const whyNot = async (worker: Worker, contactId: string) => (await d.t.ok(whyNotMe, { regionId: 1, contactId }, worker)).reasons.map((one) => one.code)
/** One call served from beginning to end. */
const serve = async (worker: Worker, seconds: number, given: Parameters<FloorDesk['arrive']>[0] = {}) => {
  const id = await d.arrive(given)
  await d.dispatch()
  await d.accept(worker, id)
  d.t.clock.advance(seconds * 1000)
  await d.beat(wang, li)
  await d.release(worker, id, false)
  return id
}

describe('Why a contact went to whom', () => {
  test('is on record: how many could have had it, by which step, who came next and why, and what became of it', async () => {
    await d.online(wang)
    d.t.clock.advance(1000)
    await d.online(li)
    const call = await d.arrive()
    await d.dispatch()
    await d.accept(wang, call)
    const { decisions, waiting } = await d.t.ok(whyOffered, { regionId: 1, contactId: call }, boss)
    expect(waiting).toBeNull()
    expect(decisions).toMatchObject([
      { way: 'offered', person: { jobNumber: wang.jobNumber }, ruleId: 'calls', rule: { en: 'calls' }, step: 0, eligible: 2, outcome: 'accepted', why: { code: 'idle-longest' }, passedOver: [{ person: { jobNumber: li.jobNumber }, reason: { code: 'other-idle-longer', zh: '有等待时间更长的人' } }] }
    ])
    expect(await whyNot(li, call)).toEqual(['other-idle-longer'])
    expect(await d.t.ok(whyNotMe, { regionId: 1, contactId: call }, wang)).toMatchObject({ seen: 'then', isChosen: true })
  })

  test('of those who could not have it the reasons are rebuilt from what is recorded', async () => {
    await d.online(li, 'meal')
    await d.online(wang)
    const call = await d.arrive()
    await d.dispatch()
    await d.accept(wang, call)
    d.t.clock.advance(60_000)
    await d.online(li)
    expect(await whyNot(li, call)).toEqual(['not-ready'])
    const third = await d.person()
    expect(await whyNot(third, call)).toEqual(['agent-not-present'])
    const billing = await d.arrive({ queueCode: 'hn-billing' })
    await d.dispatch()
    expect(await whyNot(li, billing)).toEqual(['level-too-low'])
  })

  test('while it waits it says what holds it, and to each person what stands between', async () => {
    await d.online(li)
    const call = await d.arrive({ queueCode: 'hn-billing' })
    await d.dispatch()
    const { waiting, decisions } = await d.t.ok(whyOffered, { regionId: 1, contactId: call }, boss)
    expect(decisions).toEqual([])
    expect(waiting).toMatchObject({ ruleId: 'calls', step: 0, position: 1, fitting: 0, ready: 0 })
    expect(await whyNot(li, call)).toEqual(['level-too-low'])
    expect((await d.t.call(whyNotMe, { regionId: 1, contactId: call, staffId: wang.id }, li)).status).toBe(200)
    const stranger = await d.person('agent', {}, d.units.gd)
    expect((await d.t.call(whyNotMe, { regionId: 1, contactId: call, staffId: wang.id }, stranger)).problem.code).toBe('not-found')
  })
})

describe('Changed rules', () => {
  const change = async (from: string, to: string) => {
    const { text } = await d.t.ok(listRoutingRules, {}, boss)
    expect(text).toContain(from)
    return text.replace(from, to)
  }

  test('say what they mean for those who wait, before they hold', async () => {
    const vip = await d.customer({ vip: true })
    await d.arrive()
    d.t.clock.advance(60_000)
    const second = await d.arrive({ customerId: vip })
    await d.online(wang)
    const draft = await change('    head_start_minutes: 10\n', '')
    const preview = await d.t.ok(previewRoutingRules, { regionId: 1, draft }, boss)
    expect(preview).toMatchObject({ problems: [], waiting: 2, changedCount: 2, unmatched: 0 })
    expect(preview.changed.find((one) => one.contactId === second)).toMatchObject({ ruleBefore: 'vip-desk', ruleAfter: 'vip-desk', positionBefore: 1, positionAfter: 2 })
    // Nothing has changed.
    expect((await d.t.ok(listWaiting, { regionId: 1, queueCode: 'hn-calls' }, boss)).items.map((one) => one.id)[0]).toBe(second)
  })

  test('that nobody satisfies are told, with the queues for which that is so', async () => {
    await d.arrive({ channel: 'chat', queueCode: 'hn-billing' })
    const draft = await change('  - id: standard', '  - id: dreamers\n    zh: 无人能接\n    en: nobody\n    when: { queues: [hn-billing] }\n    steps:\n      - { after: 0, skills: { fibre: 5 } }\n  - id: standard')
    const preview = await d.t.ok(previewRoutingRules, { regionId: 1, draft }, boss)
    expect(preview.unmatched).toBe(1)
    expect(preview.rulesForNobody).toContainEqual({ ruleId: 'dreamers', queueCodes: ['hn-billing'] })
  })

  test('that are not sound are refused with sentences', async () => {
    const draft = await change('skills: { elderly: 1, queue-skill: 1 }', 'skills: { juggling: 1 }')
    expect((await d.t.ok(previewRoutingRules, { regionId: 1, draft }, boss)).problems).toEqual(['routing-rules: elderly: no skill is called juggling'])
    expect((await d.t.ok(previewRoutingRules, { regionId: 1, draft: 'rules: [' }, boss)).problems).toHaveLength(1)
    expect((await d.t.ok(previewRoutingRules, { regionId: 1, draft: 'norms: []\ntrust: assumed\nlanguages: {}\nrules: []' }, boss)).problems[0]).toContain('/rules')
  })

  test('can be tried on a day that was, beside what happened and what the rules of now would have done', async () => {
    await d.online(wang)
    await serve(wang, 60)
    await serve(wang, 60)
    const gaveUp = await d.arrive({ queueCode: 'hn-billing', channel: 'phone' })
    await d.online(wang, 'break')
    d.t.clock.advance(30_000)
    await d.beat(wang)
    await d.giveUp(gaveUp)
    await d.online(wang)
    const draft = await change('{ after: 0, skills: { queue-skill: 2 } }', '{ after: 0, skills: { queue-skill: 5 } }')
    const replayed = await d.t.ok(replayRouting, { regionId: 1, from: '2026-11-24T01:00:00Z', until: '2026-11-24T03:00:00Z', draft, withinSeconds: 15 }, boss)
    expect(replayed).toMatchObject({ problems: [], contacts: 3, people: 1, withinSeconds: 15 })
    const calls = replayed.queues.find((one) => one.queueCode === 'hn-calls')
    expect(calls).toMatchObject({ happened: { offered: 2, answered: 2, answeredInTime: 1 }, now: { answered: 2, answeredInTime: 1 }, draft: { answered: 2 } })
    expect(replayed.queues.find((one) => one.queueCode === 'hn-billing')).toMatchObject({ happened: { abandoned: 1 }, now: { abandoned: 1 }, draft: { abandoned: 1 } })
  })
})

describe('The floor as it is (CC-34)', () => {
  test('shows people with their states and contacts, and queues with who waits how long', async () => {
    await d.online(wang)
    const call = await d.arrive()
    await d.dispatch()
    await d.accept(wang, call)
    d.t.clock.advance(30_000)
    await d.online(li, 'meal')
    const waits = await d.arrive()
    d.t.clock.advance(60_000)
    const floor = await d.t.ok(floorState, { regionId: 1 }, boss)
    expect(floor.isDispatched).toBe(true)
    expect(floor.seats).toMatchObject([
      { person: { jobNumber: wang.jobNumber }, state: 'talking', takes: false, contacts: [{ id: call, channel: 'phone', state: 'held' }], queues: ['hn-billing', 'hn-calls'] },
      { person: { jobNumber: li.jobNumber }, state: 'meal', contacts: [], isOverdue: false }
    ])
    expect(floor.queues.find((one) => one.code === 'hn-calls')).toMatchObject({ waiting: 1, held: 1, offered: 0, staffed: 1, ready: 0, longestWaitSince: '2026-11-24T02:00:30.000Z', channels: [{ channel: 'phone', waiting: 1 }] })
    expect(floor.teams).toMatchObject([{ code: 'hn-1' }])
    expect((await d.t.ok(listWaiting, { regionId: 1, queueCode: 'hn-calls' }, boss)).items).toMatchObject([{ id: waits, position: 1, state: 'waiting', step: 2, ruleId: 'calls' }])
  })

  test('shows an agent their own unit and queues, and nobody of another region', async () => {
    await d.online(wang)
    const elsewhere = await d.person('agent', {}, d.units.hn)
    await d.online(elsewhere)
    const floor = await d.t.ok(floorState, { regionId: 1 }, wang)
    expect(floor.seats.map((one) => one.person.jobNumber)).toEqual([wang.jobNumber])
    expect(floor.queues.map((one) => one.code)).toEqual(['hn-billing', 'hn-calls'])
    const stranger = await d.person('shift-leader', {}, d.units.gd)
    expect(await d.t.ok(floorState, { regionId: 1 }, stranger)).toMatchObject({ seats: [], queues: [] })
    expect((await d.t.call(listWaiting, { regionId: 1, queueCode: 'hn-calls' }, stranger)).problem.code).toBe('not-found')
  })

  test('lets a supervisor give a waiting call to somebody', async () => {
    await d.online(li, 'break')
    await d.online(wang)
    const call = await d.arrive({ queueCode: 'hn-billing' })
    await d.dispatch()
    const order = { regionId: 1, contactId: call, staffId: li.id, note: '客户指定' }
    expect((await d.t.call(offerContactTo, order, wang)).problem.code).toBe('not-permitted')
    await d.t.ok(offerContactTo, order, boss)
    expect(await d.offers()).toEqual({ [call]: li.id })
    expect(await d.seat(wang)).toMatchObject({ hard_units: 0 })
    expect((await d.t.call(offerContactTo, order, boss)).problem.code).toBe('contact-not-waiting')
    const recused = await d.arrive({ avoidStaffIds: [wang.id] })
    expect((await d.t.call(offerContactTo, { ...order, contactId: recused, staffId: wang.id }, boss)).problem.code).toBe('contact-avoids-person')
    await expect(d.take(wang, recused)).rejects.toMatchObject({ code: 'contact-avoids-person' })
    const elsewhere = await d.person('shift-leader', {}, d.units.team)
    expect((await d.t.call(offerContactTo, { ...order, contactId: recused }, elsewhere)).problem.code).toBe('not-found')
    await d.accept(li, call)
    expect((await d.t.ok(whyOffered, { regionId: 1, contactId: call }, boss)).decisions.map((one) => [one.way, one.why.code, one.outcome])).toEqual([
      ['offered', 'only-one', 'desk-left'],
      ['assigned', 'assigned', 'accepted']
    ])
  })
})

describe('Queues', () => {
  test('are not entered by callers when nobody works from them, or when they are full by their rule', async () => {
    const ask = () => mayJoin(d.t.read(), { regionId: 1, queueCode: 'hn-calls', channel: 'phone' })
    expect(await ask()).toEqual({ open: false, reason: 'nobody-there' })
    await d.online(wang, 'busy')
    expect(await ask()).toEqual({ open: true })
    for (let n = 0; n < 200; n += 1) await d.arrive()
    expect(await ask()).toEqual({ open: false, reason: 'queue-full' })
  })

  test('whose last person goes home tell whose calls wait there, again and again until they have left', async () => {
    await d.online(wang, 'busy')
    const call = await d.arrive()
    const chat = await d.arrive({ channel: 'chat' })
    await d.tend()
    expect(d.told).toEqual([])
    await d.online(wang, 'signed-out')
    await d.tend()
    await d.tend()
    expect(d.told).toEqual([
      { what: 'stranded', id: call },
      { what: 'stranded', id: call }
    ])
    expect([(await d.kept(call)).state, (await d.kept(chat)).state]).toEqual(['waiting', 'waiting'])
  })

  test('keep the place of who hangs up to be called back', async () => {
    const first = await d.arrive()
    await d.arrive()
    expect(await d.t.asSystem((call) => keepPlaceForCallback(call, d.ref(first)))).toBe(true)
    expect(await standingOf(d.t.read(), d.ref(first))).toMatchObject({ position: 1, estimateSeconds: null })
    await d.online(wang)
    await d.dispatch()
    expect(Object.keys(await d.offers())).toEqual([first])
  })
})

describe('Counts, of which connection rate (KP-10) and response time (KP-06) are made', () => {
  test('are kept per quarter, queue and channel, once each, counted or not yet', async () => {
    await d.online(wang)
    await serve(wang, 60)
    const waits = await d.arrive()
    await d.online(wang, 'break')
    d.t.clock.advance(12_000)
    await d.giveUp(waits)
    const ask = async () => (await d.t.ok(floorCounts, { regionId: 1, from: '2026-11-24T02:00:00Z', until: '2026-11-24T03:00:00Z' }, boss)).items
    const before = await ask()
    expect(before).toMatchObject([{ slot: '2026-11-24T02:00:00.000Z', queueCode: 'hn-calls', channel: 'phone', offered: 2, answered: 1, abandoned: 1, handleSeconds: 60, answeredWaitSeconds: 0, abandonedWaitSeconds: 12 }])
    expect(before[0]?.abandonedWithin.slice(0, 4)).toEqual([5, 10, 15, 20].map((seconds) => ({ seconds, n: seconds >= 12 ? 1 : 0 })))
    expect(before[0]?.answeredWithin[0]).toEqual({ seconds: 5, n: 1 })
    expect(await countMarks(d.t.app, 1)).toBeGreaterThan(0)
    expect(await countMarks(d.t.app, 1)).toBe(0)
    expect(await ask()).toEqual(before)
    // Two more, added to what is there.
    await d.online(wang)
    await serve(wang, 30)
    await countMarks(d.t.app, 1)
    expect((await ask())[0]).toMatchObject({ offered: 3, answered: 2, handleSeconds: 90 })
  })

  test('hold the seconds of each state, those still going on too, and add up to the time that passed', async () => {
    await d.online(wang)
    d.t.clock.advance(20 * 60_000)
    await d.online(wang, 'meal')
    d.t.clock.advance(10 * 60_000)
    const { states } = await d.t.ok(floorCounts, { regionId: 1, from: '2026-11-24T02:00:00Z', until: '2026-11-24T03:00:00Z' }, boss)
    expect(states.map((one) => [one.slot.slice(11, 16), one.state, one.seconds])).toEqual([
      ['02:00', 'available', 900],
      ['02:15', 'available', 300],
      ['02:15', 'meal', 600]
    ])
    const day = await d.t.ok(floorCounts, { regionId: 1, from: '2026-11-24T02:00:00Z', until: '2026-11-24T03:00:00Z', by: 'day' }, boss)
    expect(day.states.map((one) => [one.slot, one.state, one.seconds])).toEqual([
      ['2026-11-23T16:00:00.000Z', 'available', 1200],
      ['2026-11-23T16:00:00.000Z', 'meal', 600]
    ])
  })
})

test('nobody without the permission may use an operation of the floor', async () => {
  const technician = await d.person('technician')
  const input: Record<string, unknown> = { regionId: 1, staffId: wang.id, contactId: wang.id, queueCode: 'hn-calls', state: 'break', note: 'x', draft: 'x', from: '2026-11-24T02:00:00Z', until: '2026-11-24T03:00:00Z' }
  for (const operation of floorOperations.filter((one) => /^(floor\.|contact\.answer)/.test(one.permission))) {
    const given = Object.fromEntries(Object.entries(input).filter(([name]) => name in operation.input.properties))
    expect((await d.t.call(operation, given as never, technician)).problem.code, operation.id).toBe('not-permitted')
  }
  // An agent supervises nobody.
  for (const operation of floorOperations.filter((one) => one.permission === 'floor.supervise')) {
    const given = Object.fromEntries(Object.entries(input).filter(([name]) => name in operation.input.properties))
    expect((await d.t.call(operation, given as never, wang)).problem.code, operation.id).toBe('not-permitted')
  }
})
