import * as pauses from '@shouwen/contract/ticket-pauses'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import * as work from '@shouwen/contract/ticket-work'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepClocks } from '#capabilities/norms'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

const promise = async (ticketId: string, clauseId: string) =>
  (await o.t.ok(readTicket, { ticketId }, o.people.inspector)).promises.filter((one) => one.clauseId === clauseId)
const arrival = async (ticketId: string) => (await promise(ticketId, 'fault-arrival'))[0]
const asks = async (ticketId: string, as = o.people.leader) =>
  (await o.t.ok(pauses.listPauseAsks, { ticketId }, as)).items

/** A fault that Wang works on, half an hour old, with a pause asked because nobody was at home. */
async function asked() {
  const { id: ticketId } = await o.t.ok(openTicket, o.fault, o.people.wang)
  await o.t.ok(work.takeTicket, { ticketId }, o.people.wang)
  o.t.clock.advance(30 * MINUTE)
  await o.t.ok(
    work.changeStatus,
    { ticketId, to: 'pending', reason: 'no-access', detail: '客户不在家，电话约改时间' },
    o.people.wang
  )
  const [ask] = await asks(ticketId)
  return { ticketId, askId: ask?.id ?? '' }
}
const decide = (at: { ticketId: string; askId: string }, approved: boolean, as = o.people.leader) =>
  o.t.call(pauses.decidePause, { ...at, approved, note: approved ? undefined : '可先远程处理' }, as)

describe('a pause that needs a second person (TK-04, FS-01)', () => {
  test('stops the clock from the approval, not from the asking', async () => {
    const at = await asked()
    expect(await arrival(at.ticketId)).toMatchObject({ state: 'running', remainingMs: 90 * MINUTE })
    o.t.clock.advance(20 * MINUTE)
    expect((await decide(at, true)).body).toMatchObject({ state: 'approved', decidedBy: { id: o.people.leader.id } })
    expect(await arrival(at.ticketId)).toMatchObject({ state: 'paused', remainingMs: 70 * MINUTE })
    o.t.clock.advance(5 * HOUR)
    await o.t.ok(work.changeStatus, { ticketId: at.ticketId, to: 'inProgress' }, o.people.wang)
    expect(await arrival(at.ticketId)).toMatchObject({ state: 'running', remainingMs: 70 * MINUTE })
  })

  test('unanswered it never stops the clock: the promise breaks at its hour', async () => {
    const at = await asked()
    o.t.clock.advance(90 * MINUTE + 1)
    await sweepClocks(o.t.app)
    expect((await arrival(at.ticketId))?.state).toBe('broken')
    // Approved too late, it saves nothing.
    expect((await decide(at, true)).status).toBe(200)
    expect((await arrival(at.ticketId))?.state).toBe('broken')
  })

  test('declined, the clock has never stood still', async () => {
    const at = await asked()
    expect((await decide(at, false)).body).toMatchObject({ state: 'declined', note: '可先远程处理' })
    o.t.clock.advance(10 * MINUTE)
    expect(await arrival(at.ticketId)).toMatchObject({ state: 'running', remainingMs: 80 * MINUTE })
    expect((await decide(at, true)).problem.code).toBe('pause-not-open')
  })

  test('nobody approves a pause of their own promise, and an agent none at all', async () => {
    const at = await asked()
    expect((await decide(at, true, o.people.wang)).problem.code).toBe('not-permitted')
    expect((await decide(at, true, o.people.outsider)).status).toBe(403)
    const { id: ticketId } = await o.t.ok(openTicket, o.fault, o.people.leader)
    await o.t.ok(work.takeTicket, { ticketId }, o.people.leader)
    await o.t.ok(
      work.changeStatus,
      { ticketId, to: 'held', reason: 'force-majeure', detail: '山洪断路' },
      o.people.leader
    )
    const [own] = await asks(ticketId)
    expect(own?.mine).toBe(false)
    expect((await decide({ ticketId, askId: own?.id ?? '' }, true)).problem.code).toBe('pause-approver-is-asker')
    const mine = (await o.t.ok(pauses.listPausesToDecide, {}, o.people.leader)).items
    expect(mine.map((one) => one.ticketId)).toContain(at.ticketId)
    expect(mine.map((one) => one.ticketId)).not.toContain(ticketId)
    // The control centre is the second person for the leader.
    expect((await decide({ ticketId, askId: own?.id ?? '' }, true, o.people.dispatcher)).status).toBe(200)
    expect((await arrival(ticketId))?.state).toBe('running') // an arrival has no pause for force majeure
  })

  test('lapses when the ticket goes on', async () => {
    const at = await asked()
    await o.t.ok(work.changeStatus, { ticketId: at.ticketId, to: 'inProgress' }, o.people.wang)
    expect(await asks(at.ticketId)).toMatchObject([{ state: 'lapsed', mine: false }])
    expect((await decide(at, true)).problem.code).toBe('pause-not-open')
  })

  test('asking, approving and declining are in the audit, with who did it', async () => {
    const [yes, no] = [await asked(), await asked()]
    await decide(yes, true)
    await decide(no, false)
    const rows = await o.t.db
      .selectFrom('platform.audit')
      .select(['verb', 'actor_id', 'subject_id'])
      .where('subject_id', 'in', [yes.ticketId, no.ticketId])
      .where('verb', 'like', 'ticket.%')
      .execute()
    const lines = rows.map((row) => `${row.verb} ${row.actor_id === o.people.leader.id ? 'leader' : 'agent'} ${row.subject_id === yes.ticketId ? 'yes' : 'no'}`)
    for (const line of ['ticket.waiting agent yes', 'ticket.waiting agent no', 'ticket.pause-approved leader yes', 'ticket.pause-declined leader no'])
      expect(lines).toContain(line)
  })

  test('a reason that needs nobody pauses at once and asks nobody', async () => {
    const { id: ticketId } = await o.t.ok(openTicket, o.fault, o.people.wang)
    await o.t.ok(work.takeTicket, { ticketId }, o.people.wang)
    await o.t.ok(work.changeStatus, { ticketId, to: 'pending', reason: 'waiting-appointment' }, o.people.wang)
    expect((await arrival(ticketId))?.state).toBe('paused')
    expect(await asks(ticketId)).toEqual([])
  })
})

describe('a reopened ticket (IQ-09, TK-41)', () => {
  test('gets promises of its own from the reopening, and those decided before stay as they are', async () => {
    const { id: ticketId } = await o.t.ok(openTicket, o.complaint, o.people.wang)
    const wang = o.people.wang
    await o.t.ok(work.answerTicket, { ticketId, body: '正在核实' }, wang)
    await o.t.ok(work.resolveTicket, { ticketId, resolution: '已退费', rootCause: 'system-fault', factCheck: '核对账单' }, wang)
    const before = await promise(ticketId, 'complaint-reply')
    expect(before).toMatchObject([{ state: 'kept' }])
    o.t.clock.advance(3 * HOUR)
    const reopenedAt = o.t.clock.now().toISOString()
    await o.t.ok(work.reopenTicket, { ticketId, reason: '退费未到账' }, wang)
    expect(await promise(ticketId, 'complaint-reply')).toEqual(before)
    expect(await promise(ticketId, 'reopened-answer')).toMatchObject([
      { state: 'running', startedAt: reopenedAt, remainingMs: 2 * HOUR }
    ])
    expect(await promise(ticketId, 'reopened-complaint-reply')).toMatchObject([
      { state: 'running', startedAt: reopenedAt }
    ])
    o.t.clock.advance(HOUR)
    await o.t.ok(work.answerTicket, { ticketId, body: '已加急，今日到账' }, wang)
    expect(await promise(ticketId, 'reopened-answer')).toMatchObject([{ state: 'kept' }])
    await o.t.ok(work.resolveTicket, { ticketId, resolution: '已到账', rootCause: 'system-fault' }, wang)
    expect(await promise(ticketId, 'reopened-complaint-reply')).toMatchObject([{ state: 'kept' }])
  })

  test('may be reopened twice: each time a new promise', async () => {
    const { id: ticketId } = await o.t.ok(openTicket, o.complaint, o.people.wang)
    for (let round = 0; round < 2; round++) {
      await o.t.ok(work.resolveTicket, { ticketId, resolution: '已退费', rootCause: 'system-fault', factCheck: '核对账单' }, o.people.wang)
      o.t.clock.advance(HOUR)
      await o.t.ok(work.reopenTicket, { ticketId, reason: '仍未到账' }, o.people.wang)
    }
    const states = (await promise(ticketId, 'reopened-answer')).map(({ state }) => state).sort()
    expect(states).toEqual(['kept', 'running'])
  })
})
