import type { listCalendars } from '@shouwen/contract/calendars'
import type { OutputOf } from '@shouwen/contract/operation'
import type { CalendarData } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import { type Rules, rulesInForce, versionAt } from './rules-in-force.ts'

export type CalendarLine = OutputOf<typeof listCalendars>['items'][number]
export type StoredCalendar = { line: CalendarLine; data: CalendarData; base: CalendarData | null }

/** The calendars as they are now, with a warning where the holidays of this year or the next are not known. */
export async function listCalendarsAction(call: Call): Promise<OutputOf<typeof listCalendars>> {
  return { items: (await calendarsNow(call)).map(({ line }) => line) }
}

/** The newest version of every calendar, by id. */
export async function calendarsNow(call: Call): Promise<StoredCalendar[]> {
  const rules = await rulesInForce(call)
  const rows = await call.tx
    .selectFrom('norms.calendar_version')
    .select(['calendar_id', 'version', 'content', 'created_at'])
    .distinctOn('calendar_id')
    .orderBy('calendar_id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => {
    const { calendar, base } = row.content as { calendar: CalendarData; base: CalendarData | null }
    const covered = calendar.yearsCovered ?? base?.yearsCovered
    const year = call.now.getUTCFullYear()
    const line = {
      id: row.calendar_id,
      name: { zh: calendar.name.zh, en: calendar.name.en },
      zone: calendar.zone,
      version: row.version,
      createdAt: row.created_at.toISOString(),
      missingYears: covered === undefined ? [] : [year, year + 1].filter((one) => !covered.includes(one)),
      clauses: clausesBy(rules, row.calendar_id, call.now)
    }
    return { line, data: calendar, base }
  })
}

function clausesBy(rules: Rules, calendarId: string, now: Date): CalendarLine['clauses'] {
  return [...rules.timelines.keys()].sort().flatMap((id) => {
    const clause = versionAt(rules, id, now.getTime())?.clause
    return clause?.clock?.calendar === calendarId ? [{ id, title: { zh: clause.title.zh, en: clause.title.en } }] : []
  })
}
