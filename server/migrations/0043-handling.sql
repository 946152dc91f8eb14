-- The handling desk of complaints: what was verified, how the procedures went, who works together, what was promised, which books help.

create schema handling;

create table handling.diagnosis (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  true_to_fact text not null constraint diagnosis_true_known check (true_to_fact in ('true', 'partly', 'not')),
  root_cause text not null constraint diagnosis_root_cause_known check (root_cause in ('operating-error', 'system-fault', 'service-loophole', 'unfounded')),
  cause text,
  summary text not null,
  evidence jsonb not null default '[]',
  staff_id uuid,
  unit_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  constraint diagnosis_pk primary key (region_id, id)
);
comment on table handling.diagnosis is '@distributed What a verification found (TK-15). Insert only: the newest of a ticket counts, the others are its history.';
comment on column handling.diagnosis.cause is 'A code below the root cause in rulebook/handling/diagnosis.yaml.';
comment on column handling.diagnosis.staff_id is 'Whose mistake it was, for coaching; shown to leaders alone (TK-49).';
create index diagnosis_of_ticket on handling.diagnosis (region_id, ticket_id, made_at desc, id desc);
create index diagnosis_by_cause on handling.diagnosis (region_id, made_at, root_cause, cause);

create table handling.signal_test (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  place text not null,
  latitude float8,
  longitude float8,
  indoor boolean not null,
  technology text not null,
  readings jsonb not null,
  verdict text not null constraint signal_test_verdict_known check (verdict in ('healthy', 'weak', 'critical')),
  note text,
  tested_at timestamptz not null,
  made_by uuid,
  made_at timestamptz not null,
  constraint signal_test_pk primary key (region_id, id)
);
comment on table handling.signal_test is '@distributed Measurements made for a complaint, judged by the thresholds in force then.';
create index signal_test_of_ticket on handling.signal_test (region_id, ticket_id, tested_at desc);

create table handling.run (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  procedure text not null,
  call_id uuid,
  begun_by uuid,
  begun_at timestamptz not null,
  finished_at timestamptz,
  constraint run_pk primary key (region_id, id)
);
comment on table handling.run is '@distributed A procedure of rulebook/handling/procedures.yaml as it was gone through for a complaint.';
create index run_of_ticket on handling.run (region_id, ticket_id, begun_at desc);
create unique index run_open on handling.run (region_id, ticket_id, procedure) where finished_at is null;

create table handling.run_step (
  region_id int not null,
  run_id uuid not null,
  step text not null,
  state text not null constraint run_step_state_known check (state in ('done', 'left-out')),
  answers jsonb not null default '{}',
  reason text,
  evidence jsonb,
  by_id uuid,
  at timestamptz not null,
  constraint run_step_pk primary key (region_id, run_id, step),
  constraint run_step_run_fk foreign key (region_id, run_id) references handling.run (region_id, id)
);
comment on table handling.run_step is '@distributed A step that was taken, with what it asked for and the evidence found for it; or left out, with the reason.';

create table handling.reception_record (
  region_id int not null,
  run_id uuid not null,
  ticket_id uuid not null,
  words text not null,
  place text not null,
  latitude float8,
  longitude float8,
  strokes jsonb,
  signer text,
  unsigned_reason text,
  signed_at timestamptz not null,
  taken_by uuid,
  sha256 bytea not null,
  copy_note_id uuid,
  copy_sms_id uuid,
  constraint reception_record_pk primary key (region_id, run_id),
  constraint reception_record_signed_or_said_why check ((strokes is null) <> (unsigned_reason is null))
);
comment on table handling.reception_record is '@distributed The record of a reception on site as the customer signed it, or why they did not (TK-25).';
comment on column handling.reception_record.strokes is 'The signature as lines of points on a field of 1000 by 400.';
comment on column handling.reception_record.sha256 is 'Of words, strokes, place and time: what was signed cannot change afterwards.';
create index reception_record_of_ticket on handling.reception_record (region_id, ticket_id);

create table handling.hand_up (
  region_id int not null,
  handover_id uuid not null,
  ticket_id uuid not null,
  to_staff_id uuid not null,
  by_id uuid,
  at timestamptz not null,
  constraint hand_up_pk primary key (region_id, handover_id)
);
comment on table handling.hand_up is '@distributed Complaints handed to a superior because they could not be solved at once (TK-27); the hand-over itself is one of the ticket.';
create index hand_up_of_ticket on handling.hand_up (region_id, ticket_id, at desc);

create table handling.room (
  region_id int not null,
  ticket_id uuid not null,
  purpose text not null,
  opened_by uuid,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint room_pk primary key (region_id, ticket_id)
);
comment on table handling.room is '@distributed The departments that work together on a complaint (TK-16); their tasks are those of the ticket.';

create table handling.room_unit (
  region_id int not null,
  ticket_id uuid not null,
  unit_id uuid not null,
  duty text not null,
  joined_at timestamptz not null,
  task_id uuid,
  constraint room_unit_pk primary key (region_id, ticket_id, unit_id),
  constraint room_unit_room_fk foreign key (region_id, ticket_id) references handling.room (region_id, ticket_id)
);
comment on table handling.room_unit is '@distributed A department in a case room, what it answers for and its task.';

create table handling.room_message (
  region_id int not null,
  ticket_id uuid not null,
  id uuid not null,
  body text not null,
  author_id uuid,
  at timestamptz not null,
  constraint room_message_pk primary key (region_id, ticket_id, id),
  constraint room_message_room_fk foreign key (region_id, ticket_id) references handling.room (region_id, ticket_id)
);
comment on table handling.room_message is '@distributed What departments said to each other in a case room. Insert only; kept with the ticket.';

create table handling.coordination (
  region_id int not null,
  ticket_id uuid not null,
  fields jsonb not null,
  version int not null,
  opinion text,
  opinion_by uuid,
  opinion_at timestamptz,
  begun_by uuid,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  constraint coordination_pk primary key (region_id, ticket_id)
);
comment on table handling.coordination is '@distributed The business coordination form of a complaint (TK-29, KA-12).';

create table handling.commitment (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  stage text not null,
  within text not null,
  words text not null,
  interim text,
  state text not null constraint commitment_state_known check (state in ('open', 'kept', 'withdrawn')),
  told_how text,
  ended_at timestamptz,
  made_by uuid,
  made_at timestamptz not null,
  constraint commitment_pk primary key (region_id, id)
);
comment on table handling.commitment is '@distributed A time told to the customer (TK-36); its clock is the clause told-time.';
create index commitment_of_ticket on handling.commitment (region_id, ticket_id, made_at desc);

create table handling.card_use (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  card text not null,
  emotion_before text,
  emotion_after text,
  unit_id uuid,
  used_by uuid,
  used_at timestamptz not null,
  constraint card_use_pk primary key (region_id, id)
);
comment on table handling.card_use is '@distributed A card of rulebook/handling/cards.yaml used in a complaint, and the customer''s mood before and after.';
create index card_use_of_ticket on handling.card_use (region_id, ticket_id, used_at desc);
create index card_use_by_card on handling.card_use (region_id, used_at, card);

create table handling.demand (
  region_id int not null,
  ticket_id uuid not null,
  kind text not null,
  task_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  constraint demand_pk primary key (region_id, ticket_id, kind)
);
comment on table handling.demand is '@distributed What a complaint demands beside its matter (a public apology, a statement in writing): each has its approved script and goes where it is decided (TK-53).';

create table handling.offer (
  region_id int not null,
  ticket_id uuid not null,
  version int not null,
  terms text not null,
  valid_until timestamptz not null,
  state text not null constraint offer_state_known check (state in ('offered', 'accepted', 'declined', 'replaced', 'taken-back')),
  proof_kind text,
  proof text,
  made_by uuid,
  made_at timestamptz not null,
  answered_at timestamptz,
  constraint offer_pk primary key (region_id, ticket_id, version)
);
comment on table handling.offer is '@distributed What was offered to the customer, version by version, and the proof of what was accepted (TK-50).';
comment on column handling.offer.state is 'taken-back: the customer accepted it and later did not keep to it.';

create table handling.behaviour_use (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  behaviour text not null,
  state text not null constraint behaviour_use_state_known check (state in ('asked', 'used', 'refused')),
  outcome text,
  emotion_before text,
  emotion_after text,
  unit_id uuid,
  attached_by uuid,
  attached_at timestamptz not null,
  decided_by uuid,
  expires_at timestamptz,
  constraint behaviour_use_pk primary key (region_id, id)
);
comment on table handling.behaviour_use is '@distributed A behaviour book attached to a ticket while it is open. Deleted when the ticket ends or the book expires: nothing of it stays with ticket or customer.';
create unique index behaviour_use_once on handling.behaviour_use (region_id, ticket_id, behaviour);
create index behaviour_use_expiry on handling.behaviour_use (region_id, expires_at) where expires_at is not null;

create table handling.behaviour_tally (
  region_id int not null,
  unit_id uuid not null,
  month date not null,
  behaviour text not null,
  outcome text not null,
  uses int not null,
  calmer int not null,
  constraint behaviour_tally_pk primary key (region_id, unit_id, month, behaviour, outcome)
);
comment on table handling.behaviour_tally is '@distributed How often a book was used and with which outcome, with no ticket and no customer in it.';
comment on column handling.behaviour_tally.unit_id is 'The unit whose people used it; the region''s zero id when nobody''s.';

create index message_to_customer on sms.message (region_id, customer_id, created_at desc) where customer_id is not null;
