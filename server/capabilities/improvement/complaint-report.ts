import type { complaintReport as reportOperation, listReportComplaints as listOperation } from '@shouwen/contract/complaint-reports'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { compareRates, standing } from '@shouwen/kernels/rates/index'
import { type RawBuilder, sql } from 'kysely'
import { allows, scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { openTimeCursor, cursorOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import { ticketScopeColumns } from '#capabilities/tickets'
import type { Measures } from './complaint-fact.ts'
import { dayAfter, regionToday } from './region-day.ts'
import { patternRules, reportRules } from './rules.ts'

type Input = InputOf<typeof reportOperation>
type Report = OutputOf<typeof reportOperation>
type Counted = Omit<Report['series'][number], 'day'>

const DAY_MS = 86_400_000
const groupColumns = { branch: `split_part(d.category, '.', 1) || '.' || split_part(d.category, '.', 2)`, category: 'd.category', unit: 'd.unit_id::text', place: 'd.place::text', product: 'd.product' } as const
const sums = sql.raw('sum(d.opened)::int as opened, sum(d.ended)::int as ended, sum(d.first_time)::int as first_time, sum(d.timed)::int as timed, sum(d.in_time)::int as in_time, sum(d.repeats)::int as repeats, sum(d.appeals)::int as appeals')

/**
 * Complaints of a period: counts by day and by what they have in common, against the period of the same length before. Rates per user only for
 * whoever sees the whole region, since users are counted there. Reads the counts of the days, never history. @norm KP-04 KP-05 TK-08
 */
export async function complaintReport(call: Call, input: Input): Promise<Report> {
  const days = daysOf(input)
  const before = { from: dayAfter(input.from, -days), until: dayAfter(input.from, -1) }
  const rules = reportRules()
  const byDay = new Map((await counted(call, input, input, sql.raw('d.day::text'))).map((row) => [row.key, row]))
  const now = await counted(call, input, input, sql.raw(groupColumns[input.group]))
  const then = new Map((await counted(call, input, before, sql.raw(groupColumns[input.group]))).map((row) => [row.key, row]))
  const totals = total(now)
  const totalsBefore = total([...then.values()])
  const keys = [...new Set([...now.map(({ key }) => key), ...then.keys()])]
  const nowOf = new Map(now.map((row) => [row.key, row]))
  const compared = keys.map((key) => compareRates({ count: then.get(key)?.opened ?? 0, exposure: days }, { count: nowOf.get(key)?.opened ?? 0, exposure: days }))
  const stands = standing(compared.map(({ p }) => p), rules.significance)
  const all = compareRates({ count: totalsBefore.opened, exposure: days }, { count: totals.opened, exposure: days })
  return {
    totals: shape(totals),
    before: shape(totalsBefore),
    change: comparison(all, all.p < rules.significance),
    days,
    series: Array.from({ length: days }, (_, at) => {
      const day = dayAfter(input.from, at)
      return { day, ...shape(byDay.get(day)) }
    }),
    groups: keys
      .map((key, at) => {
        const change = comparison(compared[at] as ReturnType<typeof compareRates>, stands[at] === true)
        const openedBefore = then.get(key)?.opened ?? 0
        const counts = shape(nowOf.get(key))
        return { key, ...counts, openedBefore, change, hot: change.stands && counts.opened > openedBefore }
      })
      .sort((a, b) => b.opened - a.opened || (a.key < b.key ? -1 : 1)),
    base: allows(call.actor, 'improvement.report', { regionId: input.regionId }) && !input.category && !input.unitId ? await baseOf(call, input) : { users: null, usersOn: null, served: null },
    provisionalFrom: dayAfter(await regionToday(call, input.regionId), -patternRules().same_matter.repeat_days),
    figures: Object.entries(rules.figures).map(([code, { zh, en, formula }]) => ({ code, zh, en, formula: { zh: formula.zh, en: formula.en } })),
    targets: { rate: rules.target_rate, firstTime: rules.target_first_time },
    names: keys.flatMap((key) => {
      const found = rulebook().categories[key]
      return found ? [{ key, zh: found.zh, en: found.en }] : []
    })
  }
}

/** Days of the period; refuses with `report-period-wrong`. */
export function daysOf({ from, until }: { from: string; until: string }): number {
  const days = Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1
  if (!(days >= 1) || days > reportRules().most_days) throw refuse('report-period-wrong', { mostDays: reportRules().most_days })
  return days
}

async function counted(call: Call, input: Pick<Input, 'regionId' | 'category' | 'unitId'>, { from, until }: { from: string; until: string }, key: RawBuilder<unknown>): Promise<(Measures & { key: string })[]> {
  const { rows } = await sql<Measures & { key: string }>`
    select ${key} as key, ${sums} from improvement.complaint_day d
    where d.region_id = ${input.regionId} and d.day >= ${from} and d.day <= ${until}
      and ${scopeFilter(call.actor, 'improvement.report', { regionId: 'd.region_id', unitId: 'd.unit_id' })}
      and (${input.category ?? null}::text is null or d.category = ${input.category ?? null} or d.category like ${`${input.category ?? ''}.%`})
      and (${input.unitId ?? null}::uuid is null or d.unit_id = ${input.unitId ?? null}::uuid)
    group by 1 having sum(d.opened) > 0 order by 1`.execute(call.tx)
  return rows
}

async function baseOf(call: Call, { regionId, from, until }: Input): Promise<Report['base']> {
  const { rows } = await sql<{ served: number | null }>`select sum(served)::int as served from improvement.report_base where region_id = ${regionId} and day >= ${from} and day <= ${until}`.execute(call.tx)
  const users = await sql<{ day: string; users: number }>`
    select day, users from improvement.report_base where region_id = ${regionId} and users is not null
    order by (day > ${until}), abs(day - ${until}::date) limit 1`.execute(call.tx)
  const [base] = users.rows
  return { users: base?.users ?? null, usersOn: base?.day ?? null, served: rows[0]?.served ?? null }
}

const nothing: Measures = { opened: 0, ended: 0, first_time: 0, timed: 0, in_time: 0, repeats: 0, appeals: 0 }
const total = (rows: readonly Measures[]): Measures => rows.reduce((sum, row) => Object.fromEntries(Object.keys(nothing).map((name) => [name, sum[name as 'opened'] + row[name as 'opened']])) as Measures, nothing)
const shape = (row: Measures = nothing): Counted => ({ opened: row.opened, ended: row.ended, firstTime: row.first_time, timed: row.timed, inTime: row.in_time, repeats: row.repeats, appeals: row.appeals })
const comparison = ({ ratio, interval, p }: ReturnType<typeof compareRates>, stands: boolean): Report['change'] => ({ ratio, low: interval.low, high: interval.high, p, stands })

/** The complaints behind a figure, the newest first, as far as the actor may read them. */
export async function listReportComplaints(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  daysOf(input)
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const key = input.group ? sql.raw(groupColumns[input.group].replaceAll('d.', 'f.')) : null
  const only = { late: sql`f.timed and not f.in_time`, 'not-first-time': sql`f.ended and not f.first_time`, repeat: sql`f.repeat`, appeal: sql`f.appeal` }
  const { rows } = await sql<{ id: string; number: string; title: string; status: string; opened_at: Date; day: string; ended: boolean; first_time: boolean; in_time: boolean; timed: boolean; repeat: boolean; appeal: boolean }>`
    select t.id, t.number, t.title, t.status, t.opened_at, f.day, f.ended, f.first_time, f.in_time, f.timed, f.repeat, f.appeal
    from improvement.complaint_fact f join tickets.ticket t on t.region_id = f.region_id and t.id = f.ticket_id
    where f.region_id = ${input.regionId} and f.day >= ${input.from} and f.day <= ${input.until}
      and ${scopeFilter(call.actor, 'improvement.report', { regionId: 'f.region_id', unitId: 'f.unit_id' })}
      and ${scopeFilter(call.actor, 'ticket.read', ticketScopeColumns('t'))}
      and ${key && input.key !== undefined ? sql`${key} = ${input.key}` : sql`true`} and ${input.only ? only[input.only] : sql`true`}
      and ${after ? sql`(t.opened_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by t.opened_at desc, t.id desc limit ${limit + 1}`.execute(call.tx)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ opened_at: _at, first_time, in_time, ...row }) => ({ ...row, firstTime: first_time, inTime: in_time })),
    nextCursor: rows.length > limit && last ? cursorOf([last.opened_at.toISOString(), last.id]) : null
  }
}
