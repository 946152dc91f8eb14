import type { decideClauseSubmission } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { forgetRules } from './rules-in-force.ts'
import { submissions, submissionView } from './submissions.ts'

/**
 * The second person's word: a clause changes only when somebody other than its author and submitter agrees, and never
 * before that moment. Clocks that run keep the version they started under.
 */
export async function decideClauseSubmissionAction(call: Call, { submissionId, approved, note }: InputOf<typeof decideClauseSubmission>): Promise<OutputOf<typeof decideClauseSubmission>> {
  const row = await submissions(call.tx)
    .innerJoin('norms.clause_version as v', 'v.id', 's.clause_version_id')
    .select(['v.clause_id', 'v.created_by'])
    .where('s.id', '=', submissionId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  if (row.approved !== null) throw refuse('submission-already-decided')
  const me = staffId(call.actor)
  if (me !== null && (me === row.created_by || me === row.submitted_by)) throw refuse('approver-is-author')

  const effectiveFrom = row.asked_from < call.now ? call.now : row.asked_from
  const decided = await call.tx
    .insertInto('norms.clause_publication')
    .values({ submission_id: row.id, approved, effective_from: effectiveFrom, decided_by: me, decided_at: call.now, note: note ?? null })
    .onConflict((conflict) => conflict.column('submission_id').doNothing())
    .returning('submission_id')
    .executeTakeFirst()
  if (!decided) throw refuse('submission-already-decided')
  const name = !approved ? 'clause.returned' : row.kind === 'publish' ? 'clause.published' : 'clause.withdrawn'
  await record(call, { name, regionId: 0, subjectKind: 'clause-version', subjectId: row.clause_version_id, data: { clauseId: row.clause_id, submissionId } })
  await audited(call, { verb: 'norm.approve', regionId: 0, subjectKind: 'clause-version', subjectId: row.clause_version_id })
  call.afterCommit.push(() => forgetRules(call.app))
  return submissionView({ ...row, approved, effective_from: effectiveFrom, decided_by: me, decided_at: call.now, note: note ?? null })
}
