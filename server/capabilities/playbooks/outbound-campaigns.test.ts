import { createCampaign, getCampaign, steerCampaign } from '@shouwen/contract/outbound'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addContactMeans, createCustomer } from '#capabilities/customers'
import { type SurgeDesk, startSurgeDesk } from './testing/surge-desk.ts'

let d: SurgeDesk
beforeAll(async () => {
  d = await startSurgeDesk()
})
afterAll(() => d.t.stop())

test('the ladder pauses the campaigns of the outbound seats it moves, and they go on when the people are given back @norm CC-33 CC-13 CC-18', async () => {
  const customerId = await d.t.asSystem(async ({ tx, now }) => {
    const id = await createCustomer(tx, { regionId: 1, kind: 'person', name: '周明', at: now })
    await addContactMeans(tx, { regionId: 1, customerId: id, kind: 'phone', value: '13900000001', at: now })
    return id
  })
  await d.t.db.insertInto('customers.consent').values({ region_id: 1, id: d.t.app.newId(), customer_id: customerId, purpose: 'service-notices', granted: true, source: 'phone', text_version: '1', at: new Date('2026-01-01T00:00:00Z') }).execute()
  const on = (days: number) => new Date(d.t.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const memberIds = d.pools.outbound.slice(0, 2).map((one) => one.id)
  const plan = { regionId: 1, name: '关怀', purpose: 'care', channel: 'phone' as const, unitId: d.units.hotline, audience: {}, scriptZh: '您好', scriptEn: 'Hello', calendar: 'calling-hours', capContacts: 1, capDays: 30, mostTries: 3, startsOn: on(-1), endsOn: on(9), memberIds }
  const { id: campaignId } = await d.t.ok(createCampaign, plan, d.boss)
  const at = { regionId: 1, campaignId }
  await d.t.ok(steerCampaign, { ...at, move: 'start' }, d.boss)
  const standing = async () => {
    const { state, pausedBecause } = await d.t.ok(getCampaign, at, d.boss)
    return [state, pausedBecause]
  }
  await d.queue(8)
  await d.pass(310)
  await d.execute()
  expect(await standing()).toEqual(['running', null])
  await d.pass(310)
  await d.execute(memberIds)
  expect(await standing()).toEqual(['paused', 'seats-moved'])
  await d.queue(0)
  for (let round = 0; round < 4 && (await standing())[0] === 'paused'; round++) {
    await d.pass(320)
    if ((await d.proposal())?.kind === 'undo') await d.execute()
  }
  expect(await standing()).toEqual(['running', null])
})
