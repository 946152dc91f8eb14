import type { withdrawClause } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { getVersion, versionsOf } from './clause-versions.ts'
import { rulesInForce, versionAt } from './rules-in-force.ts'
import { putForward } from './submit-clause.ts'
import { alreadySubmitted } from './submissions.ts'

/** Asks a second person to end a clause. Clocks that run under it run on. */
export async function withdrawClauseAction(call: Call, { clauseId, effectiveFrom, reason }: InputOf<typeof withdrawClause>): Promise<OutputOf<typeof withdrawClause>> {
  const versions = await versionsOf(call.tx, clauseId)
  const inForce = versionAt(await rulesInForce(call), clauseId, call.now.getTime())
  if (!inForce) throw refuse('clause-not-in-force')
  if (await alreadySubmitted(call.tx, versions.map(({ id }) => id), 'withdraw')) throw refuse('version-already-submitted')
  return putForward(call, await getVersion(call.tx, clauseId, inForce.version), 'withdraw', effectiveFrom, reason)
}
