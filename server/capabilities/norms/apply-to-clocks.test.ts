import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Tx } from '#platform/database'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { applyToClocks, clocksOf, reassignClocks } from './index.ts'
import { openCase, type TestCase } from './testing/test-case.ts'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())
beforeEach(() => t.clock.set('2026-03-02T01:00:00Z'))

const inquiry = { kind: 'inquiry', channel: 'email' }
const views = async (one: TestCase) => (await clocksOf(t.read(), 1, 'ticket', [one.id])).get(one.id) ?? []
const view = async (one: TestCase, clauseId: string) => (await views(one)).find((clock) => clock.clauseId === clauseId)

describe('An event starts the promises its clauses make', () => {
  test('an inquiry is to be answered within thirty minutes and accepted by its priority', async () => {
    const one = openCase(t, { ...inquiry, priority: 'P2' })
    const summary = await one.tell('ticket.opened')
    expect((await views(one)).map(({ clauseId, dueAt, state }) => [clauseId, dueAt, state])).toEqual([
      ['ticket-acceptance', '2026-03-02T01:20:00.000Z', 'running'],
      ['inquiry-response', '2026-03-02T01:30:00.000Z', 'running']
    ])
    expect(summary).toMatchObject({ nextDueAt: new Date('2026-03-02T01:20:00Z'), running: 2, broken: 0 })
  })

  test('several clauses bind one fault and the strictest comes first', async () => {
    const one = openCase(t, { kind: 'fault', channel: 'phone', 'line.service': 'internet-line', 'line.reach': 'cross-province', 'customer.grade': 'AA', priority: 'P1' })
    await one.tell('ticket.opened')
    expect((await views(one)).map(({ clauseId, dueAt }) => [clauseId, dueAt])).toEqual([
      ['ticket-acceptance', '2026-03-02T01:10:00.000Z'],
      ['fault-arrival', '2026-03-02T03:00:00.000Z'],
      ['line-restoration', '2026-03-02T06:00:00.000Z']
    ])
    expect(await view(one, 'line-restoration')).toMatchObject({ norms: ['FS-01'], clauseVersion: 1, promise: 'restore', atRiskAt: '2026-03-02T03:30:00.000Z' })
  })

  test('opening costs one insert and no look at other clocks', async () => {
    const one = openCase(t, inquiry)
    const statements = await t.asSystem(async (call) => {
      const { tx, texts } = one.listening(call.tx as Tx)
      await applyToClocks({ ...call, tx }, one.input('ticket.opened'))
      return texts
    })
    expect(statements.map((text) => text.slice(0, 23))).toEqual(['insert into norms.clock'])
  })
})

describe('An event stops, voids or pauses what runs', () => {
  test('an answer in time keeps the promise, with evidence and an event', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened')
    t.clock.advance(29 * 60_000)
    expect(await one.tell('ticket.answered')).toMatchObject({ nextDueAt: null, running: 0, broken: 0 })
    expect(await view(one, 'inquiry-response')).toMatchObject({ state: 'kept', stoppedAt: '2026-03-02T01:29:00.000Z' })
    const proofs = await one.proofs()
    expect(proofs.map(({ kind }) => kind)).toEqual(['promise.kept', 'promise.kept'])
    expect(proofs.find(({ payload }) => payload.clauseId === 'inquiry-response')?.payload).toMatchObject({
      clauseHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      inputs: { facts: inquiry, startedAt: '2026-03-02T01:00:00.000Z', stoppedAt: '2026-03-02T01:29:00.000Z', stoppedBy: 'ticket.answered' },
      steps: [{ kind: 'running', countedMs: 1_800_000 }],
      result: { state: 'kept', dueAt: '2026-03-02T01:30:00.000Z' }
    })
    expect(await one.events('promise.%')).toEqual(['promise.kept', 'promise.kept'])
  })

  test('an answer after the deadline breaks it, even when nobody had looked yet', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened')
    t.clock.advance(31 * 60_000)
    await one.tell('ticket.answered')
    expect(await view(one, 'inquiry-response')).toMatchObject({ state: 'broken', stoppedAt: '2026-03-02T01:31:00.000Z' })
  })

  test('a reason the clause allows pauses the clock; resuming moves the deadline by the pause', async () => {
    const one = openCase(t, { kind: 'fault', channel: 'phone', 'line.service': 'broadband' })
    await one.tell('ticket.opened')
    t.clock.advance(30 * 60_000)
    await one.tell('ticket.waiting', 'waiting-appointment')
    expect(await view(one, 'fault-arrival')).toMatchObject({ state: 'paused', dueAt: null, remainingMs: 90 * 60_000 })
    expect(await view(one, 'ticket-acceptance')).toMatchObject({ state: 'running' })
    t.clock.advance(4 * 3_600_000)
    await one.tell('ticket.resumed')
    expect(await view(one, 'fault-arrival')).toMatchObject({ state: 'running', dueAt: '2026-03-02T07:00:00.000Z' })
  })

  test('work held by us and reasons the clause does not name leave the clock running', async () => {
    const one = openCase(t, { kind: 'fault', channel: 'phone', 'line.service': 'broadband' })
    await one.tell('ticket.opened')
    await one.tell('ticket.held', 'waiting-parts')
    await one.tell('ticket.waiting', 'customer-considering')
    expect(await view(one, 'fault-arrival')).toMatchObject({ state: 'running', dueAt: '2026-03-02T03:00:00.000Z' })
  })

  test('a cancelled ticket owes nothing more, but what was broken stays broken', async () => {
    const one = openCase(t, { ...inquiry, priority: 'P2' })
    await one.tell('ticket.opened')
    t.clock.advance(25 * 60_000)
    await one.tell('ticket.cancelled')
    expect(await view(one, 'inquiry-response')).toMatchObject({ state: 'cancelled' })
    expect(await view(one, 'ticket-acceptance')).toMatchObject({ state: 'broken' })
  })

  test('news to the customer begins the next round, until the ticket is resolved', async () => {
    const one = openCase(t, { kind: 'complaint', channel: 'phone' })
    await one.tell('ticket.opened')
    const task = one.part('task')
    const given = await task.tell('task.assigned')
    expect(given).toMatchObject({ nextDueAt: new Date('2026-03-02T05:00:00Z'), running: 2, whole: { running: 3 } })
    expect(await view(one, 'progress-told')).toMatchObject({ dueAt: '2026-03-03T01:00:00.000Z' })
    t.clock.advance(6 * 3_600_000)
    await one.tell('ticket.progress-told')
    const rounds = (await views(one)).filter(({ clauseId }) => clauseId === 'progress-told')
    expect(rounds.map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['running', '2026-03-03T07:00:00.000Z'],
      ['kept', '2026-03-03T01:00:00.000Z']
    ])
    await one.tell('ticket.cancelled')
    expect((await clocksOf(t.read(), 1, 'task', [task.id])).get(task.id)?.map(({ state }) => state)).toEqual(['broken', 'cancelled'])
  })

  test('a second start while the first promise runs makes no second promise', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened')
    await one.tell('ticket.transferred')
    t.clock.advance(3_600_000)
    await one.tell('ticket.transferred')
    const given = (await views(one)).filter(({ clauseId }) => clauseId === 'hand-over-acceptance')
    expect(given.map(({ dueAt }) => dueAt)).toEqual(['2026-03-02T03:00:00.000Z'])
  })
})

describe('Who answers, and when it happened', () => {
  test('each promise has the owner its clause names, also after a hand-over', async () => {
    const one = openCase(t, { kind: 'fault', channel: 'phone', major: true, 'line.service': 'broadband' })
    await one.tell('ticket.opened')
    const owners = async () => Object.fromEntries((await views(one)).map(({ clauseId, ownerId }) => [clauseId, ownerId]))
    expect(await owners()).toMatchObject({ 'fault-arrival': one.subject.ownerId, 'major-fault-closed-loop': one.subject.ownerId, 'ticket-acceptance': null })
    const [unitId, assigneeId] = [t.app.newId(), t.app.newId()]
    await t.asSystem((call) => reassignClocks(call, { ...one.subject, unitId, assigneeId }))
    expect(await owners()).toMatchObject({ 'fault-arrival': assigneeId, 'major-fault-closed-loop': one.subject.ownerId, 'ticket-acceptance': null })
  })

  test('history is judged at its own instants', async () => {
    const one = openCase(t, inquiry)
    await one.tell('ticket.opened', undefined, '2020-05-06T01:00:00Z')
    await one.tell('ticket.answered', undefined, '2020-05-06T01:10:00Z')
    expect(await view(one, 'inquiry-response')).toMatchObject({ state: 'kept', dueAt: '2020-05-06T01:30:00.000Z', stoppedAt: '2020-05-06T01:10:00.000Z' })
  })

  test('facts the rulebook does not declare are refused', async () => {
    const one = openCase(t, { kind: 'riddle', channel: 'email' })
    await expect(one.tell('ticket.opened')).rejects.toThrow(RangeError)
  })
})
