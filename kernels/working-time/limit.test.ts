import { describe, expect, it } from 'vitest'
import { compileCalendar, dueAfter, type Limit } from './index.ts'
import { beijing, HOUR, inBeijing, office, workingDays } from './testing/sample-calendars.ts'

const days = compileCalendar(workingDays)
const desk = compileCalendar(office, [workingDays])
const due = (start: string, limit: Limit, calendar = days) => inBeijing(dueAfter(beijing(start), limit, calendar).at)

describe('natural days from the next day', () => {
  const limit = (amount: number) => ({ unit: 'days', amount, days: 'natural', counting: 'from-next-day' }) as const
  it('do not count the day of the start and end at 24:00 of the last', () => {
    expect(due('2026-03-03 10:00', limit(15))).toBe('2026-03-19 00:00')
    expect(due('2026-03-03 00:00', limit(15))).toBe('2026-03-19 00:00')
    expect(due('2026-03-03 23:59', limit(15))).toBe('2026-03-19 00:00')
  })
  it('run through holidays and the end of the year', () => {
    expect(due('2026-02-10 10:00', limit(15))).toBe('2026-02-26 00:00')
    expect(due('2026-12-20 10:00', limit(15))).toBe('2027-01-05 00:00')
  })
  it('move a last day that is off to the next working day only when the norm says so', () => {
    expect(due('2026-02-01 10:00', limit(15))).toBe('2026-02-17 00:00')
    expect(due('2026-02-01 10:00', { ...limit(15), lastDayOff: 'next-working-day' })).toBe('2026-02-25 00:00')
    expect(due('2026-02-01 10:00', { ...limit(13), lastDayOff: 'next-working-day' })).toBe('2026-02-15 00:00')
  })
  it('0 days mean the end of the same day', () => {
    expect(due('2026-03-03 10:00', limit(0))).toBe('2026-03-04 00:00')
  })
})

describe('working days from the next day', () => {
  const limit = (amount: number) => ({ unit: 'days', amount, days: 'working', counting: 'from-next-day' }) as const
  it('leave out weekends', () => {
    expect(due('2026-03-05 10:00', limit(5))).toBe('2026-03-13 00:00')
    expect(due('2026-03-07 10:00', limit(1))).toBe('2026-03-10 00:00')
  })
  it('count the make-up Saturday and leave out the holiday', () => {
    expect(due('2026-02-12 10:00', limit(2))).toBe('2026-02-15 00:00')
    expect(due('2026-02-12 10:00', limit(3))).toBe('2026-02-25 00:00')
  })
  it('end with the business of the last day', () => {
    expect(due('2026-03-05 10:00', limit(5), desk)).toBe('2026-03-12 17:30')
  })
  it('0 days mean the end of business of the same day, or of the next that still opens', () => {
    expect(due('2026-03-03 10:00', limit(0), desk)).toBe('2026-03-03 17:30')
    expect(due('2026-03-06 20:00', limit(0), desk)).toBe('2026-03-09 17:30')
  })
  it('warn when they are counted through a year that is not known', () => {
    expect(dueAfter(beijing('2026-12-30 10:00'), limit(3), days).warnings).toMatchObject([{ year: 2027 }])
    expect(dueAfter(beijing('2026-12-20 10:00'), limit(3), days).warnings).toEqual([])
  })
})

describe('days from the instant', () => {
  const limit = (amount: number, kind: 'natural' | 'working') =>
    ({ unit: 'days', amount, days: kind, counting: 'from-instant' }) as const
  it('end at the same time of day', () => {
    expect(due('2026-03-05 10:00', limit(3, 'natural'))).toBe('2026-03-08 10:00')
    expect(due('2026-03-05 10:00', limit(3, 'working'), desk)).toBe('2026-03-10 10:00')
  })
  it('count from the next opening when begun outside working hours; a day from an opening is over at closing time', () => {
    expect(due('2026-03-06 20:00', limit(1, 'working'), desk)).toBe('2026-03-09 17:30')
    expect(due('2026-03-09 08:30', limit(1, 'working'), desk)).toBe('2026-03-09 17:30')
  })
  it('keep the local time of day over a change of the clocks', () => {
    const berlin = compileCalendar({ ...workingDays, zone: 'Europe/Berlin' })
    const start = Date.parse('2026-03-28T12:00:00+01:00')
    expect(dueAfter(start, limit(1, 'natural'), berlin).at).toBe(start + 23 * HOUR)
  })
})

describe('pauses', () => {
  const limit = { unit: 'days', amount: 2, days: 'natural', counting: 'from-next-day' } as const
  it('move the end by the time they covered', () => {
    const pauses = [{ from: beijing('2026-03-04 10:00'), to: beijing('2026-03-04 13:00'), reason: 'waiting' }]
    expect(inBeijing(dueAfter(beijing('2026-03-03 10:00'), limit, days, pauses).at)).toBe('2026-03-06 03:00')
  })
  it('on the day of the start do not count, as that day does not', () => {
    const pauses = [{ from: beijing('2026-03-03 12:00'), to: beijing('2026-03-03 20:00'), reason: 'waiting' }]
    expect(inBeijing(dueAfter(beijing('2026-03-03 10:00'), limit, days, pauses).at)).toBe('2026-03-06 00:00')
  })
})

it('limits out of range are refused', () => {
  const start = beijing('2026-03-03 10:00')
  expect(() => dueAfter(start, { unit: 'hours', amount: 0 }, days)).toThrow(RangeError)
  expect(() => dueAfter(start, { unit: 'minutes', amount: 1e12 }, days)).toThrow(RangeError)
  const half = { unit: 'days', amount: 1.5, days: 'natural', counting: 'from-instant' } as const
  expect(() => dueAfter(start, half, days)).toThrow(RangeError)
  expect(() => dueAfter(start, { ...half, amount: 0 }, days)).toThrow(RangeError)
})
