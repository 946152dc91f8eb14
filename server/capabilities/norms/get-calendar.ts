import type { getCalendar } from '@shouwen/contract/calendars'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Calendar, compileCalendar, dateOf, dayNumber } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { calendarsNow } from './list-calendars.ts'

/** One year of a calendar, day by day, as the clocks count it. */
export async function getCalendarAction(call: Call, { calendarId, year = call.now.getUTCFullYear() }: InputOf<typeof getCalendar>): Promise<OutputOf<typeof getCalendar>> {
  const found = (await calendarsNow(call)).find(({ line }) => line.id === calendarId)
  if (!found) throw refuse('not-found')
  const calendar = compileCalendar(found.data, found.base ? [found.base] : [])
  return { ...found.line, year, source: found.data.source ?? found.base?.source ?? null, days: daysOf(calendar, year) }
}

function daysOf(calendar: Calendar, year: number): OutputOf<typeof getCalendar>['days'] {
  const first = dayNumber(`${year}-01-01`)
  const length = dayNumber(`${year + 1}-01-01`) - first
  return Array.from({ length }, (_, index) => {
    const { kind, name, shifts } = calendar.planOf(first + index)
    return {
      date: dateOf(first + index),
      kind,
      name: name ? { zh: name.zh, en: name.en } : null,
      hours: shifts.map(({ start, end }) => `${clockTime(start)}-${clockTime(end)}`)
    }
  })
}

function clockTime(minutes: number): string {
  const within = minutes > 1440 ? minutes - 1440 : minutes
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}
