import type { getCalendar } from '@shouwen/contract/calendars'
import type { OutputOf } from '@shouwen/contract/operation'
import { usePhrases } from '#lib/phrases.ts'
import { now } from '#ui/now.ts'
import { dayKey } from '#ui/time.ts'
import style from './calendars.module.css'

type CalendarYear = OutputOf<typeof getCalendar>
type Day = CalendarYear['days'][number]

/** Twelve months, weeks from Monday; holidays, make-up days and days without hours told apart by shape and word, not only colour. */
export function YearView({ calendar }: { calendar: CalendarYear }) {
  const { say, language } = usePhrases('norms')
  const usual = usualHours(calendar.days)
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  // 2024-01-01 was a Monday.
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => dayName.format(new Date(Date.UTC(2024, 0, day))))
  // Only what this year has needs to be explained.
  const kinds = legend.filter(({ looks }) => calendar.days.some((day) => classOf(day, usual) === looks))
  const months = Map.groupBy(calendar.days, (day) => day.date.slice(0, 7))
  const today = dayKey(now(), { language, timeZone: calendar.zone })
  return (
    <>
      <p className={style.legend}>
        {usual ? <span>{say('calendar.hours', { hours: hoursWords(usual, say) })}</span> : null}
        {kinds.map((kind) => (
          <span key={kind.words}>
            <i className={`${style.sample} ${kind.looks}`}>1</i> {say(kind.words)}
          </span>
        ))}
      </p>
      <div className={style.months}>
        {[...months].map(([month, days]) => (
          <section key={month} className={style.month}>
            <h2>{monthName.format(new Date(`${month}-15T00:00:00Z`))}</h2>
            <ol className={style.grid} aria-label={month}>
              {week.map((name, index) => (
                <li key={`weekday-${index + 1}`} className={style.weekday} aria-hidden>
                  {name}
                </li>
              ))}
              {days.map((day, index) => (
                <li
                  key={day.date}
                  style={index === 0 ? { gridColumnStart: weekdayOf(day.date) } : undefined}
                  className={`${style.day} ${classOf(day, usual)} ${day.date === today ? style.today : ''}`}
                  title={dayTitle(day, say, language)}
                >
                  <span className="visually-hidden">{isPlain(day, usual) ? '' : dayTitle(day, say, language)}</span>
                  <span aria-hidden={isPlain(day, usual) ? undefined : true}>{Number(day.date.slice(8))}</span>
                  {day.kind === 'holiday' ? (
                    <small aria-hidden>{say('calendar.off')}</small>
                  ) : day.kind === 'make-up' ? (
                    <small aria-hidden>{say('calendar.on')}</small>
                  ) : null}
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </>
  )
}

const legend = [
  { looks: style.holiday, words: 'calendar.holiday' },
  { looks: style.makeUp, words: 'calendar.make-up' },
  { looks: style.closed, words: 'calendar.closed' },
  { looks: style.other, words: 'calendar.other-hours' }
]

/** The hours most ordinary days have. */
export function usualHours(days: readonly Day[]): string | undefined {
  const counts = new Map<string, number>()
  for (const day of days)
    if (day.kind === 'ordinary' && day.hours.length > 0)
      counts.set(day.hours.join(' '), (counts.get(day.hours.join(' ')) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0]
}

const isPlain = (day: Day, usual: string | undefined) =>
  day.kind === 'ordinary' && (day.hours.length === 0 || day.hours.join(' ') === usual)

function classOf(day: Day, usual: string | undefined): string | undefined {
  if (day.kind === 'holiday') return style.holiday
  if (day.kind === 'make-up') return style.makeUp
  if (day.hours.length === 0) return style.closed
  return day.hours.join(' ') === usual ? undefined : style.other
}

const hoursWords = (hours: string, say: (key: string) => string) =>
  hours === '00:00-24:00' ? say('calendar.all-day') : hours

function dayTitle(day: Day, say: (key: string) => string, language: string): string {
  const name = day.name ? (language === 'en' ? day.name.en : day.name.zh) : ''
  const kind = day.kind === 'ordinary' ? '' : say(`calendar.${day.kind}`)
  const hours = day.hours.length === 0 ? say('calendar.closed') : hoursWords(day.hours.join(' '), say)
  return [day.date, kind, name, hours].filter(Boolean).join(' · ')
}

/** Monday 1 … Sunday 7. */
function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}
