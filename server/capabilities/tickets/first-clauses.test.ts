import { listMyTickets } from '@shouwen/contract/portal-tickets'
import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import { findDuplicates, openTicket, readTicket, reclassifyTicket } from '@shouwen/contract/tickets'
import { Channel } from '@shouwen/contract/ticket-words'
import * as work from '@shouwen/contract/ticket-work'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerCookie } from './testing/customer-cookie.ts'
import { fieldsFor } from './forms.ts'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

const MINUTE = 60_000
const page = (ticketId: string) => o.t.ok(readTicket, { ticketId }, o.people.inspector)
const opened = async (matter: 'inquiry' | 'complaint' | 'fault' = 'inquiry') =>
  o.t.ok(openTicket, o[matter], o.people.wang)

describe('the inquiry flow', () => {
  test('IQ-01: an inquiry shows when it was accepted, recorded, handled and confirmed, and where it left the way', async () => {
    const { id: ticketId } = await opened()
    const at = o.people.wang
    const later = () => o.t.clock.advance(5 * MINUTE)
    later()
    await o.t.ok(work.takeTicket, { ticketId }, at)
    later()
    await o.t.ok(work.changeStatus, { ticketId, to: 'pending', reason: 'waiting-information' }, at)
    later()
    await o.t.ok(work.changeStatus, { ticketId, to: 'inProgress' }, at)
    await o.t.ok(work.resolveTicket, { ticketId, resolution: '已说明' }, at)
    later()
    await o.t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true }, at)
    const { ticket, timeline } = await page(ticketId)
    const times = [ticket.openedAt, ticket.acceptedAt, ticket.resolvedAt, ticket.closedAt].map((each) => Date.parse(each ?? ''))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(new Set(times).size).toBe(4)
    const steps = timeline.items.filter(({ type }) => type === 'status')
    expect(JSON.stringify(steps)).toContain('waiting-information')
  })

  test('IQ-03: each kind offers its own categories at entry, the five classes of an inquiry among them, and refuses those of another', async () => {
    const { categories } = await o.t.ok(readTicketChoices, {}, o.people.wang)
    const classes = categories.filter(({ code, kinds }) => kinds.includes('inquiry') && code.split('.').length === 2)
    expect(classes.map(({ code }) => code).sort()).toEqual([
      'inquiry.basic',
      'inquiry.billing',
      'inquiry.complaint',
      'inquiry.network',
      'inquiry.new'
    ])
    const wrong = await o.t.call(openTicket, { ...o.inquiry, category: 'fault.broadband' }, o.people.wang)
    expect(wrong.problem.code).toBe('ticket-category-unknown')
  })

  test('IQ-05, SP-22: every kind asks for the confirmed request, complaints and faults for what it means for the customer', async () => {
    for (const kind of ['inquiry', 'request', 'complaint', 'fault'] as const)
      expect(fieldsFor(kind), kind).toContain('confirmedRequest')
    for (const kind of ['complaint', 'fault'] as const) expect(fieldsFor(kind), kind).toContain('impact')
    const form = { ...o.complaint.form, impact: '独居老人，无法呼救', confirmedRequest: '您要退还 30 元，对吗？' }
    const { id } = await o.t.ok(openTicket, { ...o.complaint, form }, o.people.wang)
    expect((await page(id)).ticket.form).toMatchObject(form)
  })

  test('IQ-06, IQ-08: the customer sees the number and by when they are answered', async () => {
    const { number, id } = await o.t.ok(openTicket, { ...o.inquiry, customerId: o.customerId }, o.people.wang)
    const cookie = await customerCookie(o)
    const mine = (await o.t.ok(listMyTickets, {}, { cookie })).items.find((each) => each.id === id)
    const opened = Date.parse((await page(id)).ticket.openedAt)
    expect(mine?.number).toBe(number)
    expect(mine?.nextPromise).toMatchObject({ dueAt: new Date(opened + 30 * MINUTE).toISOString() })
  })

  test('IQ-12: a transfer tells why; a warm one also briefs the receiver and records whether the customer agreed', async () => {
    const { id: ticketId } = await opened()
    const cold = { ticketId, unitId: o.units.network } as never
    expect((await o.t.call(work.assignTicket, cold, o.people.dispatcher)).status).toBe(400)
    const warm = { ticketId, unitId: o.units.network, reason: '网络问题', summary: '已重启光猫', customerAgreed: true }
    for (const missing of ['reason', 'summary', 'customerAgreed'])
      expect((await o.t.call(work.offerHandover, { ...warm, [missing]: undefined } as never, o.people.wang)).status, missing).toBe(400)
    const { id: handoverId } = await o.t.ok(work.offerHandover, warm, o.people.wang)
    const seen = await o.t.ok(readTicket, { ticketId }, o.people.engineer)
    expect(seen.handover).toMatchObject({ id: handoverId, summary: '已重启光猫', customerAgreed: true })
    expect(seen.timeline.items.length).toBeGreaterThan(0)
  })
})

describe('complaints and tickets', () => {
  test('TK-01: a complaint is the same ticket through every channel, and one that comes again through another is pointed out', async () => {
    const matter = { ...o.complaint, customerId: o.customerId }
    for (const channel of (Channel as unknown as { enum: (typeof o.complaint.channel)[] }).enum) {
      const { id } = await o.t.ok(openTicket, { ...matter, channel }, o.people.wang)
      const { ticket, promises } = await page(id)
      expect(ticket).toMatchObject({ kind: 'complaint', channel, openedAt: o.t.clock.now().toISOString() })
      expect(promises.map(({ clauseId }) => clauseId)).toContain('complaint-reply')
    }
    const { items } = await o.t.ok(
      findDuplicates,
      { customerId: o.customerId, title: matter.title, description: matter.description },
      o.people.wang
    )
    expect(items.length).toBeGreaterThan(0)
  })

  test('TK-03: another kind needs a reason, and the promises that run stay as they are', async () => {
    const { id: ticketId } = await opened('complaint')
    const before = (await page(ticketId)).promises.map(({ id, dueAt }) => [id, dueAt])
    const change = { ticketId, kind: 'inquiry' as const, category: 'inquiry.billing' }
    expect((await o.t.call(reclassifyTicket, change as never, o.people.leader)).status).toBe(400)
    await o.t.ok(reclassifyTicket, { ...change, reason: '只是询问' }, o.people.leader)
    expect((await page(ticketId)).promises.map(({ id, dueAt }) => [id, dueAt])).toEqual(before)
  })

  test('TK-06: a complaint waits in the intake of its region, and passing it on resets no clock', async () => {
    const made = await opened('complaint')
    expect(made).toMatchObject({ queueCode: 'hn-all', regionId: 1 })
    const before = (await page(made.id)).promises
    o.t.clock.advance(10 * MINUTE)
    const given = { ticketId: made.id, unitId: o.units.network, reason: '网络部门处理' }
    expect((await o.t.ok(work.assignTicket, given, o.people.dispatcher)).unitId).toBe(o.units.network)
    const after = new Map((await page(made.id)).promises.map((each) => [each.id, each]))
    for (const { id, dueAt, startedAt } of before) expect(after.get(id)).toMatchObject({ dueAt, startedAt })
  })

  test('SP-15: the steps that calm come with the choices, in both languages', async () => {
    const { calming } = await o.t.ok(readTicketChoices, {}, o.people.wang)
    expect(calming.length).toBeGreaterThan(2)
    expect(calming.every(({ zh, en }) => zh !== '' && en !== '' && zh !== en)).toBe(true)
  })
})
