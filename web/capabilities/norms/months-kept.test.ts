import { expect, test } from 'vitest'
import { monthsKept, percent, totalOf } from './months-kept.ts'

const now = Date.parse('2026-11-25T08:00:00Z')
const at = (regionId: number, month: string, kept: number, broken: number) => ({
  regionId,
  month,
  kept,
  broken,
  open: 1,
  cancelled: 0,
  share: null
})
const items = [at(1, '2026-09', 8, 2), at(2, '2026-09', 10, 0), at(1, '2026-11', 0, 0)]

test('regions are added up, and a month without promises is a gap that stays visible', () => {
  const months = monthsKept(items, '2026-08-01T00:00:00Z', now)
  expect(months.map(({ month, kept, broken, share }) => [month, kept, broken, share])).toEqual([
    ['2026-08', 0, 0, null],
    ['2026-09', 18, 2, 0.9],
    ['2026-10', 0, 0, null],
    ['2026-11', 0, 0, null]
  ])
  expect(totalOf(months)).toEqual({ kept: 18, broken: 2, open: 3, cancelled: 0, share: 0.9 })
  expect(totalOf(monthsKept(items, '2026-08-01T00:00:00Z', now, 1)).share).toBe(0.8)
})

test('a share is never rounded up to what was not reached', () => {
  expect(percent(0.9996)).toBe('99.9%')
  expect(percent(1)).toBe('100%')
  expect(percent(0.29)).toBe('29%')
  expect(percent(null)).toBe('—')
})
