/**
 * The oracle: walks a stretch of time minute by minute with Intl's wall clock and looks every minute up in the calendar
 * data. It shares no code with the kernel, is slow, and is meant to be obviously right.
 */
import type { CalendarData, Pause, Weekday } from '../index.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1440
const WEEKDAYS: Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** For each minute of a window, the furthest the local clock has got (minutes of the local clock read as UTC). */
export type Walk = { zone: string; from: number; reached: number[]; toString(): string }

export function walk(zone: string, fromIso: string, days: number): Walk {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const from = Date.parse(fromIso)
  const reached: number[] = []
  let furthest = -Infinity
  // Two days of run-up, so that a clock set back just before the window is known.
  for (let minute = -2 * DAY_MINUTES; minute < days * DAY_MINUTES; minute++) {
    const shown = format.format(from + minute * MINUTE)
    furthest = Math.max(furthest, Date.parse(`${shown.replace(' ', 'T')}Z`) / MINUTE)
    if (minute >= 0) reached.push(furthest)
  }
  return { zone, from, reached, toString: () => `${zone} from ${fromIso}` }
}

/** Which minutes of the window are open. */
export function openMinutes(data: CalendarData, { reached }: Walk): boolean[] {
  const shiftsOn = new Map<number, [number, number][]>()
  return reached.map((wall) => {
    const today = Math.floor(wall / DAY_MINUTES)
    return [today - 1, today].some((day) => {
      let shifts = shiftsOn.get(day)
      if (!shifts) shiftsOn.set(day, (shifts = shiftsOf(data, day)))
      return shifts.some(([start, end]) => start <= wall && wall < end)
    })
  })
}

/** The shifts that start on a local date, in minutes of the local clock read as UTC. */
export function shiftsOf(data: CalendarData, day: number): [number, number][] {
  const date = new Date(day * DAY_MINUTES * MINUTE).toISOString().slice(0, 10)
  const week = data.hours.filter(({ from }) => from === undefined || from <= date).at(-1)?.week ?? {}
  const holiday = data.holidays?.find(({ from, to = from }) => from <= date && date <= to)
  const makeUp = data.makeUpDays?.find(({ on }) => on === date)
  const weekday = WEEKDAYS[new Date(date).getUTCDay()]
  let texts = (weekday && week[weekday]) ?? []
  if (holiday) texts = holiday.hours ?? data.holidayHours ?? []
  else if (makeUp) texts = makeUp.hours ?? week[data.makeUpHoursOf ?? 'mon'] ?? []
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return texts.map((text) => {
    const [start, end] = [minutes(text.slice(0, 5)), minutes(text.slice(6))]
    return [day * DAY_MINUTES + start, day * DAY_MINUTES + end + (end <= start ? DAY_MINUTES : 0)]
  })
}

/** Minutes that count: open and in no pause. Pauses begin and end on whole minutes. */
export function countingMinutes(open: boolean[], { from }: Walk, pauses: Pause[]): boolean[] {
  return open.map((isOpen, minute) => {
    const at = from + minute * MINUTE
    return isOpen && !pauses.some((pause) => pause.from <= at && at < (pause.to ?? Infinity))
  })
}
