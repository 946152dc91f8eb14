import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerTicket } from '@shouwen/contract/ticket-work'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'
import { openTicket as open } from './open-ticket.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

describe('opening a ticket', () => {
  test('gives it a number of the region and day, a priority with its reason, an owner, a queue and running promises', async () => {
    const opened = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    expect(opened).toMatchObject({
      number: 'HN-20261124-000001',
      status: 'acknowledged',
      priority: 'P3',
      ownerId: o.people.wang.id,
      queueCode: 'hn-all',
      assigneeId: null,
      unitId: o.units.hotline,
      missing: []
    })
    expect(opened.nextDueAt).not.toBeNull()
    const page = await o.t.ok(readTicket, { ticketId: opened.id }, o.people.wang)
    expect(page.ticket.firstOwner).toMatchObject({ name: '王芳', jobNumber: '1001' })
    expect(page.promises.map((promise) => promise.promise)).toContain('respond')
    expect(page.promises.every((promise) => promise.state === 'running')).toBe(true)
    expect(page.promises.map((promise) => promise.dueAt).sort()[0]).toBe(opened.nextDueAt)
    expect(page.timeline.items.map((item) => `${item.type} ${item.what}`)).toEqual(['status acknowledged'])
  })

  test('numbers follow each other on a day of the region and begin again on the next', async () => {
    const first = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    const second = await o.t.ok(openTicket, o.inquiry, o.people.li)
    expect(Number(second.number.slice(-6))).toBe(Number(first.number.slice(-6)) + 1)
    const past = await o.t.asSystem((call) =>
      open(
        call,
        { ...o.inquiry, regionId: 1, channel: 'letter' },
        { occurredAt: new Date('2025-03-31T16:30:00Z'), byMachine: true }
      )
    )
    expect(past.number).toBe('HN-20250401-000001')
  })

  test('openings at the same time never share a number', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => o.t.ok(openTicket, o.inquiry, o.people.wang)))
    expect(new Set(many.map((one) => one.number)).size).toBe(40)
  })

  test('says in words why an everyday matter is an everyday one', async () => {
    const opened = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    expect(opened).toMatchObject({
      priority: 'P3',
      priorityBecause: { zh: '普通客户的日常咨询', en: 'an everyday question of an ordinary customer' }
    })
  })

  test('takes grade and line of the customer into account', async () => {
    const opened = await o.t.ok(openTicket, o.fault, o.people.wang)
    expect(opened.priority).toBe('P2')
    expect(opened.priorityBecause.zh).toBe('重要客户故障')
    const page = await o.t.ok(readTicket, { ticketId: opened.id }, o.people.wang)
    expect(page.ticket.customerGrade).toBe('AA')
    expect(page.customer).toMatchObject({ name: '张三丰', grade: 'AA' })
    expect(page.promises.map((promise) => promise.clauseId)).toContain('fault-arrival')
  })

  test('a complaint names what the customer demands and where it happened', async () => {
    const answer = await o.t.call(openTicket, { ...o.complaint, form: { demand: '退钱' } }, o.people.wang)
    expect(answer.status).toBe(422)
    expect(answer.problem).toMatchObject({ code: 'required-field-missing', details: { fields: ['form.scene'] } })
    const byMachine = await o.t.asSystem((call) =>
      open(call, { ...o.complaint, regionId: 1, form: {}, channel: 'email' }, { byMachine: true })
    )
    expect(byMachine.missing).toEqual(['demand', 'scene'])
  })

  test('refuses what belongs to another kind, nobody to reach, unknown categories, customers and queues', async () => {
    const code = async (change: Partial<typeof o.inquiry>) =>
      (await o.t.call(openTicket, { ...o.inquiry, ...change }, o.people.wang)).problem.code
    expect(await code({ form: { symptom: '红灯' } })).toBe('invalid-input')
    expect(await code({ contactPhone: undefined })).toBe('ticket-has-no-contact')
    expect(await code({ category: 'fault.broadband' })).toBe('ticket-category-unknown')
    expect(await code({ customerId: o.t.app.newId() })).toBe('customer-unknown')
    expect(await code({ customerId: o.customerId, lineId: o.t.app.newId() })).toBe('customer-unknown')
    expect(await code({ queueCode: 'nowhere' })).toBe('queue-unknown')
    expect(await code({ regionId: 2 })).toBe('not-permitted')
  })

  test('an opener who keeps it has accepted it', async () => {
    const opened = await o.t.ok(openTicket, { ...o.inquiry, keep: true }, o.people.wang)
    expect(opened).toMatchObject({
      status: 'inProgress',
      assigneeId: o.people.wang.id,
      queueCode: null,
      unitId: o.units.hotline
    })
  })

  test('the same request sent twice with one key opens one ticket', async () => {
    const key = { ...o.people.wang, idempotencyKey: 'open-once-1' }
    const [first, second] = await Promise.all([o.t.ok(openTicket, o.inquiry, key), o.t.ok(openTicket, o.inquiry, key)])
    expect(second.id).toBe(first.id)
  })
})

describe('the page of a ticket', () => {
  test('shows the telephone in part until a purpose is stated, and keeps who looked and why', async () => {
    const { id } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    const masked = await o.t.ok(readTicket, { ticketId: id }, o.people.wang)
    expect(masked.ticket.contact).toEqual({ name: null, phone: '138****5678', email: null, masked: true })
    const whole = await o.t.ok(readTicket, { ticketId: id }, { ...o.people.wang, purpose: '回电核实' })
    expect(whole.ticket.contact.phone).toBe('13812345678')
    const lines = await o.t.db
      .selectFrom('platform.audit')
      .select(['verb', 'fields', 'purpose'])
      .where('subject_id', '=', id)
      .where('verb', '=', 'ticket.unmask')
      .execute()
    expect(lines).toEqual([{ verb: 'ticket.unmask', fields: ['phone'], purpose: '回电核实' }])
  })

  test('is not there for somebody of another region', async () => {
    const { id } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    expect((await o.t.call(readTicket, { ticketId: id }, o.people.outsider)).status).toBe(404)
    expect((await o.t.call(readTicket, { ticketId: id }, o.people.planner)).status).toBe(403)
  })
})

describe('answering', () => {
  test('the first words of a person keep the promise to respond; later ones tell of progress', async () => {
    const { id } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    o.t.clock.advance(60_000)
    const first = await o.t.ok(answerTicket, { ticketId: id, body: '您好，可以在下月生效' }, o.people.li)
    expect(first).toMatchObject({
      firstAnswer: true,
      ticket: { status: 'inProgress', assigneeId: o.people.li.id, ownerId: o.people.wang.id }
    })
    const again = await o.t.ok(answerTicket, { ticketId: id, body: '已为您登记' }, o.people.li)
    expect(again.firstAnswer).toBe(false)
    const page = await o.t.ok(readTicket, { ticketId: id }, o.people.wang)
    expect(page.promises.find((promise) => promise.promise === 'respond')?.state).toBe('kept')
    const names = await o.t.db
      .selectFrom('platform.event')
      .select('name')
      .where('subject_id', '=', id)
      .where('name', 'like', 'ticket.%')
      .orderBy('seq')
      .execute()
    expect(names.map((row) => row.name)).toEqual([
      'ticket.opened',
      'ticket.accepted',
      'ticket.answered',
      'ticket.progress-told'
    ])
  })
})
