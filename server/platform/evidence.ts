import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { insertLate } from './gathered-writes.ts'
import type { Call } from './action.ts'
import { canonical } from './canonical.ts'

/** A fact to be proven later: what was promised, what happened, by which clause, with which result. */
export type Proof = {
  kind: string
  regionId: number
  subjectKind: string
  subjectId: string
  payload: Record<string, unknown>
}

const CURSOR = 'evidence-seal'
const BATCH = 5000
/** What the first link of the chain follows. */
const GENESIS = Buffer.alloc(32)

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

/** What is hashed for one row of evidence. */
export function digestOf(row: Proof & { id: string; at: string }): Buffer {
  return sha256(canonical(row))
}

/** Writes a row of evidence in the action's own transaction; it is sealed into the chain a few seconds later. */
export async function prove(call: Call, proof: Proof): Promise<string> {
  const [id] = await proveAll(call, [proof])
  return id as string
}

/** Writes several rows of evidence in one statement; their ids in the same order. */
export async function proveAll(call: Call, proofs: Proof[]): Promise<string[]> {
  if (proofs.length === 0) return []
  const at = call.now
  const rows = proofs.map((proof) => {
    const id = call.app.newId()
    return {
      region_id: proof.regionId,
      id,
      kind: proof.kind,
      subject_kind: proof.subjectKind,
      subject_id: proof.subjectId,
      payload: JSON.stringify(proof.payload),
      digest: digestOf({ ...proof, id, at: at.toISOString() }),
      at
    }
  })
  await insertLate(call, 'platform.evidence', rows)
  return rows.map(({ id }) => id)
}

/**
 * Seals the evidence written since the last seal: one link of the hash chain per batch, because chaining row by row would
 * make every write of the product wait for the one before. Returns how many rows were sealed.
 */
export async function sealEvidence(call: Call): Promise<number> {
  return call.app.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('platform.cursor')
      .values({ name: CURSOR, source: 'platform.evidence', xid: sql`'0'::xid8`, seq: 0, updated_at: new Date() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    const cursor = await tx
      .selectFrom('platform.cursor')
      .select(['xid', 'seq'])
      .where('name', '=', CURSOR)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!cursor) return 0
    const rows = await tx
      .selectFrom('platform.evidence')
      .select(['region_id', 'id', 'digest', 'xid', 'seq'])
      .where(sql<boolean>`(xid, seq) > (${String(cursor.xid)}::xid8, ${Number(cursor.seq)}::bigint)`)
      .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
      .orderBy('xid')
      .orderBy('seq')
      .limit(BATCH)
      .execute()
    const last = rows.at(-1)
    if (!last) return 0
    const previous = await tx
      .selectFrom('platform.evidence_seal')
      .select(['no', 'hash'])
      .orderBy('no', 'desc')
      .limit(1)
      .executeTakeFirst()
    const no = Number(previous?.no ?? 0) + 1
    const root = rootOf(rows.map((row) => row.digest as Buffer))
    const hash = sealHash(no, rows.length, root, (previous?.hash as Buffer | undefined) ?? GENESIS)
    await tx
      .insertInto('platform.evidence_seal')
      .values({ no, count: rows.length, root, previous: previous?.hash ?? GENESIS, hash, sealed_at: call.now })
      .execute()
    await sql`insert into platform.evidence_leaf (seal_no, position, region_id, evidence_id, digest)
      select ${no}, n - 1, r, i, d from unnest(${rows.map((row) => row.region_id)}::int[], ${rows.map((row) => row.id)}::uuid[],
        ${rows.map((row) => row.digest)}::bytea[]) with ordinality as leaf(r, i, d, n)`.execute(tx)
    await tx
      .updateTable('platform.cursor')
      .set({ xid: sql`${String(last.xid)}::xid8`, seq: Number(last.seq), updated_at: new Date() })
      .where('name', '=', CURSOR)
      .execute()
    return rows.length
  })
}

/** The root of a batch: the hash over its leaf digests in order. */
export function rootOf(digests: Buffer[]): Buffer {
  return sha256(Buffer.concat(digests))
}

/** One link of the chain: number, count, root and the link before. */
export function sealHash(no: number, count: number, root: Buffer, previous: Buffer): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${no}:${count}:`), root, previous]))
}

export type ChainFault = { sealNo: number; sealedAt: string; evidenceId?: string; fault: 'row-changed' | 'row-missing' | 'root' | 'link' }

export type ChainCheck = {
  seals: number
  rows: number
  faults: ChainFault[]
  /** When the first and the last of these seals were made. */
  sealedFrom: string | null
  sealedTo: string | null
  /** The first seal not looked at; null at the end of the chain. */
  nextNo: number | null
}

/**
 * Recomputes a stretch of the chain from the rows themselves, `limit` seals from number `fromNo` on. No faults when all is as it was
 * sealed; otherwise the first 20 of them, each naming its seal and row.
 */
export async function verifyEvidence(db: Call['tx'], fromNo = 1, limit = 1000): Promise<ChainCheck> {
  const faults: ChainFault[] = []
  const seals = await db.selectFrom('platform.evidence_seal').selectAll().where('no', '>=', fromNo).orderBy('no').limit(limit).execute()
  const before = await db.selectFrom('platform.evidence_seal').select('hash').where('no', '=', fromNo - 1).executeTakeFirst()
  let previous: Buffer = (before?.hash as Buffer | undefined) ?? GENESIS
  let expected = fromNo
  let rows = 0
  for (const seal of seals) {
    const no = Number(seal.no)
    const place = { sealNo: no, sealedAt: seal.sealed_at.toISOString() }
    const leaves = await leavesOf(db, no)
    faults.push(...leaves.flatMap((leaf) => faultOf(place, leaf) ?? []))
    const root = rootOf(leaves.map((leaf) => leaf.digest))
    if (!root.equals(seal.root as Buffer)) faults.push({ ...place, fault: 'root' })
    if (no !== expected || !sealHash(no, leaves.length, root, previous).equals(seal.hash as Buffer)) faults.push({ ...place, fault: 'link' })
    previous = seal.hash as Buffer
    expected = no + 1
    rows += leaves.length
  }
  return {
    seals: seals.length,
    rows,
    faults: faults.slice(0, 20),
    sealedFrom: seals[0]?.sealed_at.toISOString() ?? null,
    sealedTo: seals.at(-1)?.sealed_at.toISOString() ?? null,
    nextNo: seals.length === limit ? expected : null
  }
}

async function leavesOf(db: Call['tx'], no: number): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select l.evidence_id, l.digest, e.id, e.region_id, e.kind, e.subject_kind, e.subject_id, e.payload, e.at
    from platform.evidence_leaf l left join platform.evidence e on e.region_id = l.region_id and e.id = l.evidence_id
    where l.seal_no = ${no} order by l.position`.execute(db)
  return rows
}

function faultOf(place: Pick<ChainFault, 'sealNo' | 'sealedAt'>, leaf: Leaf): ChainFault | null {
  if (!leaf.id) return { ...place, evidenceId: leaf.evidence_id, fault: 'row-missing' }
  return digestOf(proofOf(leaf)).equals(leaf.digest) ? null : { ...place, evidenceId: leaf.evidence_id, fault: 'row-changed' }
}

type Leaf = {
  evidence_id: string
  digest: Buffer
  id: string | null
  region_id: number
  kind: string
  subject_kind: string
  subject_id: string
  payload: Record<string, unknown>
  at: Date
}

function proofOf(leaf: Leaf): Proof & { id: string; at: string } {
  return {
    kind: leaf.kind,
    regionId: leaf.region_id,
    subjectKind: leaf.subject_kind,
    subjectId: leaf.subject_id,
    payload: leaf.payload,
    id: leaf.id as string,
    at: leaf.at.toISOString()
  }
}
