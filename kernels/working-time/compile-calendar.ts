import type { CalendarData, Shift, Weekday, Words } from './calendar-data.ts'
import { calendarProblems, type Minutes, readShift, WEEKDAYS } from './check-calendar.ts'
import { DAY, dayNumber, MINUTE, type Zone, zoneOf } from './zone.ts'

/** What a local date is and when it opens. A shift belongs to the date on which it starts, wherever it ends. */
export type DayPlan = { kind: 'ordinary' | 'holiday' | 'make-up'; name?: Words; shifts: readonly Minutes[] }

/** Open from `from` to `to`; `before` are the open milliseconds of its year before it. */
export type OpenInterval = { from: number; to: number; before: number }

/** The open time of one local year `[from, until)`: disjoint intervals in order, so that a sum or search is a binary search. */
export type YearTable = {
  year: number
  from: number
  until: number
  intervals: OpenInterval[]
  /** Open milliseconds of the whole year. */
  total: number
  /** Holidays of this year are not known. */
  missing: boolean
}

/** A calendar ready to count with. Year tables are built when first asked for and kept. */
export type Calendar = {
  id: string
  name: Words
  zone: Zone
  planOf(day: number): DayPlan
  yearTable(year: number): YearTable
}

type Special = { kind: 'holiday' | 'make-up'; name?: Words; shifts?: readonly Minutes[] }

/**
 * Makes calendar data countable. `others` must hold the calendar named by `daysFrom`.
 * Throws RangeError listing every problem when the data is wrong.
 */
export function compileCalendar(data: CalendarData, others: readonly CalendarData[] = []): Calendar {
  const base = others.find(({ id }) => id === data.daysFrom)
  const problems = calendarProblems(data, base)
  if (problems.length > 0) throw new RangeError(`calendar ${data.id}: ${problems.join('; ')}`)

  const zone = zoneOf(data.zone)
  const planOf = dayPlanner(data, base)
  const covered = data.yearsCovered ?? base?.yearsCovered
  const tables = new Map<number, YearTable>()
  return {
    id: data.id,
    name: data.name,
    zone,
    planOf,
    yearTable(year) {
      let table = tables.get(year)
      if (!table) {
        table = buildYear(year, zone, planOf, covered !== undefined && !covered.includes(year))
        tables.set(year, table)
      }
      return table
    }
  }
}

const CLOSED: DayPlan = { kind: 'ordinary', shifts: [] }
const alwaysOpen = new Map<string, Calendar>()

/** Every hour of every day, with the local dates of a zone: what natural days are counted in. */
export function naturalDays(zone: Zone): Calendar {
  let calendar = alwaysOpen.get(zone.id)
  if (!calendar) {
    const week = Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, ['00:00-24:00']]))
    const name = { zh: '自然日', en: 'Natural days' }
    calendar = compileCalendar({ id: `natural-days ${zone.id}`, name, zone: zone.id, hours: [{ week }] })
    alwaysOpen.set(zone.id, calendar)
  }
  return calendar
}

function dayPlanner(data: CalendarData, base: CalendarData | undefined): (day: number) => DayPlan {
  const versions = data.hours.map(({ from, week }) => ({
    from: from === undefined ? -Infinity : dayNumber(from),
    plans: WEEKDAYS.map((weekday): DayPlan => ({ kind: 'ordinary', shifts: readShifts(week[weekday]) }))
  }))
  const makeUpWeekday = WEEKDAYS.indexOf(data.makeUpHoursOf ?? ('mon' satisfies Weekday))
  const holidayShifts = readShifts(data.holidayHours)
  const specials = new Map<number, Special>()
  // A calendar's own days come last, so they win over borrowed ones.
  if (base) addSpecials(specials, base, false)
  addSpecials(specials, data, true)

  const ordinary = (day: number, weekday: number) =>
    versions.findLast(({ from }) => from <= day)?.plans[weekday] ?? CLOSED
  return (day) => {
    const special = specials.get(day)
    if (!special) return ordinary(day, weekdayOf(day))
    const otherwise = special.kind === 'holiday' ? holidayShifts : ordinary(day, makeUpWeekday).shifts
    return { kind: special.kind, name: special.name, shifts: special.shifts ?? otherwise }
  }
}

/** Borrowed days bring their dates and names; their hours belong to the calendar they come from. */
function addSpecials(specials: Map<number, Special>, data: CalendarData, own: boolean): void {
  const shiftsOf = (hours: Shift[] | undefined) => (own && hours ? readShifts(hours) : undefined)
  for (const { from, to = from, name, hours } of data.holidays ?? []) {
    const special: Special = { kind: 'holiday', name, shifts: shiftsOf(hours) }
    for (let day = dayNumber(from); day <= dayNumber(to); day++) specials.set(day, special)
  }
  for (const { on, name, hours } of data.makeUpDays ?? []) {
    specials.set(dayNumber(on), { kind: 'make-up', name, shifts: shiftsOf(hours) })
  }
}

function readShifts(shifts: Shift[] = []): Minutes[] {
  return shifts.map(readShift).filter((minutes) => minutes !== null)
}

/** Index in WEEKDAYS; day 0, 1970-01-01, was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

function buildYear(year: number, zone: Zone, planOf: (day: number) => DayPlan, missing: boolean): YearTable {
  const firstDay = Date.UTC(year, 0, 1) / DAY
  const lastDay = Date.UTC(year + 1, 0, 1) / DAY
  const from = zone.startOf(firstDay)
  const until = zone.startOf(lastDay)
  const shifts: { from: number; to: number }[] = []
  // A shift of New Year's Eve may run into the year: begin one day before and cut at the border.
  for (let day = firstDay - 1; day < lastDay; day++) {
    for (const shift of planOf(day).shifts) {
      const start = Math.max(from, zone.instantOf(day * DAY + shift.start * MINUTE))
      const end = Math.min(until, zone.instantOf(day * DAY + shift.end * MINUTE))
      if (start < end) shifts.push({ from: start, to: end })
    }
  }
  const intervals = mergeShifts(shifts)
  let total = 0
  for (const interval of intervals) {
    interval.before = total
    total += interval.to - interval.from
  }
  return { year, from, until, intervals, total, missing }
}

function mergeShifts(shifts: { from: number; to: number }[]): OpenInterval[] {
  const merged: OpenInterval[] = []
  for (const { from, to } of shifts.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to, before: 0 })
  }
  return merged
}
