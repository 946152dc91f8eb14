import type { submitClause } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { getVersion, type StoredVersion } from './clause-versions.ts'
import { alreadySubmitted, type SubmissionView } from './submissions.ts'

/** Puts a version before a second person. */
export async function submitClauseAction(call: Call, { clauseId, version, effectiveFrom, reason }: InputOf<typeof submitClause>): Promise<OutputOf<typeof submitClause>> {
  const found = await getVersion(call.tx, clauseId, version)
  if (await alreadySubmitted(call.tx, [found.id], 'publish')) throw refuse('version-already-submitted')
  return putForward(call, found, 'publish', effectiveFrom, reason)
}

/** Writes the submission, its event and its audit line; refuses an effective date that has passed. */
export async function putForward(call: Call, version: StoredVersion, kind: 'publish' | 'withdraw', effectiveFrom: string | undefined, reason: string | undefined): Promise<SubmissionView> {
  const from = effectiveFrom === undefined ? call.now : new Date(effectiveFrom)
  if (from < call.now) throw refuse('effective-date-passed')
  const id = call.app.newId()
  const submittedBy = staffId(call.actor)
  await call.tx
    .insertInto('norms.clause_submission')
    .values({ id, clause_version_id: version.id, kind, effective_from: from, submitted_by: submittedBy, submitted_at: call.now, reason: reason ?? null })
    .execute()
  const { clauseId } = version
  await record(call, { name: 'clause.submitted', regionId: 0, subjectKind: 'clause-version', subjectId: version.id, data: { clauseId, submissionId: id, kind } })
  await audited(call, { verb: 'norm.submit', regionId: 0, subjectKind: 'clause-version', subjectId: version.id })
  return {
    id,
    kind,
    effectiveFrom: from.toISOString(),
    submittedBy,
    submittedAt: call.now.toISOString(),
    reason: reason ?? null,
    decision: 'waiting',
    decidedBy: null,
    decidedAt: null,
    note: null
  }
}
