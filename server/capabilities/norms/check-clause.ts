import type { checkClause } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { conditionWords } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { faultLines } from './fault-lines.ts'
import { readDraft } from './read-draft.ts'

/** What keeping this text as a draft would say, without keeping anything: for the editor, as one types. */
export async function checkClauseAction(
  call: Call,
  { clauseId, text }: InputOf<typeof checkClause>
): Promise<OutputOf<typeof checkClause>> {
  const draft = await readDraft(call, clauseId, text)
  const lineOf = faultLines(text)
  const when = 'clause' in draft ? draft.clause.applies?.when : undefined
  return {
    faults: draft.faults.map((fault) => ({ text: fault, line: lineOf(fault) })),
    examples: 'examples' in draft ? draft.examples : [],
    condition: when === undefined ? null : conditionWords(rulebook().conditions, when)
  }
}
