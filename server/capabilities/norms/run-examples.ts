import { type Clause, type ClauseExample, clauseApplies, completeFacts, type Conditions, decide, limitFor, runClause } from '@shouwen/kernels/conditions/index'
import type { Calendar } from '@shouwen/kernels/working-time/index'

export type ExampleResult = { name: string; agrees: boolean; fault: string | null }

/** Runs a clause's worked examples through the kernels; each either agrees or says in a sentence what came out instead. */
export function runExamples(conditions: Conditions, calendars: ReadonlyMap<string, Calendar>, clause: Clause): ExampleResult[] {
  return (clause.examples ?? []).map((example) => {
    const fault = faultOf(conditions, calendars, clause, example)
    return { name: example.name, agrees: fault === null, fault }
  })
}

function faultOf(conditions: Conditions, calendars: ReadonlyMap<string, Calendar>, clause: Clause, example: ClauseExample): string | null {
  try {
    const found = clause.clock ? clockFound(conditions, calendars, clause, example) : matrixFound(conditions, clause, example)
    for (const [name, expected] of Object.entries(example.expect)) {
      const wanted = name === 'due' ? Date.parse(String(expected)) : expected
      const got = found[name]
      if (JSON.stringify(wanted) !== JSON.stringify(got)) return `${name}: ${words(name, got)} instead of ${words(name, wanted)}`
    }
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function clockFound(conditions: Conditions, calendars: ReadonlyMap<string, Calendar>, clause: Clause, { given, events = [], now }: ClauseExample): Record<string, unknown> {
  const told = events.map(({ event, at, reason }) => ({ event, at: Date.parse(at), reason }))
  const calendar = calendars.get(clause.clock?.calendar ?? '')
  if (!calendar) throw new RangeError(`no calendar is called ${clause.clock?.calendar}`)
  const at = now ? Date.parse(now) : Math.max(0, ...told.map((event) => event.at))
  // A prepared clause starts no clock in life, but its examples say what it would do.
  const live: Clause = { ...clause, status: 'in-force' }
  const run = runClause(conditions, live, calendar, given, told, at)[0]
  return {
    applies: clauseApplies(conditions, live, clause.applies?.event ?? '', given),
    row: run?.row ?? limitFor(conditions, clause, given)?.row,
    due: run?.clock.dueAt,
    outcome: run?.state
  }
}

function matrixFound(conditions: Conditions, clause: Clause, { given }: ClauseExample): Record<string, unknown> {
  const row = clause.table && decide(clause.table, completeFacts(conditions.schema, given))[0]
  return { row: row?.id, gives: row?.gives }
}

function words(name: string, value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  return name === 'due' && typeof value === 'number' ? new Date(value).toISOString() : JSON.stringify(value)
}
