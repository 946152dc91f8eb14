-- The rulebook as it was in force at any time, and the clocks of the promises it made: who owes what to whom until when.

create schema norms;

create table norms.clause_version (
  id uuid constraint clause_version_pk primary key,
  clause_id text not null,
  version int not null,
  content jsonb not null,
  hash text not null,
  origin text not null constraint clause_version_origin_known check (origin in ('rulebook', 'draft')),
  created_at timestamptz not null,
  created_by uuid,
  note text,
  constraint clause_version_number_key unique (clause_id, version)
);
comment on table norms.clause_version is '@reference @append-only Every wording a clause of the rulebook has had. A running clock keeps the version it started under.';
comment on column norms.clause_version.content is 'The clause as rulebook/clause.schema.json describes it.';
comment on column norms.clause_version.hash is 'SHA-256 (hex) of the canonical JSON of content; every row of evidence names it.';
comment on column norms.clause_version.origin is 'rulebook = came with a release of the product; draft = written on the screen.';
comment on column norms.clause_version.created_by is 'Null = the rulebook files.';

create table norms.clause_submission (
  id uuid constraint clause_submission_pk primary key,
  clause_version_id uuid not null constraint clause_submission_version_fk references norms.clause_version (id),
  kind text not null constraint clause_submission_kind_known check (kind in ('publish', 'withdraw')),
  effective_from timestamptz not null,
  submitted_by uuid,
  submitted_at timestamptz not null,
  reason text
);
comment on table norms.clause_submission is '@reference @append-only A version (or its withdrawal) put before a second person.';
comment on column norms.clause_submission.submitted_by is 'Null = the rulebook files.';
create index clause_submission_version on norms.clause_submission (clause_version_id);

create table norms.clause_publication (
  submission_id uuid constraint clause_publication_pk primary key constraint clause_publication_submission_fk references norms.clause_submission (id),
  approved boolean not null,
  effective_from timestamptz not null,
  decided_by uuid,
  decided_at timestamptz not null,
  note text
);
comment on table norms.clause_publication is '@reference @append-only The second person''s word on a submission. Of the approved ones of a clause the latest effective_from not after an instant was in force then.';
comment on column norms.clause_publication.effective_from is 'Never before the approval, but for the first version of a clause: imported history is judged by it.';
comment on column norms.clause_publication.decided_by is 'Never the author or submitter. Null = first load of the rulebook files.';

create table norms.calendar_version (
  id uuid constraint calendar_version_pk primary key,
  calendar_id text not null,
  version int not null,
  content jsonb not null,
  hash text not null,
  created_at timestamptz not null,
  constraint calendar_version_number_key unique (calendar_id, version)
);
comment on table norms.calendar_version is '@reference @append-only Every state a calendar has had. New clocks take the newest; a running clock keeps its own.';
comment on column norms.calendar_version.content is '{calendar, base}: base is the calendar whose holidays it borrows, as it was then.';

create table norms.clock (
  region_id int not null,
  id uuid not null,
  clause_id text not null,
  clause_version_id uuid not null,
  calendar_version_id uuid not null,
  promise text not null,
  subject_kind text not null,
  subject_id uuid not null,
  part_of_id uuid,
  unit_id uuid,
  owner_id uuid,
  owner_kind text not null constraint clock_owner_kind_known check (owner_kind in ('first-owner', 'assignee', 'unit')),
  customer_id uuid,
  started_at timestamptz not null,
  started_by_event text not null,
  facts jsonb not null,
  time_limit jsonb not null,
  table_row text,
  state text not null constraint clock_state_known check (state in ('running', 'paused', 'kept', 'broken', 'cancelled')),
  due_at timestamptz,
  at_risk_at timestamptz,
  next_at timestamptz,
  remaining_ms bigint,
  at_risk_fired_at timestamptz,
  broken_at timestamptz,
  stopped_at timestamptz,
  stopped_by_event text,
  created_at timestamptz not null,
  constraint clock_pk primary key (region_id, id)
);
comment on table norms.clock is '@distributed One promise to one subject: started and stopped by events, judged by the clause version it started under. No foreign keys to versions and regions: those rows are never deleted, and every start of a clock would lock the same few.';
comment on column norms.clock.subject_id is 'What the promise is about: a ticket, a task, a contact. No foreign key: norms know subjects and events only.';
comment on column norms.clock.part_of_id is 'What the subject is part of (the ticket of a task): its events count too.';
comment on column norms.clock.facts is 'What the condition and the table were asked about; yes/no facts that were false are left out. Never personal data.';
comment on column norms.clock.time_limit is 'The limit as kernels/working-time takes it, already chosen from the table.';
comment on column norms.clock.table_row is 'Row of the clause''s table that gave the limit.';
comment on column norms.clock.due_at is 'Last instant at which the promise is kept; null while a pause without end stands before it.';
comment on column norms.clock.next_at is 'When the sweep must look at it next; null when nothing happens by itself.';
comment on column norms.clock.remaining_ms is 'Counting time left while paused; null otherwise.';
comment on column norms.clock.stopped_at is 'When the promised thing was done or called off. A broken promise stays unfinished until then.';
comment on column norms.clock.created_at is 'When the row was written; later than started_at for imported history.';
create index clock_subject on norms.clock (region_id, subject_id);
create index clock_part_of on norms.clock (region_id, part_of_id) where part_of_id is not null and stopped_at is null;
create index clock_next on norms.clock (region_id, next_at) where next_at is not null;
create index clock_unfinished on norms.clock (region_id, due_at, id) where stopped_at is null;
create index clock_owner on norms.clock (region_id, owner_id, due_at, id) where stopped_at is null;
create index clock_by_clause on norms.clock (region_id, clause_id, started_at) include (state);
create index clock_started on norms.clock using brin (started_at);

create table norms.clock_pause (
  region_id int not null,
  clock_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  reason text not null,
  started_by_event text not null,
  ended_by_event text,
  answered_at timestamptz,
  constraint clock_pause_pk primary key (region_id, clock_id, from_at),
  constraint clock_pause_clock_fk foreign key (region_id, clock_id) references norms.clock (region_id, id)
);
comment on table norms.clock_pause is '@distributed A stretch in which a clock stood still, for a reason its clause allows.';
comment on column norms.clock_pause.to_at is 'Null while it lasts.';
comment on column norms.clock_pause.answered_at is 'When the customer wrote while the clock stood still: from then on the pause needs an explanation.';
create index clock_pause_answered on norms.clock_pause (region_id, answered_at, clock_id) where answered_at is not null;

create table norms.replay (
  id uuid constraint replay_pk primary key,
  clause_id text not null,
  clause_version_id uuid not null constraint replay_version_fk references norms.clause_version (id),
  region_ids int[],
  from_at timestamptz not null,
  to_at timestamptz not null,
  most int not null,
  state text not null constraint replay_state_known check (state in ('running', 'done', 'failed')),
  done int not null default 0,
  total int not null,
  before jsonb,
  after jsonb,
  changed int not null default 0,
  requested_by uuid,
  created_at timestamptz not null,
  finished_at timestamptz
);
comment on table norms.replay is '@local A draft run over past cases, to see before publishing what it would have changed.';
comment on column norms.replay.region_ids is 'Regions looked at; null = all.';
create index replay_clause on norms.replay (clause_id, created_at desc);

create table norms.replay_case (
  replay_id uuid not null constraint replay_case_replay_fk references norms.replay (id) on delete cascade,
  position int not null,
  region_id int not null,
  subject_kind text not null,
  subject_id uuid not null,
  before text,
  after text,
  before_due_at timestamptz,
  after_due_at timestamptz,
  constraint replay_case_pk primary key (replay_id, position)
);
comment on table norms.replay_case is '@local A case whose outcome the draft would have changed; the first ones only, replay.changed counts all.';
