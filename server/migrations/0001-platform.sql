-- What every capability stands on: regions, events and their cursors, jobs, evidence, audit, files, idempotent replies.
-- The first word of each table's comment says how it spreads over several nodes: @distributed (by region_id),
-- @reference (copied everywhere) or @local (first node only). @append-only tables are granted select and insert.

create table platform.region (
  id int constraint region_pk primary key,
  code text not null constraint region_code_key unique,
  name_zh text not null,
  name_en text not null,
  time_zone text not null
);
comment on table platform.region is '@reference A provincial company: the natural cell of an operator and the key by which growing tables are spread.';
comment on column platform.region.code is 'Two letters; part of every human-readable number, e.g. HN-20261124-000123.';
comment on column platform.region.time_zone is 'IANA name. Calendars and daily numbers follow it.';

create table platform.event (
  region_id int not null,
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  name text not null,
  subject_kind text not null,
  subject_id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  data jsonb not null default '{}',
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  request_id text,
  constraint event_pk primary key (region_id, recorded_at, seq)
) partition by range (recorded_at);
comment on table platform.event is '@local @append-only Everything that happened, written in the transaction that made it happen. Readers go by (xid, seq) below pg_snapshot_xmin(pg_current_snapshot()): seq alone would pass over a transaction that commits late.';
comment on column platform.event.seq is 'Restore keeps the set of numbers but may swap them, so that they alone follow the order of (xid, seq): do not store them elsewhere.';
comment on column platform.event.occurred_at is 'When it happened in the world; earlier than recorded_at for imported history.';
create index event_order on platform.event (xid, seq);
create index event_subject on platform.event (region_id, subject_id, seq);

create table platform.event_rest partition of platform.event default;
comment on table platform.event_rest is '@local Rows outside every month made so far; ensure_partitions moves them out.';

create table platform.cursor (
  name text constraint cursor_pk primary key,
  source text not null default 'platform.event' constraint cursor_source_check check (source in ('platform.event', 'platform.evidence')),
  xid xid8 not null,
  seq bigint not null,
  updated_at timestamptz not null
);
comment on table platform.cursor is '@local How far a reader of platform.event or platform.evidence has come: everything up to (xid, seq) is done. A restored database has xids of its own, so restore rewrites the position.';
comment on column platform.cursor.source is 'The table it reads.';

create table platform.job (
  id uuid constraint job_pk primary key,
  kind text not null,
  key text,
  payload jsonb not null default '{}',
  region_id int,
  due_at timestamptz not null,
  attempts int not null default 0,
  max_attempts int not null default 10,
  leased_until timestamptz,
  leased_by uuid,
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table platform.job is '@local Wake-ups and background work. A deadline of the product never lives here: its own table holds it, a job only looks.';
comment on column platform.job.key is 'At most one unfinished job per (kind, key); null = any number.';
comment on column platform.job.leased_until is 'A worker that died lets the lease run out and another takes the job.';
comment on column platform.job.last_error is 'Code or class of the error, never its data.';
create unique index job_open_key on platform.job (kind, key) where finished_at is null;
create index job_due on platform.job (due_at) where finished_at is null;
create index job_finished on platform.job (finished_at) where finished_at is not null;

create table platform.worker (
  id uuid constraint worker_pk primary key,
  roles text[] not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null
);
comment on table platform.worker is '@local Live processes; one without a recent heartbeat is dead and its leases may be taken.';

create table platform.evidence (
  region_id int not null,
  id uuid not null,
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  payload jsonb not null,
  digest bytea not null,
  at timestamptz not null,
  constraint evidence_pk primary key (region_id, id)
);
comment on table platform.evidence is '@distributed @append-only What shows that a promise was kept or broken. Sealed in batches into a hash chain, so a later change can be seen.';
comment on column platform.evidence.digest is 'SHA-256 over the canonical JSON of the row without seq and xid.';
create index evidence_order on platform.evidence (xid, seq);
create index evidence_subject on platform.evidence (region_id, subject_id, seq);

create table platform.evidence_seal (
  no bigint constraint evidence_seal_pk primary key,
  count int not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null
);
comment on table platform.evidence_seal is '@local @append-only One link of the chain: hash = SHA-256(no, count, root, previous); root is the Merkle root of the leaves in order.';

create table platform.evidence_leaf (
  seal_no bigint not null constraint evidence_leaf_seal_fk references platform.evidence_seal (no),
  position int not null,
  region_id int not null,
  evidence_id uuid not null,
  digest bytea not null,
  constraint evidence_leaf_pk primary key (seal_no, position),
  constraint evidence_leaf_evidence_key unique (region_id, evidence_id)
);
comment on table platform.evidence_leaf is '@local @append-only Which evidence a seal covers, in order. The unique key makes sealing twice impossible. No foreign key to evidence: that table is distributed.';

create table platform.audit (
  region_id int not null,
  at timestamptz not null,
  id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  verb text not null,
  subject_kind text,
  subject_id uuid,
  fields text[],
  purpose text,
  ip inet,
  request_id text,
  outcome text not null,
  detail jsonb,
  constraint audit_pk primary key (region_id, at, id)
) partition by range (at);
comment on table platform.audit is '@distributed @append-only Who looked at or changed what, for which stated purpose. Field names only, never values.';
create index audit_subject on platform.audit (region_id, subject_id, at);
create index audit_actor on platform.audit (region_id, actor_id, at);

create table platform.audit_rest partition of platform.audit default;
comment on table platform.audit_rest is '@distributed Rows outside every month made so far; ensure_partitions moves them out.';

create table platform.idempotency (
  actor_id uuid not null,
  key text not null,
  operation text not null,
  request_hash bytea not null,
  status int,
  response jsonb,
  created_at timestamptz not null,
  constraint idempotency_pk primary key (actor_id, key)
);
comment on table platform.idempotency is '@local The reply to a write that carried an idempotency key, given again when the same request comes again.';
comment on column platform.idempotency.status is 'Null while the first request is still running.';
create index idempotency_age on platform.idempotency (created_at);

create table platform.file (
  region_id int not null,
  id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  subject_kind text not null,
  subject_id uuid not null,
  created_by_kind text not null,
  created_by uuid,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint file_pk primary key (region_id, id)
);
comment on table platform.file is '@distributed A file somebody attached; the bytes lie in the blob store under their SHA-256 and are shared by equal files.';
comment on column platform.file.media_type is 'From the content, not from what the sender claimed.';
create index file_subject on platform.file (region_id, subject_id);
create index file_sha256 on platform.file (region_id, sha256);

create table platform.setting (
  key text constraint setting_pk primary key,
  value jsonb not null
);
comment on table platform.setting is '@reference Switches of the whole installation.';

-- Partitions are made by a function of the owner, because the application's role may not create tables.
-- Rows that reached the default partition (nobody called for months) are moved first: attaching would refuse.
create function platform.ensure_partitions(months_ahead int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent record;
  month timestamptz;
  next_month timestamptz;
  part text;
  strayed boolean;
  made int := 0;
begin
  perform pg_advisory_xact_lock(7210413);
  for parent in
    select c.oid, n.nspname as schema, c.relname as name, a.attname as key, d.relname as rest, obj_description(c.oid, 'pg_class') as comment
    from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
    join pg_class d on d.oid = p.partdefid
    where p.partstrat = 'r' and p.partnatts = 1 and a.atttypid = 'timestamptz'::regtype
  loop
    for i in -1 .. months_ahead loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i)) at time zone 'UTC';
      part := parent.name || to_char(month at time zone 'UTC', '"_"YYYY"_"MM');
      continue when to_regclass(format('%I.%I', parent.schema, part)) is not null;
      execute format('create table %I.%I (like %I.%I including defaults including constraints)', parent.schema, part, parent.schema, parent.name);
      execute format('comment on table %I.%I is %L', parent.schema, part, split_part(parent.comment, ' ', 1) || ' One month.');
      next_month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
      execute format('select exists (select from %I.%I where %I >= %L and %I < %L)',
        parent.schema, parent.rest, parent.key, month, parent.key, next_month) into strayed;
      if strayed then
        execute format('with moved as (delete from %I.%I where %I >= %L and %I < %L returning *) insert into %I.%I select * from moved',
          parent.schema, parent.rest, parent.key, month, parent.key, next_month, parent.schema, part);
      end if;
      execute format('alter table %I.%I attach partition %I.%I for values from (%L) to (%L)',
        parent.schema, parent.name, parent.schema, part, month, next_month);
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;
comment on function platform.ensure_partitions(int) is 'Makes the monthly partitions from last month to months_ahead for every table partitioned by time; returns how many were made. Harmless to repeat.';
