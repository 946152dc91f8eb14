import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/surveys'
import { type Hotline, openHotline } from './testing/hotline.ts'

let h: Hotline
const period = { from: '2026-11-24T00:00:00Z', to: '2026-12-24T00:00:00Z' }

// North: 5/4, 1/1, unanswered. South: result 3 only. Asked on two days of the region.
beforeAll(async () => {
  h = await openHotline()
  const { zhang, li, smith } = h.customers
  const happy = await h.asked(h.staff.north, zhang)
  await h.t.ok(contract.answerSurvey, { token: happy.token, process: 5, result: 4 })
  const angry = await h.asked(h.staff.north, li, { channel: 'hall' })
  await h.t.ok(contract.answerSurvey, { token: angry.token, process: 1, result: 1, comment: '太慢' })
  await h.asked(h.staff.north, smith)
  h.t.clock.advance(2 * 86_400_000)
  const lukewarm = await h.asked(h.staff.south, zhang)
  await h.t.ok(contract.answerSurvey, { token: lukewarm.token, result: 3 })
  await h.t.drain()
})
afterAll(() => h.t.stop())

const summary = (by: 'unit' | 'staff' | 'channel' | 'day' | 'month', more: object = {}, who = h.staff.analyst) =>
  h.t.ok(contract.summariseSurveys, { ...period, by, ...more }, who)

describe('figures of satisfaction', () => {
  test('response rate and share of satisfied, over all and by question @norm KP-01 @norm KP-12', async () => {
    const { total } = await summary('unit')
    expect(total).toEqual({ asked: 4, answered: 3, low: 1, responseRate: 3 / 4, satisfied: { overall: 1 / 3, process: 1 / 2, result: 1 / 3 } })
  })

  test('by unit, person, channel, day and month', async () => {
    const { groups } = await summary('unit')
    expect(groups.map((group) => [group.name?.en, group.asked, group.answered, group.satisfied.overall])).toEqual([
      ['North desk', 3, 2, 1 / 2],
      ['South desk', 1, 1, 0]
    ])
    expect((await summary('staff')).groups.map((group) => [group.key, group.asked])).toEqual([[h.staff.north.id, 3], [h.staff.south.id, 1]])
    expect((await summary('channel')).groups.map((group) => [group.key, group.asked])).toEqual([['phone', 3], ['hall', 1]])
    expect((await summary('day')).groups.map((group) => [group.key, group.asked])).toEqual([['2026-11-24', 3], ['2026-11-26', 1]])
    expect((await summary('month')).groups.map((group) => group.key)).toEqual(['2026-11'])
    expect((await summary('unit', { channel: 'hall' })).total).toMatchObject({ asked: 1, low: 1 })
  })

  test('with nobody asked there is no share, and a period has an end and bounds', async () => {
    const empty = await summary('unit', { from: '2025-01-01T00:00:00Z', to: '2025-02-01T00:00:00Z' })
    expect(empty).toMatchObject({ total: { asked: 0, responseRate: null, satisfied: { overall: null } }, groups: [] })
    for (const wrong of [{ from: period.to, to: period.from }, { from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }])
      expect((await h.t.call(contract.summariseSurveys, { ...wrong, by: 'unit' }, h.staff.analyst)).problem.code).toBe('survey-period-too-long')
    expect((await h.t.call(contract.listSurveys, { from: '2026-11-24T23:59:60Z' }, h.staff.analyst)).problem.code).toBe('invalid-input')
  })
})

describe('who sees which surveys', () => {
  const seen = async (who: { token: string }, filter: object = {}) => (await h.t.ok(contract.listSurveys, filter, who)).items

  test('the region, the subtree, one’s own: list and figures follow the same scope', async () => {
    expect(await seen(h.staff.analyst)).toHaveLength(4)
    expect((await seen(h.staff.northLeader)).map((item) => item.unitId)).toEqual([h.units.north.id, h.units.north.id, h.units.north.id])
    expect((await summary('unit', {}, h.staff.northLeader)).total.asked).toBe(3)
    expect(await seen(h.staff.accountManager)).toEqual([])
    expect(await seen(h.staff.cantonese)).toEqual([])
    expect((await h.t.call(contract.listSurveys, {}, h.staff.north)).problem.code).toBe('not-permitted')
  })

  test('filters and pages; the low ones lead to their follow-up', async () => {
    const [low] = await seen(h.staff.northLeader, { low: true })
    expect(low).toMatchObject({ customer: { name: '李娜' }, score: 1, comment: '太慢', channel: 'hall', answeredBy: 'link', staff: { id: h.staff.north.id }, followUpTicketId: expect.any(String) })
    expect((await seen(h.staff.analyst, { answered: false })).map((item) => item.score)).toEqual([null])
    expect((await seen(h.staff.analyst, { scoreAtLeast: 3 })).map((item) => item.score)).toEqual([3, 4])
    expect((await seen(h.staff.analyst, { scoreAtMost: 2 })).map((item) => item.score)).toEqual([1])
    expect(await seen(h.staff.analyst, { staffId: h.staff.south.id })).toHaveLength(1)
    const first = await h.t.ok(contract.listSurveys, { limit: 3 }, h.staff.analyst)
    const second = await h.t.ok(contract.listSurveys, { limit: 3, cursor: first.nextCursor as string }, h.staff.analyst)
    expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(4)
    expect(second.nextCursor).toBeNull()
  })

  test('names are masked for roles that do not see them @norm GV-03', async () => {
    expect((await seen(h.staff.inspector)).map((item) => item.customer?.name)).toEqual(['张*', 'S***', '李*', '张*'])
  })
})
