import { agentReport, exportFloorReport, floorDictionary, floorToday, listFloorMessages, listMyFloorMessages, readFloorMessage, sendFloorMessage } from '@shouwen/contract/floor-board'
import { floorCounts } from '@shouwen/contract/floor-counts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FloorDesk, startFloorDesk, type Worker } from './testing/floor-desk.ts'

let d: FloorDesk
let wang: Worker
let boss: Worker
let stranger: Worker
beforeEach(async () => {
  d = await startFloorDesk()
  wang = await d.person()
  boss = await d.person('shift-leader', {}, d.units.hotline)
  stranger = await d.person('shift-leader', {}, d.units.other)
  await d.queue('hn-calls', [wang])
})
afterEach(() => d.t.stop())

const seconds = (n: number) => d.t.clock.advance(n * 1000)
const period = { regionId: 1, from: '2026-11-23T16:00:00Z', until: '2026-11-24T16:00:00Z' }

/** One call answered after 8 seconds and served for two minutes, one given up after 30 seconds. */
async function twoCalls(): Promise<void> {
  await d.online(wang)
  seconds(60)
  const first = await d.arrive()
  await d.dispatch()
  seconds(8)
  await d.accept(wang, first)
  const second = await d.arrive()
  seconds(30)
  await d.giveUp(second)
  seconds(90)
  await d.release(wang, first)
  seconds(10)
}

describe('The board', () => {
  test('tells the counts of today since midnight of the region, before and after they are added up @norm CC-34 KP-10', async () => {
    await twoCalls()
    const look = () => d.t.ok(floorToday, { regionId: 1 }, boss)
    const before = await look()
    expect(before.since).toBe('2026-11-23T16:00:00.000Z')
    expect(before.items).toMatchObject([{ queueCode: 'hn-calls', channel: 'phone', offered: 2, answered: 1, abandoned: 1, answeredWaitSeconds: 8, abandonedWaitSeconds: 30, handleSeconds: 120 }])
    expect(before.items[0]?.answeredWithin.find((one) => one.seconds === 10)?.n).toBe(1)
    expect(before.items[0]?.answeredWithin.find((one) => one.seconds === 5)?.n).toBe(0)
    expect(before.states.find((one) => one.state === 'talking')?.seconds).toBe(120)
    await d.dispatch()
    await d.tend()
    const { items } = await look()
    expect(items).toEqual(before.items)
  })

  test('shows each figure with its formula, unit, norm and source, and only thresholds that are counted', async () => {
    const { figures, bands, level } = await d.t.ok(floorDictionary, {}, boss)
    expect(figures.every((one) => one.zh && one.en && one.formula.zh && one.formula.en && one.from.zh && one.from.en)).toBe(true)
    expect(bands.find((one) => one.figure === 'waiting')).toMatchObject({ warn: { above: 5 }, alarm: { above: 10 }, norms: ['CC-11'] })
    expect(level.channels).toEqual([{ channel: 'phone', withinSeconds: 15, target: 0.85 }])
    expect(level.answeredWithin).toContain(level.otherwise.withinSeconds)
  })

  test('counts by day may reach over five weeks, by quarter over eight days', async () => {
    const long = { regionId: 1, from: '2026-10-25T00:00:00Z', until: '2026-11-24T00:00:00Z' }
    expect((await d.t.call(floorCounts, { ...long, by: 'day' }, boss)).status).toBe(200)
    expect((await d.t.call(floorCounts, long, boss)).problem.code).toBe('period-too-long')
  })
})

describe('The report by agent', () => {
  test('has the seconds in each state and what was served, and shows nobody out of reach', async () => {
    await twoCalls()
    const { items } = await d.t.ok(agentReport, period, boss)
    expect(items).toMatchObject([{ person: { jobNumber: wang.jobNumber }, contacts: 1, serviceSeconds: 120, offers: 1, missed: 0 }])
    expect(Object.fromEntries((items[0]?.states ?? []).map((one) => [one.state, one.seconds]))).toEqual({ available: 68, talking: 120, 'wrap-up': 10 })
    expect((await d.t.ok(agentReport, period, stranger)).items).toEqual([])
  })

  test('cuts states at the edges of the time', async () => {
    await d.online(wang)
    seconds(600)
    const { items } = await d.t.ok(agentReport, { regionId: 1, from: '2026-11-24T02:05:00Z', until: '2026-11-24T02:08:00Z' }, boss)
    expect(items[0]?.states).toEqual([{ state: 'available', seconds: 180 }])
  })

  test('leaves as a file with the raw counts beside the figures, audited; seconds nobody counted are refused', async () => {
    await twoCalls()
    const file = await d.t.call(exportFloorReport, { ...period, kind: 'queues', by: 'day', format: 'csv', language: 'zh-CN' }, boss)
    expect(file.status).toBe(200)
    const text = String(file.body)
    expect(text).toContain('服务水平 SL3')
    expect(text).toContain('2026-11-24 00:00,hn-calls,hn-calls,phone,2,1,1,15,0.5,0.5,8,120')
    const agents = await d.t.call(exportFloorReport, { ...period, kind: 'agents', format: 'csv', language: 'en' }, boss)
    expect(String(agents.body)).toContain(`${wang.jobNumber}`)
    const refused = await d.t.call(exportFloorReport, { ...period, kind: 'queues', withinSeconds: 17, format: 'xlsx', language: 'en' }, boss)
    expect(refused.problem.code).toBe('threshold-not-counted')
    const lines = await d.t.db.selectFrom('platform.audit').select('verb').where('verb', '=', 'floor.export').execute()
    expect(lines.length).toBe(2)
  })
})

describe('A word from the supervisor', () => {
  test('stands before the person until it is read; only who answers for the person may send one @norm WF-24', async () => {
    expect((await d.t.call(sendFloorMessage, { regionId: 1, staffId: wang.id, body: '请先处理老人来电' }, stranger)).problem.code).toBe('not-permitted')
    const sent = await d.t.ok(sendFloorMessage, { regionId: 1, staffId: wang.id, body: '请先处理老人来电' }, boss)
    const mine = await d.t.ok(listMyFloorMessages, {}, wang)
    expect(mine.items).toMatchObject([{ id: sent.id, body: '请先处理老人来电', from: { jobNumber: boss.jobNumber }, readAt: null }])
    expect((await d.t.call(readFloorMessage, { messageId: sent.id }, stranger)).problem.code).toBe('not-found')
    seconds(5)
    await d.t.ok(readFloorMessage, { messageId: sent.id }, wang)
    await d.t.ok(readFloorMessage, { messageId: sent.id }, wang)
    expect((await d.t.ok(listMyFloorMessages, {}, wang)).items).toEqual([])
    expect((await d.t.ok(listFloorMessages, { regionId: 1, staffId: wang.id }, boss)).items[0]?.readAt).toBe('2026-11-24T02:00:05.000Z')
    const told = await d.t.db.selectFrom('platform.event').select('data').where('name', '=', 'floor.message-sent').execute()
    expect(JSON.stringify(told)).not.toContain('老人')
  })
})
