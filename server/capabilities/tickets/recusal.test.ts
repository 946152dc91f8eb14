import { mergeTickets, splitTicket } from '@shouwen/contract/ticket-links'
import type { Operation } from '@shouwen/contract/operation'
import { decidePause } from '@shouwen/contract/ticket-pauses'
import { disputeHandler, listRecusals, recuseFromTicket } from '@shouwen/contract/ticket-recusal'
import { acceptTask, assignTask, finishTask } from '@shouwen/contract/ticket-tasks'
import * as work from '@shouwen/contract/ticket-work'
import * as tickets from '@shouwen/contract/tickets'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getTicket } from './load-ticket.ts'
import { avoidedByCustomer } from './recusal.ts'
import { disputeHandler as disputeAsCustomer } from './recuse.ts'
import { writeQueue } from './save-queue.ts'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

const read = (id: string) => getTicket(o.t.read(), { regionId: 1, id })
const open = async (who = o.people.wang) => (await o.t.ok(tickets.openTicket, { ...o.complaint, customerId: o.customerId }, who)).id
/** A complaint in the hands of Wang. */
async function withWang(): Promise<string> {
  const id = await open()
  await o.t.ok(work.takeTicket, { ticketId: id }, o.people.wang)
  return id
}
const because = { cause: 'complained-about' as const, reason: '客户投诉其态度' }

describe('somebody is kept away from a ticket (TK-26)', () => {
  test('whoever has it loses it at once to the supervisor, with evidence, and nothing of it is possible for them any more', async () => {
    const id = await withWang()
    await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [o.people.wang.id], ...because }, o.people.leader)
    const after = await read(id)
    expect([after.assignee_id, after.owner_id]).toEqual([o.people.leader.id, o.people.leader.id])
    expect(after.first_owner_id).toBe(o.people.wang.id)
    for (const [operation, input] of [
      [work.takeTicket, {}],
      [work.answerTicket, { body: '您好' }],
      [work.changeStatus, { to: 'pending', reason: 'waiting-information' }],
      [work.resolveTicket, { resolution: '好了', rootCause: 'operating-error', factCheck: '核对' }],
      [work.confirmWithCustomer, { channel: 'phone', solved: true }],
      [work.recordContactAttempt, { channel: 'phone' }],
      [work.closeTicket, {}],
      [work.reopenTicket, { reason: '又' }],
      [assignTask, { title: '查', detail: '查', unitId: o.units.network }]
    ] as [Operation, Record<string, unknown>][]) {
      const answer = await o.t.call(operation, { ticketId: id, ...input } as never, o.people.wang)
      expect([operation.id, answer.problem.code]).toEqual([operation.id, 'ticket-avoids-person'])
    }
    const proven = await o.t.db.selectFrom('platform.evidence').select('payload').where('subject_id', '=', id).where('kind', '=', 'ticket.recused').execute()
    expect(proven).toHaveLength(1)
  })

  test('they may still read it and write down their own account', async () => {
    const id = await withWang()
    await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [o.people.wang.id], ...because }, o.people.leader)
    expect((await o.t.ok(tickets.readTicket, { ticketId: id }, o.people.wang)).abilities.filter((verb) => verb !== 'note' && verb !== 'link')).toEqual([])
    await o.t.ok(work.noteTicket, { ticketId: id, body: '当时的经过' }, o.people.wang)
  })

  test('nobody can give it, hand it over or give a part of it to them', async () => {
    const id = await open(o.people.leader)
    await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [o.people.li.id], ...because }, o.people.leader)
    const to = { ticketId: id, staffId: o.people.li.id }
    for (const [operation, input] of [
      [work.assignTicket, { ...to, reason: '转' }],
      [work.offerHandover, { ...to, reason: '转', summary: '…', customerAgreed: true }],
      [assignTask, { ...to, title: '查', detail: '查' }]
    ] as [Operation, Record<string, unknown>][])
      expect((await o.t.call(operation, input as never, o.people.leader)).problem.code).toBe('ticket-avoids-person')
  })

  test('a hand-over offered to them is withdrawn, and a task they had goes back to their department', async () => {
    const id = await open(o.people.leader)
    const offer = await o.t.ok(work.offerHandover, { ticketId: id, staffId: o.people.li.id, reason: '转', summary: '…', customerAgreed: true }, o.people.leader)
    const task = await o.t.ok(assignTask, { ticketId: id, title: '查', detail: '查', staffId: o.people.engineer.id }, o.people.leader)
    await o.t.ok(acceptTask, { ticketId: id, taskId: task.id }, o.people.engineer)
    await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [o.people.li.id], ...because }, o.people.leader)
    await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [o.people.engineer.id], ...because }, o.people.dispatcher)
    expect((await o.t.call(work.acceptHandover, { ticketId: id, handoverId: offer.id }, o.people.li)).problem.code).toBe('handover-not-open')
    expect((await o.t.call(finishTask, { ticketId: id, taskId: task.id, result: '好' }, o.people.engineer)).status).toBeGreaterThanOrEqual(403)
    const row = await o.t.db.selectFrom('tickets.task').selectAll().where('region_id', '=', 1).where('id', '=', task.id).executeTakeFirstOrThrow()
    expect([row.status, row.assignee_id, row.unit_id]).toEqual(['assigned', null, o.units.network])
  })

  test('anybody may step back themselves; only by place, not by having it, does one keep others away', async () => {
    const id = await withWang()
    expect((await o.t.call(recuseFromTicket, { ticketId: id, staffIds: [o.people.li.id], ...because }, o.people.wang)).problem.code).toBe('not-permitted')
    expect(await o.t.ok(listRecusals, { ticketId: id }, o.people.wang)).toMatchObject({ items: [], canRecuseOthers: false, canRecuseSelf: true })
    await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [o.people.wang.id], cause: 'own-wish', reason: '客户是亲属' }, o.people.wang)
    const shown = await o.t.ok(listRecusals, { ticketId: id }, o.people.leader)
    expect(shown.items).toMatchObject([{ person: { id: o.people.wang.id, jobNumber: '1001' }, cause: 'own-wish', reason: '客户是亲属', by: { id: o.people.wang.id } }])
    expect(shown.canRecuseOthers).toBe(true)
    expect((await read(id)).owner_id).toBe(o.people.leader.id)
  })

  test('people of another region, unknown people and a whole hotline are refused', async () => {
    const id = await withWang()
    for (const staffId of [o.people.outsider.id, o.t.app.newId()])
      expect((await o.t.call(recuseFromTicket, { ticketId: id, staffIds: [staffId], ...because }, o.people.leader)).problem.code).toBe('assignee-unknown')
    expect((await o.t.call(recuseFromTicket, { ticketId: id, staffIds: [], ...because }, o.people.leader)).status).toBe(400)
    expect((await o.t.call(recuseFromTicket, { ticketId: id, staffIds: [o.people.wang.id], cause: 'dispute' as never, reason: '' }, o.people.leader)).status).toBe(400)
    expect((await o.t.call(recuseFromTicket, { ticketId: id, staffIds: [o.people.wang.id], ...because }, o.people.outsider)).status).toBe(404)
  })

  test('every strategy of a queue passes over them', async () => {
    for (const strategy of ['round-robin', 'load', 'skill'] as const) {
      const code = `hn-${strategy}`
      await o.t.asSystem((call) =>
        writeQueue(call, { code, regionId: 1, unitId: o.units.hotline, nameZh: '队', nameEn: 'Q', strategy, ...(strategy === 'skill' ? { skill: 'complaint' } : {}), kinds: ['request'], categories: [], members: [o.people.wang.id, o.people.li.id] })
      )
      const id = (await o.t.ok(tickets.openTicket, { ...o.complaint, queueCode: code }, o.people.leader)).id
      const first = (await read(id)).assignee_id as string
      const other = first === o.people.wang.id ? o.people.li.id : o.people.wang.id
      await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [first], ...because }, o.people.leader)
      expect((await read(id)).assignee_id, strategy).toBe(other)
      for (let n = 0; n < 3; n += 1) {
        await o.t.ok(work.assignTicket, { ticketId: id, queueCode: code, reason: '再派' }, o.people.leader)
        expect((await read(id)).assignee_id, strategy).toBe(other)
      }
      await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [other], ...because }, o.people.leader)
      expect((await read(id)).assignee_id).toBe(o.people.leader.id)
    }
  })

  test('the customer complains about the handler: somebody else has it at once, whoever says so', async () => {
    const id = await withWang()
    await o.t.ok(disputeHandler, { ticketId: id, reason: '客户说他态度差' }, o.people.li)
    expect((await read(id)).avoid_staff_ids).toEqual([o.people.wang.id])
    expect((await read(id)).assignee_id).toBe(o.people.leader.id)
    expect(await avoidedByCustomer(o.t.db, 1, o.customerId)).toContain(o.people.wang.id)
    const unowned = await o.t.asSystem((call) => call.tx.updateTable('tickets.ticket').set({ owner_id: null, assignee_id: null }).where('region_id', '=', 1).where('id', '=', id).returning('id').execute())
    expect(unowned).toHaveLength(1)
    expect((await o.t.call(disputeHandler, { ticketId: id, reason: '又' }, o.people.li)).problem.code).toBe('nobody-to-recuse')
  })

  test('the customer may say it themselves', async () => {
    const id = await withWang()
    await o.t.asSystem((call) => disputeAsCustomer({ ...call, actor: { kind: 'customer', id: o.customerId, regionId: 1, sessionId: 'x' } }, { regionId: 1, id }, '不要再由他处理'))
    expect((await read(id)).owner_id).toBe(o.people.leader.id)
  })

  test('what comes out of the ticket, or is joined with it, avoids the same people', async () => {
    const id = await withWang()
    await o.t.ok(recuseFromTicket, { ticketId: id, staffIds: [o.people.wang.id], ...because }, o.people.leader)
    const part = await o.t.ok(splitTicket, { ticketId: id, title: '二', description: '二', reason: '两件' }, o.people.leader)
    expect((await read(part.id)).avoid_staff_ids).toEqual([o.people.wang.id])
    const other = await withWang()
    await o.t.ok(mergeTickets, { ticketId: id, intoId: other, reason: '同一件' }, o.people.leader)
    expect(await read(other)).toMatchObject({ avoid_staff_ids: [o.people.wang.id], assignee_id: o.people.leader.id })
    expect((await o.t.ok(listRecusals, { ticketId: other }, o.people.leader)).items).toMatchObject([{ cause: 'carried-over' }])
  })

  test('a supervisor who is complained about does not decide over its pauses', async () => {
    const id = await withWang()
    await o.t.ok(work.changeStatus, { ticketId: id, to: 'pending', reason: 'no-access', detail: '小区不让进' }, o.people.wang)
    await o.t.asSystem((call) => call.tx.updateTable('tickets.ticket').set({ avoid_staff_ids: [o.people.leader.id] }).where('region_id', '=', 1).where('id', '=', id).execute())
    const ask = await o.t.db.selectFrom('tickets.pause_ask').select('id').where('ticket_id', '=', id).executeTakeFirstOrThrow()
    expect((await o.t.call(decidePause, { ticketId: id, askId: ask.id, approved: true }, o.people.leader)).problem.code).toBe('ticket-avoids-person')
  })

  test('the database itself refuses a holder who must stay away', async () => {
    const id = await withWang()
    const write = o.t.asSystem((call) => call.tx.updateTable('tickets.ticket').set({ avoid_staff_ids: [o.people.wang.id] }).where('region_id', '=', 1).where('id', '=', id).execute())
    await expect(write).rejects.toThrow('ticket_not_with_avoided')
  })
})

describe('whatever people do', () => {
  test('no sequence of verbs leaves the matter with somebody who must stay away', async () => {
    type Who = 'wang' | 'li' | 'leader' | 'engineer' | 'dispatcher'
    const people: Who[] = ['wang', 'li', 'leader', 'engineer', 'dispatcher']
    const moves: ((ticketId: string, other: string, target: string) => [Operation, Record<string, unknown>])[] = [
      (ticketId, _, id) => [recuseFromTicket, { ticketId, staffIds: [id], ...because }],
      (ticketId) => [disputeHandler, { ticketId, reason: '换人' }],
      (ticketId) => [work.takeTicket, { ticketId }],
      (ticketId, _, staffId) => [work.assignTicket, { ticketId, staffId, reason: '转' }],
      (ticketId) => [work.assignTicket, { ticketId, queueCode: 'hn-turns', reason: '转' }],
      (ticketId) => [work.assignTicket, { ticketId, unitId: o.units.network, reason: '转' }],
      (ticketId, _, staffId) => [work.offerHandover, { ticketId, staffId, reason: '转', summary: '…', customerAgreed: true }],
      (ticketId, _, staffId) => [assignTask, { ticketId, title: '查', detail: '查', staffId }],
      (ticketId) => [work.answerTicket, { ticketId, body: '您好' }],
      (ticketId) => [work.resolveTicket, { ticketId, resolution: '好了', rootCause: 'system-fault', factCheck: '核对' }],
      (ticketId) => [work.confirmWithCustomer, { ticketId, channel: 'phone', solved: false }],
      (ticketId) => [work.reopenTicket, { ticketId, reason: '又坏了' }],
      (ticketId) => [splitTicket, { ticketId, title: '另一件', description: '另一件', reason: '两件' }],
      (ticketId, intoId) => [mergeTickets, { ticketId, intoId, reason: '重复' }]
    ]
    await o.t.asSystem((call) =>
      writeQueue(call, { code: 'hn-turns', regionId: 1, unitId: o.units.hotline, nameZh: '轮', nameEn: 'Turns', strategy: 'round-robin', kinds: ['request'], categories: [], members: [o.people.wang.id, o.people.li.id] })
    )
    const act = fc.record({ move: fc.nat(moves.length - 1), who: fc.constantFrom(...people), target: fc.constantFrom(...people), first: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 16 }), async (acts) => {
        const pair = [await open(), await open(o.people.li)] as const
        for (const { move, who, target, first } of acts) {
          const [one, other] = first ? pair : [pair[1], pair[0]]
          const [operation, input] = (moves[move] as (typeof moves)[number])(one, other, o.people[target].id)
          const { status } = await o.t.call(operation, input as never, o.people[who])
          expect(status, operation.id).toBeLessThan(500)
          for (const offer of await o.t.db.selectFrom('tickets.handover').select(['id', 'ticket_id']).where('ticket_id', 'in', pair).where('status', '=', 'offered').execute())
            await o.t.call(work.acceptHandover, { ticketId: offer.ticket_id, handoverId: offer.id }, o.people[target])
          await nothingWithTheRecused(pair)
        }
      }),
      { numRuns: 25 }
    )
  }, 90_000)
})

/** Neither the ticket, nor a task, nor an offer is with somebody kept away; while there is a supervisor, somebody answers for it. */
async function nothingWithTheRecused(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { avoid_staff_ids: avoid, owner_id, assignee_id } = await read(id)
    if (owner_id === null) expect(avoid).toContain(o.people.leader.id)
    expect(avoid).not.toContain(owner_id)
    expect(avoid).not.toContain(assignee_id)
    const tasks = await o.t.db.selectFrom('tickets.task').select('assignee_id').where('ticket_id', '=', id).where('status', 'in', ['assigned', 'accepted']).execute()
    const offers = await o.t.db.selectFrom('tickets.handover').select('to_staff_id').where('ticket_id', '=', id).where('status', '=', 'offered').execute()
    for (const one of [...tasks.map((task) => task.assignee_id), ...offers.map((offer) => offer.to_staff_id)]) if (one) expect(avoid).not.toContain(one)
  }
}
