import { diagnose, readCaseFacts, recordSignalTest } from '@shouwen/contract/handling-verify'
import { recuseFromTicket } from '@shouwen/contract/ticket-recusal'
import { resolveTicket } from '@shouwen/contract/ticket-work'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { announce } from '#capabilities/menus'
import { queueSms } from '#capabilities/sms'
import { diagnosisOf } from './diagnosis.ts'
import { type ComplaintDesk, startComplaintDesk } from './testing/complaint-desk.ts'

let d: ComplaintDesk
beforeAll(async () => {
  d = await startComplaintDesk()
})
afterAll(() => d.t.stop())

const found = { trueToFact: 'true' as const, rootCause: 'system-fault' as const, cause: 'coverage-hole', summary: '电梯间和卧室为盲区', evidence: [{ kind: 'signal-test', note: '卧室 -118' }] }
const tested = { place: '岳麓区某小区 3 栋 902', latitude: 28.2, longitude: 112.9, indoor: true, technology: '4g', readings: [{ code: 'rsrp', value: -118 }, { code: 'sinr', value: 5 }] }

describe('verify and diagnose on one page (TK-15)', () => {
  test('a signal test is judged by the thresholds, each reading and as a whole', async () => {
    const ticketId = await d.open()
    const test = await d.t.ok(recordSignalTest, { ticketId, ...tested }, d.people.wang)
    expect(test).toMatchObject({ verdict: 'critical', readings: [{ code: 'rsrp', verdict: 'critical', unit: 'dBm' }, { code: 'sinr', verdict: 'weak' }], by: { id: d.people.wang.id } })
    expect((await d.t.ok(readCaseFacts, { ticketId }, d.people.wang)).tests).toHaveLength(1)
  })

  test('network events around what happened and messages to the customer stand beside it', async () => {
    await d.t.asSystem((call) => announce(call, { regionId: 1, zh: '岳麓区割接', en: 'Cut-over', startsAt: '2026-11-24T01:00:00Z', endsAt: '2026-11-24T05:00:00Z' }))
    await d.t.asSystem((call) => queueSms(call, { regionId: 1, to: '13812345678', body: '停机提醒', purpose: 'reminder', subject: { kind: 'line', id: d.customerId }, customerId: d.customerId }))
    const ticketId = await d.open()
    const facts = await d.t.ok(readCaseFacts, { ticketId }, d.people.wang)
    expect(facts.notices).toMatchObject([{ zh: '岳麓区割接' }])
    expect(facts.messages).toMatchObject([{ body: '停机提醒', state: 'queued' }])
    expect(facts.words.causes.map(({ rootCause }) => rootCause)).toContain('unfounded')
    expect(facts.from < facts.to).toBe(true)
  })

  test('a diagnosis names root, cause and evidence; a later one counts and the earlier stays as history', async () => {
    const ticketId = await d.open()
    await d.t.ok(diagnose, { ticketId, ...found }, d.people.wang)
    d.t.clock.advance(60_000)
    await d.t.ok(diagnose, { ticketId, ...found, trueToFact: 'not', rootCause: 'unfounded', cause: 'not-reproduced' }, d.people.li)
    expect((await d.t.ok(readCaseFacts, { ticketId }, d.people.wang)).diagnoses.map(({ rootCause }) => rootCause)).toEqual(['unfounded', 'system-fault'])
    expect(await diagnosisOf(d.t.db, 1, ticketId)).toMatchObject({ rootCause: 'unfounded', trueToFact: 'not' })
    const proofs = await d.t.db.selectFrom('platform.evidence').select('id').where('subject_id', '=', ticketId).where('kind', '=', 'complaint.diagnosed').execute()
    expect(proofs).toHaveLength(2)
  })

  test.each([
    ['cause-unknown', { cause: 'plan-loophole' }],
    ['cause-unknown', { cause: 'constructor' }],
    ['diagnosis-contradicts-itself', { trueToFact: 'not' }],
    ['evidence-unknown', { evidence: [{ kind: 'hearsay', note: '听说' }] }],
    ['evidence-unknown', { evidence: [{ kind: 'signal-test', ref: '019376a0-0000-7000-8000-000000000000', note: '别的投诉的测试' }] }],
    ['person-not-of-this-cause', { staffId: 'engineer' }],
    ['invalid-input', { evidence: [] }],
    ['invalid-input', { summary: '' }],
    ['invalid-input', { rootCause: 'bad-luck' }]
  ] as const)('what contradicts itself is refused: %s', async (code, change) => {
    const ticketId = await d.open()
    const given = { ...found, ...change, ...('staffId' in change ? { staffId: d.people.engineer.id } : {}) }
    expect(await d.code(diagnose, { ticketId, ...given } as never, d.people.wang)).toBe(code)
  })

  test.each([
    ['reading-unknown', { technology: '6g' }],
    ['reading-unknown', { readings: [{ code: 'luck', value: 1 }] }],
    ['reading-unknown', { readings: [{ code: 'rsrp', value: -90 }, { code: 'rsrp', value: -91 }] }],
    ['reading-not-possible', { readings: [{ code: 'rsrp', value: 20 }] }],
    ['test-time-wrong', { testedAt: '2026-12-24T02:00:00Z' }],
    ['invalid-input', { readings: [{ code: 'rsrp', value: 1e12 }] }],
    ['invalid-input', { readings: [{ code: 'rsrp', value: 'ten' }] }],
    ['invalid-input', { latitude: 91 }]
  ] as const)('a test that cannot be is refused: %s', async (code, change) => {
    const ticketId = await d.open()
    expect(await d.code(recordSignalTest, { ticketId, ...tested, ...change } as never, d.people.wang)).toBe(code)
  })

  test('whose mistake it was is seen by leaders alone (TK-49)', async () => {
    const ticketId = await d.open()
    await d.t.ok(diagnose, { ticketId, trueToFact: 'true', rootCause: 'operating-error', cause: 'wrong-explanation', summary: '资费解释错误', evidence: [{ kind: 'recording', note: '录音 03:12' }], staffId: d.people.li.id }, d.people.wang)
    expect((await d.t.ok(readCaseFacts, { ticketId }, d.people.wang)).diagnoses[0]?.person).toBeNull()
    expect((await d.t.ok(readCaseFacts, { ticketId }, d.people.leader)).diagnoses[0]?.person?.id).toBe(d.people.li.id)
  })

  test('others than the people of its place, other kinds and ended matters are refused', async () => {
    const ticketId = await d.open()
    expect((await d.t.call(readCaseFacts, { ticketId }, d.people.outsider)).status).toBe(404)
    expect(await d.code(diagnose, { ticketId, ...found }, d.people.inspector)).toBe('not-permitted')
    await d.t.ok(recuseFromTicket, { ticketId, staffIds: [d.people.li.id], cause: 'conflict', reason: '亲属' }, d.people.leader)
    expect(await d.code(diagnose, { ticketId, ...found }, d.people.li)).toBe('ticket-avoids-person')
    const inquiry = await d.open(d.people.wang, { kind: 'inquiry', form: {} })
    expect(await d.code(diagnose, { ticketId: inquiry, ...found }, d.people.wang)).toBe('not-a-complaint')
  })
})

describe('facts before a conclusion (TK-21)', () => {
  test('no complaint is solved before somebody verified it', async () => {
    const ticketId = await d.open()
    expect(await d.code(resolveTicket, { ticketId, resolution: '已优化', rootCause: 'system-fault' }, d.people.wang)).toBe('fact-check-missing')
    await d.t.ok(diagnose, { ticketId, ...found }, d.people.wang)
    await d.t.ok(resolveTicket, { ticketId, resolution: '已优化' }, d.people.wang)
    const row = await d.t.db.selectFrom('tickets.ticket').select(['status', 'root_cause']).where('id', '=', ticketId).executeTakeFirstOrThrow()
    expect(row).toEqual({ status: 'resolved', root_cause: 'system-fault' })
  })

  test('a conclusion that says what was verified is a diagnosis of its own', async () => {
    const ticketId = await d.open()
    await d.t.ok(resolveTicket, { ticketId, resolution: '已说明', rootCause: 'unfounded', factCheck: '与账单逐项核对一致' }, d.people.wang)
    expect(await diagnosisOf(d.t.db, 1, ticketId)).toMatchObject({ rootCause: 'unfounded', trueToFact: 'not', summary: '与账单逐项核对一致' })
  })
})
