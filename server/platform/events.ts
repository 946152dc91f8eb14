import { sql } from 'kysely'
import type { Call } from './action.ts'
import { actorColumns } from './action.ts'
import { insertLate } from './gathered-writes.ts'

/** A thing that happened, as an action records it. */
export type Happening = {
  name: string
  regionId: number
  subjectKind: string
  subjectId: string
  /** Ids and facts other capabilities need; never personal data. */
  data?: Record<string, unknown>
  /** When it happened in the world; imports give the past. Default: now. */
  occurredAt?: Date
}

/** An event as read back from the log, in commit order by `(xid, seq)`. */
export type RecordedEvent = {
  xid: string
  seq: number
  name: string
  regionId: number
  subjectKind: string
  subjectId: string
  actorKind: string
  actorId: string | null
  data: Record<string, unknown>
  occurredAt: Date
}

/** Writes the event in the action's own transaction: it exists exactly when the change does. */
export async function record(call: Call, happening: Happening): Promise<void> {
  await recordAll(call, [happening])
}

/** Writes several events in one statement. */
export async function recordAll(call: Call, happenings: Happening[]): Promise<void> {
  if (happenings.length === 0) return
  await insertLate(
    call,
    'platform.event',
    happenings.map((happening) => ({
      region_id: happening.regionId,
      name: happening.name,
      subject_kind: happening.subjectKind,
      subject_id: happening.subjectId,
      ...actorColumns(call.actor),
      data: JSON.stringify({ ...happening.data, ...(call.imported ? { imported: true } : {}) }),
      occurred_at: happening.occurredAt ?? call.now,
      recorded_at: new Date(),
      request_id: call.requestId
    }))
  )
  call.afterCommit.push(() => call.app.bell.ring('events'))
}

export type Position = { xid: string; seq: number }

/**
 * Events after a position, oldest first, only those below the oldest running transaction: `seq` alone would lose a
 * transaction that took its number early and committed late.
 */
export async function eventsAfter(
  db: Call['tx'],
  after: Position,
  limit: number,
  names?: readonly string[]
): Promise<RecordedEvent[]> {
  const rows = await db
    .selectFrom('platform.event')
    .select([
      'xid',
      'seq',
      'name',
      'region_id',
      'subject_kind',
      'subject_id',
      'actor_kind',
      'actor_id',
      'data',
      'occurred_at'
    ])
    .where(sql<boolean>`(xid, seq) > (${after.xid}::xid8, ${after.seq}::bigint)`)
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .$if(names !== undefined, (query) => query.where(sql<boolean>`name = any(${names as string[]}::text[])`))
    .orderBy('xid')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    xid: String(row.xid),
    seq: Number(row.seq),
    name: row.name,
    regionId: row.region_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    data: row.data as Record<string, unknown>,
    occurredAt: row.occurred_at as Date
  }))
}

/** The newest position whose events are all visible: where a reader that wants only the future starts. */
export async function currentPosition(db: Call['tx']): Promise<Position> {
  const { rows } = await sql<{ xid: string }>`select (pg_snapshot_xmin(pg_current_snapshot()))::text as xid`.execute(db)
  return { xid: String(BigInt(rows[0]?.xid ?? '1') - 1n), seq: Number.MAX_SAFE_INTEGER }
}
