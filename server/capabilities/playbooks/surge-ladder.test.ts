import { createCampaign, steerCampaign } from '@shouwen/contract/outbound'
import { listPlaybookRuns, listPlaybooks, startPlaybook, stopPlaybook } from '@shouwen/contract/playbooks'
import { setPresence, setStaffPresence } from '@shouwen/contract/presence'
import { addContactMeans } from '#capabilities/customers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Playbook, restingState } from '@shouwen/kernels/playbook/index'
import type { Worker } from '../floor/testing/floor-desk.ts'
import { getPlaybook, replay } from './books.ts'
import { inputsOf, liveRuns } from './runs.ts'
import { type SurgeDesk, startSurgeDesk } from './testing/surge-desk.ts'

let d: SurgeDesk
beforeEach(async () => {
  d = await startSurgeDesk()
})
afterEach(() => d.t.stop())

const moved = async () => Object.entries(await d.states()).filter(([, state]) => state === 'helping-inbound').map(([id]) => id)
const idsOf = (pool: keyof SurgeDesk['pools']) => d.pools[pool].map((one) => one.id)

describe('The surge ladder on the floor', () => {
  test('says after five minutes with more than five callers, in figures, whom it would move and what that does to the queue @norm CC-11 CC-12 CC-34', async () => {
    await d.queue(5)
    await d.pass(600, 30)
    expect(await d.proposals()).toEqual([])
    await d.queue(7)
    await d.pass(290)
    expect(await d.proposals()).toEqual([])
    await d.pass(20)
    const card = await d.proposal()
    expect(card).toMatchObject({
      playbookId: 'surge-ladder',
      kind: 'take',
      step: { id: 'floating-experts', norms: ['CC-12'] },
      reason: { code: 'held-above', measure: 'waiting', value: 7, above: 5, upTo: 10 },
      queues: [{ code: 'hn-calls' }],
      promise: { clauseId: 'surge-acted-on-at-once', state: 'running' },
      abilities: ['execute', 'decline']
    })
    expect(card?.candidates.map((one) => [one.person.id, one.chosen])).toEqual(idsOf('floating-expert').map((id) => [id, true]))
    const [without, helped] = [card?.forecast?.without.at(-1), card?.forecast?.with.at(-1)]
    expect([without?.afterSeconds, without?.agents, helped?.agents]).toEqual([600, 4, 7])
    expect(helped?.waiting).toBeLessThan(without?.waiting ?? 0)
  })

  test('moves the experts with one yes, gives them the skill of the queue, and each goes back to what they did @norm CC-12 CC-18', async () => {
    await d.queue(8)
    await d.pass(310)
    expect(await d.execute()).toMatchObject({ people: 3, nobodyFree: false, passedOver: [] })
    expect((await moved()).sort()).toEqual(idsOf('floating-expert').sort())
    await d.dispatch()
    const offers = Object.values(await d.offers())
    expect(idsOf('floating-expert').every((id) => offers.includes(id))).toBe(true)
    for (const id of Object.keys(await d.offers())) await d.giveUp(id)
    await d.queue(0)
    await d.pass(290)
    expect(await d.proposals()).toEqual([])
    await d.pass(20)
    expect(await d.proposal()).toMatchObject({ kind: 'undo', step: { id: 'floating-experts' }, reason: { code: 'held-at-or-below', atOrBelow: 5 } })
    expect((await d.proposal())?.candidates.map((one) => one.returnsTo)).toEqual(['own-work', 'own-work', 'own-work'])
    await d.execute()
    expect(await moved()).toEqual([])
    for (const id of idsOf('floating-expert')) expect((await d.states())[id]).toBe('own-work')
    expect(await d.t.db.selectFrom('floor.loan').select('staff_id').execute()).toEqual([])
  })

  test('passes over who has signed out or is busy, says so, and takes the next, two or three and never more @norm CC-13', async () => {
    await d.queue(8)
    await d.pass(310)
    await d.execute()
    await d.pass(310)
    expect(await d.proposal()).toMatchObject({ step: { id: 'outbound-seats', atLeast: 2, atMost: 3 } })
    const [gone, busy, third, fourth] = d.pools.outbound as [Worker, Worker, Worker, Worker]
    const chosen = (await d.proposal())?.candidates.filter((one) => one.chosen).map((one) => one.person.id)
    expect(chosen).toEqual([gone.id, busy.id, third.id])
    await d.t.ok(setPresence, { state: 'signed-out' }, gone)
    await d.t.ok(setStaffPresence, { regionId: 1, staffId: busy.id, state: 'meal', note: 'lunch' }, d.boss)
    const answer = await d.execute([gone.id, busy.id, third.id])
    expect(answer.moved).toEqual([third.id, fourth.id])
    expect(answer.passedOver.map((one) => [one.person.id, one.freedom])).toEqual([[gone.id, 'signed-out'], [busy.id, 'absent']])
    expect(await d.states()).toMatchObject({ [gone.id]: 'signed-out', [busy.id]: 'meal' })
  })

  test('lets campaigns stand still while their seats help, and go on when they are back @norm CC-13', async () => {
    const at = { regionId: 1, unitId: d.units.hotline, purpose: 'care', channel: 'phone', audience: {}, scriptZh: '您好', scriptEn: 'Hello', calendar: 'calling-hours', capContacts: 1, capDays: 30, mostTries: 3, startsOn: '2026-11-01', endsOn: '2026-12-31' } as const
    const { id } = await d.t.ok(createCampaign, { ...at, name: '夏季关怀', memberIds: idsOf('outbound').slice(0, 2) }, d.boss)
    const customerId = await d.customer()
    await d.t.asSystem((call) => addContactMeans(call.tx, { regionId: 1, customerId, kind: 'phone', value: '13900000001', at: call.now }))
    await d.t.db.insertInto('customers.consent').values({ region_id: 1, id: d.t.app.newId(), customer_id: customerId, purpose: 'service-notices', granted: true, source: 'phone', text_version: '1', recorded_by: null, at: d.t.app.clock.now() }).execute()
    await d.t.ok(steerCampaign, { regionId: 1, campaignId: id, move: 'start' }, d.boss)
    const state = async () => (await d.t.db.selectFrom('outbound.campaign').select(['state', 'paused_because']).where('id', '=', id).executeTakeFirstOrThrow())
    await d.queue(8)
    await d.look()
    await d.t.ok(startPlaybook, { regionId: 1, playbookId: 'surge-ladder', stepId: 'outbound-seats' }, d.boss)
    expect(await d.execute()).toMatchObject({ people: 3, pausedCampaigns: ['夏季关怀'] })
    expect(await state()).toEqual({ state: 'paused', paused_because: 'seats-moved' })
    await d.t.ok(stopPlaybook, { regionId: 1, playbookId: 'surge-ladder', reason: 'over' }, d.boss)
    expect(await state()).toEqual({ state: 'running', paused_because: null })
  })

  test('asks the back office only above ten, and shows whose own promises fall due meanwhile @norm CC-14 CC-15', async () => {
    await d.queue(9)
    for (const step of ['floating-experts', 'outbound-seats', 'quality-staff']) {
      await d.pass(310)
      expect((await d.proposal())?.step.id).toBe(step)
      const { people } = await d.execute()
      expect(people).toBeLessThanOrEqual(3)
      expect(people).toBeGreaterThanOrEqual(2)
    }
    await d.pass(600, 30)
    expect(await d.proposals()).toEqual([])
    const [first] = idsOf('back-office')
    await d.t.db
      .insertInto('norms.clock')
      .values(await clockOf(first as string))
      .execute()
    await d.queue(12)
    await d.pass(70)
    const card = await d.proposal()
    expect(card?.step.id).toBe('back-office')
    expect(card?.candidates.find((one) => one.person.id === first)).toMatchObject({ promises: 1, dueSoon: 1, chosen: false })
    expect((await d.execute()).people).toBe(3)
    expect(await moved()).not.toContain(first)
  })

  test('goes straight to the back office above ten where the region allows it @norm CC-11', async () => {
    await d.t.db.insertInto('playbooks.setting').values({ region_id: 1, playbook_id: 'surge-ladder', mode: 'propose', jumps: JSON.stringify({ 'back-office': true }), set_at: new Date() }).execute()
    await d.queue(14)
    await d.pass(130)
    expect(await d.proposal()).toMatchObject({ step: { id: 'back-office' }, reason: { code: 'jump', above: 10 } })
  })

  test('calls for overtime at once when a system problem cannot be mended, and forgets a dip that proposed nothing @norm CC-17', async () => {
    await d.queue(7)
    await d.pass(60)
    await d.queue(0)
    await d.pass(60)
    expect(await d.t.db.selectFrom('playbooks.run').select('id').execute()).toEqual([])
    await d.queue(1)
    await d.t.db.updateTable('playbooks.ground').set({ problem_since: new Date() }).where('region_id', '=', 1).execute()
    await d.pass(10)
    expect(await d.proposal()).toMatchObject({ step: { id: 'overtime' }, reason: { code: 'jump', measure: 'system-problem' } })
  })

  test('tells the whole story with the effect of each step, and its state can be computed again from what was seen and done @norm CC-34', async () => {
    await d.queue(8)
    await d.pass(310)
    await d.execute()
    await d.pass(300)
    await d.queue(2)
    await d.pass(320)
    const live = (await liveRuns(d.t.db, 1)).get('surge-ladder')
    const inputs = await inputsOf(d.t.db, 1, live?.id ?? '')
    expect(replay(live?.book as Playbook, inputs)).toEqual(live?.state)
    expect(live?.state).not.toEqual(restingState)
    expect(live?.book.id).toBe(getPlaybook('surge-ladder').id)
    await d.execute()
    await d.pass(30)
    const { items } = await d.t.ok(listPlaybookRuns, { regionId: 1 }, d.boss)
    expect(items).toHaveLength(1)
    expect(items[0]?.endedAt).not.toBeNull()
    const [deed] = items[0]?.deeds ?? []
    expect(deed?.people.map((one) => [one.fromState, one.returnedTo])).toEqual(Array.from({ length: 3 }, () => ['own-work', 'own-work']))
    expect(deed?.effects.map((one) => one.afterMinutes)).toEqual([0, 5, 10])
    expect(deed?.effects[0]).toMatchObject({ waiting: 8, agents: 4 })
    expect(deed?.effects[2]).toMatchObject({ waiting: 2, agents: 7, abandoned: expect.any(Number) })
    expect(items[0]?.proposals.map((one) => [one.kind, one.answer, one.promise])).toEqual([['take', 'executed', 'kept'], ['take', 'withdrawn', 'cancelled'], ['undo', 'executed', 'kept']])
    const kinds = await d.t.db.selectFrom('platform.evidence').select('kind').where('kind', 'like', 'playbook%').orderBy('seq').execute()
    expect(new Set(kinds.map((row) => row.kind))).toEqual(new Set(['playbook-proposal', 'playbook-step', 'playbook-effect', 'playbook-run']))
    const { items: books } = await d.t.ok(listPlaybooks, { regionId: 1 }, d.boss)
    expect(books.find((one) => one.id === 'surge-ladder')).toMatchObject({ run: null, mode: 'propose' })
  })

  test('keeps the promise to act at once only when somebody answers within its minutes @norm CC-11', async () => {
    await d.queue(8)
    await d.pass(310)
    expect((await d.proposal())?.promise?.state).toBe('running')
    await d.pass(130)
    expect((await d.proposal())?.promise?.state).toBe('broken')
  })
})

/** A promise of somebody of the back office that falls due within the hour, as the rulebook would have started it. */
async function clockOf(ownerId: string) {
  const running = await d.t.db.selectFrom('norms.clock').selectAll().where('region_id', '=', 1).limit(1).executeTakeFirstOrThrow()
  const now = d.t.app.clock.now()
  return {
    ...running,
    id: d.t.app.newId(),
    subject_kind: 'ticket',
    subject_id: d.t.app.newId(),
    owner_id: ownerId,
    facts: JSON.stringify(running.facts),
    time_limit: JSON.stringify(running.time_limit),
    state: 'running' as const,
    stopped_at: null,
    stopped_by_event: null,
    started_at: now,
    due_at: new Date(now.getTime() + 20 * 60_000),
    at_risk_at: null,
    next_at: null,
    broken_at: null
  }
}
