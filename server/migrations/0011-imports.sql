-- Tickets and mail brought in from other systems: each import with its mapping and how far it is, and what became of every row.

create schema imports;

create table imports.import (
  region_id int not null,
  id uuid not null,
  kind text not null constraint import_kind_known check (kind in ('tickets', 'mail')),
  source text not null,
  file_name text not null,
  mapping jsonb not null default '{}',
  state text not null constraint import_state_known check (state in ('running', 'stopped', 'failed', 'done', 'undoing', 'undone')),
  total int,
  position int not null default 0,
  imported int not null default 0,
  repeated int not null default 0,
  failed int not null default 0,
  undone int not null default 0,
  kept int not null default 0,
  failure text,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  constraint import_pk primary key (region_id, id)
);
comment on table imports.import is '@distributed A file of tickets or mails that is brought in. Its rows are handled in order, in batches of one transaction each.';
comment on column imports.import.source is 'The system the rows come from; external numbers are unique within it.';
comment on column imports.import.position is 'Rows handled so far, written with the batch: an import that was cut off goes on exactly there.';
comment on column imports.import.failure is 'Code of what stopped it for good.';
create index import_newest on imports.import (region_id, created_at desc, id desc);

create table imports.row_outcome (
  region_id int not null,
  import_id uuid not null,
  row int not null,
  outcome text not null constraint row_outcome_known check (outcome in ('imported', 'repeated', 'failed', 'undone', 'kept')),
  key text,
  content_hash bytea,
  ticket_id uuid,
  conversation_id uuid,
  fault text,
  field text,
  at timestamptz not null,
  constraint row_outcome_pk primary key (region_id, import_id, row),
  constraint row_outcome_import_fk foreign key (region_id, import_id) references imports.import (region_id, id)
);
comment on table imports.row_outcome is '@distributed What became of each row. The row''s own words stay in the file.';
comment on column imports.row_outcome.key is 'Source and external number, Message-ID of a mail, or a hash of the whole row: who has it cannot be brought in again.';
comment on column imports.row_outcome.at is 'The instant of the batch, equal to updated_at of the ticket as long as nobody has touched it.';
create unique index row_outcome_key on imports.row_outcome (region_id, key) where outcome in ('imported', 'kept');
create index row_outcome_of_kind on imports.row_outcome (region_id, import_id, outcome, row);
