import { recuseFromTicket } from '@shouwen/contract/ticket-recusal'
import { openTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assignDirectly } from './assign-directly.ts'
import { type FloorDesk, startFloorDesk, type Worker } from './testing/floor-desk.ts'

let d: FloorDesk
let wang: Worker
let li: Worker
let leader: Worker
beforeAll(async () => {
  d = await startFloorDesk()
  leader = await d.person('shift-leader', {}, d.units.hotline)
})
afterAll(() => d.t.stop())
beforeEach(async () => {
  wang = await d.person()
  li = await d.person()
  await d.queue('hn-calls', [wang, li])
})

/** A complaint of the customer from which Wang is kept away. */
async function complainAboutWang(customerId: string): Promise<void> {
  const form = { demand: '换人', scene: '电话' }
  const { id } = await d.t.ok(openTicket, { kind: 'complaint', title: '态度差', description: '…', channel: 'phone', form, customerId }, leader)
  await d.t.ok(recuseFromTicket, { ticketId: id, staffIds: [wang.id], cause: 'complained-about', reason: '态度' }, leader)
}

test('a customer who complains about somebody is not connected with them, nor by knowing, taking, giving or transfer (TK-26)', async () => {
  const customerId = await d.customer()
  await complainAboutWang(customerId)
  await d.online(wang)
  const call = await d.arrive({ customerId, knownStaffId: wang.id })
  expect(await d.kept(call)).toMatchObject({ avoid_staff_ids: [wang.id], known_staff_id: null })
  expect(await d.dispatch()).toBe(0)
  await expect(d.take(wang, call)).rejects.toMatchObject({ code: 'contact-avoids-person' })
  await d.online(li)
  await d.dispatch()
  await d.accept(li, call)
  await expect(d.as(wang, (given) => assignDirectly(given, d.ref(call), wang.id))).rejects.toMatchObject({ code: 'contact-avoids-person' })
  expect((await d.kept(call)).staff_id).toBe(li.id)
})

test('an offer that stands when the complaint comes is not accepted, and goes back to its place', async () => {
  const customerId = await d.customer()
  await d.online(wang)
  const call = await d.arrive({ customerId })
  await d.dispatch()
  expect((await d.kept(call)).staff_id).toBe(wang.id)
  await complainAboutWang(customerId)
  await expect(d.accept(wang, call)).rejects.toMatchObject({ code: 'contact-avoids-person' })
  await d.t.drain()
  expect(await d.kept(call)).toMatchObject({ state: 'waiting', staff_id: null, avoid_staff_ids: [wang.id] })
  expect(await d.seat(wang)).toMatchObject({ hard_units: 0 })
})
