import { readMyComplaint, readMyProof } from '@shouwen/contract/portal-complaints'
import { acceptTask, assignTask } from '@shouwen/contract/ticket-tasks'
import { openTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCustomer } from '#capabilities/customers'
import { sweepClocks } from '#capabilities/norms'
import { customerCookie } from '../tickets/testing/customer-cookie.ts'
import { type SmallOperator, startSmallOperator } from '../tickets/testing/small-operator.ts'

let o: SmallOperator
let customer: { cookie: string }
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
  customer = { cookie: await customerCookie(o) }
})
afterAll(() => o.t.stop())

const complain = async () => (await o.t.ok(openTicket, { ...o.complaint, customerId: o.customerId }, o.people.wang)).id
const view = (ticketId: string, as = customer) => o.t.call(readMyComplaint, { ticketId }, as)

describe('A customer’s own complaint at the portal', () => {
  test('names the departments that work on it, and no person @norm TK-16', async () => {
    const ticketId = await complain()
    const { id: taskId } = await o.t.ok(assignTask, { ticketId, title: '核查计费', detail: '请核对十月话单', unitId: o.units.network }, o.people.wang)
    const body = await o.t.ok(readMyComplaint, { ticketId }, customer)
    expect(body.departments).toMatchObject([{ state: 'asked' }])
    await o.t.ok(acceptTask, { ticketId, taskId }, o.people.engineer)
    expect((await o.t.ok(readMyComplaint, { ticketId }, customer)).departments).toMatchObject([{ state: 'working' }])
    expect(JSON.stringify(body)).not.toContain('核查计费')
  })

  test('says from when the appeal office takes it, and when we are late that it does now; the offices are shown to whoever asks @norm TK-41', async () => {
    const ticketId = await complain()
    const before = await o.t.ok(readMyComplaint, { ticketId }, customer)
    // Fifteen natural days, to the end of the last (Order 35).
    expect(before.appeal).toMatchObject({ state: 'later', because: null, from: '2026-12-09T16:00:00.000Z' })
    expect(before.appeal.offices.map(({ code }) => code)).toContain('12300')
    o.t.clock.set('2026-12-10T02:00:00Z')
    await sweepClocks(o.t.app)
    expect((await o.t.ok(readMyComplaint, { ticketId }, customer)).appeal).toMatchObject({ state: 'open', because: 'unanswered' })
    o.t.clock.set('2026-11-24T02:00:00Z')
  })

  test('can be proved to the appeal office: number, times and what was said, and only by whose it is @norm TK-41', async () => {
    const ticketId = await complain()
    const proof = await o.t.ok(readMyProof, { ticketId }, customer)
    expect(proof).toMatchObject({ ticketId, number: expect.stringMatching(/^HN-/), receivedAt: '2026-11-24T02:00:00.000Z', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const other = await o.t.asSystem(({ tx, now }) => createCustomer(tx, { regionId: 1, kind: 'person', name: '邻居二', grade: 'ordinary', at: now }))
    expect((await o.t.call(readMyProof, { ticketId }, { cookie: await customerCookie(o, other) })).status).toBe(404)
  })

  test('is nobody else’s, and an inquiry is no complaint', async () => {
    const ticketId = await complain()
    const other = await o.t.asSystem(({ tx, now }) => createCustomer(tx, { regionId: 1, kind: 'person', name: '邻居', grade: 'ordinary', at: now }))
    expect((await view(ticketId, { cookie: await customerCookie(o, other) })).status).toBe(404)
    const { id } = await o.t.ok(openTicket, { ...o.inquiry, customerId: o.customerId }, o.people.wang)
    expect((await view(id)).problem.code).toBe('ticket-not-a-complaint')
  })
})
