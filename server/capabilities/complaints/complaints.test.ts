import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readComplaint } from '@shouwen/contract/complaints'
import { openTicket, reclassifyTicket } from '@shouwen/contract/tickets'
import { type SmallOperator, startSmallOperator } from '../tickets/testing/small-operator.ts'
import { complaintOf } from './index.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator()
})
afterAll(() => o.t.stop())

describe('A complaint beside its ticket', () => {
  test('it is there from the moment the ticket is opened, with the source told by how the ticket came @norm TK-01', async () => {
    const { id } = await o.t.ok(openTicket, o.complaint, o.people.wang)
    expect(await o.t.ok(readComplaint, { ticketId: id }, o.people.wang)).toMatchObject({ ticketId: id, source: { code: 'hotline', outside: false } })
    const passedOn = await o.t.ok(openTicket, { ...o.complaint, channel: 'regulator', source: 'regulator-12300' }, o.people.wang)
    expect(await o.t.ok(readComplaint, { ticketId: passedOn.id }, o.people.wang)).toMatchObject({ source: { code: '12300', outside: true, clauses: expect.arrayContaining([expect.objectContaining({ id: 'appeal-office-reply' })]) } })
  })

  test('what turns out to be a complaint becomes one, and what turns out to be none is none', async () => {
    const { id } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    expect((await o.t.call(readComplaint, { ticketId: id }, o.people.wang)).problem.code).toBe('ticket-not-a-complaint')
    await o.t.ok(reclassifyTicket, { ticketId: id, kind: 'complaint', reason: '客户要投诉' }, o.people.leader)
    expect(await complaintOf(o.t.db, 1, id)).toMatchObject({ sourceCode: 'hotline', focus: false, escalation: { internal: null, external: null } })
    await o.t.ok(reclassifyTicket, { ticketId: id, kind: 'inquiry', reason: '只是咨询' }, o.people.leader)
    expect(await complaintOf(o.t.db, 1, id)).toBeNull()
    await o.t.ok(reclassifyTicket, { ticketId: id, kind: 'complaint', reason: '客户还是要投诉' }, o.people.leader)
    expect(await complaintOf(o.t.db, 1, id)).not.toBeNull()
  })

  test('whoever may not read the ticket does not find the complaint', async () => {
    const { id } = await o.t.ok(openTicket, o.complaint, o.people.wang)
    expect((await o.t.call(readComplaint, { ticketId: id }, o.people.outsider)).status).toBe(404)
  })
})
