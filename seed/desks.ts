import { sql } from 'kysely'
import { createCampaign, steerCampaign } from '#capabilities/outbound'
import { recordVipNeed, saveVipProfile } from '#capabilities/vip'
import { openTicket } from '#capabilities/tickets'
import { createSubscription, takeMessage } from '#capabilities/secretary'
import { actorOfStaff, createStaff, createUnit, staffHolding } from '#capabilities/people'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import type { PlantedCustomer } from './customers.ts'

/** Accounts of the desks: login → role and unit. */
export const deskAccounts = [
  { login: 'outbound', role: 'outbound-agent', unit: 'jz-outbound', name: '程一鸣', zh: '呼出台席：名单外呼', en: 'outbound agent: works on lists' },
  { login: 'vip', role: 'vip-agent', unit: 'jz-vip', name: '叶清', zh: '贵宾台：贵宾与 AAA 客户', en: 'VIP desk: VIP and AAA customers' },
  { login: 'secretary', role: 'secretary-agent', unit: 'jz-secretary', name: '沈雅琴', zh: '秘书台：转来的电话与留言', en: 'secretary desk: forwarded calls and messages' }
] as const

const system = { kind: 'system', name: 'sample' } as const
const DAY = 86_400_000

/** The desks of the manual with their people and something to do, planted after the history so that it stays as it was. */
export async function plantDesks(app: App, units: ReadonlyMap<string, string>, passwordHash: string, guest: PlantedCustomer): Promise<void> {
  const hotline = units.get('jz-hotline') as string
  await transact(app, system, async ({ tx, now }) => {
    const secretary = await createUnit(tx, { parentId: hotline, level: 'team', code: 'jz-secretary', nameZh: '秘书台', nameEn: 'Secretary desk' })
    const unitIds: Record<string, string> = { 'jz-outbound': units.get('jz-outbound') as string, 'jz-secretary': secretary.id, 'jz-vip': units.get('jz-vip') as string }
    for (const [index, { login, role, unit, name }] of deskAccounts.entries())
      await createStaff(tx, { unitId: unitIds[unit] as string, jobNumber: String(8031 + index), login, name, passwordHash, roles: [role], ...(role === 'vip-agent' ? { skills: { vip: 5, 'mobile-basic': 4, billing: 4, plans: 4 } } : {}), createdAt: now })
  })
  await transact(app, system, async (call) => {
    const leader = await asLogin(call, 'leader')
    await plantCampaigns(leader)
    await plantVipDesk(call, await asLogin(call, 'vip'))
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

/** The account's person works from the queue of the desk; account managers for its customers, and two matters with a need passed on. */
async function plantVipDesk(call: Call, desk: Call): Promise<void> {
  const { tx } = call
  const { actor } = desk
  if (actor.kind === 'staff') await tx.insertInto('tickets.queue_member').values({ queue_code: 'jz-vip', staff_id: actor.id }).execute()
  const managers = await staffHolding(tx, 1, 'key-account-manager')
  const customers = await tx.selectFrom('customers.customer').select(['id', 'name', 'number']).where('region_id', '=', 1).where((eb) => eb.or([eb('vip', '=', true), eb('grade', '=', 'AAA')])).orderBy('number').execute()
  for (const [index, manager] of managers.entries())
    await tx
      .updateTable('customers.customer')
      .set({ manager_id: manager.id })
      .where('region_id', '=', 1)
      .where('id', 'in', customers.filter((_, at) => at % managers.length === index).map(({ id }) => id))
      .execute()
  const persons = customers.filter(({ name }) => name.length <= 3)
  for (const [index, { minutes, kind, title, detail }] of vipMatters.entries()) {
    const customer = persons[index * 7]
    if (!customer) continue
    const then = { ...desk, now: minutesBefore(desk, minutes) }
    await saveVipProfile(then, { regionId: 1, customerId: customer.id, titleZh: `${customer.name.slice(0, 1)}${index === 0 ? '先生' : '女士'}`, titleEn: index === 0 ? 'sir' : 'madam', care: index === 0 ? '习惯短信确认；下午方便接电话。' : '注重账单明细，请逐项说明。' })
    const { id: ticketId } = await openTicket(then, { kind: 'inquiry', title, description: detail, channel: 'phone', keep: true, customerId: customer.id })
    await recordVipNeed({ ...then, now: minutesBefore(desk, minutes - 4) }, { ticketId, kind, detail, reachAt: '工作日下午' })
  }
}

const vipMatters = [
  { minutes: 25, kind: 'plan', title: '一家四口套餐规划', detail: '现有四个号码分别为 59 元套餐，希望合并为家庭套餐，并含 50 GB 国际漫游。' },
  { minutes: 70, kind: 'network', title: '新居室内信号', detail: '新居地下车库与书房信号弱，希望安排勘测。' }
]

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
