import { getClauseUsage } from '@shouwen/contract/norms'
import * as promises from '@shouwen/contract/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealEvidence } from '#platform/evidence'
import { record } from '#platform/events'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { clocksOf, sweepClocks } from './index.ts'
import { openCase, type TestCase } from './testing/test-case.ts'
import { staffFor } from './testing/test-staff.ts'

let t: TestApp
let people: Awaited<ReturnType<typeof staffFor<'agent' | 'shift-leader' | 'rulebook-approver'>>>
beforeAll(async () => {
  t = await startTestApp()
  people = await staffFor(t, 'agent', 'shift-leader', 'rulebook-approver')
})
afterAll(() => t.stop())
beforeEach(() => t.clock.set('2026-03-02T01:00:00Z'))

const line = { kind: 'fault', channel: 'phone', 'line.service': 'apn-line', 'line.reach': 'within-province', 'customer.grade': 'A' }
const ofTeam = (facts: Record<string, string>, ownerId = people.agent.id) => openCase(t, facts, { unitId: people.unitId, ownerId })
const idOf = async (one: TestCase, clauseId: string) => (await clocksOf(t.read(), 1, 'ticket', [one.id])).get(one.id)?.find((view) => view.clauseId === clauseId)?.id ?? ''

async function pausedForPower(): Promise<TestCase> {
  const one = ofTeam(line)
  await one.tell('ticket.opened')
  t.clock.set('2026-03-02T02:00:00Z')
  await one.tell('ticket.waiting', 'customer-power')
  t.clock.set('2026-03-02T03:00:00Z')
  await one.tell('ticket.resumed')
  return one
}

describe('Why is this the deadline', () => {
  test('the answer shows source, facts, condition, matrix row, every stretch and every event', async () => {
    const one = await pausedForPower()
    const why = await t.ok(promises.explainPromise, { promiseId: await idOf(one, 'line-restoration') }, people.agent)
    expect(why.promise.dueAt).toBe('2026-03-02T08:00:00.000Z')
    expect(why.clause).toMatchObject({ trust: 'seed', document: { zh: expect.stringContaining('集团客户服务规范') } })
    expect(why.row).toEqual({ id: 'apn-line/within-province/A', assumed: false })
    expect(why.limit.zh).toBe('6 小时')
    expect(why.facts).toContainEqual({ name: 'customer.grade', words: { zh: '客户等级', en: 'customer grade' }, value: { zh: 'A 级', en: 'A' } })
    expect(why.condition[0]).toMatchObject({ depth: 0, holds: true })
    expect(why.condition.filter(({ depth }) => depth === 1)).toHaveLength(3)
    expect(why.steps.map(({ kind, countedMs, pauseReason }) => [kind, countedMs, pauseReason?.zh ?? null])).toEqual([
      ['running', 3_600_000, null],
      ['paused', 0, '客户侧停电或设备未开'],
      ['running', 5 * 3_600_000, null]
    ])
    expect(why.events.map(({ effect, event }) => [effect, event])).toEqual([
      ['started', 'ticket.opened'],
      ['paused', 'ticket.waiting'],
      ['resumed', 'ticket.resumed']
    ])
  })

  test('who may not read the ticket does not learn that the promise exists', async () => {
    const other = openCase(t, line, { unitId: t.app.newId() })
    await other.tell('ticket.opened')
    const answer = await t.call(promises.explainPromise, { promiseId: await idOf(other, 'line-restoration') }, people.agent)
    expect(answer.status).toBe(404)
    expect((await t.call(promises.explainPromise, { promiseId: await idOf(other, 'line-restoration') }, people['rulebook-approver'])).status).toBe(403)
  })
})

describe('An outcome can be computed again from its evidence', () => {
  test('kept, broken, and set right again: every check holds, also after sealing', async () => {
    const one = await pausedForPower()
    t.clock.set('2026-03-02T07:30:00Z')
    await one.tell('ticket.restored')
    const late = ofTeam({ kind: 'inquiry', channel: 'email' })
    await late.tell('ticket.opened')
    t.clock.advance(31 * 60_000)
    await sweepClocks(t.app)
    await late.tell('ticket.answered', undefined, '2026-03-02T07:59:00Z')
    const lastProof = async () => (await t.ok(promises.verifyPromise, { promiseId: await idOf(late, 'inquiry-response') }, people.agent)).evidence.at(-1)
    // Transactions of other tests on this server may still hold the seal back.
    await expect.poll(() => sealEvidence(t.read()).then(lastProof), { timeout: 10_000 }).toMatchObject({ sealed: true })
    for (const id of [await idOf(one, 'line-restoration'), await idOf(one, 'fault-arrival'), await idOf(late, 'inquiry-response')]) {
      const proof = await t.ok(promises.verifyPromise, { promiseId: id }, people.agent)
      expect(proof).toMatchObject({ verified: true })
      expect(proof.evidence.every(({ sealed, checks }) => sealed && checks.length === 6)).toBe(true)
    }
    expect((await t.ok(promises.verifyPromise, { promiseId: await idOf(late, 'inquiry-response') }, people.agent)).evidence.map(({ kind }) => kind)).toEqual(['promise.broken', 'promise.corrected'])
  })

  test('evidence that somebody bent with the rights of the owner no longer verifies', async () => {
    const one = ofTeam({ kind: 'inquiry', channel: 'email' })
    await one.tell('ticket.opened')
    t.clock.advance(31 * 60_000)
    await one.tell('ticket.answered')
    await expect(sql`update platform.evidence set payload = '{}' where subject_id = ${one.id}`.execute(t.db)).rejects.toThrow(/permission denied/)
    const { default: pg } = await import('pg')
    const owner = new pg.Client({ connectionString: t.databaseUrl })
    await owner.connect()
    await owner.query(`update platform.evidence set payload = jsonb_set(payload, '{inputs,stoppedAt}', '"2026-03-02T01:29:00.000Z"') where subject_id = $1`, [one.id])
    await owner.end()
    const proof = await t.ok(promises.verifyPromise, { promiseId: await idOf(one, 'inquiry-response') }, people.agent)
    expect(proof.verified).toBe(false)
    expect(proof.evidence[0]?.checks.filter(({ holds }) => !holds).map(({ check }) => check)).toEqual(['row-unchanged', 'outcome'])
  })
})

describe('Lists and counts', () => {
  test('mine, at risk, broken and paused, the strictest first, page by page', async () => {
    t.clock.set('2026-05-04T01:00:00Z')
    const leader = people['shift-leader']
    const cases = Array.from({ length: 5 }, () => ofTeam({ kind: 'inquiry', channel: 'email', priority: 'P4' }, leader.id))
    for (const [index, one] of cases.entries()) await one.tell('ticket.opened', undefined, new Date(Date.UTC(2026, 4, 4, 0, 10 * index, 0)).toISOString())
    t.clock.set('2026-05-04T01:05:00Z')
    const states = async (input: object) => {
      const page = await t.ok(promises.listPromises, { mine: true, ...input }, leader)
      return page.items.map(({ subjectId }) => cases.findIndex(({ id }) => id === subjectId))
    }
    expect(await states({ state: 'broken' })).toEqual([0, 1, 2, 3])
    expect(await states({ state: 'at-risk' })).toEqual([4])
    const first = await t.ok(promises.listPromises, { mine: true, state: 'broken', limit: 3 }, leader)
    const rest = await t.ok(promises.listPromises, { mine: true, state: 'broken', limit: 3, cursor: first.nextCursor ?? '' }, leader)
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 1, null])
    expect((await t.ok(promises.countPromises, {}, leader)).mine).toEqual({ running: 1, atRisk: 1, broken: 4, paused: 0, capped: false })
  })

  test('a clause knows how often it was kept, by region and month', async () => {
    t.clock.set('2026-06-01T00:00:00Z')
    for (const minutes of [60, 600]) {
      const one = ofTeam(line)
      await one.tell('ticket.opened', undefined, '2026-05-31T16:30:00Z')
      await one.tell('ticket.restored', undefined, new Date(Date.UTC(2026, 4, 31, 16, 30 + minutes)).toISOString())
    }
    const { items } = await t.ok(getClauseUsage, { clauseId: 'line-restoration', months: 1 }, people.agent)
    expect(items).toEqual([])
    const two = await t.ok(getClauseUsage, { clauseId: 'line-restoration', months: 2 }, people.agent)
    expect(two.items).toEqual([{ regionId: 1, month: '2026-06', open: 0, kept: 1, broken: 1, cancelled: 0, share: 0.5 }])
  })
})

describe('The audit of pauses', () => {
  test('a clock that stood still though the customer had written is listed, until when and for how long', async () => {
    const one = ofTeam(line)
    await one.tell('ticket.opened')
    await one.tell('ticket.waiting', 'no-access')
    t.clock.set('2026-03-02T03:00:00Z')
    const wrote = { name: 'ticket.customer-wrote', regionId: 1, subjectKind: 'ticket', subjectId: one.id }
    await t.asSystem((call) => record(call, wrote))
    await t.drain()
    t.clock.set('2026-03-02T04:00:00Z')
    await t.asSystem((call) => record(call, wrote))
    await t.drain()
    t.clock.set('2026-03-02T05:00:00Z')
    await one.tell('ticket.resumed')
    const { items } = await t.ok(promises.auditPauses, {}, people.agent)
    expect(items.filter(({ subjectId }) => subjectId === one.id).map(({ clauseId, reason, answeredAt, unexplainedMs }) => [clauseId, reason.code, answeredAt, unexplainedMs]).sort()).toEqual([
      ['fault-arrival', 'no-access', '2026-03-02T03:00:00.000Z', 7_200_000],
      ['line-restoration', 'no-access', '2026-03-02T03:00:00.000Z', 7_200_000]
    ])
  })

  test('a pause that ended before the customer wrote is no matter', async () => {
    const one = await pausedForPower()
    t.clock.set('2026-03-02T03:30:00Z')
    await t.asSystem((call) => record(call, { name: 'ticket.customer-wrote', regionId: 1, subjectKind: 'ticket', subjectId: one.id }))
    await t.drain()
    const { items } = await t.ok(promises.auditPauses, {}, people.agent)
    expect(items.filter(({ subjectId }) => subjectId === one.id)).toEqual([])
  })
})
