import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { readPublicPromises as contract } from '@shouwen/contract/public-promises'
import type { CalendarData } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import { calendarsNow } from './list-calendars.ts'
import { type Rules, rulesInForce, startOfLawDay, versionAt } from './rules-in-force.ts'

type Answer = OutputOf<typeof contract>

const PLEDGE = 'service-pledge'
const HOURS = 'service-hours'
const DAY_MS = 86_400_000
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/**
 * What is promised in public: the pledge, the promises marked public as their text held on a date, and the hours of the channels.
 * @norm SP-09 SP-26 SP-29
 */
export async function readPublicPromises(call: Call, input: InputOf<typeof contract>): Promise<Answer> {
  const rules = await rulesInForce(call)
  const on = input.on ?? call.now.toISOString().slice(0, 10)
  // The text that held at the end of the day; today's at this instant.
  const at = Math.min(startOfLawDay(on) + DAY_MS - 1, input.on ? Number.POSITIVE_INFINITY : call.now.getTime())
  const pledge = versionAt(rules, PLEDGE, at)?.clause.words ?? null
  return {
    on,
    pledge: pledge && plain(pledge),
    promises: promisesAt(rules, at),
    hours: await hoursAt(call, rules, at)
  }
}

function promisesAt(rules: Rules, at: number): Answer['promises'] {
  return [...rules.timelines.keys()].sort().flatMap((id) => {
    const version = versionAt(rules, id, at)
    if (!version?.clause.public || version.clause.status !== 'in-force') return []
    const { title, words, source } = version.clause
    const since = rules.timelines.get(id)?.find(({ from }) => from <= at)?.from ?? at
    return [
      {
        clauseId: id,
        version: version.version,
        title: plain(title),
        words: plain(words),
        document: plain(source.document),
        since: new Date(since).toISOString()
      }
    ]
  })
}

/** The hours by the calendars as they are now: a calendar has no date of its own. */
async function hoursAt(call: Call, rules: Rules, at: number): Promise<Answer['hours']> {
  const channels = versionAt(rules, HOURS, at)?.clause.parameters ?? {}
  const calendars = new Map((await calendarsNow(call)).map(({ line, data }) => [line.id, data]))
  return Object.entries(channels).flatMap(([channel, calendarId]) => {
    const data = calendars.get(String(calendarId))
    return data ? [{ channel, name: plain(data.name), zone: data.zone, ...daysOf(data) }] : []
  })
}

function daysOf({ hours, holidayHours }: CalendarData): { days: string[][]; holidays: string[] | null } {
  const now = hours.at(-1)?.week ?? {}
  return { days: week.map((day) => [...(now[day] ?? [])]), holidays: holidayHours ? [...holidayHours] : null }
}

function plain({ zh, en }: { zh: string; en: string }) {
  return { zh, en }
}
