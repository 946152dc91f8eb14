import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/legal'
import { drainJobs, enqueue } from '#platform/jobs'
import { labelReview } from './labels.ts'
import { type LegalOffice, openLegalOffice } from './testing/legal-office.ts'

let o: LegalOffice
beforeAll(async () => {
  o = await openLegalOffice()
})
afterAll(() => o.t.stop())

const refer = async (grounds: string[], ticketId?: string) =>
  o.t.ok(
    contract.referToLegal,
    { ticketId: ticketId ?? (await o.complain()), grounds, reason: '要求百倍赔偿，否则上网曝光' },
    o.staff.handler
  )

describe('What goes to counsel', () => {
  test('a matter is put before counsel with grounds and reason; counsel decides on named clauses within a promise @norm TK-20 TK-53', async () => {
    const referral = await refer(['malicious', 'media-exposure'])
    expect(referral).toMatchObject({
      state: 'open',
      publicMatter: true,
      referredBy: { id: o.staff.handler.id },
      promises: [{ clauseId: 'legal-referral-decided', state: 'running' }]
    })
    const decide = (more: object) =>
      o.t.call(
        contract.decideReferral,
        { referralId: referral.id, decision: 'explain', note: '超出协议约定部分婉拒', ...more } as never,
        o.staff.counsel
      )
    expect((await decide({})).problem.code).toBe('citation-missing')
    expect((await decide({ citations: [{ source: '入网协议第八条', clauseId: 'no-such-clause' }] })).problem.code).toBe(
      'clause-unknown'
    )
    expect((await decide({ decision: 'shrug' })).problem.code).toBe('legal-word-unknown')
    const decided = await decide({
      citations: [
        { source: '电信用户申诉处理办法', clauseId: 'complaint-reply' },
        { source: '消费者权益保护法', words: '第五十五条' }
      ]
    })
    expect(decided.body).toMatchObject({
      state: 'decided',
      decidedBy: { id: o.staff.counsel.id },
      citations: [{ clauseId: 'complaint-reply', clauseTitle: { en: expect.any(String) } }, { words: '第五十五条' }],
      promises: [{ state: 'kept' }]
    })
    expect((await decide({ citations: [{ source: '再来' }] })).problem.code).toBe('referral-settled')
    const proof = await o.t.db
      .selectFrom('platform.evidence')
      .select('payload')
      .where('kind', '=', 'legal.decided')
      .where('subject_id', '=', referral.ticketId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(proof.payload)).toContain('complaint-reply')
  })

  test('a matter is before counsel once, and may be taken back with a reason', async () => {
    const referral = await refer(['unfair-terms'])
    expect(
      (
        await o.t.call(
          contract.referToLegal,
          { ticketId: referral.ticketId, grounds: ['extortion'], reason: '再次' },
          o.staff.handler
        )
      ).problem.code
    ).toBe('referral-already-open')
    const gone = await o.t.ok(
      contract.withdrawReferral,
      { referralId: referral.id, reason: '客户已接受' },
      o.staff.handler
    )
    expect(gone).toMatchObject({ state: 'withdrawn', promises: [{ state: 'cancelled' }] })
  })

  test('counsel who must stay away from the matter is not given it @norm TK-26', async () => {
    const ticketId = await o.complain()
    await o.t.db
      .updateTable('tickets.ticket')
      .set({ avoid_staff_ids: [o.staff.counsel.id] })
      .where('id', '=', ticketId)
      .execute()
    expect((await refer(['malicious'], ticketId)).owner?.id).toBe(o.staff.counselTwo.id)
  })
})

describe('The word malicious', () => {
  const label = (ticketId: string, by: { token: string }, more: object = {}) =>
    o.t.call(contract.labelMalicious, { ticketId, reason: '同一事由第五次索赔', reviewOn: '2026-12-24', ...more }, by)

  test('only counsel or a supervisor says it, of a complaint that is before counsel for it, with a day of review @norm TK-20', async () => {
    const { ticketId } = await refer(['malicious'])
    expect((await label(ticketId, o.staff.handler)).problem.code).toBe('not-permitted')
    expect((await label(ticketId, o.staff.counsel, { reviewOn: '2026-11-24' })).problem.code).toBe(
      'label-day-not-possible'
    )
    expect((await label(ticketId, o.staff.counsel, { reviewOn: '2027-12-24' })).problem.code).toBe(
      'label-day-not-possible'
    )
    expect((await label(ticketId, o.staff.counsel, { reviewOn: '2026-13-40' })).problem.code).toBe('invalid-input')
    expect((await label(await o.complain(), o.staff.counsel)).problem.code).toBe('label-needs-referral')
    expect((await label((await refer(['unfair-terms'])).ticketId, o.staff.northLeader)).problem.code).toBe(
      'label-needs-referral'
    )
    expect((await label(ticketId, o.staff.northLeader)).body).toMatchObject({
      reviewOn: '2026-12-24',
      can: { end: true }
    })
    expect((await label(ticketId, o.staff.counsel)).problem.code).toBe('label-already-set')
  })

  test('it marks the complaint and never the person', async () => {
    const rows = await o.t.db.selectFrom('legal.label').selectAll().execute()
    expect(Object.keys(rows[0] ?? {}).filter((name) => /customer|person|phone/.test(name))).toEqual([])
  })

  test('it ends by itself on its day unless it is said again', async () => {
    const { ticketId } = await refer(['extortion'])
    const set = await label(ticketId, o.staff.counsel, { reviewOn: '2026-12-01' })
    o.t.clock.set('2026-12-01T02:00:00Z')
    await enqueue({ tx: o.t.db, now: o.t.clock.now() }, { kind: labelReview.kind })
    await drainJobs(o.t.app)
    const { items } = await o.t.ok(contract.listLabels, { ticketId }, o.staff.counsel)
    expect(items.find(({ id }) => id === set.body.id)).toMatchObject({
      endedAt: expect.any(String),
      endReason: expect.stringContaining('复核')
    })
    expect(
      (await o.t.call(contract.endLabel, { labelId: set.body.id, reason: '迟了' }, o.staff.counsel)).problem.code
    ).toBe('label-over')
    o.t.clock.set('2026-11-24T02:00:00Z')
  })
})

describe('Written statements', () => {
  const fields = { matter: '乱扣费', facts: '系统重复计费 30 元', handling: '已双倍返还' }

  test('come only from a template, whole, and go out only after somebody else approved them @norm TK-53', async () => {
    const ticketId = await o.complain()
    const draft = (more: object) =>
      o.t.call(
        contract.draftStatement,
        { ticketId, template: 'facts', language: 'zh-CN', fields, ...more } as never,
        o.staff.counsel
      )
    expect((await draft({ fields: { ...fields, extra: '我司承担全部责任' } })).problem.code).toBe('statement-fields')
    expect((await draft({ fields: { matter: '乱扣费' } })).problem.code).toBe('statement-fields')
    expect((await draft({ template: 'free-text' })).problem.code).toBe('legal-word-unknown')
    const made = (await draft({ fields: { ...fields, facts: '{handling} 不会被再次展开' } })).body
    expect(made.body).toContain('{handling} 不会被再次展开')
    expect(made.body).toContain('张伟')
    expect(made.can.decide).toBe(false)
    expect(
      (await o.t.call(contract.decideStatement, { statementId: made.id, approve: true }, o.staff.counsel)).problem.code
    ).toBe('statement-own')
    expect(
      (await o.t.call(contract.decideStatement, { statementId: made.id, approve: true }, o.staff.handler)).problem.code
    ).toBe('not-permitted')
    expect(
      (await o.t.call(contract.decideStatement, { statementId: made.id, approve: false }, o.staff.executive)).problem
        .code
    ).toBe('required-field-missing')
    expect(
      await o.t.ok(contract.decideStatement, { statementId: made.id, approve: true }, o.staff.executive)
    ).toMatchObject({ state: 'approved', decidedBy: { id: o.staff.executive.id } })
    expect(
      (await o.t.call(contract.decideStatement, { statementId: made.id, approve: true }, o.staff.counselTwo)).problem
        .code
    ).toBe('statement-decided')
    const english = (
      await draft({ template: 'apology', language: 'en', fields: { matter: 'x', fault: 'y', measures: 'z' } })
    ).body
    expect(english.body).toContain('Group')
  })
})
