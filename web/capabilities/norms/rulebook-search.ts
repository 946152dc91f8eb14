// What the addresses of the rulebook hold.

export type ClauseListSearch = {
  group?: string | undefined
  kind?: 'clock' | 'duty' | 'matrix' | 'statement' | undefined
  state?: 'in-force' | 'prepared' | 'waiting' | 'withdrawn' | undefined
  trust?: string | undefined
}
export type ClauseSearch = {
  version?: number | undefined
  panel?: 'diff' | 'submit' | 'withdraw' | undefined
  against?: number | undefined
}
export type ReplaySearch = { version?: number | undefined; replay?: string | undefined }
export type DecisionSearch = { decision?: 'waiting' | 'approved' | 'returned' | undefined; open?: string | undefined }
export type CalendarSearch = { calendar?: string | undefined; year?: number | undefined }
/** First and last day, `YYYY-MM-DD`. */
export type PauseSearch = { from?: string | undefined; to?: string | undefined; unit?: string | undefined }

type Given = Record<string, unknown>
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const whole = (value: unknown) => (Number.isInteger(value) ? (value as number) : undefined)
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined)
const oneOf = <T extends string>(value: unknown, words: readonly T[]) => words.find((word) => word === value)

export const clauseKinds = ['clock', 'matrix', 'duty', 'statement'] as const
export const clauseStates = ['in-force', 'prepared', 'waiting', 'withdrawn'] as const
export const trusts = [
  'seed',
  'law-verified',
  'law-second-hand',
  'general-knowledge',
  'domain-knowledge',
  'assumed'
] as const
export const decisions = ['waiting', 'approved', 'returned'] as const

export const clauseListSearch = (given: Given): ClauseListSearch => ({
  group: text(given['group']),
  kind: oneOf(given['kind'], clauseKinds),
  state: oneOf(given['state'], clauseStates),
  trust: oneOf(given['trust'], trusts)
})

export const clauseSearch = (given: Given): ClauseSearch => ({
  version: whole(given['version']),
  panel: oneOf(given['panel'], ['diff', 'submit', 'withdraw']),
  against: whole(given['against'])
})

export const replaySearch = (given: Given): ReplaySearch => ({
  version: whole(given['version']),
  replay: text(given['replay'])
})

export const decisionSearch = (given: Given): DecisionSearch => ({
  decision: oneOf(given['decision'], decisions),
  open: text(given['open'])
})

export const calendarSearch = (given: Given): CalendarSearch => ({
  calendar: text(given['calendar']),
  year: whole(given['year'])
})

export const pauseSearch = (given: Given): PauseSearch => ({
  from: day(given['from']),
  to: day(given['to']),
  unit: text(given['unit'])
})
