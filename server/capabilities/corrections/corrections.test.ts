import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/corrections'
import { explainPromise } from '@shouwen/contract/promises'
import { listTimeline } from '@shouwen/contract/tickets'
import { sweepClocks } from '#capabilities/norms'
import { type Hotline, openHotline } from '../surveys/testing/hotline.ts'

let h: Hotline
beforeAll(async () => {
  h = await openHotline()
})
afterAll(() => h.t.stop())

const wrong = { wrongAnswer: '套餐外流量每 GB 3 元', rightAnswer: '套餐外流量每 GB 5 元' }
const report = async (more: object = {}) => {
  const ticketId = await h.closedTicket(h.staff.north, h.customers.zhang)
  return h.t.ok(contract.reportWrongAnswer, { ticketId, foundHow: 'self', ...wrong, ...more }, h.staff.north)
}

describe('A wrong answer is put right', () => {
  test('whoever finds it reports it with one press, and the customer is owed a call by a promise with a clock @norm CC-22', async () => {
    const correction = await report()
    expect(correction).toMatchObject({ state: 'open', foundBy: { id: h.staff.north.id }, owner: { id: h.staff.north.id }, knowledgeState: 'none' })
    // Ten in the morning, local time: two hours of calling time.
    expect(correction.promises).toMatchObject([{ clauseId: 'wrong-answer-call-back', state: 'running', dueAt: '2026-11-24T04:00:00.000Z', promise: 'call-back' }])
    const { items } = await h.t.ok(listTimeline, { ticketId: correction.ticketId }, h.staff.north)
    expect(JSON.stringify(items)).toContain('正确答复：套餐外流量每 GB 5 元')
    expect((await h.t.ok(explainPromise, { promiseId: correction.promises[0]?.id as string }, h.staff.northLeader)).promise.clauseId).toBe('wrong-answer-call-back')
  })

  test('nothing anywhere says who gave the answer: owning up costs nothing @norm CC-22', async () => {
    const columns = await h.t.db.selectFrom('corrections.correction').selectAll().executeTakeFirstOrThrow()
    expect(Object.keys(columns).filter((name) => /answered|blame|fault|penalty|gave|score/.test(name))).toEqual([])
  })

  test('told in time keeps the promise; told late breaks it', async () => {
    const inTime = await report({ wrongAnswer: '甲' })
    const told = await h.t.ok(contract.tellCorrection, { correctionId: inTime.id, channel: 'phone', outcome: 'understood', customerSaid: '知道了' }, h.staff.north)
    expect(told).toMatchObject({ state: 'told', outcome: 'understood', promises: [{ state: 'kept' }], can: { tell: false } })
    expect((await h.t.call(contract.tellCorrection, { correctionId: inTime.id, channel: 'phone', outcome: 'understood' }, h.staff.north)).problem.code).toBe('correction-settled')
    const late = await report({ wrongAnswer: '乙' })
    h.t.clock.advance(3 * 3_600_000)
    await sweepClocks(h.t.app)
    const after = await h.t.ok(contract.tellCorrection, { correctionId: late.id, channel: 'phone', outcome: 'acted-on' }, h.staff.north)
    expect(after.promises).toMatchObject([{ state: 'broken' }])
  })

  test('after three tries that reached nobody the promise ends without an outcome, and every try stands in the ticket', async () => {
    const { id, ticketId } = await report({ wrongAnswer: '丙' })
    await h.t.ok(contract.recordCorrectionTry, { correctionId: id }, h.staff.north)
    expect((await h.t.ok(contract.recordCorrectionTry, { correctionId: id, note: '关机' }, h.staff.north)).state).toBe('open')
    expect(await h.t.ok(contract.recordCorrectionTry, { correctionId: id }, h.staff.north)).toMatchObject({ state: 'not-reached', tries: 3, promises: [{ state: 'cancelled' }] })
    const { items } = await h.t.ok(listTimeline, { ticketId }, h.staff.north)
    expect(JSON.stringify(items)).toContain('第 2 次回拨未联系到客户：关机')
  })

  test('an answer that was right after all is withdrawn with its reason', async () => {
    const { id } = await report({ wrongAnswer: '丁', knowledgeNote: '资费表' })
    const gone = await h.t.ok(contract.withdrawCorrection, { correctionId: id, reason: '客户问的是漫游，原答复无误' }, h.staff.north)
    expect(gone).toMatchObject({ state: 'withdrawn', knowledgeState: 'none' })
    expect(gone.promises.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  })

  test('a source that is wrong has to be put right by a promise of its own @norm KB-17', async () => {
    const { id, promises } = await report({ wrongAnswer: '戊', knowledgeNote: '资费表第 3 行写的是旧价' })
    expect(promises.map(({ clauseId }) => clauseId).toSorted()).toEqual(['wrong-answer-call-back', 'wrong-source-mended'])
    expect((await h.t.ok(contract.listCorrections, { sourceOpen: true }, h.staff.north)).items.map((one) => one.id)).toContain(id)
    const mended = await h.t.ok(contract.mendSource, { correctionId: id }, h.staff.northLeader)
    expect(mended).toMatchObject({ knowledgeState: 'mended', can: { mend: false } })
    expect((await h.t.call(contract.mendSource, { correctionId: id }, h.staff.north)).problem.code).toBe('correction-source-not-open')
  })

  test('the same wrong answer is not reported twice while the customer waits, and unknown words are refused', async () => {
    const { ticketId } = await report({ wrongAnswer: '己' })
    const again = { ticketId, foundHow: 'quality', ...wrong, wrongAnswer: '己' }
    expect((await h.t.call(contract.reportWrongAnswer, again, h.staff.inspector)).problem.code).toBe('correction-already-open')
    expect((await h.t.call(contract.reportWrongAnswer, { ...again, foundHow: 'guess' }, h.staff.north)).problem.code).toBe('correction-word-unknown')
    expect((await h.t.call(contract.reportWrongAnswer, { foundHow: 'self', ...wrong }, h.staff.north)).problem.code).toBe('required-field-missing')
  })

  test('a neighbour team neither sees nor settles it', async () => {
    const { id } = await report({ wrongAnswer: '庚' })
    expect((await h.t.ok(contract.listCorrections, {}, h.staff.south)).items).toEqual([])
    expect((await h.t.call(contract.tellCorrection, { correctionId: id, channel: 'phone', outcome: 'understood' }, h.staff.south)).status).toBe(404)
    expect((await h.t.ok(contract.listCorrections, { limit: 2 }, h.staff.northLeader)).nextCursor).not.toBeNull()
  })
})
