import type { InputOf } from '@shouwen/contract/operation'
import { openTicket } from '@shouwen/contract/tickets'
import { sql } from 'kysely'
import { addLine, createCustomer } from '#capabilities/customers'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { startTestApp } from '#platform/testing/test-app'
import { writeQueue } from '../save-queue.ts'

export type Colleague = { id: string; token: string; unitId: string }

/** An operator just large enough for a ticket to wander: a hotline with two agents and a leader, a network department, a dispatcher. */
export async function startSmallOperator(options: Parameters<typeof startTestApp>[0] = {}) {
  const t = await startTestApp(options)
  await sql`insert into platform.region (id, code, name_zh, name_en, time_zone) values (1, 'HN', '湖南', 'Hunan', 'Asia/Shanghai'), (2, 'GD', '广东', 'Guangdong', 'Asia/Shanghai')`.execute(
    t.db
  )
  const made = await t.asSystem(async ({ tx }) => {
    const unit = async (
      parentId: string | null,
      level: Parameters<typeof createUnit>[1]['level'],
      code: string,
      regionId?: number | null
    ) =>
      (
        await createUnit(tx, {
          parentId,
          level,
          code,
          nameZh: code,
          nameEn: code,
          ...(regionId === undefined ? {} : { regionId })
        })
      ).id
    const group = await unit(null, 'group', 'group', null)
    const hn = await unit(group, 'province', 'hn', 1)
    const hotline = await unit(hn, 'department', 'hn-hotline')
    const network = await unit(hn, 'department', 'hn-network')
    const gd = await unit(group, 'province', 'gd', 2)
    const person = async (
      unitId: string,
      jobNumber: string,
      name: string,
      role: string,
      skills: Record<string, number> = {}
    ): Promise<Colleague> => {
      const { id } = await createStaff(tx, { unitId, jobNumber, name, roles: [role], skills })
      return { id, unitId, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    const people = {
      wang: await person(hotline, '1001', '王芳', 'agent', { complaint: 2 }),
      li: await person(hotline, '1002', '李强', 'agent', { complaint: 4 }),
      leader: await person(hotline, '1003', '陈静', 'shift-leader'),
      engineer: await person(network, '2001', '赵工', 'back-office'),
      dispatcher: await person(hn, '3001', '周敏', 'dispatcher'),
      inspector: await person(hn, '3002', '吴检', 'quality-inspector'),
      outsider: await person(gd, '4001', '梁华', 'agent'),
      planner: await person(hn, '3003', '何排', 'planner'),
      system: await person(hn, '9901', '计费系统', 'integrator')
    }
    const customerId = t.app.newId()
    await createCustomer(tx, {
      id: customerId,
      regionId: 1,
      kind: 'person',
      name: '张三丰',
      grade: 'AA',
      at: new Date('2026-01-01T00:00:00Z')
    })
    const lineId = await addLine(tx, {
      regionId: 1,
      customerId,
      serviceNumber: '0731-88886666',
      service: 'broadband',
      openedOn: '2026-01-01'
    })
    return { units: { group, hn, hotline, network, gd }, people, customerId, lineId }
  })
  await t.asSystem((call) =>
    writeQueue(call, {
      code: 'hn-all',
      regionId: 1,
      unitId: made.units.hotline,
      nameZh: '综合',
      nameEn: 'All',
      strategy: 'pull',
      kinds: [],
      categories: [],
      members: [made.people.wang.id, made.people.li.id]
    })
  )
  const inquiry: InputOf<typeof openTicket> = {
    kind: 'inquiry',
    title: '套餐怎么改',
    description: '想把 59 元套餐改成 39 元',
    contactPhone: '13812345678',
    channel: 'phone'
  }
  const complaint: InputOf<typeof openTicket> = {
    ...inquiry,
    kind: 'complaint',
    title: '多扣了话费',
    description: '上月多扣 30 元',
    form: { demand: '退还 30 元', scene: '十月账单' },
    category: 'complaint.tariff.unknown-charge'
  }
  const fault: InputOf<typeof openTicket> = {
    ...inquiry,
    kind: 'fault',
    title: '宽带断网',
    description: '光猫红灯闪烁',
    form: { symptom: '红灯' },
    customerId: made.customerId,
    lineId: made.lineId
  }
  return { ...made, t, inquiry, complaint, fault }
}

export type SmallOperator = Awaited<ReturnType<typeof startSmallOperator>>
