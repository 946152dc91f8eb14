import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { startTestApp } from '#platform/testing/test-app'
import { addContactMeans, addLine, createCustomer } from '../index.ts'

/** A province with two business halls, a second province, people of several roles, and customers of each hall. */
export async function openTwoBranches() {
  const t = await startTestApp()
  await t.db
    .insertInto('platform.region')
    .values([
      { id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' },
      { id: 2, code: 'GD', name_zh: '广东', name_en: 'Guangdong', time_zone: 'Asia/Shanghai' }
    ])
    .execute()
  const made = await t.asSystem(async ({ tx, now }) => {
    const group = await createUnit(tx, { parentId: null, regionId: null, level: 'group', code: 'group', nameZh: '集团', nameEn: 'Group' })
    const hunan = await createUnit(tx, { parentId: group.id, regionId: 1, level: 'province', code: 'hn', nameZh: '湖南', nameEn: 'Hunan' })
    const east = await createUnit(tx, { parentId: hunan.id, level: 'hall', code: 'hn-east', nameZh: '东厅', nameEn: 'East hall' })
    const west = await createUnit(tx, { parentId: hunan.id, level: 'hall', code: 'hn-west', nameZh: '西厅', nameEn: 'West hall' })
    const guangdong = await createUnit(tx, { parentId: group.id, regionId: 2, level: 'province', code: 'gd', nameZh: '广东', nameEn: 'Guangdong' })
    let serial = 0
    const hire = async (unitId: string, role: string) => {
      const { id } = await createStaff(tx, { unitId, jobNumber: `J${++serial}`, name: `员工${serial}`, roles: [role] })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    const staff = {
      clerk: await hire(east.id, 'hall-clerk'),
      agent: await hire(hunan.id, 'agent'),
      leader: await hire(hunan.id, 'shift-leader'),
      inspector: await hire(hunan.id, 'quality-inspector'),
      technician: await hire(west.id, 'technician'),
      accountManager: await hire(hunan.id, 'key-account-manager'),
      auditor: await hire(hunan.id, 'auditor'),
      planner: await hire(hunan.id, 'planner'),
      cantonese: await hire(guangdong.id, 'shift-leader')
    }
    const add = async (regionId: number, unitId: string, name: string, phone: string, more: { idNumber?: string; managerId?: string; kind?: 'organisation' } = {}) => {
      const at = new Date(now.getTime() + ++serial * 1000)
      const id = await createCustomer(tx, { regionId, unitId, name, kind: more.kind ?? 'person', idKind: more.idNumber ? 'resident-card' : null, at, ...more })
      const lineId = await addLine(tx, { regionId, customerId: id, serviceNumber: phone, service: 'mobile', address: '湖南省长沙市岳麓区麓山南路932号', openedOn: '2024-05-01' })
      await addContactMeans(tx, { regionId, customerId: id, kind: 'phone', value: phone, preferred: true, contactName: name, at })
      await addContactMeans(tx, { regionId, customerId: id, kind: 'email', value: `user${phone}@example.com`, at })
      return { regionId, customerId: id, lineId }
    }
    return {
      units: { group, hunan, east, west, guangdong },
      staff,
      zhang: await add(1, east.id, '张伟', '13812345678', { idNumber: '430102198806151234' }),
      ouyang: await add(1, west.id, '欧阳娜娜', '13987654321', { managerId: staff.accountManager.id }),
      bank: await add(1, hunan.id, '湘江银行', '073188886666', { kind: 'organisation', managerId: staff.accountManager.id }),
      chen: await add(2, guangdong.id, '陈静', '13711112222')
    }
  })
  return { t, ...made }
}

export type TwoBranches = Awaited<ReturnType<typeof openTwoBranches>>
