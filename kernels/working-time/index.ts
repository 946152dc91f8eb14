export type {
  CalendarData,
  CalendarWarning,
  Holiday,
  LocalDate,
  MakeUpDay,
  Shift,
  Weekday,
  WeekHours,
  Words
} from './calendar-data.ts'
export { calendarProblems } from './check-calendar.ts'
export type { Segment } from './clock-segments.ts'
export { type Calendar, compileCalendar, type DayPlan, naturalDays } from './compile-calendar.ts'
export { type ClockStep, explainClock } from './explain-clock.ts'
export { dueAfter, type Limit } from './limit.ts'
export type { Pause } from './pauses.ts'
export { type ClockFacts, type ClockState, clockSegments, type PromiseClock, promiseClock } from './promise-clock.ts'
export { addWorkingTime, isOpenAt, nextOpening, workingTimeBetween } from './working-time.ts'
export { dateOf, dayNumber, type Zone, zoneOf } from './zone.ts'
