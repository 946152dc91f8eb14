import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as work from '@shouwen/contract/ticket-work'
import { decidePause, listPauseAsks } from '@shouwen/contract/ticket-pauses'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

const opened = async (matter: keyof Pick<SmallOperator, 'inquiry' | 'complaint' | 'fault'> = 'inquiry') =>
  (await o.t.ok(openTicket, o[matter], o.people.wang)).id
const page = (ticketId: string) => o.t.ok(readTicket, { ticketId }, o.people.inspector)
const eventsOf = async (id: string) =>
  (
    await o.t.db
      .selectFrom('platform.event')
      .select('name')
      .where('subject_id', '=', id)
      .where('name', 'like', 'ticket.%')
      .orderBy('seq')
      .execute()
  ).map((row) => row.name)

describe('who answers for a ticket (SP-14)', () => {
  test('taking it makes the taker answerable; the first-asked owner never changes', async () => {
    const ticketId = await opened()
    const taken = await o.t.ok(work.takeTicket, { ticketId }, o.people.li)
    expect(taken).toMatchObject({ status: 'inProgress', ownerId: o.people.li.id, assigneeId: o.people.li.id })
    expect((await page(ticketId)).ticket.firstOwner?.id).toBe(o.people.wang.id)
    expect((await page(ticketId)).promises.find((promise) => promise.clauseId === 'ticket-acceptance')?.state).toBe(
      'kept'
    )
  })

  test('a cold transfer moves the work, not the answerability, until the receiver takes it', async () => {
    const ticketId = await opened()
    const sent = await o.t.ok(
      work.assignTicket,
      { ticketId, staffId: o.people.engineer.id, reason: '需要网络侧核查' },
      o.people.dispatcher
    )
    expect(sent).toMatchObject({
      assigneeId: o.people.engineer.id,
      unitId: o.units.network,
      ownerId: o.people.wang.id,
      queueCode: null
    })
    const taken = await o.t.ok(work.takeTicket, { ticketId }, o.people.engineer)
    expect(taken.ownerId).toBe(o.people.engineer.id)
    const handovers = await o.t.db
      .selectFrom('tickets.handover')
      .select(['status', 'reason'])
      .where('ticket_id', '=', ticketId)
      .execute()
    expect(handovers).toEqual([{ status: 'assigned', reason: '需要网络侧核查' }])
  })

  test('a warm hand-over waits for acceptance under a promise of its own', async () => {
    const ticketId = await opened()
    const offer = await o.t.ok(
      work.offerHandover,
      {
        ticketId,
        unitId: o.units.network,
        reason: '网络问题',
        summary: '客户晚间网速慢，已重启光猫',
        customerAgreed: true
      },
      o.people.wang
    )
    expect((await page(ticketId)).ticket).toMatchObject({ owner: { id: o.people.wang.id }, unitId: o.units.hotline })
    expect((await page(ticketId)).promises.find((promise) => promise.clauseId === 'hand-over-acceptance')?.state).toBe(
      'running'
    )
    const again = await o.t.call(
      work.offerHandover,
      { ticketId, unitId: o.units.network, reason: 'x', summary: 'y', customerAgreed: true },
      o.people.wang
    )
    expect(again.problem.code).toBe('handover-already-offered')
    expect(
      (await o.t.call(work.acceptHandover, { ticketId, handoverId: offer.id }, o.people.outsider)).problem.code
    ).toBe('not-found')
    const seen = await o.t.ok(readTicket, { ticketId }, o.people.engineer)
    expect(seen.handover?.summary).toContain('重启光猫')
    const accepted = await o.t.ok(work.acceptHandover, { ticketId, handoverId: offer.id }, o.people.engineer)
    expect(accepted).toMatchObject({ ownerId: o.people.engineer.id, unitId: o.units.network, status: 'inProgress' })
    expect((await page(ticketId)).promises.find((promise) => promise.clauseId === 'hand-over-acceptance')?.state).toBe(
      'kept'
    )
    expect(
      (await o.t.call(work.acceptHandover, { ticketId, handoverId: offer.id }, o.people.engineer)).problem.code
    ).toBe('handover-not-open')
  })

  test('declined, it stays where it was and the promise to accept is called off', async () => {
    const ticketId = await opened()
    const offer = await o.t.ok(
      work.offerHandover,
      { ticketId, staffId: o.people.engineer.id, reason: '网络问题', summary: '…', customerAgreed: false },
      o.people.wang
    )
    const declined = await o.t.ok(
      work.declineHandover,
      { ticketId, handoverId: offer.id, reason: '是资费问题' },
      o.people.engineer
    )
    expect(declined.ownerId).toBe(o.people.wang.id)
    expect((await page(ticketId)).timeline.items.find((item) => item.type === 'handover')).toMatchObject({
      what: 'declined',
      by: { id: o.people.wang.id },
      reason: '网络问题',
      answer: { by: { id: o.people.engineer.id }, reason: '是资费问题' }
    })
    expect((await page(ticketId)).promises.find((promise) => promise.clauseId === 'hand-over-acceptance')?.state).toBe(
      'cancelled'
    )
    expect((await o.t.call(readTicket, { ticketId }, o.people.engineer)).status).toBe(404)
  })
})

describe('standing still', () => {
  test('waiting for the customer pauses the promises that allow the reason; their words end it', async () => {
    const ticketId = await opened('fault')
    await o.t.ok(work.takeTicket, { ticketId }, o.people.wang)
    const waiting = await o.t.ok(
      work.changeStatus,
      { ticketId, to: 'pending', reason: 'waiting-appointment', detail: '明早九点' },
      o.people.wang
    )
    expect(waiting.status).toBe('pending')
    const arrive = async () => (await page(ticketId)).promises.find((promise) => promise.promise === 'arrive')
    expect((await arrive())?.state).toBe('paused')
    o.t.clock.advance(3_600_000)
    await o.t.ok(work.changeStatus, { ticketId, to: 'inProgress' }, o.people.wang)
    expect(await arrive()).toMatchObject({ state: 'running', remainingMs: 2 * 3_600_000 })
  })

  test('our own reasons never pause', async () => {
    const ticketId = await opened('fault')
    await o.t.ok(work.takeTicket, { ticketId }, o.people.wang)
    await o.t.ok(work.changeStatus, { ticketId, to: 'held', reason: 'waiting-parts' }, o.people.wang)
    expect((await page(ticketId)).promises.find((promise) => promise.promise === 'arrive')?.state).toBe('running')
  })

  test('needs a stated reason, with an account where the reason is grave', async () => {
    const ticketId = await opened()
    await o.t.ok(work.takeTicket, { ticketId }, o.people.wang)
    const code = async (input: { to: 'pending' | 'held' | 'cancelled'; reason?: string }) =>
      (await o.t.call(work.changeStatus, { ticketId, ...input }, o.people.wang)).problem.code
    expect(await code({ to: 'pending' })).toBe('required-field-missing')
    expect(await code({ to: 'pending', reason: 'lunch' })).toBe('reason-unknown')
    expect(await code({ to: 'pending', reason: 'waiting-parts' })).toBe('reason-unknown')
    expect(await code({ to: 'pending', reason: 'no-access' })).toBe('reason-needs-detail')
    expect(await code({ to: 'cancelled' })).toBe('required-field-missing')
  })

  test('a step the machine does not draw answers 409 with what is possible', async () => {
    const ticketId = await opened()
    const answer = await o.t.call(work.changeStatus, { ticketId, to: 'held', reason: 'waiting-parts' }, o.people.wang)
    expect(answer.status).toBe(409)
    expect(answer.problem).toMatchObject({
      code: 'ticket-status-not-possible',
      details: { from: 'acknowledged', to: 'held', possible: ['inProgress', 'cancelled', 'rejected'] }
    })
  })

  test('a rejected ticket owes nothing any more', async () => {
    const ticketId = await opened()
    const rejected = await o.t.ok(work.changeStatus, { ticketId, to: 'rejected', reason: '非我司用户' }, o.people.wang)
    expect(rejected).toMatchObject({ status: 'rejected', nextDueAt: null })
    expect((await page(ticketId)).promises.every((promise) => promise.state === 'cancelled')).toBe(true)
  })
})

describe('the closed loop', () => {
  test('a complaint is solved with a root cause, confirmed, and closed only when all is there (TK-15, TK-17)', async () => {
    const ticketId = await opened('complaint')
    await o.t.ok(work.takeTicket, { ticketId }, o.people.wang)
    expect(
      (await o.t.call(work.resolveTicket, { ticketId, resolution: '已退 30 元' }, o.people.wang)).problem.code
    ).toBe('root-cause-missing')
    const solved = await o.t.ok(
      work.resolveTicket,
      { ticketId, resolution: '已退 30 元', rootCause: 'system-fault', factCheck: '核对账单' },
      o.people.wang
    )
    expect(solved.status).toBe('resolved')
    expect((await o.t.call(work.closeTicket, { ticketId }, o.people.wang)).problem).toMatchObject({
      code: 'confirmation-missing',
      details: { missing: ['contact', 'compensation', 'improvement'] }
    })
    const asked = await o.t.ok(
      work.confirmWithCustomer,
      { ticketId, channel: 'phone', solved: true, satisfied: true, score: 4 },
      o.people.wang
    )
    expect(asked).toMatchObject({ stillMissing: ['compensation', 'improvement'], ticket: { status: 'resolved' } })
    const closed = await o.t.ok(
      work.closeTicket,
      { ticketId, compensation: { decision: 'refund', amountCents: 3000 }, improvement: '账单页加收费说明' },
      o.people.wang
    )
    expect(closed).toMatchObject({ status: 'closed' })
    const seen = await page(ticketId)
    expect(seen.promises.find((promise) => promise.promise === 'close-loop')?.state).toBe('kept')
    expect(seen.ticket.confirmation).toMatchObject({
      answer: { solved: true, score: 4 },
      compensation: { amountCents: 3000 }
    })
    expect(await eventsOf(ticketId)).toEqual([
      'ticket.opened',
      'ticket.accepted',
      'ticket.resolved',
      'ticket.confirmed',
      'ticket.closed'
    ])
  })

  test('an inquiry closes with the yes of the customer', async () => {
    const ticketId = await opened()
    const solved = await o.t.ok(work.resolveTicket, { ticketId, resolution: '已解答' }, o.people.wang)
    expect(solved).toMatchObject({ status: 'resolved', assigneeId: o.people.wang.id })
    const { ticket } = await o.t.ok(
      work.confirmWithCustomer,
      { ticketId, channel: 'phone', solved: true },
      o.people.wang
    )
    expect(ticket.status).toBe('closed')
  })

  test('a no puts it back to work, and the next words are an answer again', async () => {
    const ticketId = await opened()
    await o.t.ok(work.answerTicket, { ticketId, body: '请重启' }, o.people.wang)
    await o.t.ok(work.resolveTicket, { ticketId, resolution: '重启' }, o.people.wang)
    const { ticket } = await o.t.ok(
      work.confirmWithCustomer,
      { ticketId, channel: 'phone', solved: false, comment: '还是不行' },
      o.people.wang
    )
    expect(ticket.status).toBe('inProgress')
    expect((await page(ticketId)).ticket).toMatchObject({ reopenedCount: 1, resolvedAt: null })
    expect((await o.t.ok(work.answerTicket, { ticketId, body: '马上安排' }, o.people.wang)).firstAnswer).toBe(true)
  })

  test('a customer nobody can reach: the promise waits once the leader agrees, and after the attempts the ticket may end', async () => {
    const ticketId = await opened('fault')
    await o.t.ok(work.resolveTicket, { ticketId, resolution: '已修复' }, o.people.wang)
    const loop = async () => (await page(ticketId)).promises.find((promise) => promise.promise === 'close-loop')
    for (let attempt = 0; attempt < 3; attempt++) {
      await o.t.ok(work.recordContactAttempt, { ticketId, channel: 'phone', note: '无人接听' }, o.people.wang)
      expect((await loop())?.state).toBe(attempt === 0 ? 'running' : 'paused')
      const { items } = await o.t.ok(listPauseAsks, { ticketId }, o.people.leader)
      expect(items.map(({ state }) => state)).toEqual([attempt === 0 ? 'open' : 'approved'])
      if (attempt === 0)
        await o.t.ok(decidePause, { ticketId, askId: items[0]?.id ?? '', approved: true }, o.people.leader)
      o.t.clock.advance(4 * 3_600_000)
    }
    expect((await o.t.ok(work.closeTicket, { ticketId }, o.people.wang)).status).toBe('closed')
  })

  test('a closed ticket is final: within the days of the rulebook reopening opens a follow-up, later it is refused', async () => {
    const ticketId = await opened()
    await o.t.ok(work.resolveTicket, { ticketId, resolution: '已解答' }, o.people.wang)
    await o.t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true }, o.people.wang)
    const again = await o.t.ok(work.reopenTicket, { ticketId, reason: '又出现了' }, o.people.wang)
    expect(again).toMatchObject({ followUp: true, ticket: { status: 'acknowledged' } })
    const seen = await page(again.ticket.id)
    expect(seen.links).toMatchObject([{ kind: 'follow-up', direction: 'from-this', ticketId }])
    expect(seen.ticket.reopenedCount).toBe(1)
    o.t.clock.advance(31 * 86_400_000)
    expect((await o.t.call(work.reopenTicket, { ticketId, reason: '太晚' }, o.people.wang)).problem.code).toBe(
      'ticket-reopen-too-late'
    )
  })

  test('arrival and restoration are told once and only of faults', async () => {
    const ticketId = await opened('fault')
    await o.t.ok(work.takeTicket, { ticketId }, o.people.wang)
    await o.t.ok(work.recordArrival, { ticketId }, o.people.wang)
    const first = (await page(ticketId)).ticket.arrivedAt
    o.t.clock.advance(60_000)
    await o.t.ok(work.recordArrival, { ticketId }, o.people.wang)
    await o.t.ok(work.recordRestoration, { ticketId, note: '更换光猫' }, o.people.wang)
    const seen = await page(ticketId)
    expect(seen.ticket.arrivedAt).toBe(first)
    expect(seen.ticket.restoredAt).not.toBeNull()
    expect(seen.promises.find((promise) => promise.promise === 'arrive')?.state).toBe('kept')
    expect((await o.t.call(work.recordArrival, { ticketId: await opened() }, o.people.wang)).status).toBe(409)
  })
})
