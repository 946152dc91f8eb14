import { type openTicket as openType, openTicket } from '@shouwen/contract/tickets'
import type { InputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { createCustomer } from '#capabilities/customers'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { startTestApp } from '#platform/testing/test-app'

export type Colleague = { id: string; token: string; jobNumber: string; unitId: string }

/** An operator with a hotline, a hall, a network department, counsel and a complaint handler, and customers who complain. */
export async function startComplaintDesk(options: Parameters<typeof startTestApp>[0] = {}) {
  const t = await startTestApp({ at: '2026-11-24T02:00:00Z', ...options })
  await sql`insert into platform.region (id, code, name_zh, name_en, time_zone) values (1, 'HN', '湖南', 'Hunan', 'Asia/Shanghai'), (2, 'GD', '广东', 'Guangdong', 'Asia/Shanghai')`.execute(t.db)
  let made = 0
  const units = await t.asSystem(async ({ tx }) => {
    const unit = async (parentId: string | null, level: Parameters<typeof createUnit>[1]['level'], code: string, regionId?: number | null) =>
      (await createUnit(tx, { parentId, level, code, nameZh: code, nameEn: code, ...(regionId === undefined ? {} : { regionId }) })).id
    const group = await unit(null, 'group', 'group', null)
    const hn = await unit(group, 'province', 'hn', 1)
    const hotline = await unit(hn, 'department', 'hn-hotline')
    return { hn, hotline, hall: await unit(hotline, 'hall', 'hn-hall'), network: await unit(hn, 'department', 'hn-network'), finance: await unit(hn, 'department', 'hn-finance'), law: await unit(hn, 'department', 'hn-law'), gd: await unit(group, 'province', 'gd', 2) }
  })
  const person = (role: string, unitId: string): Promise<Colleague> =>
    t.asSystem(async ({ tx }) => {
      const jobNumber = String(5001 + made++)
      const { id } = await createStaff(tx, { unitId, jobNumber, name: `员工${jobNumber}`, roles: [role] })
      return { id, jobNumber, unitId, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    })
  const people = {
    wang: await person('agent', units.hotline),
    li: await person('agent', units.hotline),
    clerk: await person('hall-clerk', units.hall),
    manager: await person('hall-manager', units.hall),
    leader: await person('shift-leader', units.hotline),
    handler: await person('complaint-handler', units.hotline),
    engineer: await person('back-office', units.network),
    accountant: await person('back-office', units.finance),
    counsel: await person('legal', units.law),
    outsider: await person('shift-leader', units.gd),
    inspector: await person('quality-inspector', units.hn)
  }
  await t.asSystem((call) => writeQueue(call, { code: 'hn-all', regionId: 1, unitId: units.hotline, nameZh: '综合', nameEn: 'All', strategy: 'pull', kinds: [], categories: [], members: [people.wang.id, people.li.id] }))
  const customerId = await t.asSystem(({ tx }) => createCustomer(tx, { regionId: 1, kind: 'person', name: '张三丰', at: new Date('2026-01-01T00:00:00Z') }))
  const complaint = { kind: 'complaint', title: '室内没有信号', description: '搬来之后屋里一直没有信号', channel: 'phone', contactPhone: '13812345678', form: { demand: '改善信号', scene: '家中' }, customerId } satisfies InputOf<typeof openType>
  /** A complaint kept by whoever opens it. */
  const open = async (who: Colleague = people.wang, given: Partial<InputOf<typeof openType>> = {}): Promise<string> => (await t.ok(openTicket, { ...complaint, keep: true, ...given }, who)).id
  const code = async (...args: Parameters<typeof t.call>): Promise<string | undefined> => (await t.call(...args)).problem.code
  return { t, units, people, customerId, complaint, open, code, person }
}

export type ComplaintDesk = Awaited<ReturnType<typeof startComplaintDesk>>
