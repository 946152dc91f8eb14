import { createStaff, createUnit, issueToken } from '#capabilities/people'
import type { Credentials, TestApp } from '#platform/testing/test-app'

/** A region with a hotline team and whoever is asked for, by role; each comes with a bearer token. */
export async function staffFor<const R extends string>(t: TestApp, ...roles: R[]): Promise<{ unitId: string } & Record<R, Credentials & { id: string }>> {
  await t.db.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' }).execute()
  return t.asSystem(async ({ tx }) => {
    const group = await createUnit(tx, { parentId: null, regionId: null, level: 'group', code: 'group', nameZh: '集团', nameEn: 'Group' })
    const province = await createUnit(tx, { parentId: group.id, regionId: 1, level: 'province', code: 'hn', nameZh: '湖南', nameEn: 'Hunan' })
    const team = await createUnit(tx, { parentId: province.id, level: 'team', code: 'hn-t1', nameZh: '一班', nameEn: 'Team 1' })
    const people: Record<string, Credentials & { id: string }> = {}
    for (const [index, role] of roles.entries()) {
      const { id } = await createStaff(tx, { unitId: team.id, jobNumber: `N${index}`, name: role, roles: [role] })
      people[role] = { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    return { unitId: team.id, ...people } as { unitId: string } & Record<R, Credentials & { id: string }>
  })
}
