import type { listReplayCases } from '@shouwen/contract/replays'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { openCursor, pageOf } from '#platform/paging'
import type { CaseOutcome } from './replay-cases.ts'
import { getReplayAction } from './replay-clause.ts'

/** The cases a replay decided differently, in the order they began. */
export async function listReplayCasesAction(call: Call, { replayId, limit = 50, cursor }: InputOf<typeof listReplayCases>): Promise<OutputOf<typeof listReplayCases>> {
  await getReplayAction(call, { replayId })
  const after = Number(openCursor(cursor, 1)?.[0] ?? 0)
  const rows = await call.tx
    .selectFrom('norms.replay_case')
    .selectAll()
    .where('replay_id', '=', replayId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => ({
      regionId: row.region_id,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      before: row.before as CaseOutcome | null,
      after: row.after as CaseOutcome | null,
      beforeDueAt: row.before_due_at?.toISOString() ?? null,
      afterDueAt: row.after_due_at?.toISOString() ?? null
    }),
    (row) => [row.position]
  )
}
