-- The legal side of complaints: appeals and lawsuits beside them, referrals to counsel, labels with an end, statements, holds on deletion, evidence packs, and recordings that are deleted when their time is over.

create schema legal;

create table legal.linked_case (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  no int not null,
  kind text not null constraint linked_case_kind_known check (kind in ('appeal', 'lawsuit')),
  authority text not null,
  authority_number text,
  dispute text not null constraint linked_case_dispute_known check (dispute in ('charge', 'other')),
  happened_on date,
  state text not null,
  claim_fen bigint,
  unit_id uuid,
  owner_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  version int not null default 1,
  constraint linked_case_pk primary key (region_id, id),
  constraint linked_case_no_key unique (region_id, ticket_id, no)
);
comment on table legal.linked_case is '@distributed An appeal or a lawsuit about a complaint: beside it, with the authority''s own number and clocks; the complaint goes on by its own (TK-41).';
comment on column legal.linked_case.happened_on is 'The day of what is disputed: appeals too long after it are not accepted.';
comment on column legal.linked_case.state is 'The name of the last step of rulebook/legal/legal-rules.yaml.';
create index linked_case_open on legal.linked_case (region_id, next_due_at, id) where ended_at is null;
create index linked_case_list on legal.linked_case (region_id, recorded_at desc, id desc);
create unique index linked_case_number_key on legal.linked_case (region_id, authority, authority_number) where authority_number is not null;

create table legal.case_step (
  region_id int not null,
  case_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  step text not null,
  note text,
  file_ids uuid[] not null default '{}',
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint case_step_pk primary key (region_id, case_id, at, id),
  constraint case_step_case_fk foreign key (region_id, case_id) references legal.linked_case (region_id, id)
);
comment on table legal.case_step is '@distributed @append-only What happened in an appeal or a lawsuit, when, and on which document.';

create table legal.referral (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  grounds text[] not null,
  reason text not null,
  state text not null constraint referral_state_known check (state in ('open', 'decided', 'withdrawn')),
  unit_id uuid,
  owner_id uuid,
  referred_by uuid,
  referred_at timestamptz not null,
  decision text,
  decision_note text,
  citations jsonb not null default '[]',
  decided_by uuid,
  decided_at timestamptz,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  constraint referral_pk primary key (region_id, id),
  constraint referral_decided_check check ((state = 'open') = (decided_at is null))
);
comment on table legal.referral is '@distributed A matter put before counsel, why, and what was decided with which clauses and articles (TK-20, TK-53).';
create index referral_ticket on legal.referral (region_id, ticket_id, referred_at);
create index referral_list on legal.referral (region_id, referred_at desc, id desc);
create unique index referral_open_key on legal.referral (region_id, ticket_id) where state = 'open';

create table legal.label (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  label text not null constraint label_known check (label in ('malicious')),
  reason text not null,
  review_on date not null,
  unit_id uuid,
  set_by uuid,
  set_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  constraint label_pk primary key (region_id, id)
);
comment on table legal.label is '@distributed A complaint, never a person, called malicious: by counsel or a supervisor, with reason and the day on which it ends unless said again (TK-20).';
create unique index label_open_key on legal.label (region_id, ticket_id) where ended_at is null;
create index label_review on legal.label (region_id, review_on) where ended_at is null;

create table legal.statement (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  template text not null,
  template_version int not null,
  language text not null constraint statement_language_known check (language in ('zh-CN', 'en')),
  fields jsonb not null,
  body text not null,
  sha256 bytea not null,
  state text not null constraint statement_state_known check (state in ('asked', 'approved', 'refused')),
  unit_id uuid,
  drafted_by uuid,
  drafted_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  constraint statement_pk primary key (region_id, id)
);
comment on table legal.statement is '@distributed A written statement to a customer: only from a template of the rulebook, and only after another person approved it (TK-53).';
create index statement_ticket on legal.statement (region_id, ticket_id, drafted_at);
create index statement_open on legal.statement (region_id, drafted_at, id) where state = 'asked';

create table legal.hold (
  region_id int not null,
  id uuid not null,
  subject_kind text not null constraint hold_subject_known check (subject_kind in ('ticket', 'customer', 'call', 'recording')),
  subject_id uuid not null,
  label text not null,
  reason text not null,
  unit_id uuid,
  placed_by uuid,
  placed_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  lift_reason text,
  constraint hold_pk primary key (region_id, id)
);
comment on table legal.hold is '@distributed What may not be deleted for now: whatever deletes or lets expire asks first (TK-20, TK-60).';
comment on column legal.hold.label is 'The number of the ticket or customer, or the id of the call: nothing personal.';
create unique index hold_open_key on legal.hold (region_id, subject_kind, subject_id) where lifted_at is null;
create index hold_list on legal.hold (region_id, placed_at desc, id desc);

create table legal.pack (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  purpose text not null,
  reason text not null,
  options jsonb not null,
  state text not null constraint pack_state_known check (state in ('making', 'done', 'failed')),
  failure text,
  file_id uuid,
  bytes bigint,
  sha256 bytea,
  manifest_sha256 bytea,
  key_fingerprint text,
  parts int,
  redactions int,
  salt bytea,
  unit_id uuid,
  requested_by uuid,
  requested_at timestamptz not null,
  made_at timestamptz,
  constraint pack_pk primary key (region_id, id),
  constraint pack_done_check check ((state = 'done') = (file_id is not null))
);
comment on table legal.pack is '@distributed A sealed ZIP with everything about a case, why it was made and by whom (TK-60).';
comment on column legal.pack.salt is 'Sealed: with it the operator can show later what a redacted part said, and nobody can guess it from the hash.';
create index pack_ticket on legal.pack (region_id, ticket_id, requested_at);

create table legal.signing_key (
  fingerprint text constraint signing_key_pk primary key,
  public_key text not null,
  sealed bytea not null,
  made_at timestamptz not null,
  retired_at timestamptz
);
comment on table legal.signing_key is '@reference The installation''s own Ed25519 keys for evidence packs; the secret half is sealed with the key of the data directory.';
create unique index signing_key_one on legal.signing_key ((true)) where retired_at is null;

create index message_customer on sms.message (region_id, customer_id, created_at) where customer_id is not null;

-- Recordings whose time is over lose their sound and keep their trace: what was deleted, when, by which rule.
alter table voice.recording drop constraint recording_state_known;
alter table voice.recording add constraint recording_state_known check (state in ('running', 'ended', 'kept', 'empty', 'deleted'));
alter table voice.recording drop constraint recording_kept_check;
alter table voice.recording add constraint recording_kept_check check ((state in ('kept', 'deleted')) = (sha256 is not null));
alter table voice.recording add column look_again_at timestamptz;
alter table voice.recording add column deleted_at timestamptz;
alter table voice.recording add column deleted_because text;
comment on column voice.recording.look_again_at is 'When retention looks at it next; null: when the ordinary time is over.';
comment on column voice.recording.deleted_because is 'The rule of rulebook/retention.yaml by which it was deleted.';
create index recording_fresh on voice.recording (region_id, ended_at) where state = 'kept' and look_again_at is null;
create index recording_again on voice.recording (region_id, look_again_at) where state = 'kept' and look_again_at is not null;
