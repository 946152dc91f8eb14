import { commit, keepCommitment, readCards, recordMood, useCard, withdrawCommitment } from '@shouwen/contract/handling-cards'
import { beginRun, takeStep } from '@shouwen/contract/handling-procedures'
import { recuseFromTicket } from '@shouwen/contract/ticket-recusal'
import { closeTicket, confirmWithCustomer, resolveTicket } from '@shouwen/contract/ticket-work'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepClocks } from '#capabilities/norms'
import { rulebook } from '#server/rulebook'
import { type ComplaintDesk, startComplaintDesk } from './testing/complaint-desk.ts'

let d: ComplaintDesk
beforeAll(async () => {
  d = await startComplaintDesk()
})
afterAll(() => d.t.stop())

const told = { stage: 'plan', within: '24h' as const, words: '明天这个时候给您方案', interim: '先为您开通流量共享' }

describe('cards to soothe and to manage time (TK-18, TK-32, TK-33, TK-34, TK-36, TK-48)', () => {
  test('the four methods, the four ways, the four principles and gestures are there in both languages', async () => {
    const { cards, slots } = await d.t.ok(readCards, { ticketId: await d.open() }, d.people.wang)
    const of = (family: string) => cards.filter((card) => card.family === family).length
    expect([of('principle'), of('soothing'), of('time')]).toEqual([4, 4, 4])
    expect(of('gesture')).toBeGreaterThan(0)
    expect(slots.map(({ code }) => code)).toContain('issue')
    expect(cards.find(({ code }) => code === 'three-stage')?.parts).toHaveLength(3)
    expect(cards.find(({ code }) => code === 'same-front')?.parts[0]?.zh).not.toMatch(/您(必须|应该)/)
  })

  test('interrupting waits until the customer was heard out and repeated (TK-35)', async () => {
    const ticketId = await d.open()
    expect(await d.code(useCard, { ticketId, card: 'interruption' }, d.people.wang)).toBe('not-restated-yet')
    const run = await d.t.ok(beginRun, { ticketId, procedure: 'telephone' }, d.people.wang)
    for (const step of ['listen', 'apologise']) await d.t.ok(takeStep, { ticketId, runId: run.id, step }, d.people.wang)
    await d.t.ok(takeStep, { ticketId, runId: run.id, step: 'record', answers: { restated: '屋里没有信号', confirmed: true } }, d.people.wang)
    await d.t.ok(useCard, { ticketId, card: 'interruption' }, d.people.wang)
    expect((await d.t.ok(readCards, { ticketId }, d.people.wang)).restated).toBe(true)
  })

  test('an abusive call has its warnings, only after the customer was heard out (TK-35)', async () => {
    const ticketId = await d.open()
    const run = await d.t.ok(beginRun, { ticketId, procedure: 'abusive-call' }, d.people.wang)
    expect(await d.code(takeStep, { ticketId, runId: run.id, step: 'first-warning', answers: { words: '辱骂' } }, d.people.wang)).toBe('evidence-missing')
  })

  test('what works is seen by the mood before and after', async () => {
    const ticketId = await d.open()
    const { useId } = await d.t.ok(useCard, { ticketId, card: 'thank-you-data', moodBefore: 'angry' }, d.people.wang)
    await d.t.ok(recordMood, { ticketId, useId, moodAfter: 'calm' }, d.people.wang)
    const again = await d.t.ok(useCard, { ticketId, card: 'thank-you-data', moodBefore: 'calm' }, d.people.wang)
    await d.t.ok(recordMood, { ticketId, useId: again.useId, moodAfter: 'calm' }, d.people.wang)
    const { cards } = await d.t.ok(readCards, { ticketId }, d.people.wang)
    expect(cards.find(({ code }) => code === 'thank-you-data')).toMatchObject({ used: 2, measured: 2, calmer: 1 })
    expect(await d.code(recordMood, { ticketId: await d.open(), useId, moodAfter: 'calm' }, d.people.wang)).toBe('not-found')
    expect(await d.code(useCard, { ticketId, card: 'toString'.toLowerCase() }, d.people.wang)).toBe('card-unknown')
  })

  test('no text of a card shifts blame or evades (SC-35)', () => {
    for (const { parts } of Object.values(rulebook().handling.cards.cards)) for (const { zh } of parts) expect(zh).not.toMatch(/不归我管|这是公司规定|没办法|您必须|您应该/)
  })
})

describe('a time told to the customer (TK-36)', () => {
  test('runs from now to the told moment, with our own target before it, and an answer keeps it', async () => {
    const ticketId = await d.open()
    const made = await d.t.ok(commit, { ticketId, ...told, tellCustomer: true }, d.people.wang)
    const due = new Date(d.t.clock.now().getTime() + 24 * 3_600_000).toISOString()
    expect(made.promise).toMatchObject({ state: 'running', dueAt: due, promise: 'call-back' })
    expect(made.promise?.atRiskAt && made.promise.atRiskAt < due).toBe(true)
    const seen = await d.t.db.selectFrom('tickets.note').select('body').where('ticket_id', '=', ticketId).where('visible_to_customer', '=', true).execute()
    expect(seen.some(({ body }) => body.includes('先为您开通流量共享'))).toBe(true)
    const kept = await d.t.ok(keepCommitment, { ticketId, commitmentId: made.id, answer: '方案是加装室分', channel: 'phone' }, d.people.wang)
    expect(kept).toMatchObject({ state: 'kept', promise: { state: 'kept' } })
    expect(await d.code(keepCommitment, { ticketId, commitmentId: made.id, answer: '又', channel: 'phone' }, d.people.wang)).toBe('commitment-over')
  })

  test('is broken when nobody answers in time, and stays so when the answer comes late', async () => {
    const ticketId = await d.open()
    const made = await d.t.ok(commit, { ticketId, ...told, within: '30m' }, d.people.wang)
    d.t.clock.advance(31 * 60_000)
    await sweepClocks(d.t.app)
    expect((await d.t.ok(readCards, { ticketId }, d.people.wang)).commitments[0]?.promise?.state).toBe('broken')
    const late = await d.t.ok(keepCommitment, { ticketId, commitmentId: made.id, answer: '抱歉晚了', channel: 'phone' }, d.people.wang)
    expect(late.promise?.state).toBe('broken')
  })

  test('only a leader withdraws it; when the matter ends nothing is owed any more', async () => {
    const ticketId = await d.open()
    const first = await d.t.ok(commit, { ticketId, ...told }, d.people.wang)
    const second = await d.t.ok(commit, { ticketId, ...told, within: '48h' }, d.people.wang)
    expect(await d.code(withdrawCommitment, { ticketId, commitmentId: first.id, reason: '改期' }, d.people.wang)).toBe('not-permitted')
    expect((await d.t.ok(withdrawCommitment, { ticketId, commitmentId: first.id, reason: '客户要求改期' }, d.people.leader)).promise?.state).toBe('cancelled')
    await d.t.ok(resolveTicket, { ticketId, resolution: '好了', rootCause: 'system-fault', factCheck: '测试' }, d.people.wang)
    await d.t.ok(confirmWithCustomer, { ticketId, channel: 'phone', solved: true, satisfied: true, compensation: { decision: 'none' }, improvement: '加强测试' }, d.people.wang)
    await d.t.call(closeTicket, { ticketId }, d.people.wang)
    await d.t.drain()
    const row = await d.t.db.selectFrom('handling.commitment').select('state').where('id', '=', second.id).executeTakeFirstOrThrow()
    expect(row.state).toBe('withdrawn')
  })

  test.each([
    ['stage-unknown', { stage: 'someday' }],
    ['invalid-input', { within: '1y' }],
    ['invalid-input', { words: '' }]
  ])('%s', async (code, change) => {
    expect(await d.code(commit, { ticketId: await d.open(), ...told, ...change } as never, d.people.wang)).toBe(code)
  })

  test('five run at once at most, and who must stay away promises nothing (TK-26)', async () => {
    const ticketId = await d.open()
    for (let n = 0; n < 5; n += 1) await d.t.ok(commit, { ticketId, ...told }, d.people.wang)
    expect(await d.code(commit, { ticketId, ...told }, d.people.wang)).toBe('too-many-commitments')
    await d.t.ok(recuseFromTicket, { ticketId, staffIds: [d.people.wang.id], cause: 'own-wish', reason: '亲属' }, d.people.wang)
    expect(await d.code(commit, { ticketId, ...told }, d.people.wang)).toBe('ticket-avoids-person')
  })
})
