import { describe, expect, it } from 'vitest'
import { addWorkingTime, compileCalendar, isOpenAt, nextOpening, workingTimeBetween } from './index.ts'
import { allHours, beijing, HOUR, inBeijing, nightShift, office, workingDays } from './testing/sample-calendars.ts'

const desk = compileCalendar(office, [workingDays])
const nights = compileCalendar(nightShift)
const always = compileCalendar(allHours)
const added = (start: string, hours: number, pauses: [string, string][] = []) =>
  inBeijing(
    addWorkingTime(
      beijing(start),
      hours * HOUR,
      desk,
      pauses.map(([from, to]) => ({ from: beijing(from), to: beijing(to), reason: 'waiting' }))
    ).at
  )
const hoursBetween = (from: string, to: string) => workingTimeBetween(beijing(from), beijing(to), desk).ms / HOUR

describe('adding working time', () => {
  it('goes over the lunch break and the night', () => {
    expect(added('2026-03-03 11:00', 2)).toBe('2026-03-03 15:00')
    expect(added('2026-03-03 17:00', 1)).toBe('2026-03-04 09:00')
  })
  it('ends at closing time rather than at the next opening', () => {
    expect(added('2026-03-03 08:30', 7)).toBe('2026-03-03 17:30')
  })
  it('starts at the next opening when it begins at night', () => {
    expect(added('2026-03-03 22:00', 1)).toBe('2026-03-04 09:30')
  })
  it('counts a make-up Saturday and leaves out the holiday behind it', () => {
    expect(added('2026-02-13 17:00', 1)).toBe('2026-02-14 09:00')
    expect(added('2026-02-14 17:00', 1)).toBe('2026-02-24 09:00')
  })
  it('moves by the working time inside a pause and by no more', () => {
    expect(added('2026-03-03 09:00', 3, [['2026-03-03 10:00', '2026-03-03 11:00']])).toBe('2026-03-03 15:00')
    expect(added('2026-03-03 09:00', 4, [['2026-03-03 12:00', '2026-03-03 14:00']])).toBe('2026-03-03 15:00')
  })
  it('has no end while a pause has none, but an end before the pause stands', () => {
    const pauses = [{ from: beijing('2026-03-03 10:00'), reason: 'waiting' }]
    expect(addWorkingTime(beijing('2026-03-03 09:00'), 2 * HOUR, desk, pauses).at).toBeNull()
    expect(inBeijing(addWorkingTime(beijing('2026-03-03 09:00'), HOUR, desk, pauses).at)).toBe('2026-03-03 10:00')
  })
  it('runs through everything at all hours', () => {
    expect(inBeijing(addWorkingTime(beijing('2025-12-31 13:00'), 48 * HOUR, always).at)).toBe('2026-01-02 13:00')
  })
})

describe('measuring working time', () => {
  it('leaves out breaks, nights, weekends and holidays', () => {
    expect(hoursBetween('2026-03-03 08:00', '2026-03-03 18:00')).toBe(7)
    expect(hoursBetween('2026-03-06 16:30', '2026-03-09 09:30')).toBe(2)
    expect(hoursBetween('2026-02-14 00:00', '2026-02-25 00:00')).toBe(14)
  })
  it('is nothing backwards', () => {
    expect(hoursBetween('2026-03-04 09:00', '2026-03-03 09:00')).toBe(0)
  })
  it('follows the hour that a night shift loses in spring and gains in autumn', () => {
    const between = (from: string, to: string) => workingTimeBetween(Date.parse(from), Date.parse(to), nights).ms / HOUR
    expect(between('2026-03-28T12:00Z', '2026-03-29T12:00Z')).toBe(7)
    expect(between('2026-10-24T12:00Z', '2026-10-25T12:00Z')).toBe(9)
    expect(between('2026-06-01T12:00Z', '2026-06-02T12:00Z')).toBe(8)
  })
})

describe('opening', () => {
  it('is told with the kind and name of the day', () => {
    expect(isOpenAt(beijing('2026-02-14 09:00'), desk)).toMatchObject({ open: true, day: 'make-up' })
    expect(isOpenAt(beijing('2026-02-16 09:00'), desk)).toMatchObject({
      open: false,
      day: 'holiday',
      name: { zh: '春节' }
    })
    expect(isOpenAt(beijing('2026-03-03 13:00'), desk)).toMatchObject({ open: false, day: 'ordinary' })
  })
  it('comes next after the holiday', () => {
    expect(inBeijing(nextOpening(beijing('2026-02-14 17:30'), desk).at)).toBe('2026-02-24 08:30')
    expect(inBeijing(nextOpening(beijing('2026-03-03 09:10'), desk).at)).toBe('2026-03-03 09:10')
  })
})

describe('hours that change', () => {
  const summer = compileCalendar(
    {
      ...office,
      hours: [...office.hours, { from: '2026-05-01', week: { fri: ['08:30-12:00', '15:00-18:30'] } }]
    },
    [workingDays]
  )
  it('hold from their date on', () => {
    expect(isOpenAt(beijing('2026-04-24 14:30'), summer).open).toBe(true)
    expect(isOpenAt(beijing('2026-05-08 14:30'), summer).open).toBe(false)
    expect(isOpenAt(beijing('2026-05-08 18:00'), summer).open).toBe(true)
  })
})

describe('a year whose holidays are not known', () => {
  it('gives a warning with every answer that counts through it, and none otherwise', () => {
    const warning = { code: 'calendar-year-missing', calendar: 'office', year: 2027 }
    const late = beijing('2026-12-31 17:00')
    expect(addWorkingTime(late, HOUR, desk).warnings).toEqual([warning])
    expect(addWorkingTime(late, HOUR / 2, desk).warnings).toEqual([])
    expect(workingTimeBetween(late, beijing('2027-01-04 09:00'), desk).warnings).toEqual([warning])
    expect(isOpenAt(beijing('2027-01-01 09:00'), desk).warnings).toEqual([warning])
    expect(nextOpening(beijing('2026-12-31 18:00'), desk).warnings).toEqual([warning])
    expect(addWorkingTime(late, 99 * HOUR, always).warnings).toEqual([])
  })
})

it('a calendar that stopped opening answers with a warning instead of searching for ever', () => {
  const closedForGood = compileCalendar({ ...allHours, hours: [...allHours.hours, { from: '2026-05-01', week: {} }] })
  const start = beijing('2026-05-01 00:00')
  expect(addWorkingTime(start, HOUR, closedForGood)).toMatchObject({ at: null, warnings: [{ code: 'beyond-horizon' }] })
  expect(nextOpening(start, closedForGood)).toMatchObject({ at: null, warnings: [{ code: 'beyond-horizon' }] })
})

it('lengths and pauses that make no sense are refused', () => {
  expect(() => addWorkingTime(0, -1, desk)).toThrow(RangeError)
  expect(() => addWorkingTime(0, Number.NaN, desk)).toThrow(RangeError)
  expect(() => addWorkingTime(0, 1, desk, [{ from: 5, to: 4, reason: 'x' }])).toThrow(RangeError)
})
