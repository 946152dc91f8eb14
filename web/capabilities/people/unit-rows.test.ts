import { expect, test } from 'vitest'
import { isWithin, type Unit, unitRows, wayTo } from './unit-rows.ts'

const unit = (id: string, parentId: string | null, nameZh: string, more: Partial<Unit> = {}): Unit => ({
  id,
  parentId,
  nameZh,
  nameEn: id,
  code: id,
  path: `/${id}/`,
  level: 'department',
  ownership: 'own',
  regionId: 1,
  active: true,
  version: 1,
  ...more
})
const units = [
  unit('g', null, '集团公司'),
  unit('p', 'g', '省公司'),
  unit('hotline', 'p', '客服热线'),
  unit('team-1', 'hotline', '一班'),
  unit('hall', 'p', '营业厅', { active: false }),
  unit('agency', 'p', '代维公司')
]
const ids = (rows: ReturnType<typeof unitRows>) => rows.map((row) => `${'-'.repeat(row.depth)}${row.unit.id}`)

test('only what is below open units is seen; units out of use come last', () => {
  expect(ids(unitRows(units, new Set()))).toEqual(['g'])
  expect(ids(unitRows(units, new Set(['g', 'p'])))).toEqual(['g', '-p', '--agency', '--hotline', '--hall'])
})

test('a search shows what matches and the way to it', () => {
  expect(ids(unitRows(units, new Set(), '一班'))).toEqual(['g', '-p', '--hotline', '---team-1'])
  expect(ids(unitRows(units, new Set(), 'HALL'))).toEqual(['g', '-p', '--hall'])
  expect(unitRows(units, new Set(), 'nothing')).toEqual([])
})

test('a unit whose parent is out of sight stands at the top', () => {
  expect(ids(unitRows(units.slice(2, 4), new Set(['hotline'])))).toEqual(['hotline', '-team-1'])
})

test('the way to a unit begins at the top', () => {
  const byId = new Map(units.map((each) => [each.id, each]))
  expect(wayTo(byId, 'team-1').map((each) => each.id)).toEqual(['g', 'p', 'hotline', 'team-1'])
  expect(wayTo(byId, null)).toEqual([])
})

test('a unit is within itself and within those above it', () => {
  const top = unit('a', null, 'a', { path: '/a/' })
  expect(isWithin(unit('b', 'a', 'b', { path: '/a/b/' }), top)).toBe(true)
  expect(isWithin(top, top)).toBe(true)
  expect(isWithin(unit('c', null, 'c', { path: '/c/' }), top)).toBe(false)
})
