import type { CalendarData, Holiday, MakeUpDay, Shift, Weekday } from './calendar-data.ts'
import { dayNumber, zoneOf } from './zone.ts'

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Minutes from midnight; the end is greater than the start and may lie on the next day (over 1440). */
export type Minutes = { start: number; end: number }

/** Reads `HH:MM-HH:MM`; null when it is none. */
export function readShift(shift: Shift): Minutes | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(shift)
  if (!parts) return null
  const start = Number(parts[1]) * 60 + Number(parts[2])
  const end = parts[3] === undefined ? 1440 : Number(parts[3]) * 60 + Number(parts[4])
  return { start, end: end > start ? end : end + 1440 }
}

/** What is wrong with a calendar, in sentences for whoever wrote it; empty when it can be compiled. `base` is the one named by `daysFrom`. */
export function calendarProblems(data: CalendarData, base?: CalendarData): string[] {
  const problems: string[] = []
  try {
    zoneOf(data.zone)
  } catch {
    problems.push(`zone ${data.zone} does not exist`)
  }
  problems.push(...hoursProblems(data), ...baseProblems(data, base))
  problems.push(...(data.holidays ?? []).flatMap(holidayProblems), ...(data.makeUpDays ?? []).flatMap(makeUpProblems))
  problems.push(...shiftProblems('holidayHours', data.holidayHours ?? []))
  if (problems.length === 0) problems.push(...dateProblems(data))
  return problems
}

function hoursProblems(data: CalendarData): string[] {
  const problems: string[] = []
  if (data.hours.length === 0) problems.push('hours are missing')
  let before = -Infinity
  for (const [index, { from, week }] of data.hours.entries()) {
    if ((index === 0) !== (from === undefined)) problems.push('the first hours have no date, all later ones have one')
    const day = from === undefined ? -Infinity : dayNumber(from)
    if (Number.isNaN(day)) problems.push(`hours from ${from}: no such date`)
    else if (index > 0 && day <= before) problems.push(`hours from ${from}: not later than the ones before`)
    before = day
    for (const [weekday, shifts] of Object.entries(week)) {
      if (!WEEKDAYS.includes(weekday as Weekday)) problems.push(`no weekday is called ${weekday}`)
      problems.push(...shiftProblems(weekday, shifts))
    }
  }
  const opens = data.hours.some(({ week }) => Object.values(week).some((shifts) => shifts.length > 0))
  if (!opens) problems.push('the calendar never opens')
  return problems
}

function shiftProblems(where: string, shifts: Shift[]): string[] {
  const problems: string[] = []
  let before = -1
  for (const shift of shifts) {
    const minutes = readShift(shift)
    if (!minutes) problems.push(`${where}: ${shift} is not HH:MM-HH:MM`)
    else if (minutes.start < before)
      problems.push(`${where}: ${shift} begins before the shift in front of it has ended`)
    before = minutes?.end ?? before
  }
  return problems
}

function baseProblems(data: CalendarData, base: CalendarData | undefined): string[] {
  if (data.daysFrom === undefined) return []
  if (!base || base.id !== data.daysFrom) return [`daysFrom: calendar ${data.daysFrom} is not there`]
  if (base.daysFrom !== undefined) return [`daysFrom: calendar ${base.id} borrows its days itself`]
  if (data.yearsCovered) return ['yearsCovered comes with daysFrom: state it there']
  return []
}

function holidayProblems({ from, to = from, hours = [] }: Holiday): string[] {
  const length = dayNumber(to) - dayNumber(from) + 1
  const problems = shiftProblems(`holiday ${from}`, hours)
  if (!(length >= 1 && length <= 366)) problems.push(`holiday ${from} to ${to}: not a stretch of dates up to one year`)
  return problems
}

function makeUpProblems({ on, hours }: MakeUpDay): string[] {
  const problems = shiftProblems(`make-up day ${on}`, hours ?? [])
  if (Number.isNaN(dayNumber(on))) problems.push(`make-up day ${on}: no such date`)
  if (hours?.length === 0) problems.push(`make-up day ${on} works no hours`)
  return problems
}

function dateProblems({ holidays = [], makeUpDays = [], yearsCovered }: CalendarData): string[] {
  const problems: string[] = []
  const taken = new Set<number>()
  const take = (day: number, date: string) => {
    if (taken.has(day)) problems.push(`${date} is named twice`)
    taken.add(day)
  }
  for (const { from, to = from } of holidays) {
    for (let day = dayNumber(from); day <= dayNumber(to); day++) take(day, from)
  }
  for (const { on } of makeUpDays) take(dayNumber(on), on)
  for (const date of [...holidays.map(({ from }) => from), ...makeUpDays.map(({ on }) => on)]) {
    if (yearsCovered && !yearsCovered.includes(Number(date.slice(0, 4)))) {
      problems.push(`${date} lies in a year that is not covered`)
    }
  }
  return problems
}
