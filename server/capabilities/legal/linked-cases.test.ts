import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/legal'
import { explainPromise } from '@shouwen/contract/promises'
import { listTimeline, readTicket } from '@shouwen/contract/tickets'
import { type LegalOffice, openLegalOffice } from './testing/legal-office.ts'

let o: LegalOffice
beforeAll(async () => {
  o = await openLegalOffice()
})
afterAll(() => o.t.stop())

const appeal = { kind: 'appeal' as const, authority: 'appeal-office', dispute: 'charge' as const }
const clockOf = (promises: { clauseId: string; dueAt: string | null; state: string }[], clauseId: string) =>
  promises.find((one) => one.clauseId === clauseId)

describe('Appeals and lawsuits stand beside the complaint', () => {
  test('an appeal has its own number, owner in legal, steps and clocks; the clocks of the complaint are not touched @norm TK-41', async () => {
    const ticketId = await o.complain()
    const before = (await o.t.ok(readTicket, { ticketId }, o.staff.handler)).promises
    const opened = await o.t.ok(
      contract.openLinkedCase,
      {
        ...appeal,
        ticketId,
        authorityNumber: 'SS20261124001',
        happenedOn: '2026-10-01',
        step: 'received',
        note: '收到受理通知'
      },
      o.staff.handler
    )
    expect(opened).toMatchObject({
      number: expect.stringMatching(/-A1$/),
      authorityNumber: 'SS20261124001',
      state: { code: 'received' },
      window: { months: 5, until: '2027-03-01', over: false }
    })
    expect([o.staff.counsel.id, o.staff.counselTwo.id]).toContain(opened.owner?.id)
    expect(opened.promises.map(({ clauseId }) => clauseId).toSorted()).toEqual(['appeal-accepted', 'appeal-answered'])
    const accepted = await o.t.ok(contract.recordCaseStep, { caseId: opened.id, step: 'accepted' }, o.staff.counsel)
    expect(clockOf(accepted.promises, 'appeal-accepted')?.state).toBe('kept')
    const passedOn = await o.t.ok(contract.recordCaseStep, { caseId: opened.id, step: 'forwarded' }, o.staff.counsel)
    expect(clockOf(passedOn.promises, 'appeal-operator-answer')).toMatchObject({ state: 'running' })
    const answered = await o.t.ok(
      contract.recordCaseStep,
      { caseId: opened.id, step: 'operator-answered', note: '已函复' },
      o.staff.counsel
    )
    expect(clockOf(answered.promises, 'appeal-operator-answer')?.state).toBe('kept')
    const done = await o.t.ok(contract.recordCaseStep, { caseId: opened.id, step: 'answered' }, o.staff.counsel)
    expect(done).toMatchObject({ endedAt: expect.any(String), next: [] })
    expect((await o.t.ok(readTicket, { ticketId }, o.staff.handler)).promises).toEqual(before)
    expect(JSON.stringify((await o.t.ok(listTimeline, { ticketId }, o.staff.handler)).items)).toContain('已函复')
    expect(
      (await o.t.call(contract.recordCaseStep, { caseId: opened.id, step: 'withdrawn' }, o.staff.counsel)).problem.code
    ).toBe('case-step-not-possible')
  })

  test('working days over the Spring Festival count its make-up days, and the explanation names them @norm TK-41', async () => {
    o.t.clock.set('2026-02-13T02:00:00Z')
    const ticketId = await o.complain()
    const { id, promises } = await o.t.ok(
      contract.openLinkedCase,
      { ...appeal, ticketId, step: 'received' },
      o.staff.handler
    )
    const clock = clockOf(promises, 'appeal-accepted')
    expect(clock?.dueAt).toBe('2026-02-27T16:00:00.000Z')
    const why = await o.t.ok(explainPromise, { promiseId: (clock as unknown as { id: string }).id }, o.staff.counsel)
    expect(why.steps.some((step) => step.kind === 'holiday' && step.name?.zh === '春节')).toBe(true)
    expect(why.steps.flatMap((step) => step.makeUpDays).map(({ date }) => date)).toContain('2026-02-14')
    expect((await o.t.ok(contract.listLinkedCases, { ticketId }, o.staff.handler)).items.map((one) => one.id)).toEqual([
      id
    ])
  })

  test('a last natural day within a holiday moves to the first working day after it, and the words say so @norm TK-41', async () => {
    o.t.clock.set('2026-09-24T02:00:00Z')
    const ticketId = await o.complain()
    const { promises } = await o.t.ok(
      contract.openLinkedCase,
      { ...appeal, ticketId, step: 'forwarded' },
      o.staff.handler
    )
    const clock = clockOf(promises, 'appeal-operator-answer')
    expect(clock?.dueAt).toBe('2026-10-08T16:00:00.000Z')
    const why = await o.t.ok(explainPromise, { promiseId: (clock as unknown as { id: string }).id }, o.staff.counsel)
    expect(why.limit.zh).toContain('顺延')
    o.t.clock.set('2026-11-24T02:00:00Z')
  })

  test('whether the matter is too old to be appealed is shown: five months for charges, two years for anything else @norm TK-41', async () => {
    const ticketId = await o.complain()
    const open = (dispute: 'charge' | 'other') =>
      o.t.ok(
        contract.openLinkedCase,
        { ...appeal, dispute, ticketId, happenedOn: '2026-06-23', step: 'received' },
        o.staff.handler
      )
    expect((await open('charge')).window).toEqual({ months: 5, until: '2026-11-23', over: true })
    expect((await open('other')).window).toEqual({ months: 24, until: '2028-06-23', over: false })
  })

  test('a lawsuit runs on the clocks of the court; several cases stand beside one complaint', async () => {
    const ticketId = await o.complain()
    const suit = await o.t.ok(
      contract.openLinkedCase,
      {
        ticketId,
        kind: 'lawsuit',
        authority: 'court',
        authorityNumber: '（2026）湘0102民初1号',
        dispute: 'other',
        step: 'served',
        claimFen: 500_000
      },
      o.staff.counsel
    )
    expect(suit).toMatchObject({
      number: expect.stringMatching(/-L1$/),
      claimFen: 500_000,
      promises: [{ clauseId: 'lawsuit-defence', state: 'running' }]
    })
    await o.t.ok(contract.openLinkedCase, { ...appeal, ticketId, step: 'received' }, o.staff.handler)
    const judged = await o.t.ok(contract.recordCaseStep, { caseId: suit.id, step: 'judged' }, o.staff.counsel)
    expect(clockOf(judged.promises, 'lawsuit-second-instance')?.state).toBe('running')
    expect((await o.t.ok(contract.listLinkedCases, { ticketId }, o.staff.counsel)).items).toHaveLength(2)
    const open = await o.t.ok(contract.listLinkedCases, { open: true, limit: 2 }, o.staff.counsel)
    expect(open.nextCursor).not.toBeNull()
    const more = await o.t.ok(
      contract.listLinkedCases,
      { open: true, limit: 2, cursor: open.nextCursor as string },
      o.staff.counsel
    )
    expect(more.items.map(({ id }) => id)).not.toContain(open.items[0]?.id)
  })

  test('bad words, times, numbers and matters are refused by name', async () => {
    const ticketId = await o.complain()
    const call = async (more: object) =>
      (
        await o.t.call(
          contract.openLinkedCase,
          { ...appeal, ticketId, step: 'received', ...more } as never,
          o.staff.handler
        )
      ).problem.code
    expect(await call({ authority: 'court' })).toBe('legal-word-unknown')
    expect(await call({ step: 'answered' })).toBe('case-step-not-possible')
    expect(await call({ at: '2026-12-24T02:00:00Z' })).toBe('case-time-not-possible')
    expect(await call({ at: '1990-01-01T00:00:00Z' })).toBe('case-time-not-possible')
    expect(await call({ claimFen: -1 })).toBe('invalid-input')
    expect(await call({ claimFen: 1e15 })).toBe('invalid-input')
    expect(await call({ claimFen: 'ten' })).toBe('invalid-input')
    expect(await call({ authorityNumber: 'SS20261124001' })).toBe('case-number-known')
    const inquiry = await o.complain({ kind: 'inquiry' })
    expect(await call({ ticketId: inquiry })).toBe('legal-complaint-only')
    const { id, version } = await o.t.ok(
      contract.openLinkedCase,
      { ...appeal, ticketId, step: 'received' },
      o.staff.handler
    )
    expect(
      (
        await o.t.call(
          contract.recordCaseStep,
          { caseId: id, step: 'accepted', at: '2026-11-20T02:00:00Z' },
          o.staff.handler
        )
      ).problem.code
    ).toBe('case-time-not-possible')
    expect(
      (await o.t.call(contract.recordCaseStep, { caseId: id, step: 'accepted', fileIds: [ticketId] }, o.staff.handler))
        .problem.code
    ).toBe('file-missing')
    await o.t.ok(
      contract.changeLinkedCase,
      { caseId: id, version, authorityNumber: 'SS-2', ownerId: o.staff.counselTwo.id },
      o.staff.counsel
    )
    expect(
      (await o.t.call(contract.changeLinkedCase, { caseId: id, version, claimFen: 1 }, o.staff.counsel)).problem.code
    ).toBe('case-changed-meanwhile')
  })
})
