import { attachBehaviour, commit, makeOffer } from '@shouwen/contract/handling-cards'
import { openRoom, sayInRoom } from '@shouwen/contract/handling-room'
import { diagnose, recordSignalTest } from '@shouwen/contract/handling-verify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTicket, type Ticket } from '#capabilities/tickets'
import { handlingPart } from './pack-handling.ts'
import { type ComplaintDesk, startComplaintDesk } from './testing/complaint-desk.ts'

let d: ComplaintDesk
beforeAll(async () => {
  d = await startComplaintDesk()
})
afterAll(() => d.t.stop())

const part = async (ticketId: string) => handlingPart({ call: d.t.read(), ticket: (await findTicket(d.t.db, 1, ticketId)) as Ticket, recordings: false })

test('the desk hands in how a complaint was handled, marks what was said among us, and never names a behaviour or whose mistake it was (TK-60)', async () => {
  const ticketId = await d.open()
  expect(await part(ticketId)).toBeNull()
  await d.t.ok(recordSignalTest, { ticketId, place: '卧室', indoor: true, technology: '4g', readings: [{ code: 'rsrp', value: -118 }] }, d.people.wang)
  await d.t.ok(diagnose, { ticketId, trueToFact: 'true', rootCause: 'operating-error', cause: 'wrong-entry', summary: '录入错误', evidence: [{ kind: 'order', note: '受理单' }], staffId: d.people.li.id }, d.people.wang)
  await d.t.ok(commit, { ticketId, stage: 'plan', within: '24h', words: '明天给方案' }, d.people.wang)
  await d.t.ok(makeOffer, { ticketId, terms: '减免一个月', validUntil: '2026-11-28T00:00:00Z' }, d.people.wang)
  await d.t.ok(openRoom, { ticketId, purpose: '核查', units: [{ unitId: d.units.network, duty: '查' }] }, d.people.wang)
  await d.t.ok(sayInRoom, { ticketId, body: '内部意见' }, d.people.engineer)
  await d.t.ok(attachBehaviour, { ticketId, behaviour: 'venting' }, d.people.wang)
  const section = await part(ticketId)
  const whole = JSON.stringify(section)
  for (const said of ['卧室', '录入错误', '明天给方案', '减免一个月', '内部意见']) expect(whole).toContain(said)
  expect(section?.moments?.filter(({ internal }) => internal).map(({ body }) => body)).toEqual(['内部意见'])
  expect(whole).not.toContain('venting')
  expect(whole).not.toContain(d.people.li.id)
  expect(section?.subjects).toHaveLength(1)
})
