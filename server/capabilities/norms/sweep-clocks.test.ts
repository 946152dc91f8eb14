import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { composeApp } from '#server/app'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { clocksOf, prepare, sweepClocks } from './index.ts'
import { sweepLoop } from './sweep-clocks.ts'
import { openCase, type TestCase } from './testing/test-case.ts'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
  await t.db.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '河南', name_en: 'Henan', time_zone: 'Asia/Shanghai' }).execute()
  await t.db.insertInto('platform.region').values({ id: 2, code: 'HB', name_zh: '湖北', name_en: 'Hubei', time_zone: 'Asia/Shanghai' }).execute()
})
afterAll(() => t.stop())
beforeEach(() => t.clock.set('2026-03-02T01:00:00Z'))

const inquiry = { kind: 'inquiry', channel: 'email', priority: 'P4' }
const view = async (one: TestCase, clauseId = 'inquiry-response') => (await clocksOf(t.read(), one.subject.regionId, 'ticket', [one.id])).get(one.id)?.find((clock) => clock.clauseId === clauseId)

describe('Time alone marks promises', () => {
  test('at risk before the deadline, broken a millisecond after it, each once and with its own instant', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened')
    t.clock.set('2026-03-02T01:19:59.999Z')
    await sweepClocks(t.app)
    expect(await one.events('promise.%')).toEqual([])
    t.clock.set('2026-03-02T01:20:00Z')
    await sweepClocks(t.app)
    await sweepClocks(t.app)
    expect(await one.events('promise.%')).toEqual(['promise.at-risk'])
    t.clock.set('2026-03-02T01:30:00Z')
    await sweepClocks(t.app)
    expect(await view(one)).toMatchObject({ state: 'running', atRisk: true, remainingMs: 0 })
    t.clock.set('2026-03-02T01:30:00.400Z')
    await sweepClocks(t.app)
    expect(await view(one)).toMatchObject({ state: 'broken', atRisk: false, stoppedAt: null })
    const told = await t.db.selectFrom('platform.event').select(['name', 'occurred_at']).where('subject_id', '=', one.id).where('name', 'like', 'promise.%').orderBy('seq').execute()
    expect(told.map(({ name, occurred_at }) => [name, occurred_at.toISOString()])).toEqual([
      ['promise.at-risk', '2026-03-02T01:20:00.000Z'],
      ['promise.broken', '2026-03-02T01:30:00.001Z']
    ])
    expect((await one.proofs()).map(({ kind }) => kind)).toEqual(['promise.broken'])
  })

  test('a paused clock does not fire', async () => {
    const one = openCase(t, { kind: 'fault', channel: 'phone', 'line.service': 'broadband', priority: 'P4' })
    await one.tell('ticket.opened')
    await one.tell('ticket.waiting', 'no-access')
    t.clock.advance(3 * 3_600_000)
    await sweepClocks(t.app)
    expect(await view(one, 'fault-arrival')).toMatchObject({ state: 'paused' })
  })

  test('an answer given before the deadline but written after the sweep corrects the outcome', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened')
    t.clock.set('2026-03-02T01:30:00.100Z')
    await sweepClocks(t.app)
    await one.tell('ticket.answered', undefined, '2026-03-02T01:29:59.900Z')
    expect(await view(one)).toMatchObject({ state: 'kept' })
    expect((await one.proofs()).map(({ kind, payload }) => [kind, payload['clauseId']]).filter(([, id]) => id === 'inquiry-response')).toEqual([
      ['promise.broken', 'inquiry-response'],
      ['promise.corrected', 'inquiry-response']
    ])
  })

  test('an answer after the breach ends the promise without changing its outcome', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened')
    t.clock.advance(3_600_000)
    await sweepClocks(t.app)
    expect(await one.tell('ticket.answered')).toMatchObject({ broken: 0, nextDueAt: null })
    expect(await view(one)).toMatchObject({ state: 'broken', stoppedAt: '2026-03-02T02:00:00.000Z' })
    expect((await one.events('promise.%')).filter((name) => name === 'promise.broken')).toHaveLength(1)
  })

  test('imported history breaks at its own instant', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened', undefined, '2020-05-06T01:00:00Z')
    await sweepClocks(t.app)
    const told = await t.db.selectFrom('platform.event').select(['name', 'occurred_at']).where('subject_id', '=', one.id).where('name', '=', 'promise.broken').execute()
    expect(told.map(({ occurred_at }) => occurred_at.toISOString())).toContain('2020-05-06T01:30:00.001Z')
  })
})

describe('Several workers', () => {
  test('two at once fire each clock exactly once, in every region', async () => {
    const cases = Array.from({ length: 40 }, (_, index) => openCase(t, inquiry, { regionId: 1 + (index % 2) }))
    for (const one of cases) await one.tell('ticket.opened')
    t.clock.advance(31 * 60_000)
    const other = composeApp(t.app.config, t.databaseUrl, t.clock)
    await prepare(other)
    const fired = await Promise.all([sweepClocks(t.app), sweepClocks(other), sweepClocks(t.app)])
    await other.db.destroy()
    expect(fired.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(40)
    for (const one of cases) expect(await one.events('promise.%')).toEqual(['promise.broken'])
  })

  test('a worker that dies while it fires leaves its clocks to the others', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened')
    t.clock.advance(31 * 60_000)
    const dying = new pg.Client({ connectionString: t.databaseUrl })
    dying.on('error', () => {})
    await dying.connect()
    const { rows } = await dying.query('select pg_backend_pid() as pid')
    await dying.query('begin')
    await dying.query(`update norms.clock set state = 'broken', next_at = null where subject_id = $1`, [one.id])
    await sweepClocks(t.app)
    expect(await one.events('promise.%')).toEqual([])
    const other = new pg.Client({ connectionString: t.databaseUrl })
    await other.connect()
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await other.end()
    await expect.poll(() => sweepClocks(t.app)).toBeGreaterThan(0)
    expect(await one.events('promise.%')).toEqual(['promise.broken'])
  })

  test('the loop of a worker marks a breach within one second of it', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened', undefined, new Date(Date.now() - 30 * 60_000 + 300).toISOString())
    const dueAt = Date.parse((await view(one))?.dueAt ?? '')
    const live = composeApp(t.app.config, t.databaseUrl)
    const stopping = new AbortController()
    const running = sweepLoop.run(live, stopping.signal)
    await expect.poll(() => one.events('promise.broken'), { interval: 10, timeout: 3000 }).toEqual(['promise.broken'])
    const lateBy = Date.now() - dueAt
    stopping.abort()
    await running
    await live.db.destroy()
    expect(lateBy).toBeLessThan(1000)
  })
})
