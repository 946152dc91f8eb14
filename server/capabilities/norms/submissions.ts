import type { decideClauseSubmission } from '@shouwen/contract/norms'
import type { OutputOf } from '@shouwen/contract/operation'
import { staffNames } from '#capabilities/people'
import type { Call } from '#platform/action'

export type SubmissionView = OutputOf<typeof decideClauseSubmission>

/** Submissions with their decisions, if any; the part of the query every reader of them begins with. */
export function submissions(tx: Call['tx']) {
  return tx
    .selectFrom('norms.clause_submission as s')
    .leftJoin('norms.clause_publication as p', 'p.submission_id', 's.id')
    .select([
      's.id',
      's.clause_version_id',
      's.kind',
      's.submitted_by',
      's.submitted_at',
      's.reason',
      's.effective_from as asked_from',
      'p.approved',
      'p.effective_from',
      'p.decided_by',
      'p.decided_at',
      'p.note'
    ])
}

export type SubmissionRow = Awaited<ReturnType<ReturnType<typeof submissions>['executeTakeFirstOrThrow']>>

export function submissionView(row: SubmissionRow): SubmissionView {
  return {
    id: row.id,
    kind: row.kind,
    effectiveFrom: (row.effective_from ?? row.asked_from).toISOString(),
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at.toISOString(),
    reason: row.reason,
    decision: row.approved === null ? 'waiting' : row.approved ? 'approved' : 'returned',
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    note: row.note
  }
}

/** Does a submission for one of these versions still wait, or was it approved? Both make another one pointless. */
export async function alreadySubmitted(tx: Call['tx'], versionIds: string[], kind: 'publish' | 'withdraw'): Promise<boolean> {
  const rows = await submissions(tx).where('s.clause_version_id', 'in', versionIds).where('s.kind', '=', kind).execute()
  return rows.some((row) => row.approved === null || (kind === 'publish' && row.approved))
}

/** The names behind the ids of these submissions, and of further staff. */
export async function peopleNamed(tx: Call['tx'], rows: Pick<SubmissionRow, 'submitted_by' | 'decided_by'>[], further: (string | null)[]) {
  const names = await staffNames(tx, [...rows.flatMap((row) => [row.submitted_by, row.decided_by]), ...further])
  return [...names].map(([id, { name, jobNumber }]) => ({ id, name, jobNumber }))
}
