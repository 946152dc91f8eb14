import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/legal'
import { answerTicket, noteTicket, resolveTicket } from '@shouwen/contract/ticket-work'
import { canonical } from '#platform/canonical'
import { type Call, callOf } from '#platform/action'
import { proofForCustomer } from './proof.ts'
import { type LegalOffice, openLegalOffice } from './testing/legal-office.ts'

let o: LegalOffice
let ticketId: string
beforeAll(async () => {
  o = await openLegalOffice()
  ticketId = await o.complain()
  await o.t.ok(noteTicket, { ticketId, body: '内部意见' }, o.staff.handler)
  o.t.clock.advance(3_600_000)
  await o.t.ok(answerTicket, { ticketId, body: '正在核实，明日答复', channel: 'phone' } as never, o.staff.handler)
  await o.t.ok(resolveTicket, { ticketId, resolution: '双倍返还 60 元', rootCause: 'operating-error', factCheck: '账单与订购记录核对一致，系统重复计费' }, o.staff.handler)
})
afterAll(() => o.t.stop())

test('the proof names the complaint, when it came, when and what was answered, and nothing said among ourselves @norm TK-41', async () => {
  const proof = await o.t.ok(contract.readComplaintProof, { ticketId }, o.staff.handler)
  expect(proof).toMatchObject({
    number: expect.stringMatching(/^HN-/),
    receivedAt: '2026-11-24T02:00:00.000Z',
    firstAnsweredAt: '2026-11-24T03:00:00.000Z',
    resolution: '双倍返还 60 元',
    customerName: '张伟',
    answeredInTime: true,
    operator: { en: 'Group' }
  })
  expect(proof.replies.map(({ from, body }) => [from, body])).toEqual([['operator', '正在核实，明日答复']])
  expect(proof.replies[0]?.sha256).toBe(createHash('sha256').update('正在核实，明日答复').digest('hex'))
  expect(JSON.stringify(proof)).not.toContain('内部意见')
  const { printedAt: _printed, sha256, ...facts } = proof
  expect(createHash('sha256').update(canonical(facts)).digest('hex')).toBe(sha256)
  expect(
    (
      await o.t.db.selectFrom('platform.audit').select('subject_id').where('verb', '=', 'legal.proof-read').execute()
    ).map((line) => line.subject_id)
  ).toContain(ticketId)
})

test('customers have the proof of their own complaints and of nobody else', async () => {
  const as = (customerId: string): Call =>
    callOf(o.t.app, o.t.db, {
      kind: 'customer',
      id: customerId,
      regionId: 1,
      sessionId: '00000000-0000-4000-8000-000000000000'
    })
  expect((await proofForCustomer(as(o.customers.zhang.customerId), ticketId)).number).toMatch(/^HN-/)
  await expect(proofForCustomer(as(o.customers.li.customerId), ticketId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(proofForCustomer(as(o.customers.zhang.customerId), o.customers.zhang.customerId)).rejects.toMatchObject({
    code: 'not-found'
  })
})
