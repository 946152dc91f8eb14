import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeApp } from '#server/app'
import { declineOffer } from './accept-offer.ts'
import { assignDirectly } from './assign-directly.ts'
import { type FloorDesk, startFloorDesk, type Worker } from './testing/floor-desk.ts'

let d: FloorDesk
let wang: Worker
let li: Worker
beforeEach(async () => {
  d = await startFloorDesk()
  wang = await d.person('agent', { billing: 2 })
  li = await d.person('agent', { billing: 4 })
  await d.queue('hn-calls', [wang, li])
  await d.queue('hn-billing', [wang, li], 'billing')
})
afterEach(() => d.t.stop())

describe('A call that waits (CC-05)', () => {
  test('is offered to one ready person, and accepted, held and released it gives the person back', async () => {
    await d.online(wang)
    const call = await d.arrive()
    expect(await d.dispatch()).toBe(1)
    expect(await d.kept(call)).toMatchObject({ state: 'offered', staff_id: wang.id, offer_ends_at: new Date('2026-11-24T02:00:15Z') })
    expect(d.told).toEqual([{ what: 'offered', id: call, to: wang.id }])
    await d.accept(wang, call)
    expect(await d.seat(wang)).toMatchObject({ state: 'talking', hard_units: 24 })
    d.t.clock.advance(60_000)
    await d.release(wang, call)
    expect(await d.seat(wang)).toMatchObject({ state: 'wrap-up', hard_units: 0, wrap_until: new Date('2026-11-24T02:01:30Z') })
    // Until the wrap-up is over nothing is offered; it ends when its time is over, not when somebody looks.
    const next = await d.arrive()
    expect(await d.dispatch()).toBe(0)
    d.t.clock.advance(31_000)
    await d.beat(wang)
    await d.tend()
    expect(await d.seat(wang)).toMatchObject({ state: 'available', since: new Date('2026-11-24T02:01:30Z') })
    expect((await d.kept(next)).staff_id).toBe(wang.id)
  })

  test('goes back to its place when nobody answers, and the person is away with the reason', async () => {
    await d.online(wang)
    const first = await d.arrive()
    await d.dispatch()
    d.t.clock.advance(5000)
    const second = await d.arrive()
    d.t.clock.advance(10_000)
    await d.tend()
    expect(await d.kept(first)).toMatchObject({ state: 'waiting', offer_count: 1, placed_at: new Date('2026-11-24T02:00:00Z') })
    expect(await d.seat(wang)).toMatchObject({ state: 'away', reason: 'offer-unanswered', hard_units: 0 })
    await d.online(li)
    await d.dispatch()
    expect(await d.offers()).toEqual({ [first]: li.id })
    expect((await d.kept(second)).state).toBe('waiting')
  })

  test('declined with a reason it keeps its place and the person is busy', async () => {
    await d.online(wang)
    const call = await d.arrive()
    await d.dispatch()
    await d.as(wang, (given) => declineOffer(given, d.ref(call), '正在处理投诉'))
    expect(await d.seat(wang)).toMatchObject({ state: 'busy', reason: '正在处理投诉', hard_units: 0 })
    expect((await d.kept(call)).state).toBe('waiting')
    expect(await d.dispatch()).toBe(0)
  })

  test('widens with the wait and keeps its place', async () => {
    await d.online(wang)
    const billing = await d.arrive({ queueCode: 'hn-billing' })
    // Level 2 is asked at first: wang has it, so it goes at once; with nobody of that level it waits for the next step.
    await d.dispatch()
    expect(await d.offers()).toEqual({ [billing]: wang.id })
    const plain = await d.person('agent', { billing: 1 })
    await d.queue('hn-billing', [plain], 'billing')
    await d.online(plain)
    const waits = await d.arrive({ queueCode: 'hn-billing' })
    expect(await d.dispatch()).toBe(0)
    d.t.clock.advance(19_000)
    expect(await d.dispatch()).toBe(0)
    d.t.clock.advance(1000)
    expect(await d.dispatch()).toBe(1)
    expect((await d.kept(waits)).staff_id).toBe(plain.id)
    const decision = await d.t.db.selectFrom('floor.decision').selectAll().where('contact_id', '=', waits).executeTakeFirstOrThrow()
    expect(decision).toMatchObject({ step: 1, eligible: 1, why: 'only-one', waited_seconds: 20, rule_id: 'calls' })
  })

  test('overflows to the people of another queue, counted apart', async () => {
    const general = await d.person()
    await d.queue('hn-general', [general])
    await d.online(general)
    const call = await d.arrive()
    expect(await d.dispatch()).toBe(0)
    d.t.clock.advance(180_000)
    await d.beat(general)
    expect(await d.dispatch()).toBe(1)
    expect(await d.kept(call)).toMatchObject({ queue_code: 'hn-calls', via_queue: 'hn-general' })
    await d.accept(general, call)
    const marks = await d.t.db.selectFrom('floor.mark').select(['queue_code', 'figure']).where('figure', 'like', 'overflowed%').execute()
    expect(marks.map((one) => `${one.queue_code} ${one.figure}`).sort()).toEqual(['hn-calls overflowed-out', 'hn-general overflowed-in'])
  })

  test('of a VIP stands before those who came earlier, and never goes to who must not have it', async () => {
    const vip = await d.customer({ vip: true })
    const first = await d.arrive()
    d.t.clock.advance(60_000)
    const second = await d.arrive({ customerId: vip, avoidStaffIds: [wang.id] })
    await d.online(wang)
    await d.online(li)
    await d.dispatch()
    // The VIP rule asks for the VIP skill at first; nobody has it, so the ordinary call goes, and the VIP after 40 s.
    expect(Object.keys(await d.offers())).toEqual([first])
    const after = (await d.kept(first)).staff_id
    if (after === li.id) await d.as(li, (given) => declineOffer(given, d.ref(first), '测试'))
    else await d.accept(wang, first)
    await d.online(li)
    d.t.clock.advance(40_000)
    await d.beat(wang, li)
    await d.dispatch()
    expect((await d.kept(second)).staff_id).toBe(li.id)
  })

  test('of somebody who gave up and calls again has the old place', async () => {
    const customerId = await d.customer()
    const first = await d.arrive({ customerId })
    d.t.clock.advance(60_000)
    const between = await d.arrive()
    await d.giveUp(first)
    d.t.clock.advance(60_000)
    const again = await d.arrive({ customerId })
    expect((await d.kept(again)).placed_at).toEqual(new Date('2026-11-24T02:00:00Z'))
    await d.online(wang)
    await d.dispatch()
    expect(Object.keys(await d.offers())).toEqual([again])
    expect((await d.kept(between)).state).toBe('waiting')
    // The place is used once.
    await d.giveUp(again)
    await d.t.db.updateTable('floor.contact').set({ outcome: 'resumed' }).where('id', '=', again).execute()
    const third = await d.arrive({ customerId })
    expect((await d.kept(third)).placed_at).toEqual(d.t.clock.now())
  })

  test('goes back before the one who knows the customer, as long as they are there', async () => {
    await d.online(wang)
    await d.online(li)
    const call = await d.arrive({ knownStaffId: li.id })
    await d.dispatch()
    expect((await d.kept(call)).staff_id).toBe(li.id)
  })

  test('moves between people with its capacity, and the former one wraps up', async () => {
    await d.online(wang)
    const call = await d.arrive()
    await d.dispatch()
    await d.accept(wang, call)
    await d.online(li)
    await d.as(li, (given) => assignDirectly(given, d.ref(call), li.id))
    expect(await d.seat(wang)).toMatchObject({ state: 'wrap-up', hard_units: 0 })
    expect(await d.seat(li)).toMatchObject({ state: 'talking', hard_units: 24 })
    const passages = await d.t.db.selectFrom('floor.passage').select(['outcome', 'staff_id']).where('contact_id', '=', call).execute()
    expect(passages).toEqual([{ outcome: 'transferred', staff_id: wang.id }])
  })
})

describe('One call or three chats, and a call interrupts mail', () => {
  const conversation = async (channel: string) => {
    const id = await d.arrive({ channel, queueCode: 'hn-calls' })
    return id
  }
  test('three chats fill a person, a call does not fit beside them', async () => {
    await d.online(wang)
    for (let n = 0; n < 4; n += 1) await conversation('chat')
    expect(await d.dispatch()).toBe(3)
    await d.arrive()
    expect(await d.dispatch()).toBe(0)
  })
  test('a call fits beside mail, mail does not fit beside a call', async () => {
    await d.online(wang)
    await conversation('email')
    expect(await d.dispatch()).toBe(1)
    await d.arrive()
    expect(await d.dispatch()).toBe(1)
    expect(await d.seat(wang)).toMatchObject({ hard_units: 24, soft_units: 4 })
    await conversation('email')
    expect(await d.dispatch()).toBe(0)
  })
})

test('of two who click the same waiting call one has it, and the other hears who', async () => {
  await d.online(wang)
  await d.online(li)
  const call = await d.arrive()
  const clicks = await Promise.allSettled([d.take(wang, call), d.take(li, call)])
  const won = clicks.findIndex((one) => one.status === 'fulfilled')
  const lost = clicks.find((one) => one.status === 'rejected') as PromiseRejectedResult
  expect(clicks.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(lost.reason).toMatchObject({ code: 'contact-taken-by-another', details: { jobNumber: [wang, li][won]?.jobNumber } })
})

test('when hundreds of people come back at once everybody is at work again and each is offered one call', async () => {
  const people: Worker[] = []
  for (let n = 0; n < 300; n += 1) people.push(await d.person())
  await d.queue('hn-calls', people)
  await Promise.all(people.map((one) => d.online(one)))
  await Promise.all(people.map((one) => d.online(one)))
  for (let n = 0; n < 300; n += 20) await Promise.all(Array.from({ length: 20 }, () => d.arrive()))
  expect(await d.dispatch()).toBe(300)
  expect(new Set(Object.values(await d.offers())).size).toBe(300)
  const open = await d.t.db.selectFrom('floor.interval').select((eb) => eb.fn.countAll<number>().as('n')).where('ended_at', 'is', null).executeTakeFirstOrThrow()
  expect(Number(open.n)).toBe(300)
}, 60_000)

test('two dispatchers never give one call twice or a person two, and the order is kept', async () => {
  const second = composeApp(d.t.app.config, d.t.databaseUrl, d.t.clock)
  const people = await Promise.all(Array.from({ length: 12 }, () => d.person()))
  await d.queue('hn-calls', people)
  for (const one of people) await d.online(one)
  const calls: string[] = []
  for (let n = 0; n < 30; n += 1) {
    calls.push(await d.arrive())
    d.t.clock.advance(10)
  }
  await Promise.all([d.dispatch(), d.dispatch(second), d.dispatch(), d.dispatch(second)])
  const offered = await d.offers()
  expect(Object.keys(offered).sort()).toEqual(calls.slice(0, 12).sort())
  expect(new Set(Object.values(offered)).size).toBe(12)
  expect(d.told.filter((one) => one.what === 'offered')).toHaveLength(12)
  await second.db.destroy()
})

test('a dispatcher whose right was taken by another writes nothing', async () => {
  const { takeLease } = await import('./dispatcher/lease.ts')
  const { writeOffers } = await import('./dispatcher/write-offers.ts')
  await d.online(wang)
  const id = await d.arrive()
  const lease = await takeLease(d.t.app, d.t.app.newId(), 1)
  const seat = await d.seat(wang)
  const contact = await d.kept(id)
  const decision = { contactId: id, agentId: wang.id, step: 0, score: 0, queue: 'hn-calls', overflow: false, eligible: 1, why: 'only-one' as const, passedOver: [] }
  expect(lease).not.toBeNull()
  expect(await writeOffers(d.t.app, { regionId: 1, epoch: 1 }, d.t.app.newId(), [{ decision, contact, seat }], d.t.clock.now())).toEqual([])
  expect((await d.kept(id)).state).toBe('waiting')
})

test('a queue without people holds its calls, and whoever joins it is offered the first', async () => {
  await d.queue('hn-empty', [])
  const call = await d.arrive({ queueCode: 'hn-empty' })
  expect(await d.dispatch()).toBe(0)
  expect((await d.kept(call)).state).toBe('waiting')
  await d.queue('hn-empty', [wang])
  await d.online(wang)
  expect(await d.dispatch()).toBe(1)
})
