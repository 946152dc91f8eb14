import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listStaff } from '@shouwen/contract/people'
import {
  createUnit,
  deactivateUnit,
  listRoles,
  listSkills,
  listUnits,
  moveUnit,
  reactivateUnit,
  updateUnit
} from '@shouwen/contract/units'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { createStaff } from './staff-records.ts'
import { getUnit } from './unit-tree.ts'
import { personWithToken, smallOperator, type SmallOperator } from './testing.ts'

let t: TestApp
let units: SmallOperator
let admin: { id: string; token: string }
let agent: { id: string; token: string }

beforeAll(async () => {
  t = await startTestApp()
  units = await smallOperator(t)
  admin = await personWithToken(t, {
    unitId: units.group.id,
    regionId: 1,
    jobNumber: 'ADM',
    name: '赵敏',
    roles: ['administrator']
  })
  agent = await personWithToken(t, { unitId: units.hnTeam1.id, jobNumber: 'AG1', name: '王芳', roles: ['agent'] })
})
afterAll(() => t.stop())

const named = { nameZh: '三班', nameEn: 'Team 3' }

describe('the unit tree', () => {
  test('is read by everybody who is signed in, parents first', async () => {
    const { items, regions } = await t.ok(listUnits, {}, agent)
    expect(items.map((unit) => unit.code)).toEqual([
      'group',
      'gd',
      'gd-hotline',
      'gd-team1',
      'hn',
      'hn-hotline',
      'hn-team1',
      'hn-team2'
    ])
    expect(regions.map((region) => region.nameZh)).toEqual(['湖南', '广东'])
    expect((await t.call(listUnits, {})).status).toBe(401)
  })

  test('grows below a unit in use, and not by those who may not', async () => {
    const input = { parentId: units.hnHotline.id, level: 'team' as const, code: 'hn-team3', ...named }
    expect((await t.call(createUnit, input, agent)).problem.code).toBe('not-permitted')
    const unit = await t.ok(createUnit, input, admin)
    expect([unit.path, unit.regionId, unit.ownership]).toEqual(['/group/hn/hn-hotline/hn-team3/', 1, 'own'])
    expect((await t.call(createUnit, input, admin)).problem.code).toBe('unit-code-taken')
    expect((await t.call(createUnit, { ...input, code: 'other', regionId: 2 }, admin)).problem.code).toBe(
      'unit-region-mismatch'
    )
  })

  test('keeps the words of whoever changed it first', async () => {
    const { id, version } = await getUnit(t.db, units.hnTeam2.id)
    expect((await t.ok(updateUnit, { unitId: id, version, nameZh: '夜班' }, admin)).nameZh).toBe('夜班')
    expect((await t.call(updateUnit, { unitId: id, version, nameZh: '早班' }, admin)).problem.code).toBe(
      'changed-meanwhile'
    )
  })

  test('moves a branch with all below it; permissions follow with the next request', async () => {
    const before = await t.ok(listStaff, {}, agent)
    expect(before.items.length).toBeGreaterThan(0)
    const agency = await t.ok(
      createUnit,
      { parentId: units.hn.id, level: 'department', code: 'hn-new', ...named },
      admin
    )
    const { version } = await getUnit(t.db, units.hnTeam1.id)
    const moved = await t.ok(moveUnit, { unitId: units.hnTeam1.id, version, parentId: agency.id }, admin)
    expect([moved.path, moved.parentId]).toEqual(['/group/hn/hn-new/hn-team1/', agency.id])
    const reach = await t.db
      .selectFrom('platform.event')
      .select(['name', 'data'])
      .where('subject_id', '=', moved.id)
      .where('name', '=', 'unit.moved')
      .execute()
    expect(reach).toEqual([{ name: 'unit.moved', data: { from: units.hnHotline.id, to: agency.id } }])
  })

  test('never contains itself and never crosses regions', async () => {
    const { version } = await getUnit(t.db, units.hn.id)
    expect(
      (await t.call(moveUnit, { unitId: units.hn.id, version, parentId: units.hnHotline.id }, admin)).problem.code
    ).toBe('unit-inside-itself')
    const hotline = await getUnit(t.db, units.hnHotline.id)
    expect(
      (await t.call(moveUnit, { unitId: hotline.id, version: hotline.version, parentId: units.gd.id }, admin)).problem
        .code
    ).toBe('unit-region-mismatch')
  })

  test('two moves at the same moment never make a ring', async () => {
    const make = (code: string, parentId: string) =>
      t.ok(createUnit, { parentId, level: 'department', code, ...named }, admin)
    const [a, b] = [await make('ring-a', units.hn.id), await make('ring-b', units.hn.id)]
    const answers = await Promise.all([
      t.call(moveUnit, { unitId: a.id, version: 1, parentId: b.id }, admin),
      t.call(moveUnit, { unitId: b.id, version: 1, parentId: a.id }, admin)
    ])
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409])
  })

  test('loses only units that are empty, and takes them back below one in use', async () => {
    const unit = await t.ok(createUnit, { parentId: units.gd.id, level: 'hall', code: 'gd-hall', ...named }, admin)
    const team = await t.ok(createUnit, { parentId: unit.id, level: 'team', code: 'gd-hall-t1', ...named }, admin)
    await t.asSystem(({ tx }) => createStaff(tx, { unitId: team.id, jobNumber: 'GDH1', name: '李强' }))
    const off = (unitId: string, version: number) => t.call(deactivateUnit, { unitId, version }, admin)
    expect((await off(unit.id, 1)).problem.code).toBe('unit-has-units')
    expect((await off(team.id, 1)).problem.code).toBe('unit-has-staff')
    await t.db.updateTable('people.staff').set({ status: 'deactivated' }).where('job_number', '=', 'GDH1').execute()
    expect([(await off(team.id, 1)).body.active, (await off(unit.id, 1)).body.active]).toEqual([false, false])
    expect((await t.call(reactivateUnit, { unitId: team.id, version: 2 }, admin)).problem.code).toBe('unit-inactive')
    await t.ok(reactivateUnit, { unitId: unit.id, version: 2 }, admin)
    expect((await t.ok(reactivateUnit, { unitId: team.id, version: 2 }, admin)).active).toBe(true)
  })
})

describe('roles and skills', () => {
  test('come from the rulebook with their words, and say which are kept apart', async () => {
    const { items } = await t.ok(listRoles, {}, agent)
    const found = items.find((role) => role.code === 'administrator')
    expect(found).toMatchObject({ zh: '系统管理员', twoFactor: true, separateFrom: ['auditor'] })
    expect(items.find((role) => role.code === 'agent')?.grants).toContainEqual({
      verb: 'ticket.answer',
      zh: '答复客户',
      en: 'answer customers',
      scope: 'unit'
    })
    expect((await t.ok(listSkills, {}, agent)).items).toContainEqual({ code: 'billing', zh: '话费账务', en: 'billing' })
  })
})
