import type { draftClause } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { canonical } from '#platform/canonical'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { readClause, rulebook } from '#server/rulebook'
import { rulesInForce } from './rules-in-force.ts'
import { runExamples } from './run-examples.ts'

const MOST_FAULTS = 50

/**
 * Writes a new version of a clause (or the first of a new one). It must have the right shape, ask only about declared facts,
 * leave no case of its tables open, and agree with its own examples; it changes nothing until it is approved.
 */
export async function draftClauseAction(call: Call, { clauseId, text, note }: InputOf<typeof draftClause>): Promise<OutputOf<typeof draftClause>> {
  const book = rulebook()
  const read = readClause(book, text)
  if ('problems' in read) throw refuse('clause-faulty', { faults: read.problems.slice(0, MOST_FAULTS) })
  const { clause, hash } = read
  if (clause.id !== clauseId) throw refuse('clause-faulty', { faults: [`the id is ${clauseId} and cannot be changed`] })
  const calendars = new Map([...(await rulesInForce(call)).calendars].map(([id, { calendar }]) => [id, calendar]))
  const wrong = runExamples(book.conditions, calendars, clause).filter(({ agrees }) => !agrees)
  if (wrong.length > 0) throw refuse('clause-faulty', { faults: wrong.slice(0, MOST_FAULTS).map(({ name, fault }) => `example “${name}”: ${fault}`) })

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
