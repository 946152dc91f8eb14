import type { listClauses } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Clause } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { openCursor, pageOf } from '#platform/paging'
import { rulesInForce, versionAt } from './rules-in-force.ts'
import { submissions } from './submissions.ts'

/** The clauses by id, each as in force now or else as last written. The rulebook is small, so it is searched in memory. */
export async function listClausesAction(call: Call, input: InputOf<typeof listClauses>): Promise<OutputOf<typeof listClauses>> {
  const rules = await rulesInForce(call)
  const after = openCursor(input.cursor, 1)?.[0] ?? ''
  const newest = await call.tx
    .selectFrom('norms.clause_version')
    .select(['id', 'clause_id', 'version', 'content'])
    .distinctOn('clause_id')
    .orderBy('clause_id')
    .orderBy('version', 'desc')
    .execute()
  const waiting = await waitingVersions(call)
  const lines = newest
    .map((row) => {
      const inForce = versionAt(rules, row.clause_id, call.now.getTime())
      return { id: row.clause_id, newestVersion: row.version, inForce, clause: inForce?.clause ?? (row.content as Clause) }
    })
    .filter(({ id, clause }) => id > String(after) && matches(clause, input))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return pageOf(
    lines,
    input.limit ?? 50,
    ({ id, newestVersion, inForce, clause }) => ({
      id,
      kind: clause.kind,
      status: clause.status,
      title: { zh: clause.title.zh, en: clause.title.en },
      norms: normsOf(clause),
      trust: clause.source.trust,
      promise: clause.clock?.promise ?? null,
      versionInForce: inForce?.version ?? null,
      newestVersion,
      waiting: waiting.has(id)
    }),
    ({ id }) => [id]
  )
}

async function waitingVersions(call: Call): Promise<Set<string>> {
  const rows = await submissions(call.tx)
    .innerJoin('norms.clause_version as v', 'v.id', 's.clause_version_id')
    .select('v.clause_id')
    .where('p.submission_id', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.clause_id))
}

function matches(clause: Clause, { search, group, norm, kind }: InputOf<typeof listClauses>): boolean {
  const norms = normsOf(clause)
  if (kind && clause.kind !== kind) return false
  if (norm && !norms.includes(norm)) return false
  if (group && !norms.some((id) => id.startsWith(`${group}-`))) return false
  if (!search) return true
  const text = [clause.id, clause.title.zh, clause.title.en, clause.words.zh, clause.words.en, ...norms].join('\n').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Catalogue ids the clause carries out, in whole or in part. */
function normsOf({ source }: Clause): string[] {
  return [...(source.norms ?? []), ...(source.partly ?? [])]
}
