import { type RawBuilder, sql } from 'kysely'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { summariseSurveys as summariseOperation } from '@shouwen/contract/surveys'
import { staffNames, unitTree } from '#capabilities/people'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { surveysFor } from './survey-filter.ts'
import { surveyForm, surveyRules } from './survey-rules.ts'

type Input = InputOf<typeof summariseOperation>
type View = OutputOf<typeof summariseOperation>
const LONGEST_MS = 400 * 86_400_000
const MOST_GROUPS = 400

/**
 * How many were asked, answered and satisfied, in all and by group. Satisfied = satisfied and very satisfied ÷ valid replies; surveys
 * count in the period in which they were asked. Refuses with `survey-period-too-long`. @norm KP-01 @norm KP-12
 */
export async function summariseSurveys(call: Call, input: Input): Promise<View> {
  const length = Date.parse(input.to) - Date.parse(input.from)
  if (!(length > 0 && length <= LONGEST_MS)) throw refuse('survey-period-too-long')
  const inOrder = input.by === 'day' || input.by === 'month'
  const rows = await surveysFor(call, input)
    .innerJoin('platform.region as r', 'r.id', 's.region_id')
    .select(keyOf[input.by].as('key'))
    .select(counts())
    .groupBy(sql`1`)
    .orderBy(inOrder ? sql`1` : sql`2 desc, 1`)
    .limit(MOST_GROUPS)
    .execute()
  const total = await surveysFor(call, input).select(counts()).executeTakeFirstOrThrow()
  const names = await namesFor(call, input.by, rows.map((row) => row.key))
  return { total: figures(total), groups: rows.map((row) => ({ key: row.key, name: names(row.key), ...figures(row) })), form: surveyForm() }
}

const keyOf: Record<Input['by'], RawBuilder<string>> = {
  unit: sql<string>`coalesce(s.unit_id::text, '')`,
  staff: sql<string>`coalesce(s.staff_id::text, '')`,
  channel: sql<string>`s.channel`,
  kind: sql<string>`s.ticket_kind`,
  day: sql<string>`to_char(s.asked_at at time zone r.time_zone, 'YYYY-MM-DD')`,
  month: sql<string>`to_char(s.asked_at at time zone r.time_zone, 'YYYY-MM')`
}

const count = (what: RawBuilder<unknown>) => sql<number>`count(${what})::int`

function counts() {
  const from = sql.lit(surveyRules().satisfied_from)
  const happy = (column: string) => sql<number>`(count(*) filter (where ${sql.ref(column)} >= ${from}))::int`
  return [
    count(sql`*`).as('asked'),
    count(sql`s.answered_at`).as('answered'),
    count(sql`s.low_at`).as('low'),
    happy('s.score').as('happy'),
    count(sql`s.process_score`).as('processAnswers'),
    happy('s.process_score').as('processHappy'),
    count(sql`s.result_score`).as('resultAnswers'),
    happy('s.result_score').as('resultHappy')
  ] as const
}

type Counts = Record<'asked' | 'answered' | 'low' | 'happy' | 'processAnswers' | 'processHappy' | 'resultAnswers' | 'resultHappy', number>

function figures(row: Counts): View['total'] {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  return {
    asked: row.asked,
    answered: row.answered,
    low: row.low,
    responseRate: share(row.answered, row.asked),
    satisfied: { overall: share(row.happy, row.answered), process: share(row.processHappy, row.processAnswers), result: share(row.resultHappy, row.resultAnswers) }
  }
}

/** Names of units and people; the web has the words of channels and kinds. */
async function namesFor(call: Call, by: Input['by'], keys: string[]): Promise<(key: string) => { zh: string; en: string } | null> {
  if (by === 'unit') {
    const units = new Map((await unitTree(call.tx)).map((unit) => [unit.id, { zh: unit.nameZh, en: unit.nameEn }]))
    return (key) => units.get(key) ?? null
  }
  if (by !== 'staff') return () => null
  const staff = await staffNames(call.tx, keys.filter((key) => key !== ''))
  return (key) => {
    const person = staff.get(key)
    return person ? { zh: person.name, en: person.name } : null
  }
}
