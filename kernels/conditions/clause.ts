/** What a clause of the rulebook says, as data, and the two questions the norms ask it: does it apply, and how long is the limit. */
import type { Conditions } from './condition.ts'
import { type DecisionTable, decide } from './decision-table.ts'
import { completeFacts, type FactValue, type Phrase } from './facts.ts'

export type Trust = 'seed' | 'law-verified' | 'law-second-hand' | 'general-knowledge' | 'domain-knowledge' | 'assumed'

/** Exactly one of minutes, hours, days (with `of`). */
export type Duration = { minutes?: number; hours?: number; days?: number; of?: 'natural' | 'working'; last_day_off?: 'next-working-day' }

export type PromiseKind =
  | 'respond'
  | 'arrive'
  | 'restore'
  | 'answer'
  | 'close-loop'
  | 'accept'
  | 'progress'
  | 'reply-appeal'
  | 'finish-task'
  | 'recover'
  | 'call-back'

export type ClauseClock = {
  promise: PromiseKind
  /** Time counts from the latest event of this name up to and including `applies.event`. */
  starts: string
  stops: readonly string[]
  voids?: readonly string[]
  repeats?: boolean
  pauses?: readonly { event: string; until: readonly string[]; reasons: readonly string[] }[]
  calendar: string
  owner: 'first-owner' | 'assignee' | 'unit'
}

export type ClauseExample = {
  name: string
  given: Readonly<Record<string, FactValue>>
  zone?: string
  events?: readonly { event: string; at: string; reason?: string }[]
  now?: string
  expect: {
    applies?: boolean
    due?: string
    outcome?: 'kept' | 'broken' | 'running' | 'at-risk' | 'paused' | 'void'
    row?: string
    gives?: Readonly<Record<string, unknown>>
  }
}

/** A clause file, as clause.schema.json describes it. */
export type Clause = {
  id: string
  kind: 'clock' | 'duty' | 'matrix' | 'statement'
  status: 'in-force' | 'prepared'
  /** Promised in public: shown to everybody on the customer portal. */
  public?: true
  title: Phrase
  words: Phrase
  note?: Phrase
  source: { document: Phrase; article?: string; norms?: readonly string[]; partly?: readonly string[]; trust: Trust }
  applies?: { event: string; when?: string }
  clock?: ClauseClock
  /** `fact`: so many minutes as this fact of the case says (a time agreed with the customer); a case without them has no such promise. */
  limit?: Duration | { table: DecisionTable<Duration> } | { fact: string }
  table?: DecisionTable
  at_risk?: Duration | { share: number }
  measure?: {
    share: number
    period: 'day' | 'week' | 'month' | 'quarter' | 'year'
    by: readonly string[]
    average?: Duration
    trust?: Trust
  }
  parameters?: Readonly<Record<string, number | boolean | string | readonly (string | number)[]>>
  duty?: {
    who: Phrase
    check: Phrase
    enforced: 'refused' | 'required-field' | 'automatic' | 'shown' | 'measured' | 'not-yet'
    refusal?: string
  }
  effective: { from: string; until?: string }
  examples?: readonly ClauseExample[]
}

export type GivenFacts = Readonly<Record<string, FactValue | null | undefined>>

/** Says whether an in-force clock clause begins to count at this event for this case. Throws as `Conditions.holds` does. */
export function clauseApplies(conditions: Conditions, clause: Clause, event: string, given: GivenFacts): boolean {
  if (clause.status !== 'in-force' || clause.applies?.event !== event) return false
  return clause.applies.when === undefined || conditions.holds(clause.applies.when, given)
}

/** The limit for this case, with the table row that gave it; null when the table has no row for the case or the case says no time. */
export function limitFor(
  conditions: Conditions,
  clause: Clause,
  given: GivenFacts
): { limit: Duration; row?: string; assumed?: boolean } | null {
  if (!clause.limit) return null
  if ('fact' in clause.limit) {
    const minutes = given[clause.limit.fact]
    return typeof minutes === 'number' && minutes > 0 ? { limit: { minutes } } : null
  }
  if (!('table' in clause.limit)) return { limit: clause.limit }
  const row = decide(clause.limit.table, completeFacts(conditions.schema, given))[0]
  return row ? { limit: row.gives, row: row.id, assumed: row.assumed ?? false } : null
}
