import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { sealEvidence } from '#platform/evidence'
import type { Manifest, PackedEntry, PackedLink } from '#platform/sealed-pack/manifest'
import { legalRules } from './legal-rules.ts'

type EntryRow = {
  id: string
  at: Date
  kind: string
  region_id: number
  subject_kind: string
  subject_id: string
  payload: Record<string, unknown>
  digest: Buffer
  seal_no: string | null
  position: number | null
}
type SealRow = { no: string; count: number; root: Buffer; previous: Buffer; hash: Buffer; sealed_at: Date }

/**
 * The rows of evidence of a case with their place in the chain, and the links that show it: each link that holds a row with all its leaves, and
 * the links between them when they are not too many. @norm TK-60
 */
export async function evidenceOf(
  call: Call,
  regionId: number,
  subjectIds: readonly string[]
): Promise<{ entries: PackedEntry[]; links: PackedLink[]; summary: Manifest['evidence'] }> {
  for (let sealed = 1; sealed > 0; ) sealed = await sealEvidence(call)
  const { rows } = await sql<EntryRow>`
    select e.id, e.at, e.kind, e.region_id, e.subject_kind, e.subject_id, e.payload, e.digest, l.seal_no, l.position
    from platform.evidence e left join platform.evidence_leaf l on l.region_id = e.region_id and l.evidence_id = e.id
    where e.region_id = ${regionId} and e.subject_id = any(${[...subjectIds]}::uuid[])
    order by e.seq limit 20000`.execute(call.tx)
  const entries = rows.map(
    (row): PackedEntry => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      regionId: row.region_id,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      payload: row.payload,
      digest: row.digest.toString('hex'),
      seal: row.seal_no === null ? null : { no: Number(row.seal_no), position: Number(row.position) }
    })
  )
  const own = [...new Set(entries.flatMap(({ seal }) => (seal ? [seal.no] : [])))].sort((a, b) => a - b)
  const [first, last] = [own[0] ?? null, own.at(-1) ?? null]
  const whole = first !== null && last !== null && last - first < legalRules().packs.most_links
  const links = await linksOf(call, own, whole && first !== null && last !== null ? { first, last } : null)
  return {
    entries,
    links,
    summary: {
      entries: entries.length,
      unsealed: entries.filter(({ seal }) => seal === null).length,
      firstSeal: first,
      lastSeal: last,
      whole
    }
  }
}

async function linksOf(
  call: Call,
  own: readonly number[],
  run: { first: number; last: number } | null
): Promise<PackedLink[]> {
  if (own.length === 0) return []
  const seals = await sql<SealRow>`select no, count, root, previous, hash, sealed_at from platform.evidence_seal
    where ${run ? sql`no between ${run.first} and ${run.last}` : sql`no = any(${[...own]}::bigint[])`} order by no`.execute(
    call.tx
  )
  const leaves = await sql<{
    seal_no: string
    digest: Buffer
  }>`select seal_no, digest from platform.evidence_leaf where seal_no = any(${[...own]}::bigint[]) order by seal_no, position`.execute(
    call.tx
  )
  const bySeal = Map.groupBy(leaves.rows, (leaf) => Number(leaf.seal_no))
  return seals.rows.map((seal) => ({
    no: Number(seal.no),
    count: seal.count,
    root: seal.root.toString('hex'),
    previous: seal.previous.toString('hex'),
    hash: seal.hash.toString('hex'),
    sealedAt: seal.sealed_at.toISOString(),
    leaves: bySeal.get(Number(seal.no))?.map((leaf) => leaf.digest.toString('hex')) ?? null
  }))
}
