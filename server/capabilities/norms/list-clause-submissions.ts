import type { listClauseSubmissions } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import type { Clause } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { openCursor, pageOf } from '#platform/paging'
import { peopleNamed, submissions, submissionView } from './submissions.ts'

/** Submissions, newest first. */
export async function listClauseSubmissionsAction(call: Call, { decision, limit = 50, cursor }: InputOf<typeof listClauseSubmissions>): Promise<OutputOf<typeof listClauseSubmissions>> {
  const after = openCursor(cursor, 2)
  const rows = await submissions(call.tx)
    .innerJoin('norms.clause_version as v', 'v.id', 's.clause_version_id')
    .select(['v.clause_id', 'v.version', 'v.created_by', sql<Clause['title']>`v.content->'title'`.as('title')])
    .$if(decision === 'waiting', (query) => query.where('p.submission_id', 'is', null))
    .$if(decision === 'approved', (query) => query.where('p.approved', '=', true))
    .$if(decision === 'returned', (query) => query.where('p.approved', '=', false))
    .$if(after !== null, (query) => query.where(sql<boolean>`(s.submitted_at, s.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('s.submitted_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = pageOf(
    rows,
    limit,
    (row) => ({ ...submissionView(row), clauseId: row.clause_id, version: row.version, title: { zh: row.title.zh, en: row.title.en }, author: row.created_by }),
    (row) => [row.submitted_at.toISOString(), row.id]
  )
  return { ...page, people: await peopleNamed(call.tx, rows, rows.map((row) => row.created_by)) }
}
