import type { CalendarData, Shift } from '../index.ts'

const everyDay = (shifts: Shift[]) => ({
  mon: shifts,
  tue: shifts,
  wed: shifts,
  thu: shifts,
  fri: shifts,
  sat: shifts,
  sun: shifts
})
const mondayToFriday = (shifts: Shift[]) => ({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts })
const words = (text: string) => ({ zh: text, en: text })

const springFestival = { from: '2026-02-15', to: '2026-02-23', name: { zh: '春节', en: 'Spring Festival' } }

/** Monday to Friday round the clock, with the Spring Festival of 2026 and its make-up Saturdays. */
export const workingDays: CalendarData = {
  id: 'working-days',
  name: words('working days'),
  zone: 'Asia/Shanghai',
  hours: [{ week: mondayToFriday(['00:00-24:00']) }],
  holidays: [springFestival],
  makeUpDays: [
    { on: '2026-02-14', name: springFestival.name },
    { on: '2026-02-28', name: springFestival.name }
  ],
  yearsCovered: [2026]
}

export const office: CalendarData = {
  id: 'office',
  name: words('office'),
  zone: 'Asia/Shanghai',
  daysFrom: 'working-days',
  hours: [{ week: mondayToFriday(['08:30-12:00', '14:00-17:30']) }]
}

/** Nights from 22:00 to 06:00 in a zone with summer time. */
export const nightShift: CalendarData = {
  id: 'nights',
  name: words('nights'),
  zone: 'Europe/Berlin',
  hours: [{ week: everyDay(['22:00-06:00']) }]
}

export const allHours: CalendarData = {
  id: 'all-hours',
  name: words('all hours'),
  zone: 'Asia/Shanghai',
  hours: [{ week: everyDay(['00:00-24:00']) }]
}

/** A Chinese wall time as an instant. */
export const beijing = (wall: string) => Date.parse(`${wall.replace(' ', 'T')}:00+08:00`)

/** An instant as a Chinese wall time. */
export const inBeijing = (at: number | null) =>
  at && new Date(at + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ')

export const HOUR = 3_600_000
