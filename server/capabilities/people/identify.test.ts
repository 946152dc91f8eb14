import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import {
  createStaff,
  createUnit,
  grantRole,
  identify,
  issueToken,
  openSession,
  staffInUnit,
  staffNames,
  staffWithSkill,
  unitsUnder,
  unitTree
} from './index.ts'

let t: TestApp
let unitId: string

beforeAll(async () => {
  t = await startTestApp()
  await sql`insert into platform.region (id, code, name_zh, name_en, time_zone) values (1, 'HN', '湖南', 'Hunan', 'Asia/Shanghai')`.execute(
    t.db
  )
  unitId = await t.asSystem(async ({ tx }) => {
    const group = await createUnit(tx, {
      parentId: null,
      regionId: null,
      level: 'group',
      code: 'group',
      nameZh: '集团',
      nameEn: 'Group'
    })
    const province = await createUnit(tx, {
      parentId: group.id,
      regionId: 1,
      level: 'province',
      code: 'hn',
      nameZh: '湖南',
      nameEn: 'Hunan'
    })
    const team = await createUnit(tx, {
      parentId: province.id,
      level: 'team',
      code: 'hn-t1',
      nameZh: '一班',
      nameEn: 'Team 1'
    })
    return team.id
  })
})
afterAll(() => t.stop())

const asked = (headers: Record<string, string>, cookies: Record<string, string> = {}) =>
  identify(t.app, { headers, cookies } as never)

describe('who sent a request', () => {
  test('a bearer token makes its owner, with the verbs of the scopes and no more', async () => {
    const token = await t.asSystem(async ({ tx }) => {
      const { id } = await createStaff(tx, {
        unitId,
        jobNumber: 'A1',
        name: '王芳',
        roles: ['agent'],
        skills: { billing: 3 }
      })
      return (await issueToken(tx, id, { name: 'probe', scopes: ['ticket.read', 'people.write'] })).token
    })
    const actor = await asked({ authorization: `Bearer ${token}` })
    expect(actor).toMatchObject({
      kind: 'staff',
      jobNumber: 'A1',
      regionId: 1,
      unitId,
      tokenScopes: ['ticket.read', 'people.write']
    })
    expect(actor.kind === 'staff' && actor.grants.map((grant) => `${grant.verb} ${grant.scope}`)).toEqual([
      'ticket.read unit'
    ])
  })

  test('a session cookie makes its person; revoking it, a new role and leaving take effect at once', async () => {
    const { id, secret } = await t.asSystem(async ({ tx, now }) => {
      const { id } = await createStaff(tx, { unitId, jobNumber: 'A2', name: '李强', roles: ['secretary-agent'] })
      return {
        id,
        secret: (
          await openSession(tx, {
            staffId: id,
            method: 'password',
            at: now,
            ip: null,
            userAgent: null,
            secondFactorAt: null
          })
        ).secret
      }
    })
    const verbs = async () => {
      const actor = await asked({}, { shouwen: secret })
      return actor.kind === 'staff' ? actor.grants.map((grant) => grant.verb) : actor.kind
    }
    expect(await verbs()).not.toContain('macro.write')
    await t.asSystem(({ tx }) => grantRole(tx, id, 'shift-leader', unitId))
    expect(await verbs()).toContain('macro.write')
    await t.db.updateTable('people.staff').set({ status: 'deactivated' }).where('id', '=', id).execute()
    expect(await verbs()).toBe('anonymous')
  })

  test('neighbours can ask for names, units and skills', async () => {
    const people = await staffInUnit(t.db, unitId)
    expect(people.find((person) => person.jobNumber === 'A1')).toMatchObject({ name: '王芳', skills: { billing: 3 } })
    expect((await staffWithSkill(t.db, 1, 'billing', 2)).map((person) => [person.jobNumber, person.level])).toEqual([
      ['A1', 3]
    ])
    const names = await staffNames(t.db, [people[0]?.id, null])
    expect([...names.values()]).toEqual([{ name: people[0]?.name, jobNumber: people[0]?.jobNumber }])
    const tree = await unitTree(t.db)
    expect(tree.map((unit) => unit.path)).toEqual(['/group/', '/group/hn/', '/group/hn/hn-t1/'])
    expect((await unitsUnder(t.db, tree[1]?.id as string)).map((unit) => unit.code)).toEqual(['hn', 'hn-t1'])
  })
})
