import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changePassword, getSession, signIn } from '@shouwen/contract/account'
import {
  createStaff,
  deactivateStaff,
  getStaff,
  listStaff,
  reactivateStaff,
  resetPassword,
  setStaffRoles,
  setStaffSkills,
  signOutStaff,
  updateStaff
} from '@shouwen/contract/people'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { policy } from './policy.ts'
import { cookieOf, personWithToken, signedIn, smallOperator, type SmallOperator } from './testing.ts'

let t: TestApp
let units: SmallOperator
let admin: { id: string; token: string }
let agent: { id: string; token: string }
let manager: { id: string; token: string }

beforeAll(async () => {
  t = await startTestApp({ at: '2026-11-24T02:00:00Z' })
  units = await smallOperator(t)
  admin = await personWithToken(t, {
    unitId: units.group.id,
    regionId: 1,
    jobNumber: 'ADM',
    name: '赵敏',
    roles: ['administrator']
  })
  agent = await personWithToken(t, {
    unitId: units.hnTeam1.id,
    jobNumber: 'AG1',
    name: '王芳',
    email: 'fang@hn.example',
    roles: ['agent']
  })
  manager = await personWithToken(t, {
    unitId: units.gdHotline.id,
    jobNumber: 'GDM',
    name: '陈工',
    roles: ['agency-manager']
  })
})
afterAll(() => t.stop())

const inTeam1 = (jobNumber: string) => ({
  unitId: units.hnTeam1.id,
  jobNumber,
  name: '李小龙',
  roles: [{ role: 'agent', unitId: units.hnTeam1.id }]
})
const version = async (staffId: string) => (await t.ok(getStaff, { staffId }, admin)).version

describe('a new person', () => {
  test('gets a one-time password that opens nothing but its own change', async () => {
    const made = await t.ok(
      createStaff,
      { ...inTeam1('N1'), email: 'n1@hn.example', phone: '13800138000', skills: [{ skill: 'billing', level: 2 }] },
      admin
    )
    expect(made.login).toBe('n1')
    const cookie = await signedIn(t, 'n1', made.oneTimePassword)
    expect((await t.ok(getSession, {}, { cookie })).owes).toEqual(['password-change'])
    const changed = await t.call(
      changePassword,
      { current: made.oneTimePassword, next: 'Sparrow 41 on-the Roof' },
      { cookie }
    )
    expect((await t.ok(getSession, {}, { cookie: cookieOf(changed) })).abilities.length).toBeGreaterThan(5)
  })

  test('has a job number, login and e-mail address of their own', async () => {
    const codes = await Promise.all(
      [{ ...inTeam1('AG1') }, { ...inTeam1('N2'), login: 'AG1' }, { ...inTeam1('N2'), email: 'FANG@hn.example' }].map(
        async (input) => (await t.call(createStaff, input, admin)).problem.code
      )
    )
    expect(codes).toEqual(['staff-job-number-taken', 'staff-login-taken', 'staff-email-taken'])
  })

  test('holds only roles and skills there are, and no two the rulebook keeps apart', async () => {
    const roles = (...names: string[]) => names.map((role) => ({ role, unitId: units.hn.id }))
    expect((await t.call(createStaff, { ...inTeam1('N3'), roles: roles('emperor') }, admin)).problem.code).toBe(
      'role-unknown'
    )
    expect(
      (await t.call(createStaff, { ...inTeam1('N3'), skills: [{ skill: 'flying', level: 1 }] }, admin)).problem.code
    ).toBe('skill-unknown')
    const apart = await t.call(createStaff, { ...inTeam1('N3'), roles: roles('administrator', 'auditor') }, admin)
    expect([apart.problem.code, apart.problem.details]).toEqual([
      'staff-roles-separate',
      { roles: ['administrator', 'auditor'] }
    ])
    expect((await t.ok(listStaff, { search: 'N3' }, admin)).items).toEqual([])
  })
})

describe('the list of people', () => {
  test('is found by part of the name or beginning of the job number, and holds no wildcards', async () => {
    const numbers = async (input: Parameters<typeof listStaffOf>[0]) =>
      (await listStaffOf(input)).map((person) => person.jobNumber)
    expect(await numbers({ search: '芳' })).toEqual(['AG1'])
    expect(await numbers({ search: 'ag' })).toEqual(['AG1'])
    expect(await numbers({ search: '%' })).toEqual([])
    expect(await numbers({ role: 'administrator' })).toEqual(['ADM'])
    expect(await numbers({ unitId: units.gd.id })).toEqual(['GDM'])
    expect(await numbers({ skill: 'billing' })).toEqual(['N1'])
  })
  const listStaffOf = async (input: { search?: string; role?: string; unitId?: string; skill?: string }) =>
    (await t.ok(listStaff, input, admin)).items

  test('comes page by page without repeating or leaving out', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await t.ok(listStaff, { limit: 2, cursor }, admin)
      seen.push(...page.items.map((person) => person.jobNumber))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([...new Set(seen)].sort())
    expect(seen).toHaveLength((await t.ok(listStaff, {}, admin)).items.length)
  })

  test('reaches as far as the role: a region, or the units below', async () => {
    const numbers = async (as: { token: string }) =>
      (await t.ok(listStaff, {}, as)).items.map((person) => person.jobNumber)
    expect(await numbers(agent)).toEqual(['ADM', 'AG1', 'N1'])
    expect(await numbers(manager)).toEqual(['GDM'])
    expect((await t.call(getStaff, { staffId: agent.id }, manager)).status).toBe(404)
  })
})

describe('a person', () => {
  test('shows contact means and account only to those who may change people, and that look is audited', async () => {
    const seen = await t.ok(getStaff, { staffId: agent.id }, agent)
    expect([seen.email, seen.account]).toEqual([null, null])
    expect((await t.ok(getStaff, { staffId: agent.id }, admin)).email).toBe('fang@hn.example')
    const looks = await t.db
      .selectFrom('platform.audit')
      .select(['actor_id', 'fields'])
      .where('verb', '=', 'staff.read')
      .where('subject_id', '=', agent.id)
      .execute()
    expect(looks).toEqual([{ actor_id: admin.id, fields: ['account', 'email', 'phone'] }])
  })

  test('is changed by one at a time; the audit names the fields, not what is in them', async () => {
    const { id } = await t.ok(createStaff, inTeam1('C1'), admin)
    const changed = await t.ok(
      updateStaff,
      { staffId: id, version: 1, phone: '13912345678', name: '李龙', unitId: units.hnTeam2.id },
      admin
    )
    expect([changed.phone, changed.name, changed.unitId, changed.version]).toEqual([
      '13912345678',
      '李龙',
      units.hnTeam2.id,
      2
    ])
    expect((await t.call(updateStaff, { staffId: id, version: 1, name: '别名' }, admin)).problem.code).toBe(
      'changed-meanwhile'
    )
    expect((await t.call(updateStaff, { staffId: id, version: 2, email: 'fang@hn.example' }, admin)).problem.code).toBe(
      'staff-email-taken'
    )
    expect((await t.call(updateStaff, { staffId: id, version: 2, unitId: units.gdTeam1.id }, admin)).problem.code).toBe(
      'unit-region-mismatch'
    )
    const line = await t.db
      .selectFrom('platform.audit')
      .selectAll()
      .where('verb', '=', 'staff.update')
      .where('subject_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(line.fields).toEqual(['name', 'phone', 'unitId'])
    expect(JSON.stringify(line)).not.toContain('13912345678')
  })

  test('who is deactivated is signed out everywhere, for good', async () => {
    const { id, oneTimePassword } = await t.ok(createStaff, inTeam1('D1'), admin)
    const cookie = await signedIn(t, 'd1', oneTimePassword)
    const off = await t.ok(deactivateStaff, { staffId: id, version: 1 }, admin)
    expect([off.status, off.account?.sessions]).toEqual(['deactivated', 0])
    expect((await t.ok(getSession, {}, { cookie })).staff).toBeNull()
    expect((await t.call(signIn, { login: 'd1', password: oneTimePassword })).problem.code).toBe('sign-in-failed')
    await t.ok(reactivateStaff, { staffId: id, version: 2 }, admin)
    expect((await t.ok(getSession, {}, { cookie })).staff).toBeNull()
    expect((await t.ok(signIn, { login: 'd1', password: oneTimePassword })).state).toBe('signed-in')
  })

  test('gets a new one-time password that also lifts a lock; the old one and old sessions end', async () => {
    const { id, oneTimePassword } = await t.ok(createStaff, inTeam1('R1'), admin)
    const cookie = await signedIn(t, 'r1', oneTimePassword)
    for (let failure = 0; failure < policy.lockout.failures; failure += 1)
      await t.call(signIn, { login: 'r1', password: 'wrong' })
    expect((await t.ok(getStaff, { staffId: id }, admin)).account?.lockedUntil).not.toBeNull()
    const reset = await t.ok(resetPassword, { staffId: id }, admin)
    expect((await t.ok(getSession, {}, { cookie })).staff).toBeNull()
    expect((await t.ok(signIn, { login: 'r1', password: reset.oneTimePassword })).state).toBe('signed-in')
    expect((await t.call(signIn, { login: 'r1', password: oneTimePassword })).problem.code).toBe('sign-in-failed')
    expect(await t.ok(signOutStaff, { staffId: id }, admin)).toEqual({ revoked: 1 })
  })

  test('gets and loses roles and skills with effect on the next request, but never gives roles to themselves', async () => {
    const target = await personWithToken(t, {
      unitId: units.hnTeam1.id,
      jobNumber: 'T1',
      name: '周杰',
      roles: ['agent']
    })
    const verbs = async () => (await t.ok(getSession, {}, target)).abilities.map((ability) => ability.verb)
    expect(await verbs()).not.toContain('macro.write')
    const roles = [{ role: 'shift-leader', unitId: units.hnHotline.id }]
    await t.ok(setStaffRoles, { staffId: target.id, version: await version(target.id), roles }, admin)
    expect(await verbs()).toContain('macro.write')
    await t.ok(setStaffRoles, { staffId: target.id, version: await version(target.id), roles: [] }, admin)
    expect(await verbs()).toEqual([])
    const after = await t.ok(
      setStaffSkills,
      { staffId: target.id, version: await version(target.id), skills: [{ skill: 'vip', level: 5 }] },
      admin
    )
    expect(after.skills).toEqual([{ skill: 'vip', level: 5 }])
    expect(
      (await t.call(setStaffRoles, { staffId: admin.id, version: await version(admin.id), roles }, admin)).problem.code
    ).toBe('staff-is-oneself')
    expect(
      (await t.call(deactivateStaff, { staffId: admin.id, version: await version(admin.id) }, admin)).problem.code
    ).toBe('staff-is-oneself')
  })
})
