import fc from 'fast-check'
import type { CalendarData, Pause, Shift, Weekday } from '../index.ts'
import { type Walk, walk } from './minute-walker.ts'

/** Stretches in which something happens to the local clock or the year. Walked once, used by every random calendar. */
export const windows: Walk[] = [
  walk('Asia/Shanghai', '2026-02-08T00:00:00Z', 24),
  walk('Asia/Shanghai', '2025-12-22T00:00:00Z', 24),
  walk('Asia/Urumqi', '2026-04-26T00:00:00Z', 20),
  walk('Europe/Berlin', '2026-03-20T00:00:00Z', 20),
  walk('Europe/Berlin', '2026-10-15T00:00:00Z', 20),
  // Newfoundland changed its clocks at one minute past midnight until 2011: dates shown twice, minutes 00:01 to 01:01 never.
  walk('America/St_Johns', '2010-03-06T00:00:00Z', 20),
  walk('America/St_Johns', '2010-10-30T00:00:00Z', 20),
  walk('America/St_Johns', '2010-12-24T00:00:00Z', 20),
  // Samoa left out the whole 30th of December 2011; Lord Howe's summer time is half an hour.
  walk('Pacific/Apia', '2011-12-22T00:00:00Z', 20),
  walk('Australia/Lord_Howe', '2026-03-28T00:00:00Z', 20)
]

const DAY = 86_400_000
const time = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Up to three shifts a day; the last one sometimes over midnight. */
const shifts: fc.Arbitrary<Shift[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 0, maxLength: 6 }),
    fc.option(fc.integer({ min: 0, max: 1439 }))
  )
  .map(([quarters, nightEnd]) => {
    const times = quarters.sort((a, b) => a - b).map((quarter) => quarter * 15)
    const lastEnd = (start: number) => (nightEnd !== null && nightEnd <= start ? time(nightEnd) : '24:00')
    return times.flatMap((start, index) => {
      const end = times[index + 1]
      return index % 2 === 0 ? [`${time(start)}-${end === undefined ? lastEnd(start) : time(end)}`] : []
    })
  })

/** Opens on some day of the week: time without end would make the laws below untrue. */
const week = fc
  .record(
    Object.fromEntries((['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as Weekday[]).map((day) => [day, shifts])),
    { requiredKeys: [] }
  )
  .filter((days) => Object.values(days).flat().length > 0)

/** A random calendar in a random window of time. */
export const calendarInWindow: fc.Arbitrary<{ data: CalendarData; window: Walk }> = fc
  .tuple(
    fc.constantFrom(...windows),
    week,
    week,
    fc.option(shifts),
    fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { maxLength: 7 }),
    shifts
  )
  .map(([window, first, second, holidayHours, days, specialHours]) => {
    const date = (day: number) => new Date(window.from + day * DAY).toISOString().slice(0, 10)
    const [version, ...special] = days
    const name = { zh: '节', en: 'Holiday' }
    const data: CalendarData = {
      id: 'random',
      name,
      zone: window.zone,
      hours: [{ week: first }],
      holidays: special
        .slice(0, 3)
        .map((day, index) => ({ from: date(day), name, hours: index === 0 ? specialHours : undefined })),
      makeUpDays: special.slice(3).map((day) => ({ on: date(day) })),
      holidayHours: holidayHours ?? undefined
    }
    if (version !== undefined) data.hours.push({ from: date(version), week: second })
    return { data, window }
  })

/** Pauses on whole minutes of a window, in any order, overlapping or not. */
export function pausesIn(window: Walk): fc.Arbitrary<Pause[]> {
  const minute = fc.integer({ min: 0, max: window.reached.length - 1 })
  const pause = fc.tuple(minute, fc.integer({ min: 0, max: 3000 })).map(([start, length]) => {
    const from = window.from + start * 60_000
    return { from, to: from + length * 60_000, reason: 'waiting' }
  })
  return fc.array(pause, { maxLength: 4 })
}
