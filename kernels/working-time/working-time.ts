import type { CalendarWarning, Words } from './calendar-data.ts'
import type { Calendar, OpenInterval, YearTable } from './compile-calendar.ts'
import { orderPauses, type Pause, type Stretch } from './pauses.ts'
import { assertInstant, DAY } from './zone.ts'

/** How far a search goes before it says that a calendar opens too seldom. */
const HORIZON_YEARS = 60

/**
 * The earliest instant by which `ms` of open, unpaused time have passed since `start`; `start` itself for 0.
 * `at` is null when an unfinished pause comes first (or, with a warning, when the calendar opens too seldom).
 * All instants are epoch milliseconds.
 */
export function addWorkingTime(
  start: number,
  ms: number,
  calendar: Calendar,
  pauses: readonly Pause[] = []
): { at: number | null; warnings: CalendarWarning[] } {
  const warnings: CalendarWarning[] = []
  const at = advance(assertInstant(start), assertAmount(ms), calendar, orderPauses(pauses, start), warnings)
  return { at, warnings }
}

/** Open, unpaused milliseconds from `from` to `to`; 0 when `to` is not later. */
export function workingTimeBetween(
  from: number,
  to: number,
  calendar: Calendar,
  pauses: readonly Pause[] = []
): { ms: number; warnings: CalendarWarning[] } {
  const warnings: CalendarWarning[] = []
  const stretches = orderPauses(pauses, from)
  return { ms: countUnpaused(assertInstant(from), assertInstant(to), calendar, stretches, warnings), warnings }
}

/** Whether the calendar is open at this instant, and the name of the day when it is a special one. */
export function isOpenAt(
  at: number,
  calendar: Calendar
): { open: boolean; day: 'ordinary' | 'holiday' | 'make-up'; name?: Words; warnings: CalendarWarning[] } {
  const warnings: CalendarWarning[] = []
  const table = tableAt(calendar, assertInstant(at), warnings)
  const interval = table.intervals[lastBegun(table.intervals, at)]
  const { kind, name } = calendar.planOf(calendar.zone.dayOf(at))
  return { open: interval !== undefined && at < interval.to, day: kind, name, warnings }
}

/** The first open instant not before `at`: `at` itself while open, null (with a warning) when there is none in sixty years. */
export function nextOpening(at: number, calendar: Calendar): { at: number | null; warnings: CalendarWarning[] } {
  const warnings: CalendarWarning[] = []
  return { at: findOpening(assertInstant(at), calendar, warnings), warnings }
}

/** As nextOpening, adding its warnings to a list. */
export function findOpening(at: number, calendar: Calendar, warnings: CalendarWarning[]): number | null {
  let table = tableAt(calendar, at, warnings)
  const horizon = table.year + HORIZON_YEARS
  for (; table.year < horizon; table = followingTable(calendar, table, warnings)) {
    const index = lastBegun(table.intervals, at)
    const begun = table.intervals[index]
    if (begun && at < begun.to) return at
    const next = table.intervals[index + 1]
    if (next) return next.from
  }
  warnings.push({ code: 'beyond-horizon', calendar: calendar.id, year: horizon })
  return null
}

/** As addWorkingTime, over pauses already in order. */
export function advance(
  start: number,
  ms: number,
  calendar: Calendar,
  stretches: readonly Stretch[],
  warnings: CalendarWarning[]
): number | null {
  let from = start
  let left = ms
  for (const pause of stretches) {
    if (pause.to <= from) continue
    const before = countOpen(from, Math.max(from, pause.from), calendar, warnings)
    // Nothing left to count: the answer does not wait for the pause to end.
    if (left <= before) break
    if (pause.to === Infinity) return null
    left -= before
    from = pause.to
  }
  return left === 0 ? from : advanceOpen(from, left, calendar, warnings)
}

/** As workingTimeBetween, over pauses already in order. */
export function countUnpaused(
  from: number,
  to: number,
  calendar: Calendar,
  stretches: readonly Stretch[],
  warnings: CalendarWarning[]
): number {
  let ms = 0
  let cursor = from
  for (const pause of stretches) {
    if (pause.from >= to) break
    if (pause.to <= cursor) continue
    ms += countOpen(cursor, pause.from, calendar, warnings)
    cursor = pause.to
  }
  return ms + countOpen(cursor, to, calendar, warnings)
}

/** Open milliseconds in `[from, to)`; 0 when `to` is not later. */
export function countOpen(from: number, to: number, calendar: Calendar, warnings: CalendarWarning[]): number {
  if (to <= from) return 0
  let table = tableAt(calendar, from, warnings)
  let ms = -openBefore(table, from)
  while (table.until < to) {
    ms += table.total
    table = followingTable(calendar, table, warnings)
  }
  return ms + openBefore(table, to)
}

function advanceOpen(from: number, ms: number, calendar: Calendar, warnings: CalendarWarning[]): number | null {
  let table = tableAt(calendar, from, warnings)
  const horizon = table.year + HORIZON_YEARS
  let target = openBefore(table, from) + ms
  for (; table.year <= horizon; table = followingTable(calendar, table, warnings)) {
    const interval = table.intervals[lastReached(table.intervals, target)]
    if (interval && target <= table.total) return interval.from + target - interval.before
    target -= table.total
  }
  warnings.push({ code: 'beyond-horizon', calendar: calendar.id, year: horizon })
  return null
}

/** The open intervals of `[from, to)` in order, not cut at the turn of a year. */
export function openIntervals(from: number, to: number, calendar: Calendar): { from: number; to: number }[] {
  const intervals: { from: number; to: number }[] = []
  const unseen: CalendarWarning[] = []
  if (to <= from) return intervals
  for (let table = tableAt(calendar, from, unseen); ; table = followingTable(calendar, table, unseen)) {
    for (const interval of table.intervals.slice(Math.max(0, lastBegun(table.intervals, from)))) {
      const start = Math.max(from, interval.from)
      const end = Math.min(to, interval.to)
      if (start >= to) break
      const last = intervals.at(-1)
      if (last && last.to === start) last.to = end
      else if (start < end) intervals.push({ from: start, to: end })
    }
    if (table.until >= to) return intervals
  }
}

function tableAt(calendar: Calendar, at: number, warnings: CalendarWarning[]): YearTable {
  // Local and UTC years differ only in the last or first hours of a year.
  let table = calendar.yearTable(new Date(at).getUTCFullYear())
  if (at < table.from) table = calendar.yearTable(table.year - 1)
  else if (at >= table.until) table = calendar.yearTable(table.year + 1)
  return noteMissing(calendar, table, warnings)
}

function followingTable(calendar: Calendar, table: YearTable, warnings: CalendarWarning[]): YearTable {
  return noteMissing(calendar, calendar.yearTable(table.year + 1), warnings)
}

function noteMissing(calendar: Calendar, table: YearTable, warnings: CalendarWarning[]): YearTable {
  if (table.missing && !warnings.some(({ year }) => year === table.year)) {
    warnings.push({ code: 'calendar-year-missing', calendar: calendar.id, year: table.year })
  }
  return table
}

/** Open milliseconds of the table's year before `at`. */
function openBefore(table: YearTable, at: number): number {
  const interval = table.intervals[lastBegun(table.intervals, at)]
  return interval ? interval.before + Math.min(at, interval.to) - interval.from : 0
}

/** Index of the last interval that has begun at `at`, -1 when none has. */
function lastBegun(intervals: readonly OpenInterval[], at: number): number {
  return lastIndex(intervals, ({ from }) => from <= at)
}

/** Index of the interval in which the open time of the year reaches `target` (more than 0). */
function lastReached(intervals: readonly OpenInterval[], target: number): number {
  return lastIndex(intervals, ({ before }) => before < target)
}

/** Binary search for the last interval of which `holds` is true, when it holds for all up to it. */
function lastIndex(intervals: readonly OpenInterval[], holds: (interval: OpenInterval) => boolean): number {
  let low = 0
  let high = intervals.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const interval = intervals[middle]
    if (interval && holds(interval)) low = middle + 1
    else high = middle
  }
  return low - 1
}

function assertAmount(ms: number): number {
  if (!(ms >= 0 && ms <= 366 * DAY * HORIZON_YEARS))
    throw new RangeError(`not a length of time up to sixty years: ${ms} ms`)
  return ms
}
