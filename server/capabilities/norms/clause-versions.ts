import type { Clause } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'

/** A row of norms.clause_version with its content read as a clause. */
export type StoredVersion = {
  id: string
  clauseId: string
  version: number
  clause: Clause
  hash: string
  origin: 'rulebook' | 'draft'
  createdAt: Date
  createdBy: string | null
  note: string | null
}

/** Every version of a clause, newest first; refuses `not-found` when there is none. */
export async function versionsOf(tx: Call['tx'], clauseId: string): Promise<[StoredVersion, ...StoredVersion[]]> {
  const rows = await tx.selectFrom('norms.clause_version').selectAll().where('clause_id', '=', clauseId).orderBy('version', 'desc').execute()
  const versions = rows.map(
    (row): StoredVersion => ({
      id: row.id,
      clauseId: row.clause_id,
      version: row.version,
      clause: row.content as Clause,
      hash: row.hash,
      origin: row.origin,
      createdAt: row.created_at,
      createdBy: row.created_by,
      note: row.note
    })
  )
  const [newest, ...older] = versions
  if (!newest) throw refuse('not-found')
  return [newest, ...older]
}

/** One version of a clause; refuses `not-found`. */
export async function getVersion(tx: Call['tx'], clauseId: string, version: number): Promise<StoredVersion> {
  const found = (await versionsOf(tx, clauseId)).find((one) => one.version === version)
  if (!found) throw refuse('not-found')
  return found
}
