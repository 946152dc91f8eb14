import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/improvement-loop'
import { listImprovements } from '@shouwen/contract/improvement-register'
import * as work from '@shouwen/contract/ticket-work'
import { openTicket } from '@shouwen/contract/tickets'
import { enqueue } from '#platform/jobs'
import { sweepClocks } from '#capabilities/norms'
import { createStaff, issueToken } from '#capabilities/people'
import { type SmallOperator, startSmallOperator } from '../tickets/testing/small-operator.ts'
import { watchLoops } from './loop-watch.ts'

const DAY = 86_400_000
let o: SmallOperator
let boss: { id: string; token: string }
let deputy: { id: string; token: string }
let phones = 13500000000
beforeAll(async () => {
  o = await startSmallOperator()
  const hire = (jobNumber: string, unitId: string) =>
    o.t.asSystem(async ({ tx }) => {
      const { id } = await createStaff(tx, { unitId, jobNumber, name: `主管${jobNumber}`, roles: ['provincial-executive'] })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    })
  boss = await hire('9001', o.units.hn)
  deputy = await hire('9002', o.units.hn)
})
afterAll(() => o.t.stop())

const open = async (more: object = {}) => (await o.t.ok(openTicket, { ...o.complaint, keep: true, contactPhone: String(++phones), ...more }, o.people.wang)).id
const end = async (ticketId: string) => {
  await o.t.ok(work.resolveTicket, { ticketId, resolution: '已退费', rootCause: 'system-fault', factCheck: '已核对账单' }, o.people.wang)
  const said = await o.t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true, satisfied: true, compensation: { decision: 'none' }, improvement: '无' }, o.people.wang)
  await o.t.drain()
  return said
}
const loop = (ticketId: string, who = o.people.wang) => o.t.ok(contract.readLoop, { ticketId }, who)
const watch = async () => {
  await o.t.asSystem((call) => enqueue(call, { kind: watchLoops.kind, key: 'test' }))
  await o.t.drain()
}

describe('After a complaint ended', () => {
  test('its customer is visited on a clock, then in the usual rhythm, watched for thirty days, and counted as won back after ninety @norm TK-17 TK-28 TK-30', async () => {
    const ticketId = await open()
    const plan = { prevention: '流量超支前短信提醒', remedy: '退费并赠送叠加包', maintenance: '三天后回访' }
    expect((await o.t.ok(contract.planLoop, { ticketId, ...plan }, o.people.wang)).plan).toMatchObject({ ...plan, by: { id: o.people.wang.id } })
    await end(ticketId)
    const after = await loop(ticketId)
    expect(after).toMatchObject({ watch: { state: 'watching' }, followUps: [{ round: 1, state: 'due', owner: { id: o.people.wang.id }, promises: [{ clauseId: 'complaint-follow-up', state: 'running' }] }] })
    const followUpId = after.followUps[0]?.id as string
    expect((await o.t.call(contract.recordFollowUp, { regionId: 1, followUpId, channel: 'phone', result: 'maybe' }, o.people.wang)).problem.code).toBe('follow-up-result-unknown')
    expect(await o.t.ok(contract.recordFollowUp, { regionId: 1, followUpId, channel: 'phone', result: 'well', said: '都好了' }, o.people.wang)).toMatchObject({ state: 'done', promises: [{ state: 'kept' }] })
    expect((await o.t.call(contract.recordFollowUpTry, { regionId: 1, followUpId }, o.people.wang)).problem.code).toBe('follow-up-settled')
    o.t.clock.advance(31 * DAY)
    await watch()
    const month = await loop(ticketId)
    expect(month.watch.state).toBe('clean')
    expect(month.followUps.map(({ round, state }) => [round, state])).toEqual([[1, 'done'], [2, 'due']])
    const second = month.followUps[1]?.id as string
    for (let i = 0; i < 3; i += 1) await o.t.ok(contract.recordFollowUpTry, { regionId: 1, followUpId: second }, o.people.wang)
    expect((await loop(ticketId)).followUps[1]).toMatchObject({ state: 'not-reached', tries: 3, promises: [{ state: 'cancelled' }] })
    const own = await open({ customerId: o.customerId })
    await end(own)
    o.t.clock.advance(31 * DAY)
    await watch()
    o.t.clock.advance(61 * DAY)
    await watch()
    expect((await loop(own)).recovered).toBe(true)
    expect((await o.t.ok(contract.listFollowUps, { mine: true }, o.people.wang)).items.length).toBeGreaterThan(2)
    expect((await o.t.ok(contract.listFollowUps, {}, o.people.outsider)).items).toEqual([])
  })

  test('what comes back during the watch is marked, and a reopened complaint is not visited @norm TK-17 TK-31', async () => {
    const contactPhone = String(++phones)
    const first = await open({ contactPhone })
    await end(first)
    o.t.clock.advance(5 * DAY)
    const again = await open({ contactPhone })
    await o.t.drain()
    expect((await loop(first)).watch).toMatchObject({ state: 'recurred', recurredTicketId: again })
  })
})

describe('Whose responsibility it was', () => {
  const shares = () => [
    { unitId: o.units.hotline, share: 40 },
    { unitId: o.units.network, share: 60 }
  ]
  const propose = async (ticketId: string) => o.t.ok(contract.proposeRuling, { ticketId, cause: 'process', finding: '改套餐未同步网络侧', shares: shares() }, o.people.wang)
  const answer = (rulingId: string, unitId: string, signed: boolean, who: { token: string }, reason?: string) => o.t.call(contract.answerRuling, { regionId: 1, rulingId, unitId, signed, ...(reason ? { reason } : {}) }, who)

  test('is signed by every department named, and then each has something to improve; the ticket does not end before @norm TK-17', async () => {
    const ticketId = await open()
    const bad = await o.t.call(contract.proposeRuling, { ticketId, cause: 'process', finding: '甲', shares: [{ unitId: o.units.hotline, share: 40 }] }, o.people.wang)
    expect(bad.problem.code).toBe('ruling-shares-wrong')
    const ruling = await propose(ticketId)
    expect((await o.t.call(contract.proposeRuling, { ticketId, cause: 'process', finding: '乙', shares: shares() }, o.people.wang)).problem.code).toBe('ruling-open-already')
    expect((await end(ticketId)).stillMissing).toEqual(['ruling'])
    expect((await answer(ruling.id, o.units.network, true, o.people.leader)).problem.code).toBe('not-permitted')
    await answer(ruling.id, o.units.network, true, o.people.engineer)
    expect((await answer(ruling.id, o.units.network, true, o.people.engineer)).problem.code).toBe('ruling-answered')
    const { body } = await answer(ruling.id, o.units.hotline, true, o.people.leader)
    expect(body).toMatchObject({ state: 'agreed', promises: [{ clauseId: 'ruling-signed', state: 'kept' }] })
    const { items } = await o.t.ok(listImprovements, { ticketId }, o.people.leader)
    expect(items.map(({ unitId, origin }) => [unitId, origin]).toSorted()).toEqual([[o.units.hotline, 'ruling'], [o.units.network, 'ruling']].toSorted())
    expect(await o.t.ok(work.closeTicket, { ticketId }, o.people.wang)).toMatchObject({ status: 'closed' })
  })

  test('two departments that both refuse go up to a named arbiter by a clock, and only that arbiter decides', async () => {
    const ruling = await propose(await open())
    expect((await answer(ruling.id, o.units.network, false, o.people.engineer)).problem.code).toBe('ruling-reason-missing')
    await answer(ruling.id, o.units.network, false, o.people.engineer, '网络侧无告警')
    const { body } = await answer(ruling.id, o.units.hotline, false, o.people.leader, '已按流程派单')
    expect(body).toMatchObject({ state: 'disputed', arbiter: { id: boss.id } })
    expect(body.promises.map(({ clauseId, state }) => [clauseId, state]).toSorted()).toEqual([['ruling-arbitrated', 'running'], ['ruling-signed', 'kept']])
    const decide = (who: { token: string }, given = shares()) => o.t.call(contract.arbitrateRuling, { regionId: 1, rulingId: ruling.id, decision: '各承担一半', shares: given }, who)
    expect((await decide(deputy)).problem.code).toBe('ruling-not-arbiter')
    expect((await decide(boss, [{ unitId: o.units.hotline, share: 101 }])).problem.code).toBe('invalid-input')
    expect((await decide(boss)).body).toMatchObject({ state: 'arbitrated', decision: '各承担一半', settledBy: { id: boss.id } })
  })

  test('a department that does not answer and an arbiter who does not decide lose their turn by the clock', async () => {
    const ticketId = await open()
    const ruling = await propose(ticketId)
    o.t.clock.advance(10 * DAY)
    await sweepClocks(o.t.app)
    await o.t.drain()
    const [up] = (await loop(ticketId)).rulings
    expect(up).toMatchObject({ id: ruling.id, state: 'disputed', arbiter: { id: boss.id } })
    o.t.clock.advance(15 * DAY)
    await sweepClocks(o.t.app)
    await o.t.drain()
    expect((await loop(ticketId)).rulings[0]).toMatchObject({ arbiter: { id: deputy.id } })
  })

  test('whoever proposed it may take it back', async () => {
    const ruling = await propose(await open())
    expect((await o.t.call(contract.withdrawRuling, { regionId: 1, rulingId: ruling.id, reason: '依据不足' }, o.people.engineer)).status).toBe(403)
    expect(await o.t.ok(contract.withdrawRuling, { regionId: 1, rulingId: ruling.id, reason: '依据不足' }, o.people.wang)).toMatchObject({ state: 'withdrawn' })
  })
})
