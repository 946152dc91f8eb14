import type { Clause } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { readClause, rulebook } from '#server/rulebook'
import { rulesInForce } from './rules-in-force.ts'
import { type ExampleResult, runExamples } from './run-examples.ts'

const MOST_FAULTS = 50

export type Draft = { faults: string[] } | { faults: string[]; clause: Clause; hash: string; examples: ExampleResult[] }

/** A clause written by hand with everything wrong about it, its examples run; without a clause when the text is none. */
export async function readDraft(call: Call, clauseId: string, text: string): Promise<Draft> {
  const book = rulebook()
  const read = readClause(book, text)
  if ('problems' in read) return { faults: read.problems.slice(0, MOST_FAULTS) }
  const { clause, hash } = read
  const renamed = clause.id === clauseId ? [] : [`/id the id is ${clauseId} and cannot be changed`]
  const calendars = new Map([...(await rulesInForce(call)).calendars].map(([id, { calendar }]) => [id, calendar]))
  const examples = runExamples(book.conditions, calendars, clause)
  const wrong = examples.filter(({ agrees }) => !agrees).map(({ name, fault }) => `example “${name}”: ${fault}`)
  return { faults: [...renamed, ...wrong].slice(0, MOST_FAULTS), clause, hash, examples }
}
