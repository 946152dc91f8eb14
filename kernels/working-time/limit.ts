import type { CalendarWarning } from './calendar-data.ts'
import { type Calendar, naturalDays } from './compile-calendar.ts'
import { orderPauses, type Pause } from './pauses.ts'
import { advance, countOpen, findOpening } from './working-time.ts'
import { assertInstant, DAY, MINUTE } from './zone.ts'

/**
 * A time limit as a norm states it.
 *
 * - minutes, hours: open time of the calendar.
 * - natural days from the next day (statutory 日, Civil Code art. 201 and 203): the day of the start does not count; the
 *   limit ends at 24:00 local time of the last day. Working days from the next day: it ends when that day's last shift ends.
 * - days from the instant: the same time of day so many (working) days later. A start outside working hours counts from the
 *   next opening; the answer is kept inside the opening of its day, and one that would be an opening is the closing before it.
 * - 0 days from the next day: by the end of the same day (当日), or of the next day that still opens.
 * - lastDayOff `next-working-day`: a last natural day that is no working day of the calendar moves to the next one.
 */
export type Limit =
  | { unit: 'minutes' | 'hours'; amount: number }
  | {
      unit: 'days'
      amount: number
      days: 'natural' | 'working'
      counting: 'from-instant' | 'from-next-day'
      lastDayOff?: 'keep' | 'next-working-day'
    }

/** A limit turned into an amount of time of one calendar. `timeline` is the calendar whose open time counts. */
export type Budget = {
  /** Time before this instant does not count: the day of the start, when counting is from the next day. */
  countsFrom: number
  ms: number
  timeline: Calendar
  warnings: CalendarWarning[]
}

type DayLimit = Extract<Limit, { unit: 'days' }>

const MAX_DAYS = 3660
const MAX_DAYS_WALKED = 22_000

/** When a limit ends; null when an unfinished pause comes first. A pause moves the end by as much counting time as it covered. */
export function dueAfter(
  start: number,
  limit: Limit,
  calendar: Calendar,
  pauses: readonly Pause[] = []
): { at: number | null; warnings: CalendarWarning[] } {
  const { countsFrom, ms, timeline, warnings } = budgetOf(start, limit, calendar)
  return { at: advance(countsFrom, ms, timeline, orderPauses(pauses, countsFrom), warnings), warnings }
}

/** Throws RangeError when the limit is out of range (over ten years, days not whole) or the calendar has not so many working days. */
export function budgetOf(start: number, limit: Limit, calendar: Calendar): Budget {
  assertInstant(start)
  assertLimit(limit)
  if (limit.unit !== 'days') {
    const ms = Math.round(limit.amount * (limit.unit === 'hours' ? 60 : 1) * MINUTE)
    return { countsFrom: start, ms, timeline: calendar, warnings: [] }
  }
  const warnings: CalendarWarning[] = []
  const budget = limit.days === 'natural' ? naturalBudget : workingBudget
  const { countsFrom, end, timeline } = budget(start, limit, calendar, warnings)
  return { countsFrom, ms: countOpen(countsFrom, end, timeline, warnings), timeline, warnings }
}

function naturalBudget(start: number, limit: DayLimit, calendar: Calendar, warnings: CalendarWarning[]) {
  const { zone } = calendar
  const timeline = naturalDays(zone)
  const fromInstant = limit.counting === 'from-instant'
  const startDay = zone.dayOf(start)
  let lastDay = startDay + limit.amount
  if (limit.lastDayOff === 'next-working-day') lastDay = workingDayFrom(lastDay, calendar, warnings)
  if (fromInstant) {
    const timeOfDay = start + zone.offsetAt(start) - startDay * DAY
    return { countsFrom: start, end: zone.instantOf(lastDay * DAY + timeOfDay), timeline }
  }
  const countsFrom = limit.amount === 0 ? start : zone.startOf(startDay + 1)
  return { countsFrom, end: zone.startOf(lastDay + 1), timeline }
}

function workingBudget(start: number, limit: DayLimit, calendar: Calendar, warnings: CalendarWarning[]) {
  const { zone } = calendar
  if (limit.counting === 'from-next-day' && limit.amount > 0) {
    const startDay = zone.dayOf(start)
    const lastDay = workingDayAfter(startDay, limit.amount, calendar, warnings)
    return { countsFrom: zone.startOf(startDay + 1), end: closingOf(lastDay, calendar), timeline: calendar }
  }
  const opening = findOpening(start, calendar, warnings) ?? start
  const firstDay = shiftDayOf(opening, calendar)
  if (limit.amount === 0) return { countsFrom: start, end: closingOf(firstDay, calendar), timeline: calendar }
  const lastDay = workingDayAfter(firstDay, limit.amount, calendar, warnings)
  const timeOfDay = opening + zone.offsetAt(opening) - firstDay * DAY
  const sameTime = zone.instantOf(lastDay * DAY + timeOfDay)
  const end = Math.min(closingOf(lastDay, calendar), Math.max(openingOf(lastDay, calendar), sameTime))
  // Small hours of a night shift must not land behind the morning that a start on the next working day would give.
  const following = findWorkingDay(lastDay, 1, calendar)
  const limitedEnd = following === null ? end : Math.min(end, openingOf(following, calendar))
  return { countsFrom: start, end: limitedEnd, timeline: calendar }
}

/** The day itself when it opens, else the next one that does. */
function workingDayFrom(day: number, calendar: Calendar, warnings: CalendarWarning[]): number {
  return workingDayAfter(day - 1, 1, calendar, warnings)
}

/** The `amount`-th working day after `day`; counting up to its end reports the years whose holidays are unknown. */
function workingDayAfter(day: number, amount: number, calendar: Calendar, warnings: CalendarWarning[]): number {
  const found = findWorkingDay(day, amount, calendar)
  if (found === null) throw new RangeError(`calendar ${calendar.id} has no ${amount} working days within sixty years`)
  countOpen(calendar.zone.startOf(day + 1), calendar.zone.startOf(found + 1), calendar, warnings)
  return found
}

function findWorkingDay(day: number, amount: number, calendar: Calendar): number | null {
  let left = amount
  for (let next = day + 1; next <= day + MAX_DAYS_WALKED; next++) {
    if (calendar.planOf(next).shifts.length > 0 && --left === 0) return next
  }
  return null
}

/** The date of the shift that is on at an open instant: a night shift still belongs to the evening before. */
function shiftDayOf(open: number, calendar: Calendar): number {
  const today = calendar.zone.dayOf(open)
  const yesterday = calendar.planOf(today - 1).shifts.length > 0 && open < closingOf(today - 1, calendar)
  return yesterday ? today - 1 : today
}

function openingOf(day: number, calendar: Calendar): number {
  return calendar.zone.instantOf(day * DAY + (calendar.planOf(day).shifts[0]?.start ?? 0) * MINUTE)
}

function closingOf(day: number, calendar: Calendar): number {
  return calendar.zone.instantOf(day * DAY + (calendar.planOf(day).shifts.at(-1)?.end ?? 1440) * MINUTE)
}

function assertLimit(limit: Limit): void {
  const { amount } = limit
  if (limit.unit !== 'days') {
    const days = (amount * (limit.unit === 'hours' ? 60 : 1)) / 1440
    if (!(days > 0 && days <= MAX_DAYS)) throw new RangeError(`a limit of ${amount} ${limit.unit} is out of range`)
    return
  }
  const least = limit.counting === 'from-next-day' ? 0 : 1
  if (!(Number.isInteger(amount) && amount >= least && amount <= MAX_DAYS)) {
    throw new RangeError(`a limit of ${amount} days is out of range`)
  }
}
