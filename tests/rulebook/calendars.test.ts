import { readdirSync, readFileSync } from 'node:fs'
import {
  type CalendarData,
  compileCalendar,
  dayNumber,
  dueAfter,
  isOpenAt,
  workingTimeBetween
} from '@shouwen/kernels/working-time/index'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const folder = new URL('../../rulebook/calendars/', import.meta.url)
const all = readdirSync(folder).map((file): CalendarData & { file: string } => ({
  ...parse(readFileSync(new URL(file, folder), 'utf8')),
  file
}))
const calendar = (id: string) => {
  const data = all.find((one) => one.id === id)
  if (!data) throw new Error(`no calendar ${id}`)
  return compileCalendar(data, all)
}
const beijing = (wall: string) => Date.parse(`${wall.replace(' ', 'T')}:00+08:00`)

it.each(all)('$file compiles and is called after its id', ({ file, id }) => {
  expect(file).toBe(`${id}.yaml`)
  expect(calendar(id).name.zh).not.toBe('')
})

describe('working days of the State Council', () => {
  const days = calendar('china-working-days')
  /** Working days of each year, summed by hand from the notice: weekdays less holidays on weekdays plus make-up days. */
  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248]
  ])('%i has %i of them', (year, expected) => {
    let count = 0
    for (let day = dayNumber(`${year}-01-01`); day < dayNumber(`${year + 1}-01-01`); day++) {
      if (days.planOf(day).shifts.length > 0) count++
    }
    expect(count).toBe(expected)
  })
  it('make-up days fall on weekends', () => {
    const makeUpDays = all.flatMap((data) => data.makeUpDays ?? [])
    expect(makeUpDays.length).toBeGreaterThan(50)
    for (const { on } of makeUpDays) expect([0, 6], on).toContain(new Date(on).getUTCDay())
  })
  it('an appeal of 12 February 2026 is accepted or refused within five working days: by the end of 26 February', () => {
    const limit = { unit: 'days', amount: 5, days: 'working', counting: 'from-next-day' } as const
    expect(dueAfter(beijing('2026-02-12 10:00'), limit, days)).toEqual({
      at: beijing('2026-02-27 00:00'),
      warnings: []
    })
  })
  it('the year after the last notice is warned of', () => {
    expect(isOpenAt(beijing('2027-02-08 10:00'), days).warnings).toMatchObject([
      { code: 'calendar-year-missing', year: 2027 }
    ])
  })
})

it('offices work seven hours on a make-up Saturday and none on the holiday', () => {
  const office = calendar('office-hours')
  const hours = (from: string, to: string) => workingTimeBetween(beijing(from), beijing(to), office).ms / 3_600_000
  expect(hours('2026-02-14 00:00', '2026-02-15 00:00')).toBe(7)
  expect(hours('2026-10-01 00:00', '2026-10-08 00:00')).toBe(0)
})

it('halls open every day, and shorter on holidays', () => {
  const hall = calendar('hall-hours')
  expect(isOpenAt(beijing('2026-11-21 08:30'), hall).open).toBe(true)
  expect(isOpenAt(beijing('2026-10-01 08:30'), hall).open).toBe(false)
  expect(isOpenAt(beijing('2026-10-01 16:59'), hall)).toMatchObject({
    open: true,
    day: 'holiday',
    name: { zh: '国庆节' }
  })
})
