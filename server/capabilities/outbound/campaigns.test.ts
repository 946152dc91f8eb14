import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/outbound'
import { pauseCampaignsOf, resumeCampaignsOf } from './moved-seats.ts'
import { type CallRoom, openCallRoom } from './testing/call-room.ts'
import { tendCampaigns } from './watch-campaigns.ts'

let r: CallRoom
beforeAll(async () => {
  r = await openCallRoom()
})
afterAll(() => r.t.stop())
/** Each test has the lists to itself, and nobody was turned to before. */
beforeEach(async () => {
  r.t.clock.set('2026-11-24T02:00:00Z')
  for (const table of ['outbound.contact', 'outbound.target', 'outbound.member', 'outbound.campaign'] as const) await r.t.db.deleteFrom(table).where('region_id', '=', 1).execute()
  await r.t.db.updateTable('customers.customer').set({ status: 'closed' }).where('region_id', '=', 1).execute()
})

const HOUR = 3_600_000

describe('A campaign reaches only whom it may', () => {
  test('who did not say yes, wants to be left alone or has no number is on the list with the reason and is never shown @norm CC-33', async () => {
    const yes = await r.enrol()
    await r.enrol({ yes: [] })
    await r.enrol({ preferences: { doNotDisturb: true } })
    await r.enrol({ mute: true })
    await r.enrol({ grade: 'AAA' })
    const audience = { grades: ['ordinary' as const] }
    expect(await r.t.ok(contract.previewAudience, { regionId: 1, purpose: 'care', audience }, r.people.leader)).toMatchObject({ listed: 1, noConsent: 1, doNotDisturb: 1, noNumber: 1 })
    const at = await r.campaign({ audience })
    expect((await r.t.ok(contract.getCampaign, at, r.people.ding)).counts).toEqual({ waiting: 1, taken: 0, later: 0, done: 0, leftOut: 3 })
    const target = await r.next(at)
    expect(target?.customer.id).toBe(yes)
    expect(target).toMatchObject({ purpose: 'care', why: { consent: 'service-notices' }, script: { en: expect.stringContaining('this is customer service') } })
    expect(target?.why.consentAt).not.toBeNull()
    expect(await r.next(at, r.people.fang)).toBeNull()
  })

  test('a consent taken back after the list was written counts at once, at taking and at calling', async () => {
    const first = await r.enrol()
    const second = await r.enrol()
    const at = await r.campaign()
    const target = await r.next(at)
    const other = target?.customer.id === first ? second : first
    await r.consent(other, 'service-notices', false)
    expect(await r.next(at, r.people.fang)).toBeNull()
    await r.consent(target?.customer.id as string, 'service-notices', false)
    const refused = await r.t.call(contract.beginOutbound, { targetId: target?.id as string, channel: 'phone' }, r.people.ding)
    expect(refused.problem).toMatchObject({ code: 'customer-may-not-be-reached', details: { why: 'no-consent' } })
  })

  test('nobody is taken or called outside calling hours', async () => {
    await r.enrol()
    const at = await r.campaign()
    r.t.clock.set('2026-11-24T12:30:00Z')
    expect((await r.t.call(contract.takeNextTarget, at, r.people.ding)).problem).toMatchObject({ code: 'outside-calling-hours', details: { nextOpenAt: '2026-11-25T01:00:00.000Z' } })
    r.t.clock.set('2026-11-24T11:59:00Z')
    const target = await r.next(at)
    r.t.clock.set('2026-11-24T12:00:00Z')
    expect((await r.t.call(contract.beginOutbound, { targetId: target?.id as string, channel: 'phone' }, r.people.ding)).problem.code).toBe('outside-calling-hours')
  })

  test('the hours a customer wishes are kept: they come later', async () => {
    await r.enrol({ preferences: { from: '14:00', to: '18:00' } })
    const at = await r.campaign()
    expect(await r.next(at)).toBeNull()
    r.t.clock.set('2026-11-24T06:00:00Z')
    expect(await r.next(at)).not.toBeNull()
  })

  test('never above the cap, over every campaign of the purpose; unanswered tries do not count', async () => {
    const id = await r.enrol()
    const one = await r.campaign()
    const two = await r.campaign({ name: '第二批' })
    const { contactId } = await r.calls(one)
    expect(await r.next(two, r.people.fang)).toBeNull()
    await r.t.ok(contract.finishOutbound, { contactId, result: 'reached' }, r.people.ding)
    r.t.clock.advance(29 * 24 * HOUR)
    expect(await r.next(two, r.people.fang)).toBeNull()
    r.t.clock.advance(2 * 24 * HOUR)
    expect((await r.next(two, r.people.fang))?.customer.id).toBe(id)
  })

  test('two people asking at once on two lists never both get the same customer', async () => {
    for (let n = 0; n < 6; n++) await r.enrol()
    const [one, two] = [await r.campaign(), await r.campaign({ name: '第二批' })]
    const taken: string[] = []
    for (let round = 0; round < 3; round++) {
      const both = await Promise.all([r.next(one, r.people.ding), r.next(two, r.people.fang)])
      for (const [index, target] of both.entries()) {
        if (!target) continue
        taken.push(target.customer.id)
        const who = index === 0 ? r.people.ding : r.people.fang
        const { contactId } = await r.t.ok(contract.beginOutbound, { targetId: target.id, channel: 'phone' }, who)
        await r.t.ok(contract.finishOutbound, { contactId, result: 'reached' }, who)
      }
    }
    expect(new Set(taken).size).toBe(taken.length)
    expect(taken.length).toBeGreaterThanOrEqual(3)
  })

  test('a cap above the purpose, an unknown purpose or an end before the beginning is refused', async () => {
    const code = async (more: object) => (await r.campaign(more, false).catch((error: Error) => error.message)) as string
    expect(await code({ capContacts: 5 })).toContain('campaign-cap-too-high')
    expect(await code({ purpose: 'nothing' })).toContain('campaign-word-unknown')
    expect(await code({ calendar: 'all-hours' })).toContain('campaign-word-unknown')
    expect(await code({ endsOn: '2026-10-01' })).toContain('campaign-period-wrong')
    const empty = await r.campaign({}, false)
    expect((await r.t.call(contract.steerCampaign, { ...empty, move: 'start' }, r.people.leader)).problem.code).toBe('campaign-list-empty')
  })
})

describe('Working on a list', () => {
  test('a call back at a time agreed comes back then, to the same person first @norm CC-33', async () => {
    await r.enrol()
    const at = await r.campaign()
    const { contactId, target } = await r.calls(at)
    const finish = (more: object) => r.t.call(contract.finishOutbound, { contactId, result: 'call-back', ...more }, r.people.ding)
    expect((await finish({})).problem.code).toBe('call-again-time-needed')
    for (const wrong of ['2026-11-24T23:00:00Z', '2026-11-24T01:00:00Z', '2026-12-30T02:00:00Z']) expect((await finish({ callAgainAt: wrong })).problem.code).toBe('call-again-time-wrong')
    await r.t.ok(contract.finishOutbound, { contactId, result: 'call-back', callAgainAt: '2026-11-24T07:00:00Z', note: '下午三点' }, r.people.ding)
    expect(await r.next(at)).toBeNull()
    expect((await r.t.ok(contract.listMyTargets, {}, r.people.ding)).items).toMatchObject([{ state: 'later', dueAt: '2026-11-24T07:00:00.000Z' }])
    r.t.clock.set('2026-11-24T07:00:00Z')
    expect(await r.next(at, r.people.fang)).toBeNull()
    expect(await r.next(at)).toMatchObject({ id: target.id, former: [{ result: 'call-back', note: '下午三点' }] })
  })

  test('when that person is not there, another takes the call that is overdue', async () => {
    await r.enrol()
    const at = await r.campaign()
    const { contactId } = await r.calls(at)
    await r.t.ok(contract.finishOutbound, { contactId, result: 'call-back', callAgainAt: '2026-11-24T07:00:00Z' }, r.people.ding)
    r.t.clock.set('2026-11-24T07:31:00Z')
    expect(await r.next(at, r.people.fang)).not.toBeNull()
  })

  test('a number nobody answered comes again after a while, and not more often than the campaign says', async () => {
    await r.enrol()
    const at = await r.campaign({ mostTries: 2 })
    const first = await r.calls(at)
    await r.t.ok(contract.finishOutbound, { contactId: first.contactId, result: 'no-answer' }, r.people.ding)
    expect(await r.next(at)).toBeNull()
    r.t.clock.advance(2 * HOUR)
    const second = await r.calls(at, r.people.fang)
    await r.t.ok(contract.finishOutbound, { contactId: second.contactId, result: 'no-answer' }, r.people.fang)
    r.t.clock.advance(3 * HOUR)
    expect(await r.next(at)).toBeNull()
    expect((await r.t.ok(contract.getCampaign, at, r.people.leader)).counts.done).toBe(1)
  })

  test('who wants no more of it is not turned to again: the consent is taken back', async () => {
    const id = await r.enrol()
    const at = await r.campaign()
    const { contactId } = await r.calls(at)
    await r.t.ok(contract.finishOutbound, { contactId, result: 'withdrew-consent' }, r.people.ding)
    const consent = await r.t.db.selectFrom('customers.consent').select('granted').where('customer_id', '=', id).orderBy('at', 'desc').executeTakeFirstOrThrow()
    expect(consent.granted).toBe(false)
    expect((await r.t.call(contract.finishOutbound, { contactId, result: 'reached' }, r.people.ding)).problem.code).toBe('outbound-finished')
  })

  test('a customer in hand without a call returns to the list, and one may give them back', async () => {
    await r.enrol()
    const at = await r.campaign()
    const target = await r.next(at)
    expect((await r.t.call(contract.giveBackTarget, { targetId: target?.id as string }, r.people.fang)).problem.code).toBe('target-not-yours')
    await r.t.ok(contract.giveBackTarget, { targetId: target?.id as string }, r.people.ding)
    expect(await r.next(at, r.people.fang)).toMatchObject({ id: target?.id })
    r.t.clock.advance(31 * 60_000)
    await r.t.asSystem(tendCampaigns)
    expect(await r.next(at)).toMatchObject({ id: target?.id })
  })

  test('only its people work on it, and a campaign whose days are over ends', async () => {
    await r.enrol()
    const at = await r.campaign({ memberIds: [r.people.fang.id] })
    expect((await r.t.call(contract.takeNextTarget, at, r.people.ding)).problem.code).toBe('campaign-not-yours')
    expect((await r.t.call(contract.getCampaign, at, r.people.ding)).status).toBe(404)
    expect((await r.t.ok(contract.listCampaigns, {}, r.people.fang)).items.map(({ id }) => id)).toEqual([at.campaignId])
    r.t.clock.set('2027-01-01T02:00:00Z')
    expect((await r.t.call(contract.takeNextTarget, at, r.people.fang)).problem.code).toBe('campaign-not-running')
    await r.t.asSystem(tendCampaigns)
    expect((await r.t.ok(contract.getCampaign, at, r.people.fang)).state).toBe('ended')
  })
})

describe('The surge ladder moves people', () => {
  test('a campaign goes on while somebody is left, stands still without anybody, and goes on when they return @norm CC-33', async () => {
    await r.enrol()
    const at = await r.campaign({ memberIds: [r.people.ding.id, r.people.fang.id] })
    const stateOf = async () => (await r.t.ok(contract.getCampaign, at, r.people.leader)).state
    const target = await r.next(at)
    expect(await r.t.asSystem((call) => pauseCampaignsOf(call, [r.people.ding.id]))).toMatchObject([{ id: at.campaignId, changed: false, state: 'running' }])
    expect((await r.t.call(contract.takeNextTarget, at, r.people.ding)).problem.code).toBe('campaign-not-running')
    // What was in hand is the next person's.
    expect(await r.next(at, r.people.fang)).toMatchObject({ id: target?.id })
    expect(await r.t.asSystem((call) => pauseCampaignsOf(call, [r.people.fang.id, r.people.gu.id]))).toMatchObject([{ changed: true, state: 'paused' }])
    expect(await stateOf()).toBe('paused')
    expect(await r.t.asSystem((call) => resumeCampaignsOf(call, [r.people.fang.id]))).toMatchObject([{ changed: true, state: 'running' }])
    expect((await r.t.ok(contract.getCampaign, at, r.people.leader)).members.filter(({ movedAt }) => movedAt)).toHaveLength(1)
  })

  test('a campaign that a person paused stays paused', async () => {
    await r.enrol()
    const at = await r.campaign()
    await r.t.ok(contract.steerCampaign, { ...at, move: 'pause' }, r.people.leader)
    const everybody = [r.people.ding.id, r.people.fang.id, r.people.gu.id]
    await r.t.asSystem((call) => pauseCampaignsOf(call, everybody))
    await r.t.asSystem((call) => resumeCampaignsOf(call, everybody))
    expect((await r.t.ok(contract.getCampaign, at, r.people.leader)).state).toBe('paused')
  })
})
