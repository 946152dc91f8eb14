import type { InputOf } from '@shouwen/contract/operation'
import * as contract from '@shouwen/contract/outbound'
import { addContactMeans, createCustomer } from '#capabilities/customers'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { startTestApp } from '#platform/testing/test-app'

const HOUR = 3_600_000

/** An outbound team with a leader, and customers of whom most said yes to service notices. Ten in the morning of a Tuesday. */
export async function openCallRoom(env: Record<string, string> = {}) {
  const t = await startTestApp({ env })
  await t.db.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' }).execute()
  const made = await t.asSystem(async ({ tx }) => {
    const group = await createUnit(tx, { parentId: null, regionId: null, level: 'group', code: 'group', nameZh: '集团', nameEn: 'Group' })
    const hunan = await createUnit(tx, { parentId: group.id, regionId: 1, level: 'province', code: 'hn', nameZh: '湖南', nameEn: 'Hunan' })
    const room = await createUnit(tx, { parentId: hunan.id, level: 'team', code: 'hn-out', nameZh: '外呼班', nameEn: 'Outbound team' })
    let serial = 0
    const hire = async (unitId: string, role: string) => {
      const { id } = await createStaff(tx, { unitId, jobNumber: `C${++serial}`, name: `外呼员${serial}`, roles: [role] })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    return { room, people: { ding: await hire(room.id, 'outbound-agent'), fang: await hire(room.id, 'outbound-agent'), gu: await hire(room.id, 'outbound-agent'), leader: await hire(room.id, 'shift-leader') } }
  })

  let phone = 13_900_000_000
  /** A customer with a telephone; `yes` names the purposes they consented to. */
  const enrol = async (more: { yes?: string[]; grade?: 'AAA' | 'ordinary'; preferences?: object; mute?: boolean; language?: string } = {}) => {
    const customerId = await t.asSystem(async (call) => {
      const id = await createCustomer(call.tx, { regionId: 1, kind: 'person', name: '周明', grade: more.grade ?? 'ordinary', unitId: made.room.id, language: more.language ?? 'zh-CN', at: call.now })
      if (!more.mute) await addContactMeans(call.tx, { regionId: 1, customerId: id, kind: 'phone', value: String(phone++), at: call.now })
      if (more.preferences) await call.tx.updateTable('customers.customer').set({ preferences: JSON.stringify(more.preferences) }).where('region_id', '=', 1).where('id', '=', id).execute()
      return id
    })
    for (const purpose of more.yes ?? ['service-notices']) await consent(customerId, purpose, true)
    return customerId
  }

  let said = 0
  async function consent(customerId: string, purpose: string, granted: boolean) {
    const at = new Date(t.clock.now().getTime() - HOUR + said++)
    await t.db.insertInto('customers.consent').values({ region_id: 1, id: t.app.newId(), customer_id: customerId, purpose, granted, source: 'phone', text_version: '1', recorded_by: null, at }).execute()
  }

  const { ding, fang, gu, leader } = made.people
  /** A campaign of care, started, with three people; what is given replaces its parts. */
  async function campaign(more: Partial<InputOf<typeof contract.createCampaign>> = {}, start = true) {
    const drafted = await t.ok(
      contract.createCampaign,
      {
        regionId: 1, name: '夏季关怀', purpose: 'care', channel: 'phone', unitId: made.room.id, audience: {}, scriptZh: '您好{name}，这里是客户服务热线。', scriptEn: 'Hello {name}, this is customer service.',
        calendar: 'calling-hours', capContacts: 1, capDays: 30, mostTries: 3, startsOn: '2026-11-01', endsOn: '2026-12-31', memberIds: [ding.id, fang.id, gu.id], ...more
      },
      leader
    )
    const at = { regionId: 1, campaignId: drafted.id }
    if (start) await t.ok(contract.steerCampaign, { ...at, move: 'start' }, leader)
    return at
  }
  const next = async (at: { regionId: number; campaignId: string }, who = ding) => (await t.ok(contract.takeNextTarget, at, who)).target
  /** Takes the next customer and calls; answers the contact. */
  async function calls(at: { regionId: number; campaignId: string }, who = ding) {
    const target = await next(at, who)
    if (!target) throw new Error('nobody is left')
    const begun = await t.ok(contract.beginOutbound, { targetId: target.id, channel: 'phone' }, who)
    return { target, ...begun }
  }
  return { t, ...made, enrol, consent, campaign, next, calls }
}

export type CallRoom = Awaited<ReturnType<typeof openCallRoom>>
