import { createStaff, createUnit, type NewStaff } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import type { Dice } from './dice.ts'
import { personName } from './names.ts'
import { type RegionPlan, regions } from './regions.ts'

export type Colleague = { id: string; regionId: number; unitId: string; role: string; login: string }
export type Planted = { colleagues: Colleague[]; units: Map<string, string>; groupId: string }

type Maker = {
  call: Call
  dice: Dice
  passwordHash: string
  startedAt: Date
  planted: Planted
}

/** Accounts a visitor can try: login → role and unit. */
export const accounts = [
  { login: 'agent', role: 'online-agent', unit: 'jz-online', name: '林小夏', zh: '在线客服：聊天台、工单', en: 'online agent: chats and tickets' },
  { login: 'leader', role: 'shift-leader', unit: 'jz-hotline', name: '周敏', zh: '热线值班长：全热线的承诺', en: 'shift leader: promises of the whole hotline' },
  { login: 'complaint', role: 'complaint-handler', unit: 'jz-complaint', name: '陈立新', zh: '投诉处理员', en: 'complaint handler' },
  { login: 'editor', role: 'rulebook-editor', unit: 'jz', name: '宋文博', zh: '规范编辑：起草条款、试算，由 approver 审批', en: 'rulebook editor: drafts and replays clauses, which approver approves' },
  { login: 'approver', role: 'rulebook-approver', unit: 'jz', name: '秦守正', zh: '规范审批：审批 editor 起草的条款', en: 'rulebook approver: approves the drafts of editor' },
  { login: 'admin', role: 'administrator', unit: 'group', name: '方正', zh: '系统管理员：人员与权限', en: 'administrator: people and permissions' }
] as const

/** People a complaint may go up to, planted beside the others. */
export const caseAccounts = [
  { login: 'complaint-manager', zh: '投诉主管：升级投诉、赔付审批、报表', en: 'complaint manager: escalations, approvals, reports' },
  { login: 'legal', zh: '法务：申诉、诉讼、证据包、保留', en: 'counsel: appeals, lawsuits, evidence packs, holds' }
] as const

/** Plants the unit tree, some hundred people with roles and skills, and the queues. */
export async function plantOperator(call: Call, dice: Dice, passwordHash: string, startedAt: Date): Promise<Planted> {
  const planted: Planted = { colleagues: [], units: new Map(), groupId: '' }
  const maker: Maker = { call, dice, passwordHash, startedAt, planted }
  planted.groupId = await unit(maker, null, 'group', 'group', '云汉通信集团', 'Yunhan Telecom Group', null)
  for (const region of regions) await plantRegion(maker, region)
  // Whoever tries the portal in English is offered to the agent at once, as in Chinese.
  for (const [index, { login, role, unit: code, name }] of accounts.entries())
    await person(maker, code, role, { jobNumber: String(8011 + index), login, name, ...(login === 'admin' ? { regionId: 1 } : {}), skills: { ...skillsOf(role), ...(login === 'agent' ? { english: 4 } : {}) } })
  // For the open interfaces: a token of its own, `npm run cli -- token create --account oss`.
  await person(maker, 'jz', 'integrator', { jobNumber: '1902', login: 'oss', name: '综合网管接口' })
  await person(maker, 'jz', 'provincial-executive', { jobNumber: '1901', login: 'executive', name: '许国梁' })
  // Whoever answers for escalated complaints of the province.
  await person(maker, 'jz', 'complaint-manager', { jobNumber: '1906', login: 'complaint-manager', name: '秦川' })
  await plantPools(maker, 'jz')
  for (const region of regions) await plantQueues(maker, region)
  // Counsel of each province: owner of appeals, lawsuits and what is put before legal.
  await person(maker, 'jz', 'legal', { jobNumber: '1903', login: 'legal', name: '沈知言' })
  for (const { code } of regions.slice(1)) await person(maker, code.toLowerCase(), 'legal')
  return planted
}

async function plantRegion(maker: Maker, region: RegionPlan): Promise<void> {
  const code = region.code.toLowerCase()
  const row = { id: region.id, code: region.code, name_zh: region.zh, name_en: region.en, time_zone: 'Asia/Shanghai' }
  await maker.call.tx.insertInto('platform.region').values(row).execute()
  await unit(maker, 'group', 'province', code, region.zh, region.en, region.id)
  await department(maker, code, 'hotline', '10099 客户服务热线', 'Hotline 10099', region.id)
  await department(maker, code, 'network', '网络部', 'Network department', region.id)
  await department(maker, code, 'billing', '财务部', 'Finance department', region.id)
  await department(maker, code, 'key', '集团客户部', 'Key accounts', region.id)
  await unit(maker, `${code}-hotline`, 'team', `${code}-online`, '在线客服班', 'Online team')
  await unit(maker, `${code}-hotline`, 'team', `${code}-complaint`, '投诉处理班', 'Complaint team')
  for (const city of region.cities) {
    await unit(maker, code, 'city', `${code}-${city.code}`, `${city.zh}分公司`, `${city.en} branch`)
    await unit(maker, `${code}-${city.code}`, 'hall', `${code}-${city.code}-hall`, `${city.zh}中心营业厅`, `${city.en} central hall`)
    await crew(maker, `${code}-${city.code}-hall`, 'hall-clerk', region.id === 1 ? 5 : 3)
    await person(maker, `${code}-${city.code}-hall`, 'hall-manager')
  }
  await crew(maker, `${code}-online`, 'online-agent', region.id === 1 ? 11 : 4)
  await crew(maker, `${code}-complaint`, 'complaint-handler', region.id === 1 ? 5 : 2)
  await crew(maker, `${code}-network`, 'back-office', 4)
  await crew(maker, `${code}-billing`, 'back-office', 2)
  await crew(maker, `${code}-key`, 'key-account-manager', 3)
  await person(maker, code, 'dispatcher')
  await person(maker, code, 'quality-inspector')
  await plantTeams(maker, region, code)
}

/** Region 1 has the hotline of 60 people (online, complaint and three telephone teams) and the maintenance agency. */
async function plantTeams(maker: Maker, region: RegionPlan, code: string): Promise<void> {
  const teams = region.id === 1 ? 3 : 1
  for (let n = 1; n <= teams; n++) {
    await unit(maker, `${code}-hotline`, 'team', `${code}-team-${n}`, `热线${'一二三'[n - 1]}班`, `Hotline team ${n}`)
    await crew(maker, `${code}-team-${n}`, 'agent', region.id === 1 ? 12 : 6)
    await person(maker, `${code}-team-${n}`, 'shift-leader')
  }
  if (region.id !== 1) return
  await unit(maker, `${code}-hotline`, 'team', `${code}-vip`, '贵宾台', 'VIP desk')
  await crew(maker, `${code}-vip`, 'vip-agent', 2)
  await unit(maker, code, 'agency', `${code}-agency`, '畅联宽带代维公司', 'Changlian broadband maintenance')
  await maker.call.tx.updateTable('people.unit').set({ ownership: 'agency' }).where('code', '=', `${code}-agency`).execute()
  await person(maker, `${code}-agency`, 'agency-manager')
  await crew(maker, `${code}-agency`, 'technician', 12)
}

/** Whom the surge ladder calls: floating experts, outbound seats, quality control, and a reserve at home. The back office has its people. */
async function plantPools(maker: Maker, code: string): Promise<void> {
  const pool = async (name: string, nameZh: string, nameEn: string, role: string, size: number, skills: Record<string, number> = {}) => {
    await unit(maker, `${code}-hotline`, 'team', `${code}-${name}`, nameZh, nameEn)
    for (let n = 0; n < size; n++) await person(maker, `${code}-${name}`, role, { skills: { ...skillsOf(role), ...skills } })
  }
  await pool('experts', '流动专家组', 'Floating experts', 'agent', 4, { 'floating-expert': 5 })
  await pool('outbound', '呼出班', 'Outbound team', 'outbound-agent', 5)
  await pool('quality', '品质控制组', 'Quality control', 'quality-inspector', 4)
  await pool('reserve', '备班组', 'Reserve', 'agent', 4, { reserve: 3 })
}

const department = (maker: Maker, province: string, code: string, zh: string, en: string, regionId: number) =>
  unit(maker, province, 'department', `${province}-${code}`, zh, en, regionId)

type Level = Parameters<typeof createUnit>[1]['level']

async function unit(maker: Maker, parent: string | null, level: Level, code: string, nameZh: string, nameEn: string, regionId?: number | null): Promise<string> {
  const parentId = parent === null ? null : (maker.planted.units.get(parent) as string)
  const made = await createUnit(maker.call.tx, { parentId, level, code, nameZh, nameEn, ...(regionId === undefined ? {} : { regionId }) })
  maker.planted.units.set(code, made.id)
  return made.id
}

async function crew(maker: Maker, unitCode: string, role: string, size: number): Promise<void> {
  for (let n = 0; n < size; n++) await person(maker, unitCode, role)
}

async function person(maker: Maker, unitCode: string, role: string, given: Partial<NewStaff> = {}): Promise<void> {
  const unitId = maker.planted.units.get(unitCode) as string
  const jobNumber = String(1000 + maker.planted.colleagues.length)
  const { id, regionId } = await createStaff(maker.call.tx, {
    unitId,
    jobNumber,
    name: personName(maker.dice),
    passwordHash: maker.passwordHash,
    roles: [role === 'shift-leader' && unitCode.includes('team') ? { role, unitId: maker.planted.units.get(unitCode) as string } : role],
    skills: skillsOf(role),
    createdAt: maker.startedAt,
    ...given
  })
  maker.planted.colleagues.push({ id, regionId, unitId, role, login: given.login ?? jobNumber })
}

function skillsOf(role: string): Record<string, number> {
  const known: Record<string, Record<string, number>> = {
    agent: { 'mobile-basic': 3, billing: 3, plans: 3, mandarin: 5 },
    'online-agent': { 'mobile-basic': 3, billing: 3, plans: 3, broadband: 2 },
    'vip-agent': { 'mobile-basic': 4, billing: 4, plans: 4, vip: 4 },
    'complaint-handler': { complaint: 4, billing: 3 },
    technician: { 'install-repair': 4, broadband: 4, iptv: 3 },
    'back-office': { 'network-fault': 3 }
  }
  return known[role] ?? {}
}

async function plantQueues(maker: Maker, region: RegionPlan): Promise<void> {
  const { call, planted } = maker
  const code = region.code.toLowerCase()
  const members = (unitCode: string) => planted.colleagues.filter((one) => one.unitId === planted.units.get(unitCode) && one.role !== 'agency-manager').map((one) => one.id)
  const queue = (name: string, unitCode: string, nameZh: string, nameEn: string, categories: string[], rank: number) =>
    writeQueue(call, { code: `${code}-${name}`, regionId: region.id, unitId: planted.units.get(unitCode) as string, nameZh, nameEn, strategy: 'pull', kinds: [], categories, members: members(unitCode), rank })
  await queue('general', `${code}-online`, '综合受理', 'General', [], 900)
  await queue('complaints', `${code}-complaint`, '投诉处理', 'Complaints', ['complaint.tariff', 'complaint.marketing', 'complaint.vas', 'complaint.attitude', 'complaint.install', 'complaint.support'], 100)
  await queue('network', `${code}-network`, '网络故障', 'Network faults', ['fault.mobile', 'complaint.network'], 100)
  // Telephone: reached by menus and transfers, never by the category of a ticket.
  const team = (name: string, unitCodes: string[], nameZh: string, nameEn: string, rank: number) =>
    writeQueue(call, { code: `${code}-${name}`, regionId: region.id, unitId: planted.units.get(`${code}-hotline`) as string, nameZh, nameEn, strategy: 'pull', kinds: [], categories: [], members: unitCodes.flatMap(members), rank })
  await team('hotline', region.id === 1 ? [1, 2, 3].map((n) => `${code}-team-${n}`) : [`${code}-team-1`], '热线人工', 'Hotline', 950)
  if (region.id === 1) await team('vip', [`${code}-vip`], '贵宾台', 'VIP desk', 960)
  if (region.id === 1) await queue('field', `${code}-agency`, '宽带装维', 'Broadband repair', ['fault.broadband', 'fault.iptv', 'fault.fixed'], 100)
}
