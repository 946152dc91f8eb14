import { expect, it } from 'vitest'
import { type CalendarData, calendarProblems, compileCalendar } from './index.ts'
import { allHours, nightShift, office, workingDays } from './testing/sample-calendars.ts'

const name = { zh: '节', en: 'Holiday' }
const problemsOf = (change: Partial<CalendarData>) => calendarProblems({ ...allHours, ...change })

it('calendars in order have no problems', () => {
  for (const data of [allHours, workingDays, nightShift]) expect(calendarProblems(data)).toEqual([])
  expect(calendarProblems(office, workingDays)).toEqual([])
})

it.each<[string, Partial<CalendarData>, RegExp]>([
  ['a zone that does not exist', { zone: 'Asia/Nowhere' }, /zone Asia\/Nowhere/],
  ['hours that are no hours', { hours: [{ week: { mon: ['8:30-12:00'] } }] }, /not HH:MM-HH:MM/],
  ['shifts that overlap', { hours: [{ week: { mon: ['08:00-12:00', '11:00-13:00'] } }] }, /before the shift in front/],
  [
    'a shift behind one that runs over midnight',
    { hours: [{ week: { mon: ['22:00-06:00', '23:00-24:00'] } }] },
    /before the shift in front/
  ],
  ['a weekday nobody knows', { hours: [{ week: { monday: ['08:00-12:00'] } as never }] }, /called monday/],
  ['a week without opening', { hours: [{ week: {} }] }, /never opens/],
  ['later hours without a date', { hours: [...allHours.hours, { week: {} }] }, /all later ones have one/],
  [
    'hours out of order',
    { hours: [...allHours.hours, { from: '2026-02-01', week: {} }, { from: '2026-01-01', week: {} }] },
    /not later/
  ],
  [
    'a holiday that ends before it begins',
    { holidays: [{ from: '2026-02-10', to: '2026-02-09', name }] },
    /not a stretch/
  ],
  ['a date that does not exist', { makeUpDays: [{ on: '2026-02-30' }] }, /no such date/],
  [
    'a date that is off and made up',
    { holidays: [{ from: '2026-02-01', to: '2026-02-05', name }], makeUpDays: [{ on: '2026-02-03' }] },
    /2026-02-03 is named twice/
  ],
  [
    'a holiday in a year that is not covered',
    { holidays: [{ from: '2027-01-01', name }], yearsCovered: [2026] },
    /not covered/
  ],
  ['days borrowed from a calendar that is not there', { daysFrom: 'elsewhere' }, /elsewhere is not there/]
])('%s is a problem', (_, change, problem) => {
  expect(problemsOf(change).join('; ')).toMatch(problem)
  expect(() => compileCalendar({ ...allHours, ...change })).toThrow(problem)
})
