import { beatPresence, endWrapUp, getPresence, listStaffIntervals, presenceStates, setPresence, setStaffPresence } from '@shouwen/contract/presence'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSession, sessionCookie } from '#capabilities/people'
import { lendStaff, loansOf, returnStaff } from './lend-staff.ts'
import { type FloorDesk, startFloorDesk, type Worker } from './testing/floor-desk.ts'

let d: FloorDesk
let wang: Worker
let boss: Worker
beforeEach(async () => {
  d = await startFloorDesk()
  wang = await d.person()
  boss = await d.person('shift-leader', {}, d.units.hotline)
  await d.queue('hn-calls', [wang])
})
afterEach(() => d.t.stop())

const state = async (worker = wang) => {
  const { state: now, reason, nextState } = await d.t.ok(getPresence, {}, worker)
  return [now, reason, nextState]
}
const minutes = (n: number) => d.t.clock.advance(n * 60_000)
const intervals = async () =>
  (await d.t.ok(listStaffIntervals, { regionId: 1, staffId: wang.id, from: '2026-11-24T00:00:00Z', until: '2026-11-25T00:00:00Z' }, boss)).items.map((one) => [
    one.state,
    one.reason,
    one.startedAt.slice(11, 19),
    one.endedAt?.slice(11, 19) ?? null
  ])
const talking = async () => {
  await d.online(wang)
  const call = await d.arrive()
  await d.dispatch()
  await d.accept(wang, call)
  return call
}

/** A browser of the person, signed in with a session. */
const browserOf = async (worker: Worker) => {
  const session = await d.t.asSystem((call) => openSession(call.tx, { staffId: worker.id, method: 'password', at: call.now, ip: null, userAgent: null, secondFactorAt: null }))
  return { id: session.id, cookie: `${sessionCookie}=${session.secret}` }
}

describe('Presence', () => {
  test('has states as data, in both languages, and knows no others', async () => {
    const { states, reasons } = await d.t.ok(presenceStates, {}, wang)
    expect(states.map((one) => one.code)).toEqual(['available', 'helping-inbound', 'talking', 'wrap-up', 'outbound', 'own-work', 'busy', 'break', 'meal', 'training', 'away', 'signed-out'])
    expect(states.find((one) => one.code === 'meal')).toMatchObject({ zh: '用餐', en: 'meal', by: 'person', takes: false, counts: 'paused', mostMinutes: 45 })
    expect(reasons.find((one) => one.code === 'idle')?.zh).toBe('长时间无操作')
    for (const strange of ['talking', 'away', 'helping-inbound', 'asleep']) expect((await d.t.call(setPresence, { state: strange }, wang)).problem.code).toBe('presence-state-unknown')
  })

  test('is a history of intervals without holes from signing in to signing out', async () => {
    await d.online(wang)
    minutes(5)
    await d.online(wang, 'meal')
    minutes(30)
    await d.online(wang)
    minutes(1)
    await d.online(wang, 'signed-out')
    minutes(1)
    expect(await intervals()).toEqual([
      ['available', null, '02:00:00', '02:05:00'],
      ['meal', null, '02:05:00', '02:35:00'],
      ['available', null, '02:35:00', '02:36:00']
    ])
  })

  test('chosen during a call begins after it and its wrap-up', async () => {
    const call = await talking()
    await d.t.ok(setPresence, { state: 'meal', reason: '午餐' }, wang)
    expect(await state()).toEqual(['talking', null, 'meal'])
    minutes(1)
    await d.release(wang, call)
    expect(await state()).toEqual(['wrap-up', null, 'meal'])
    await d.t.ok(endWrapUp, {}, wang)
    expect(await state()).toEqual(['meal', '午餐', null])
  })

  test('during wrap-up the person may say they are ready before the timer', async () => {
    const call = await talking()
    await d.release(wang, call)
    expect((await state())[0]).toBe('wrap-up')
    await d.online(wang)
    expect((await state())[0]).toBe('available')
  })

  test('does not end with a call open', async () => {
    await talking()
    expect((await d.t.call(setPresence, { state: 'signed-out' }, wang)).problem).toMatchObject({ code: 'presence-chats-open', details: { load: 1 } })
  })

  test('gives an offer back when the person goes on a break before taking it', async () => {
    await d.online(wang)
    const call = await d.arrive()
    await d.dispatch()
    await d.online(wang, 'break')
    expect(await d.kept(call)).toMatchObject({ state: 'waiting', staff_id: null })
    expect(await d.seat(wang)).toMatchObject({ state: 'break', hard_units: 0 })
  })
})

describe('Leaving the seat without signing out is noticed (CC-19)', () => {
  test('nobody touched anything for ten minutes, or the screen is locked: away, with the reason', async () => {
    await d.online(wang)
    minutes(9)
    expect((await d.t.ok(beatPresence, { idleSeconds: 540 }, wang)).state).toBe('available')
    minutes(1)
    expect((await d.t.ok(beatPresence, { idleSeconds: 600 }, wang)).state).toBe('away')
    expect(await state()).toEqual(['away', 'idle', null])
    await d.online(wang)
    expect((await d.t.ok(beatPresence, { idleSeconds: 3, locked: true }, wang)).state).toBe('away')
    expect(await state()).toEqual(['away', 'locked', null])
  })

  test('somebody who talks is not idle however long they do not type', async () => {
    await talking()
    minutes(20)
    expect((await d.t.ok(beatPresence, { idleSeconds: 1200 }, wang)).state).toBe('talking')
  })

  test('away for an hour is signed out, and the sign-in ends though the machine stays on', async () => {
    const browser = await browserOf(wang)
    await d.t.ok(setPresence, { state: 'available' }, browser)
    await d.t.ok(beatPresence, { locked: true }, browser)
    for (let passed = 0; passed < 61; passed += 1) {
      minutes(1)
      await d.t.call(beatPresence, { locked: true }, browser)
      await d.tend()
    }
    expect(await state()).toEqual(['signed-out', 'idle', null])
    expect((await d.t.call(getPresence, {}, browser)).status).toBe(401)
  })

  test('a sign-in that ended leaves the seat, and signing out of the seat can end the sign-in', async () => {
    const browser = await browserOf(wang)
    await d.t.ok(setPresence, { state: 'available' }, browser)
    await d.t.asSystem(({ tx, now }) => tx.updateTable('people.session').set({ revoked_at: now }).where('id', '=', browser.id).execute())
    await d.tend()
    expect(await state()).toEqual(['signed-out', 'session-ended', null])
    const next = await browserOf(wang)
    await d.t.ok(setPresence, { state: 'available' }, next)
    await d.t.ok(setPresence, { state: 'signed-out', endSession: true }, next)
    expect((await d.t.call(getPresence, {}, next)).status).toBe(401)
  })

  test('a browser that fell silent gives offers back and tells whose the calls are', async () => {
    await d.online(wang, 'available')
    const held = await d.arrive({ channel: 'chat' })
    await d.dispatch()
    await d.accept(wang, held)
    const offered = await d.arrive({ channel: 'chat' })
    await d.dispatch()
    d.t.clock.advance(76_000)
    await d.tend()
    expect(await state()).toEqual(['signed-out', 'silent', null])
    expect((await d.kept(offered)).state).toBe('waiting')
    expect(d.told.filter((one) => one.what === 'left')).toEqual([{ what: 'left', id: held, to: wang.id }])
  })
})

describe('A supervisor has the floor in hand (WF-24)', () => {
  test('sets a state with a note, which stands in the history and the audit', async () => {
    await d.online(wang)
    minutes(1)
    await d.t.ok(setStaffPresence, { regionId: 1, staffId: wang.id, state: 'training', note: '新业务培训' }, boss)
    expect(await d.t.ok(getPresence, {}, wang)).toMatchObject({ state: 'training', setByOther: true })
    const { items } = await d.t.ok(listStaffIntervals, { regionId: 1, staffId: wang.id, from: '2026-11-24T00:00:00Z', until: '2026-11-25T00:00:00Z' }, boss)
    expect(items.at(-1)).toMatchObject({ state: 'training', note: '新业务培训', setBy: { jobNumber: boss.jobNumber }, endedAt: null })
    const audit = await d.t.db.selectFrom('platform.audit').select(['verb', 'subject_id', 'actor_id']).where('verb', '=', 'presence.set').execute()
    expect(audit).toEqual([{ verb: 'presence.set', subject_id: wang.id, actor_id: boss.id }])
  })

  test('may send somebody home; nobody else may, and not in another region', async () => {
    await talking()
    const stranger = await d.person('shift-leader', {}, d.units.gd)
    const order = { regionId: 1, staffId: wang.id, state: 'signed-out', note: '设备故障' }
    expect((await d.t.call(setStaffPresence, order, wang)).problem.code).toBe('not-permitted')
    expect((await d.t.call(setStaffPresence, order, stranger)).problem.code).toBe('not-permitted')
    expect((await d.t.call(setStaffPresence, { ...order, state: 'talking' }, boss)).problem.code).toBe('presence-state-unknown')
    await d.t.ok(setStaffPresence, order, boss)
    expect((await state())[0]).toBe('signed-out')
  })

  test('lends somebody to another queue (CC-12 to CC-15, CC-18) and gives them back to what they did', async () => {
    const outbound = await d.person('outbound-agent')
    await d.online(outbound, 'outbound')
    const call = await d.arrive()
    expect(await d.dispatch()).toBe(0)
    await d.t.asSystem((given) => lendStaff(given, { regionId: 1, staffId: outbound.id, queueCodes: ['hn-calls'], note: '高峰支援' }))
    expect(await state(outbound)).toEqual(['helping-inbound', null, null])
    expect(await d.dispatch()).toBe(1)
    await d.accept(outbound, call)
    await d.t.asSystem((given) => returnStaff(given, 1, outbound.id, '高峰结束'))
    expect(await loansOf(d.t.db, 1)).toEqual([])
    await d.release(outbound, call, false)
    expect(await state(outbound)).toEqual(['outbound', null, null])
    await d.arrive()
    expect(await d.dispatch()).toBe(0)
  })
})
