import { announce, listNotices } from '@shouwen/contract/menus'
import { answerCallIn, approveAutomatic, declineProposal, executeProposal, listMyCallIns, listPlaybookRuns, listPlaybooks, listProposals, setGround, setPlaybook, startPlaybook, stopPlaybook, tryPlaybook } from '@shouwen/contract/playbooks'
import { setPresence } from '@shouwen/contract/presence'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeApp } from '#server/app'
import { readConfig } from '#platform/config'
import type { Worker } from '../floor/testing/floor-desk.ts'
import { type SurgeDesk, startSurgeDesk } from './testing/surge-desk.ts'
import { watchPlaybooks, watchRegion } from './watch-region.ts'

let d: SurgeDesk
beforeEach(async () => {
  d = await startSurgeDesk()
})
afterEach(() => d.t.stop())

const region = { regionId: 1 }
const ladder = { ...region, playbookId: 'surge-ladder' }
const helping = async () => Object.values(await d.states()).filter((state) => state === 'helping-inbound').length

/** The card before the supervisor after five minutes with eight callers. */
async function card() {
  await d.queue(8)
  await d.pass(310, 30)
  const proposal = await d.proposal()
  if (!proposal) throw new Error('nothing is proposed')
  return { ...region, proposalId: proposal.id }
}

describe('A proposal', () => {
  test('is answered once, by a role the step names, where its queues stand @norm WF-24', async () => {
    const ref = await card()
    const [agent] = d.agents as [Worker]
    const elsewhere = await d.person('shift-leader', {}, d.units.other)
    const executive = await d.person('provincial-executive')
    const commander = await d.person('floor-supervisor', {}, d.units.hotline)
    for (const [who, code] of [[agent, 'not-permitted'], [elsewhere, 'not-permitted'], [executive, 'not-permitted']] as const)
      expect((await d.t.call(executeProposal, ref, who)).problem.code).toBe(code)
    // Somebody who holds the permission without one of the roles.
    await sql`insert into people.role (code, name_zh, name_en, grants, sees, two_factor, service, active) values ('odd', '其他', 'Odd', '{"playbook.*": "subtree"}', '{}', false, false, true)`.execute(d.t.db)
    const odd = await d.person('odd', {}, d.units.hotline)
    expect((await d.t.call(executeProposal, ref, odd)).problem.code).toBe('playbook-not-yours-to-approve')
    expect((await d.t.call(declineProposal, { ...ref, reason: 'no' }, odd)).problem.code).toBe('playbook-not-yours-to-approve')
    expect((await d.t.ok(listProposals, region, odd)).items[0]?.abilities).toEqual([])
    expect(await helping()).toBe(0)
    expect((await d.t.ok(executeProposal, ref, commander)).people).toBe(3)
    expect((await d.t.call(executeProposal, ref, d.boss)).problem.code).toBe('proposal-answered')
    expect((await d.t.call(declineProposal, { ...ref, reason: 'late' }, d.boss)).problem.code).toBe('proposal-answered')
    expect((await d.t.call(executeProposal, { ...region, proposalId: d.t.app.newId() }, d.boss)).problem.code).toBe('not-found')
    const denied = await d.t.db.selectFrom('platform.audit').select('verb').where('outcome', '=', 'denied').execute()
    expect(denied.length).toBeGreaterThan(0)
  })

  test('is executed by exactly one of two supervisors who press at once', async () => {
    const ref = await card()
    const other = await d.person('floor-supervisor', {}, d.units.hotline)
    const answers = await Promise.all([d.t.call(executeProposal, ref, d.boss), d.t.call(executeProposal, ref, other)])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    expect(await helping()).toBe(3)
    expect(await d.t.db.selectFrom('playbooks.deed').select('id').execute()).toHaveLength(1)
  })

  test('that is declined with a reason comes again after another five minutes', async () => {
    const ref = await card()
    await d.t.ok(declineProposal, { ...ref, reason: '网络已恢复，五分钟后再看' }, d.boss)
    await d.pass(290, 10)
    expect(await d.proposals()).toEqual([])
    await d.pass(20)
    expect((await d.proposal())?.id).not.toBe(ref.proposalId)
    const { items } = await d.t.ok(listPlaybookRuns, region, d.boss)
    expect(items[0]?.proposals.map((one) => [one.answer, one.note])).toEqual([['declined', '网络已恢复，五分钟后再看'], [null, null]])
  })

  test('is withdrawn when the queue is short again, and then nobody is late', async () => {
    await card()
    await d.queue(2)
    await d.pass(10)
    expect(await d.proposals()).toEqual([])
    const clock = await d.t.db.selectFrom('norms.clock').select('state').where('subject_kind', '=', 'proposal').executeTakeFirstOrThrow()
    expect(clock.state).toBe('cancelled')
  })

  test('takes a list as the supervisor changed it: fewer, and only people of the pool', async () => {
    const ref = await card()
    const [, second] = d.pools['floating-expert'] as [Worker, Worker]
    const [stranger] = d.pools.outbound as [Worker]
    const answer = await d.t.ok(executeProposal, { ...ref, staffIds: [second.id, stranger.id] }, d.boss)
    expect(answer.moved).toEqual([second.id])
    expect(answer.passedOver).toMatchObject([{ person: { id: stranger.id }, freedom: 'not-of-pool' }])
  })

  test('finds nobody free, says so, and the ladder goes on without anybody to give back', async () => {
    const ref = await card()
    for (const expert of d.pools['floating-expert']) await d.t.ok(setPresence, { state: 'signed-out' }, expert)
    expect(await d.t.ok(executeProposal, ref, d.boss)).toMatchObject({ people: 0, nobodyFree: true, moved: [] })
    await d.pass(310, 10)
    expect((await d.proposal())?.step.id).toBe('outbound-seats')
  })
})

describe('By hand and by itself', () => {
  test('a playbook is started by hand, and stopped with everything given back, the last first @norm CC-18', async () => {
    await d.queue(1)
    await d.look()
    expect((await d.t.call(stopPlaybook, { ...ladder, reason: 'none' }, d.boss)).problem.code).toBe('playbook-not-running')
    const { proposalId } = await d.t.ok(startPlaybook, ladder, d.boss)
    expect((await d.t.call(startPlaybook, ladder, d.boss)).problem.code).toBe('proposal-open')
    await d.pass(60, 30)
    expect(await d.proposal()).toMatchObject({ id: proposalId, reason: { code: 'by-hand' }, proposedBy: { id: d.boss.id } })
    await d.execute()
    await d.t.ok(startPlaybook, { ...ladder, stepId: 'quality-staff' }, d.boss)
    await d.execute()
    expect((await d.t.call(startPlaybook, { ...ladder, stepId: 'quality-staff' }, d.boss)).problem.code).toBe('playbook-step-in-force')
    expect(await helping()).toBe(6)
    expect(await d.t.ok(stopPlaybook, { ...ladder, reason: '演练结束' }, d.boss)).toEqual({ undone: ['quality-staff', 'floating-experts'] })
    expect(await helping()).toBe(0)
    const { items } = await d.t.ok(listPlaybookRuns, region, d.boss)
    expect(items[0]).toMatchObject({ startedBy: { id: d.boss.id }, endedAt: expect.any(String) })
  })

  test('it acts by itself only when a second person agreed, and every act says so', async () => {
    const planner = await d.person('planner')
    const executive = await d.person('provincial-executive')
    expect((await d.t.call(setPlaybook, { ...ladder, mode: 'automatic' }, d.boss)).problem.code).toBe('not-permitted')
    expect((await d.t.call(approveAutomatic, { ...ladder, approve: true }, executive)).problem.code).toBe('nothing-to-approve')
    expect(await d.t.ok(setPlaybook, { ...ladder, mode: 'automatic', jumps: [{ to: 'back-office', allowed: true }] }, planner)).toEqual({ mode: 'propose', waitsForApproval: true })
    expect((await d.t.call(approveAutomatic, { ...ladder, approve: true }, planner)).problem.code).toBe('not-permitted')
    expect(await d.t.ok(approveAutomatic, { ...ladder, approve: true }, executive)).toEqual({ mode: 'automatic' })
    await d.queue(8)
    await d.pass(310)
    expect(await helping()).toBe(3)
    expect(await d.proposals()).toEqual([])
    await d.queue(0)
    await d.pass(320)
    expect(await helping()).toBe(0)
    const { items } = await d.t.ok(listPlaybookRuns, region, d.boss)
    expect(items[0]).toMatchObject({ endedAt: expect.any(String), deeds: [{ takenBy: null, undoneBy: null }] })
    await d.t.ok(setPlaybook, { ...ladder, mode: 'off' }, planner)
    await d.queue(9)
    await d.pass(400, 20)
    expect(await d.proposals()).toEqual([])
    expect((await d.t.call(startPlaybook, ladder, d.boss)).problem.code).toBe('playbook-off')
  })

  test('nobody approves their own wish', async () => {
    await sql`insert into people.role (code, name_zh, name_en, grants, sees, two_factor, service, active) values ('both', '两者', 'Both', '{"playbook.*": "region"}', '{}', false, false, true)`.execute(d.t.db)
    const both = await d.person('both')
    await d.t.ok(setPlaybook, { ...ladder, mode: 'automatic' }, both)
    expect((await d.t.call(approveAutomatic, { ...ladder, approve: true }, both)).problem.code).toBe('own-wish')
  })

  test('the queue of the next minutes can be tried at any time, and nothing moves', async () => {
    expect((await d.t.call(tryPlaybook, ladder, d.boss)).problem.code).toBe('queue-of-playbook-unknown')
    expect((await d.t.call(tryPlaybook, { ...region, playbookId: 'no-such' }, d.boss)).problem.code).toBe('playbook-unknown')
    await d.queue(10)
    d.t.clock.advance(1000)
    const forecast = await d.t.ok(tryPlaybook, { ...ladder, people: 6 }, d.boss)
    expect(forecast.basis).toMatchObject({ waiting: 10, agents: 4, callsPerHour: 40, isHandleAssumed: true, patienceSeconds: null })
    expect(forecast.with.at(-1)?.waiting).toBeLessThan(forecast.without.at(-1)?.waiting ?? 0)
    expect(forecast.agentsNeeded).toBeGreaterThan(2)
    expect((await d.t.ok(tryPlaybook, { ...ladder, stepId: 'outbound-seats' }, d.boss)).people).toBe(3)
    // Two give up after a minute while eight go on waiting: patience is 600 seconds waited over two who gave up.
    d.t.clock.advance(59_000)
    await d.queue(8)
    expect((await d.t.ok(tryPlaybook, ladder, d.boss)).basis.patienceSeconds).toBe(300)
    // Nobody came in the last quarter of an hour; those who wait still need people.
    d.t.clock.advance(1_200_000)
    await d.beat()
    const later = await d.t.ok(tryPlaybook, ladder, d.boss)
    expect(later.basis.callsPerHour).toBe(0)
    expect(later.agentsNeeded).toBeGreaterThan(2)
    expect(await helping()).toBe(0)
  })
})

describe('Other steps', () => {
  test('overtime: seats by Erlang within the seats there are, the reserve asked first, the first who say yes have them @norm CC-16 CC-17', async () => {
    const reserve = [await d.person('agent', { reserve: 3 }), await d.person('agent', { reserve: 3 })]
    const resting = [await d.person('agent'), await d.person('agent')]
    await d.queue(0)
    await d.t.asSystem(async ({ tx }) => {
      for (const one of resting) await tx.insertInto('tickets.queue_member').values({ queue_code: 'hn-calls', staff_id: one.id }).execute()
    })
    await d.queue(15)
    await d.look()
    const seats = (await d.t.ok(tryPlaybook, ladder, d.boss)).atSeat
    await d.t.ok(setGround, { ...region, physicalSeats: seats + 1, problem: { on: true, note: '计费系统故障' } }, d.boss)
    await d.pass(10)
    const proposal = await d.proposal()
    expect(proposal).toMatchObject({ step: { id: 'overtime' }, seatsMissing: 1, forecast: { physicalSeats: seats + 1 } })
    expect(proposal?.candidates.slice(0, 3).map((one) => one.person.id)).toEqual([reserve[0]?.id, reserve[1]?.id, resting[0]?.id])
    await d.execute()
    const mine = async (who: Worker) => (await d.t.ok(listMyCallIns, {}, who)).items[0]
    const ask = await mine(reserve[1] as Worker)
    expect(ask).toMatchObject({ kind: 'overtime', minutes: 120, answer: null })
    expect((await d.t.call(answerCallIn, { ...region, callInId: ask?.id ?? '', answer: 'accepted' }, resting[0])).problem.code).toBe('not-found')
    // Reached by telephone: the supervisor says it for them.
    const first = await mine(reserve[0] as Worker)
    await d.t.ok(answerCallIn, { ...region, callInId: first?.id ?? '', answer: 'declined' }, d.boss)
    expect(await d.t.ok(answerCallIn, { ...region, callInId: ask?.id ?? '', answer: 'accepted' }, reserve[1])).toEqual({ answer: 'accepted' })
    expect((await d.t.call(answerCallIn, { ...region, callInId: ask?.id ?? '', answer: 'declined' }, reserve[1])).problem.code).toBe('call-in-answered')
    await d.online(reserve[1] as Worker)
    await d.pass(600, 30)
    const { items } = await d.t.ok(listPlaybookRuns, region, d.boss)
    expect(items[0]?.deeds[0]?.callIns.map((one) => [one.person.id, one.answer, one.minutesWorked])).toEqual([[reserve[0]?.id, 'declined', 0], [reserve[1]?.id, 'accepted', 10]])
    await d.t.ok(setGround, { ...region, problem: { on: false } }, d.boss)
    expect((await d.t.ok(listPlaybooks, region, d.boss)).problemSince).toBeNull()
  })

  test('longer shifts are offered to those at work whose day is not too long, and one seat is not given twice @norm CC-16', async () => {
    await d.queue(15)
    await d.t.ok(startPlaybook, { ...ladder, stepId: 'shift-length' }, d.boss)
    const [tired] = d.agents as [Worker]
    await d.t.db.insertInto('floor.interval').values({ region_id: 1, id: d.t.app.newId(), staff_id: tired.id, state: 'available', started_at: new Date(d.t.app.clock.now().getTime() - 12 * 3_600_000), ended_at: new Date(d.t.app.clock.now().getTime() - 3_600_000) }).execute()
    const proposal = await d.proposal()
    expect(proposal?.candidates.map((one) => one.person.id).sort()).toEqual(d.agents.slice(1).map((one) => one.id).sort())
    const wanted = d.agents.slice(1).map((one) => one.id)
    await d.execute(wanted)
    const rows = await d.t.db.selectFrom('playbooks.call_in').selectAll().orderBy('rank').execute()
    expect(rows.map((row) => [row.staff_id, row.kind])).toEqual(wanted.map((id) => [id, 'longer']))
    await sql`update playbooks.deed set detail = jsonb_set(detail, '{seats}', '1')`.execute(d.t.db)
    const answers = await Promise.all(rows.slice(0, 2).map((row) => d.t.call(answerCallIn, { ...region, callInId: row.id, answer: 'accepted' }, d.agents.find((one) => one.id === row.staff_id) as Worker)))
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
  })

  test('an outage is announced, more chats are taken at once, and both end with the playbook', async () => {
    await d.arrive({ channel: 'chat', queueCode: 'hn-calls' })
    await d.queue(1)
    await d.t.ok(setGround, { ...region, outageCustomers: 3000 }, d.boss)
    await d.pass(10)
    expect(await d.proposal()).toMatchObject({ playbookId: 'outage-flood', step: { id: 'announce', announcement: { zh: expect.stringContaining('抢修') } } })
    await d.execute()
    expect((await d.t.ok(listNotices, {}, d.boss)).items).toMatchObject([{ isHolding: true }])
    await d.t.ok(startPlaybook, { ...region, playbookId: 'chat-flood' }, d.boss)
    const before = await d.t.db.selectFrom('floor.seat').select(['staff_id', 'chat_capacity']).orderBy('staff_id').execute()
    await d.execute()
    expect((await d.t.db.selectFrom('floor.seat').select('chat_capacity').execute()).every((row) => row.chat_capacity === 4)).toBe(true)
    await d.t.ok(stopPlaybook, { ...region, playbookId: 'chat-flood', reason: 'over' }, d.boss)
    expect(await d.t.db.selectFrom('floor.seat').select(['staff_id', 'chat_capacity']).orderBy('staff_id').execute()).toEqual(before)
    await d.t.ok(stopPlaybook, { ...region, playbookId: 'outage-flood', reason: 'over' }, d.boss)
    expect((await d.t.ok(listNotices, {}, d.boss)).items).toMatchObject([{ isHolding: false }])
  })

  test('a step a person does by hand is in force when they say so', async () => {
    await d.queue(1)
    const { proposalId } = await d.t.ok(startPlaybook, { ...region, playbookId: 'outage-flood', stepId: 'inform-network' }, d.boss)
    expect((await d.proposals())[0]).toMatchObject({ id: proposalId, step: { byHand: true } })
    expect(await d.t.ok(executeProposal, { ...region, proposalId }, d.boss)).toMatchObject({ people: 0, nobodyFree: false })
    const { items } = await d.t.ok(listPlaybooks, region, d.boss)
    expect(items.find((one) => one.id === 'outage-flood')?.steps.find((one) => one.id === 'inform-network')?.state).toBe('in-force')
  })

  test('an announcement that cannot be made leaves the proposal as it was', async () => {
    await d.queue(1)
    await d.t.ok(setGround, { ...region, outageCustomers: 3000 }, d.boss)
    await d.pass(10)
    const endsAt = new Date(d.t.app.clock.now().getTime() + 3_600_000).toISOString()
    for (;;) if ((await d.t.call(announce, { regionId: 1, zh: '公告', en: 'notice', endsAt }, d.boss)).status >= 400) break
    const ref = { ...region, proposalId: (await d.proposal())?.id ?? '' }
    expect((await d.t.call(executeProposal, ref, d.boss)).problem.code).toBe('too-many-notices')
    expect((await d.proposal())?.id).toBe(ref.proposalId)
  })
})

describe('Several processes', () => {
  test('one looks at a time, and the next goes on where a killed one was', async () => {
    const other = composeApp(readConfig({ DATA_DIR: d.t.app.config.dataDir, LOG_LEVEL: 'silent', PORT: '0' }), d.t.databaseUrl, d.t.clock)
    await d.queue(8)
    await d.look()
    d.t.clock.advance(10_000)
    await d.beat()
    const turns = await Promise.all([watchRegion(d.t.app, 1), watchRegion(other, 1), watchRegion(d.t.app, 1), watchRegion(other, 1)])
    expect(turns.filter(Boolean)).toHaveLength(1)
    // A process that dies in the middle of a look holds the row until its connection is gone; then nothing of the look is there.
    const before = await d.t.db.selectFrom('playbooks.run').select(['inputs', 'state']).execute()
    d.t.clock.advance(10_000)
    const dying = d.t.db.transaction().execute(async (tx) => {
      await tx.selectFrom('playbooks.ground').selectAll().where('region_id', '=', 1).forUpdate().execute()
      expect(await watchRegion(other, 1)).toBe(false)
      throw new Error('killed')
    })
    await expect(dying).rejects.toThrow('killed')
    expect(await d.t.db.selectFrom('playbooks.run').select(['inputs', 'state']).execute()).toEqual(before)
    expect(await watchRegion(other, 1)).toBe(true)
    for (let at = 0; at < 300; at += 10) {
      d.t.clock.advance(10_000)
      await d.beat()
      await watchPlaybooks(at % 20 === 0 ? other : d.t.app)
    }
    expect((await d.proposal())?.step.id).toBe('floating-experts')
    await other.db.destroy()
  })
})
