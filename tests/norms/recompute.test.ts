import type { Operation } from '@shouwen/contract/operation'
import { decidePause, listPauseAsks } from '@shouwen/contract/ticket-pauses'
import { acceptTask, assignTask, finishTask } from '@shouwen/contract/ticket-tasks'
import { openTicket, reclassifyTicket, setPriority } from '@shouwen/contract/tickets'
import * as work from '@shouwen/contract/ticket-work'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { dice } from '../../seed/dice.ts'
import { plantCustomers, plantPlans } from '../../seed/customers.ts'
import { actorsOf, plantHistory } from '../../seed/history.ts'
import { plantOperator } from '../../seed/operator.ts'
import { regions } from '../../seed/regions.ts'
import { sweepClocks } from '../../server/capabilities/norms/index.ts'
import { startSmallOperator } from '../../server/capabilities/tickets/testing/small-operator.ts'
import { startTestApp } from '../../server/platform/testing/test-app.ts'
import { recomputeClocks } from './recompute.ts'

const MINUTE = 60_000

test('every clock of a seeded operator is stored as its clause version, calendar and events say', { timeout: 120_000 }, async () => {
  const t = await startTestApp({ at: '2026-11-24T08:00:00Z' })
  try {
    const now = t.clock.now()
    const operator = await t.asSystem((call) => plantOperator(call, dice(7), 'x', new Date(now.getTime() - 120 * 86_400_000)))
    await plantPlans(t.db)
    const customers = []
    for (const region of regions)
      customers.push(...(await plantCustomers(t.db, dice(region.id), { ...region, customers: 200 }, now, (city) => operator.units.get(`${region.code.toLowerCase()}-${city}`) as string)))
    const scene = { app: t.app, now, staff: operator.colleagues, actors: await actorsOf(t.app, operator.colleagues) }
    await plantHistory(scene, 11, customers, 240)
    await sweepClocks(t.app)
    let clocks = 0
    for (const { id } of regions) {
      const found = await recomputeClocks(t.read(), id)
      expect(found.differing.slice(0, 5)).toEqual([])
      clocks += found.clocks
    }
    expect(clocks).toBeGreaterThan(600)
    const { rows } = await sql<{ clause_id: string; state: string }>`select distinct clause_id, state from norms.clock`.execute(t.db)
    expect(new Set(rows.map(({ clause_id }) => clause_id)).size).toBeGreaterThan(6)
    expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['running', 'kept', 'broken']))
  } finally {
    await t.stop()
  }
})

test('whatever people do with tickets, tasks, pauses and reopenings, no clock is stored otherwise than its events say', { timeout: 120_000 }, async () => {
  const o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
  const { wang, leader, engineer, dispatcher } = o.people
  type Move = (ticketId: string) => Promise<unknown>
  const call =
    (operation: Operation, more: Record<string, unknown>, as = wang): Move =>
    (ticketId) =>
      o.t.call(operation, { ticketId, ...more } as never, as)
  const tasksOf = (ticketId: string) => o.t.db.selectFrom('tickets.task').select('id').where('ticket_id', '=', ticketId).execute()
  const decide = async (ticketId: string, approved: boolean) => {
    const { items } = await o.t.ok(listPauseAsks, { ticketId }, leader)
    const ask = items.find((one) => one.state === 'open')
    if (ask) await o.t.call(decidePause, { ticketId, askId: ask.id, approved }, dispatcher)
  }
  const moves: Record<string, Move> = {
    take: call(work.takeTicket, {}),
    answer: call(work.answerTicket, { body: '您好' }),
    wait: call(work.changeStatus, { to: 'pending', reason: 'waiting-appointment' }),
    noAccess: call(work.changeStatus, { to: 'pending', reason: 'no-access', detail: '无人在家' }),
    disaster: call(work.changeStatus, { to: 'held', reason: 'force-majeure', detail: '洪水' }),
    approve: (ticketId) => decide(ticketId, true),
    decline: (ticketId) => decide(ticketId, false),
    goOn: call(work.changeStatus, { to: 'inProgress' }),
    arrive: call(work.recordArrival, {}),
    restore: call(work.recordRestoration, {}),
    resolve: call(work.resolveTicket, { resolution: '好了', rootCause: 'system-fault' }),
    unreachable: call(work.recordContactAttempt, { channel: 'phone' }),
    no: call(work.confirmWithCustomer, { channel: 'phone', solved: false }),
    yes: call(work.confirmWithCustomer, { channel: 'phone', solved: true, satisfied: true }),
    reopen: call(work.reopenTicket, { reason: '又坏了' }),
    cancel: call(work.changeStatus, { to: 'cancelled', reason: '撤回' }),
    give: call(work.assignTicket, { unitId: o.units.network, reason: '转' }, dispatcher),
    task: call(assignTask, { title: '查', detail: '查', unitId: o.units.network }),
    takeTask: async (ticketId) => {
      for (const { id } of await tasksOf(ticketId)) await o.t.call(acceptTask, { ticketId, taskId: id } as never, engineer)
    },
    finishTask: async (ticketId) => {
      for (const { id } of await tasksOf(ticketId)) await o.t.call(finishTask, { ticketId, taskId: id, result: '好' } as never, engineer)
    },
    urgent: call(setPriority, { priority: 'P1', reason: '急' }, leader),
    inquiry: call(reclassifyTicket, { kind: 'inquiry', reason: '只是询问' }, leader)
  }
  const act = fc.record({
    move: fc.constantFrom(...Object.keys(moves)),
    minutes: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 50 }) }, { weight: 1, arbitrary: fc.integer({ min: 60, max: 2000 }) }),
    sweeps: fc.boolean()
  })
  try {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('inquiry' as const, 'complaint' as const, 'fault' as const), fc.array(act, { minLength: 4, maxLength: 14 }), async (matter, acts) => {
        const { id } = await o.t.ok(openTicket, o[matter], wang)
        for (const { move, minutes, sweeps } of acts) {
          o.t.clock.advance(minutes * MINUTE)
          if (sweeps) await sweepClocks(o.t.app)
          await moves[move]?.(id)
        }
      }),
      { numRuns: 60 }
    )
    o.t.clock.advance(30 * MINUTE)
    await sweepClocks(o.t.app)
    const { clocks, differing } = await recomputeClocks(o.t.read(), 1)
    expect(clocks).toBeGreaterThan(120)
    expect(differing).toEqual([])
  } finally {
    await o.t.stop()
  }
})
