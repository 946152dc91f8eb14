/** The plain shapes a calendar is written in (rulebook/calendars/*.yaml). Everything here is JSON, so a schema can describe it. */

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** `HH:MM-HH:MM` on the local clock. An end not after its start lies on the next day: `22:00-06:00`; `24:00` is midnight. */
export type Shift = string

/** A local date, `YYYY-MM-DD`. */
export type LocalDate = string

export type Words = { zh: string; en: string }

/** The opening hours of each weekday; a weekday not named is closed. */
export type WeekHours = Partial<Record<Weekday, Shift[]>>

/** Dates off, both included. With `hours` they are opened shorter instead of closed. */
export type Holiday = { from: LocalDate; to?: LocalDate; name: Words; hours?: Shift[] }

/** 调休: a date that works although its weekday would not. Without `hours` it keeps those of `makeUpHoursOf`. */
export type MakeUpDay = { on: LocalDate; name?: Words; hours?: Shift[] }

export type CalendarData = {
  id: string
  name: Words
  /** IANA zone in which the hours and dates are meant. */
  zone: string
  /** Weekly hours. The first entry has always been in force; each later one replaces it `from` its date on. */
  hours: { from?: LocalDate; week: WeekHours }[]
  /** Id of the calendar whose holidays, make-up days and covered years also hold here. */
  daysFrom?: string
  /** Hours kept on holidays that state none of their own; absent means closed. */
  holidayHours?: Shift[]
  /** The weekday whose hours a make-up day keeps; Monday unless said. */
  makeUpHoursOf?: Weekday
  holidays?: Holiday[]
  makeUpDays?: MakeUpDay[]
  /** Years whose holidays are known. Counting through any other year gives the warning `calendar-year-missing`. */
  yearsCovered?: number[]
  source?: string
}

export type CalendarWarning =
  /** The holidays of this year are not known: the plain weekly hours were used. */
  | { code: 'calendar-year-missing'; calendar: string; year: number }
  /** The calendar opens too seldom to find an answer within sixty years. */
  | { code: 'beyond-horizon'; calendar: string; year: number }
