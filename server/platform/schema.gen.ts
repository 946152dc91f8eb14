// Generated from the database by `npm run cli -- schema-types`: do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Read as the parsed value; written as JSON text, because the driver would take an array for a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>
export type JsonOrNull = ColumnType<unknown, string | null, string | null>
export type JsonWithDefault = ColumnType<unknown, string | undefined, string>

/** Written as a Date or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type TimestampOrNull = ColumnType<Date | null, Date | string | null, Date | string | null>
export type TimestampWithDefault = ColumnType<Date, Date | string | undefined, Date | string>

/** @distributed @append-only Who looked at or changed what, for which stated purpose. Field names only, never values. */
export interface PlatformAudit {
  region_id: number
  at: Timestamp
  id: string
  actor_kind: string
  actor_id: string | null
  verb: string
  subject_kind: string | null
  subject_id: string | null
  fields: string[] | null
  purpose: string | null
  ip: string | null
  request_id: string | null
  outcome: string
  detail: JsonOrNull
}

/** @local How far a reader of platform.event has come: everything up to (xid, seq) is done. */
export interface PlatformCursor {
  name: string
  xid: string
  seq: number
  updated_at: Timestamp
}

/** @local @append-only Everything that happened, written in the transaction that made it happen. Readers go by (xid, seq) below pg_snapshot_xmin(pg_current_snapshot()): seq alone would pass over a transaction that commits late. */
export interface PlatformEvent {
  region_id: number
  seq: GeneratedAlways<number>
  xid: Generated<string>
  name: string
  subject_kind: string
  subject_id: string
  actor_kind: string
  actor_id: string | null
  data: JsonWithDefault
  /** When it happened in the world; earlier than recorded_at for imported history. */
  occurred_at: Timestamp
  recorded_at: TimestampWithDefault
  request_id: string | null
}

/** @distributed @append-only What shows that a promise was kept or broken. Sealed in batches into a hash chain, so a later change can be seen. */
export interface PlatformEvidence {
  region_id: number
  id: string
  seq: GeneratedAlways<number>
  xid: Generated<string>
  kind: string
  subject_kind: string
  subject_id: string
  payload: Json
  /** SHA-256 over the canonical JSON of the row without seq and xid. */
  digest: Buffer
  at: Timestamp
}

/** @local @append-only Which evidence a seal covers, in order. The unique key makes sealing twice impossible. No foreign key to evidence: that table is distributed. */
export interface PlatformEvidenceLeaf {
  seal_no: number
  position: number
  region_id: number
  evidence_id: string
  digest: Buffer
}

/** @local @append-only One link of the chain: hash = SHA-256(no, count, root, previous); root is the Merkle root of the leaves in order. */
export interface PlatformEvidenceSeal {
  no: number
  count: number
  root: Buffer
  previous: Buffer
  hash: Buffer
  sealed_at: Timestamp
}

/** @distributed A file somebody attached; the bytes lie in the blob store under their SHA-256 and are shared by equal files. */
export interface PlatformFile {
  region_id: number
  id: string
  sha256: Buffer
  size: number
  /** From the content, not from what the sender claimed. */
  media_type: string
  name: string
  subject_kind: string
  subject_id: string
  created_by_kind: string
  created_by: string | null
  created_at: Timestamp
  deleted_at: TimestampOrNull
}

/** @local The reply to a write that carried an idempotency key, given again when the same request comes again. */
export interface PlatformIdempotency {
  actor_id: string
  key: string
  operation: string
  request_hash: Buffer
  /** Null while the first request is still running. */
  status: number | null
  response: JsonOrNull
  created_at: Timestamp
}

/** @local Wake-ups and background work. A deadline of the product never lives here: its own table holds it, a job only looks. */
export interface PlatformJob {
  id: string
  kind: string
  /** At most one unfinished job per (kind, key); null = any number. */
  key: string | null
  payload: JsonWithDefault
  region_id: number | null
  due_at: Timestamp
  attempts: Generated<number>
  max_attempts: Generated<number>
  /** A worker that died lets the lease run out and another takes the job. */
  leased_until: TimestampOrNull
  leased_by: string | null
  /** Code or class of the error, never its data. */
  last_error: string | null
  created_at: TimestampWithDefault
  finished_at: TimestampOrNull
}

/** @local Which migration files this database has seen. */
export interface PlatformMigration {
  name: string
  checksum: string
  applied_at: TimestampWithDefault
}

/** @reference A provincial company: the natural cell of an operator and the key by which growing tables are spread. */
export interface PlatformRegion {
  id: number
  /** Two letters; part of every human-readable number, e.g. HN-20261124-000123. */
  code: string
  name_zh: string
  name_en: string
  /** IANA name. Calendars and daily numbers follow it. */
  time_zone: string
}

/** @reference Switches of the whole installation. */
export interface PlatformSetting {
  key: string
  value: Json
}

/** @local Live processes; one without a recent heartbeat is dead and its leases may be taken. */
export interface PlatformWorker {
  id: string
  roles: string[]
  started_at: TimestampWithDefault
  heartbeat_at: Timestamp
}

export interface DB {
  'platform.audit': PlatformAudit
  'platform.cursor': PlatformCursor
  'platform.event': PlatformEvent
  'platform.evidence': PlatformEvidence
  'platform.evidence_leaf': PlatformEvidenceLeaf
  'platform.evidence_seal': PlatformEvidenceSeal
  'platform.file': PlatformFile
  'platform.idempotency': PlatformIdempotency
  'platform.job': PlatformJob
  'platform.migration': PlatformMigration
  'platform.region': PlatformRegion
  'platform.setting': PlatformSetting
  'platform.worker': PlatformWorker
}
