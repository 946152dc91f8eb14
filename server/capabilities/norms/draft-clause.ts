import type { draftClause } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { canonical } from '#platform/canonical'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { readDraft } from './read-draft.ts'

/**
 * Writes a new version of a clause (or the first of a new one). It must have the right shape, ask only about declared facts,
 * leave no case of its tables open, and agree with its own examples; it changes nothing until it is approved.
 */
export async function draftClauseAction(call: Call, { clauseId, text, note }: InputOf<typeof draftClause>): Promise<OutputOf<typeof draftClause>> {
  const read = await readDraft(call, clauseId, text)
  if (!('hash' in read) || read.faults.length > 0) throw refuse('clause-faulty', { faults: read.faults })
  const { clause, hash } = read

  const newest = await call.tx.selectFrom('norms.clause_version').select(['version', 'hash']).where('clause_id', '=', clauseId).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (newest?.hash === hash) throw refuse('clause-unchanged')
  const id = call.app.newId()
  const version = (newest?.version ?? 0) + 1
  const written = await call.tx
    .insertInto('norms.clause_version')
    .values({ id, clause_id: clauseId, version, content: canonical(clause), hash, origin: 'draft', created_at: call.now, created_by: staffId(call.actor), note: note ?? null })
    .onConflict((conflict) => conflict.columns(['clause_id', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) throw refuse('changed-meanwhile')
  await record(call, { name: 'clause.drafted', regionId: 0, subjectKind: 'clause-version', subjectId: id, data: { clauseId, version, hash } })
  await audited(call, { verb: 'norm.draft', regionId: 0, subjectKind: 'clause-version', subjectId: id })
  return { id, clauseId, version, hash }
}
