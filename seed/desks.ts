import { sql } from 'kysely'
import { createCampaign, steerCampaign } from '#capabilities/outbound'
import { createSubscription, takeMessage } from '#capabilities/secretary'
import { actorOfStaff, createStaff, createUnit } from '#capabilities/people'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import type { PlantedCustomer } from './customers.ts'
import { dice } from './dice.ts'
import { personName } from './names.ts'

/** Accounts of the desks: login → role and unit. */
export const deskAccounts = [
  { login: 'outbound', role: 'outbound-agent', unit: 'jz-outbound', name: '程一鸣', zh: '呼出台席：名单外呼', en: 'outbound agent: works on lists' },
  { login: 'secretary', role: 'secretary-agent', unit: 'jz-secretary', name: '沈雅琴', zh: '秘书台：转来的电话与留言', en: 'secretary desk: forwarded calls and messages' }
] as const

const system = { kind: 'system', name: 'sample' } as const
const DAY = 86_400_000

/** The desks of the manual with their people and something to do, planted after the history so that it stays as it was. */
export async function plantDesks(app: App, seed: number, units: ReadonlyMap<string, string>, passwordHash: string, guest: PlantedCustomer): Promise<void> {
  const roll = dice(seed)
  const hotline = units.get('jz-hotline') as string
  await transact(app, system, async ({ tx, now }) => {
    const outbound = await createUnit(tx, { parentId: hotline, level: 'team', code: 'jz-outbound', nameZh: '呼出班', nameEn: 'Outbound team' })
    const secretary = await createUnit(tx, { parentId: hotline, level: 'team', code: 'jz-secretary', nameZh: '秘书台', nameEn: 'Secretary desk' })
    const unitIds: Record<string, string> = { 'jz-outbound': outbound.id, 'jz-secretary': secretary.id }
    for (const [index, { login, role, unit, name }] of deskAccounts.entries())
      await createStaff(tx, { unitId: unitIds[unit] as string, jobNumber: String(8031 + index), login, name, passwordHash, roles: [role], createdAt: now })
    for (let n = 0; n < 3; n++) await createStaff(tx, { unitId: outbound.id, jobNumber: String(8041 + n), name: personName(roll), passwordHash, roles: ['outbound-agent'], createdAt: now })
  })
  await transact(app, system, async (call) => {
    const leader = await asLogin(call, 'leader')
    await plantCampaigns(leader)
    await plantSubscriber(leader, await asLogin(call, 'secretary'), guest)
  })
}

/** The same call in the hands of one of the sample's people. */
async function asLogin(call: Call, login: string): Promise<Call> {
  const { id } = await call.tx.selectFrom('people.account').select('staff_id as id').where('login', '=', login).executeTakeFirstOrThrow()
  const actor = await actorOfStaff(call.app, id)
  if (!actor) throw new Error(`the sample has nobody called ${login}`)
  return { ...call, actor }
}

/** The customer who can sign in at the portal has a secretary desk, with two messages of today. */
async function plantSubscriber(leader: Call, desk: Call, guest: PlantedCustomer): Promise<void> {
  const { regionId, id: customerId, phone, name } = guest
  const family = name.slice(0, 1)
  const { id: subscriptionId } = await createSubscription(leader, {
    regionId,
    customerId,
    ownNumber: phone,
    titleZh: `${family}先生`,
    titleEn: 'Mr Guest',
    greeting: 'named',
    instructions: '上午开会，只留言不转接；快递请放门卫。',
    whereabouts: '本周在外地出差，周五返回。',
    bySms: true
  })
  const message = { regionId, subscriptionId, mode: 'named' as const, recipientNumber: phone, saidBack: true, readBacks: 1, additionAsked: true }
  await takeMessage({ ...desk, now: minutesBefore(desk, 96) }, { ...message, callerName: '李经理', callerNumber: '13900001111', content: '合同已寄出，请周五前签收并回电。' })
  await takeMessage({ ...desk, now: minutesBefore(desk, 21) }, { ...message, callerName: '物业小陈', content: '楼道今晚八点检修，请留意停水。', urgent: true })
}

const minutesBefore = ({ now }: Call, minutes: number) => new Date(now.getTime() - minutes * 60_000)

/** One campaign under way and one drafted. */
async function plantCampaigns(call: Call): Promise<void> {
  const { rows } = await sql<{ id: string; unit_id: string }>`select s.id, s.unit_id from people.staff s join people.unit u on u.id = s.unit_id where u.code = 'jz-outbound' order by s.job_number`.execute(call.tx)
  const on = (days: number) => new Date(call.now.getTime() + days * DAY).toISOString().slice(0, 10)
  const plan = { regionId: 1, channel: 'phone' as const, unitId: rows[0]?.unit_id as string, calendar: 'calling-hours', memberIds: rows.map(({ id }) => id) }
  const care = await createCampaign(call, {
    ...plan,
    name: '贵宾客户冬季关怀',
    purpose: 'care',
    audience: { vip: true },
    scriptZh: '{name}，您好！这里是云汉通信客户服务热线。冬季来临，提醒您检查家中宽带设备的摆放与供电；近期使用有什么不便，我来为您记录。',
    scriptEn: 'Good day, {name}. This is the service line of Yunhan Telecom. With winter coming, please check where your broadband equipment stands; is there anything we can note for you?',
    capContacts: 1,
    capDays: 30,
    mostTries: 3,
    startsOn: on(-1),
    endsOn: on(40)
  })
  await steerCampaign(call, { regionId: 1, campaignId: care.id, move: 'start' })
  await createCampaign(call, {
    ...plan,
    name: '5G 尊享套餐推荐',
    purpose: 'marketing',
    audience: { grades: ['A'], service: 'mobile' },
    scriptZh: '{name}，您好！您常用流量较多，5G 尊享套餐每月 129 元含 60 GB，可按月变更，是否为您介绍？',
    scriptEn: 'Good day, {name}. You use much data; the 5G Premium plan has 60 GB for 129 yuan a month and can be changed monthly. May I tell you more?',
    capContacts: 1,
    capDays: 60,
    mostTries: 2,
    startsOn: on(3),
    endsOn: on(60)
  })
}
