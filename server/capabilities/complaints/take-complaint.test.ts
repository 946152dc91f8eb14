import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findComplaintByNumber, listComplaints, listComplaintSources, readComplaint, takeComplaint } from '@shouwen/contract/complaints'
import type { InputOf } from '@shouwen/contract/operation'
import { readTicket } from '@shouwen/contract/tickets'
import { complaintDesk, type ComplaintDesk } from './testing/complaint-desk.ts'

type Input = InputOf<typeof takeComplaint>
let o: ComplaintDesk
beforeAll(async () => {
  o = await complaintDesk()
})
afterAll(() => o.t.stop())

const matter = { title: '宽带断了十天没人管', description: '用户反映宽带中断十天，多次报修无果。', demand: '修好并退费', scene: '家中', contactPhone: '13812345678' }
const appeal: Input = { ...matter, source: '12300', sourceNumber: 'SS2026112400018', sourceFields: { handedOverAt: '2026-11-23T09:00:00Z', replyBy: '2026-12-01T09:00:00Z', complainedBefore: true, formerNumber: 'HN-20261112-000007' } }
const take = (input: Input, as = o.people.handler) => o.t.ok(takeComplaint, input, as)
const refusal = async (input: Partial<Input>, as = o.people.handler) => (await o.t.call(takeComplaint, { ...appeal, sourceNumber: undefined, ...input } as Input, as)).problem

describe('Taking a complaint from where it came', () => {
  test('the clocks of the office run beside those of the operator, and the sender’s number stays with it @norm TK-01 TK-02 TK-41', async () => {
    const taken = await take(appeal)
    expect(taken).toMatchObject({ source: '12300', sourceNumber: 'SS2026112400018', status: 'acknowledged' })
    const { promises, ticket } = await o.t.ok(readTicket, { ticketId: taken.id }, o.people.handler)
    expect(promises.map(({ clauseId }) => clauseId)).toEqual(expect.arrayContaining(['complaint-reply', 'appeal-office-reply', 'ticket-acceptance']))
    expect(ticket).toMatchObject({ channel: 'regulator', source: 'regulator-12300', requestedResolutionAt: '2026-12-01T09:00:00.000Z' })
    expect(await o.t.ok(readComplaint, { ticketId: taken.id }, o.people.handler)).toMatchObject({ source: { code: '12300' }, sourceNumber: 'SS2026112400018', sourceFields: { complainedBefore: true, formerNumber: 'HN-20261112-000007' } })
    const evidence = await o.t.db.selectFrom('platform.evidence').select('kind').where('region_id', '=', 1).where('subject_id', '=', taken.id).execute()
    expect(evidence.map(({ kind }) => kind)).toContain('complaint.taken')
  })

  test('each source has clocks of its own', async () => {
    const clocks = async (input: Partial<Input>) => {
      const { id } = await take({ ...matter, ...input } as Input)
      return (await o.t.ok(readTicket, { ticketId: id }, o.people.handler)).promises.map(({ clauseId }) => clauseId)
    }
    const handedOverAt = '2026-11-23T09:00:00Z'
    expect(await clocks({ source: '12345', sourceNumber: 'CS2026112410022', sourceFields: { handedOverAt, replyBy: '2026-11-27T09:00:00Z', city: '长沙', attempt: 'first' } })).toEqual(expect.arrayContaining(['city-hotline-reply', 'complaint-reply']))
    expect(await clocks({ source: '12321', sourceNumber: 'JB20261124001', sourceFields: { handedOverAt, reportedNumber: '106900001', informationKind: 'message' } })).toEqual(expect.arrayContaining(['spam-report-reply', 'complaint-reply']))
    expect(await clocks({ source: '12315', sourceNumber: '143010000202611240036', sourceFields: { handedOverAt, bureau: '长沙市市场监管局', mediation: true } })).toEqual(expect.arrayContaining(['market-regulator-complaint', 'complaint-reply']))
    expect(await clocks({ source: 'media', sourceFields: { outlet: '都市频道', published: false } })).toEqual(expect.arrayContaining(['media-first-answer', 'complaint-reply']))
    expect(await clocks({ source: 'social', sourceNumber: 'weibo-5102', sourceFields: { platform: 'weibo', account: '@路人', link: 'https://weibo.example/5102' } })).toEqual(expect.arrayContaining(['social-first-answer', 'complaint-reply']))
    expect(await clocks({ source: 'letter', sourceNumber: 'XF-2026-0117', sourceFields: { anonymous: false } })).toEqual(expect.arrayContaining(['letter-first-answer', 'complaint-reply']))
    expect(await clocks({ source: 'hotline' })).not.toContain('media-first-answer')
  })

  test('a number that was taken before names the ticket, from another source it is another matter @norm TK-01', async () => {
    const known = (await refusal({ sourceNumber: appeal.sourceNumber })) as { code: string; number?: string }
    expect(known.code).toBe('complaint-number-known')
    expect(JSON.stringify(known)).toMatch(/HN-\d{8}-\d+/)
    expect((await o.t.ok(findComplaintByNumber, { source: '12300', sourceNumber: 'SS2026112400018' }, o.people.handler)).known).toMatchObject({ title: matter.title })
    expect((await o.t.ok(findComplaintByNumber, { source: '12345', sourceNumber: 'SS2026112400018' }, o.people.handler)).known).toBeNull()
    expect((await o.t.ok(findComplaintByNumber, { source: '12300', sourceNumber: 'SS2026112400018' }, o.people.outsider)).known).toBeNull()
  })

  test('two who enter the same letter at the same moment make one complaint', async () => {
    const letter: Input = { ...matter, source: 'letter', sourceNumber: 'XF-2026-0999', sourceFields: { anonymous: false } }
    const answers = await Promise.all([1, 2, 3].map(() => o.t.call(takeComplaint, letter, o.people.handler)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ problem }) => problem.code)).toEqual(['complaint-number-known', 'complaint-number-known'])
    const rows = await o.t.db.selectFrom('complaints.complaint').select('ticket_id').where('region_id', '=', 1).where('source_number', '=', 'XF-2026-0999').execute()
    expect(rows).toHaveLength(1)
  })

  test('clocks count from when it reached us, and nothing reaches us tomorrow @norm TK-41', async () => {
    const late = await take({ ...matter, source: 'letter', sourceNumber: 'XF-2026-0200', sourceFields: { anonymous: false }, receivedAt: '2026-11-20T02:00:00Z' })
    const { promises } = await o.t.ok(readTicket, { ticketId: late.id }, o.people.handler)
    expect(promises.find(({ clauseId }) => clauseId === 'complaint-reply')).toMatchObject({ startedAt: '2026-11-20T02:00:00.000Z', dueAt: '2026-12-05T16:00:00.000Z' })
    expect((await refusal({ sourceNumber: 'SS2026112400777', receivedAt: '2026-11-25T02:00:00Z' })).code).toBe('complaint-received-when')
    expect((await refusal({ sourceNumber: 'SS2026112400777', receivedAt: '2025-11-25T02:00:00Z' })).code).toBe('complaint-received-when')
  })

  test('an anonymous letter needs nobody to reach; other complaints do', async () => {
    const { contactPhone: _nobody, ...noContact } = matter
    expect((await take({ ...noContact, source: 'letter', sourceNumber: 'XF-2026-0300', sourceFields: { anonymous: true } })).id).toBeTruthy()
    expect((await o.t.call(takeComplaint, { ...noContact, source: 'letter', sourceNumber: 'XF-2026-0301', sourceFields: { anonymous: false } }, o.people.handler)).problem.code).toBe('ticket-has-no-contact')
  })

  test('bad input is refused with a code, never with a fault', async () => {
    expect((await refusal({})).code).toBe('required-field-missing')
    expect((await refusal({ sourceNumber: 'x' })).code).toBe('invalid-input')
    expect((await refusal({ sourceNumber: 'SS2026112400777', sourceFields: {} })).code).toBe('required-field-missing')
    expect((await refusal({ sourceNumber: 'SS2026112400777', sourceFields: { ...appeal.sourceFields, complainedBefore: 'ten' } })).code).toBe('invalid-input')
    expect((await refusal({ sourceNumber: 'SS2026112400777', sourceFields: { ...appeal.sourceFields, amount: -1 } })).code).toBe('invalid-input')
    expect((await refusal({ source: 'pigeon', sourceNumber: 'SS2026112400777' })).code).toBe('complaint-source-unknown')
    expect((await refusal({ source: 'internal', sourceFields: {} })).code).toBe('complaint-source-unknown')
    expect((await refusal({ sourceNumber: 'SS2026112400777', category: 'fault.mobile' })).code).toBe('ticket-category-unknown')
  })

  test('only who may take complaints does', async () => {
    expect((await o.t.call(takeComplaint, appeal, o.people.inspector)).problem.code).toBe('not-permitted')
    expect((await o.t.call(takeComplaint, { ...appeal, regionId: 1, sourceNumber: 'SS2026112409999' }, o.people.outsider)).problem.code).toBe('not-permitted')
  })
})

describe('The list of complaints', () => {
  test('is narrowed by source, office and deadline, pages by key, and never shows another region’s', async () => {
    const list = (input: InputOf<typeof listComplaints> = {}, as = o.people.handler) => o.t.ok(listComplaints, input, as)
    const all = await list()
    expect(all.items.length).toBeGreaterThan(5)
    expect((await list({ sources: ['12300'] })).items.every(({ source }) => source === '12300')).toBe(true)
    expect(new Set((await list({ outside: true })).items.map(({ source }) => source))).toEqual(new Set(['12300', '12345', '12321', '12315', 'media']))
    const dues = all.items.flatMap(({ strictest }) => strictest?.dueAt ?? [])
    expect(dues).toEqual(dues.toSorted())
    const first = await list({ limit: 3 })
    const second = await list({ limit: 3, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ ticketId }) => ticketId)).toEqual(all.items.slice(0, 6).map(({ ticketId }) => ticketId))
    const newest = await list({ sort: 'newest', limit: 4 })
    expect((await list({ sort: 'newest', limit: 2, cursor: (await list({ sort: 'newest', limit: 2 })).nextCursor ?? '' })).items.map(({ ticketId }) => ticketId)).toEqual(newest.items.slice(2).map(({ ticketId }) => ticketId))
    expect((await o.t.call(listComplaints, { cursor: first.nextCursor ?? '', sort: 'newest' }, o.people.handler)).problem.code).toBe('invalid-input')
    expect((await list({}, o.people.outsider)).items).toEqual([])
    expect((await list({ deadline: 'broken' })).items.every(({ strictest }) => strictest?.state === 'broken' || strictest === null)).toBe(true)
  })

  test('says every source with its number and fields', async () => {
    const { items, levels } = await o.t.ok(listComplaintSources, {}, o.people.wang)
    expect(items.find(({ code }) => code === '12315')).toMatchObject({ outside: true, byHand: true, number: { required: true }, fields: expect.arrayContaining([expect.objectContaining({ code: 'mediation', required: true })]) })
    expect(levels.internal.map(({ code }) => code)).toEqual(['I1', 'I2', 'I3'])
    expect(levels.external.map(({ code }) => code)).toEqual(['E1', 'E2', 'E3'])
  })
})
