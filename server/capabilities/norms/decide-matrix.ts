import { completeFacts, decide, type FactValue, type GivenFacts, type Phrase } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { rulesInForce, versionAt } from './rules-in-force.ts'

export type Decision = {
  clauseId: string
  clauseVersion: number
  row: string
  gives: Readonly<Record<string, FactValue>>
  /** Why this row, in words; the title of the clause when the row says nothing of its own. */
  because: Phrase
}

/**
 * Asks a decision table of the rulebook (a clause of kind matrix) for a case; null when no version is in force or no row fits.
 * Throws RangeError for facts outside the declared ones.
 */
export async function decideMatrix(call: Call, clauseId: string, facts: GivenFacts, at: Date = call.now): Promise<Decision | null> {
  const version = versionAt(await rulesInForce(call), clauseId, at.getTime())
  const table = version?.clause.table
  if (!version || !table) return null
  const row = decide(table, completeFacts(rulebook().facts, facts))[0]
  if (!row) return null
  const { zh, en } = row.why ?? version.clause.title
  return { clauseId, clauseVersion: version.version, row: row.id, gives: row.gives, because: { zh, en } }
}

export type Priority = 'P1' | 'P2' | 'P3' | 'P4'

/** The priority of a case, with the row of the table that gave it. Normal when the table is withdrawn. @norm TK-05 */
export async function prioritise(call: Call, facts: GivenFacts, at: Date = call.now): Promise<{ priority: Priority; row: string | null; because: Phrase }> {
  const decision = await decideMatrix(call, 'priority', facts, at)
  if (!decision) return { priority: 'P3', row: null, because: { zh: '没有生效的优先级规则', en: 'No priority rule is in force' } }
  return { priority: decision.gives['priority'] as Priority, row: decision.row, because: decision.because }
}

/** Whether a fault is major, so that its own promises apply. @norm SP-04 */
export async function isMajor(call: Call, facts: GivenFacts, at: Date = call.now): Promise<boolean> {
  return (await decideMatrix(call, 'major-fault-criteria', facts, at))?.gives['major'] === true
}

/** The numbers and lists of a clause in force that code reads by name; empty when it is not in force. */
export async function parametersOf(call: Call, clauseId: string, at: Date = call.now): Promise<Readonly<Record<string, unknown>>> {
  return versionAt(await rulesInForce(call), clauseId, at.getTime())?.clause.parameters ?? {}
}
