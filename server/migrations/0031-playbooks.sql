-- Playbooks that run on the floor: what was observed, what was proposed, who said yes, who was moved, what it did, so that all of it can be computed again.

create schema playbooks;

create table playbooks.ground (
  region_id int not null,
  looked_at timestamptz,
  physical_seats int constraint ground_seats_range check (physical_seats between 1 and 100000),
  problem_since timestamptz,
  problem_note text,
  problem_by uuid,
  outage_customers int constraint ground_outage_range check (outage_customers >= 0),
  values jsonb not null default '{}',
  constraint ground_pk primary key (region_id)
);
comment on table playbooks.ground is '@distributed One row per region. Whoever looks at the floor for the playbooks holds it: one process at a time, and the next when that one dies.';
comment on column playbooks.ground.physical_seats is 'Seats there are; null = not told, then nothing is held back by them.';
comment on column playbooks.ground.problem_since is 'A supervisor said that a system problem cannot be mended shortly (CC-17); null = none.';

comment on column playbooks.ground.outage_customers is 'Customers hit by a declared outage, as the supervisor was told.';
comment on column playbooks.ground.values is 'Figures by measure as they were last looked at.';

create table playbooks.setting (
  region_id int not null,
  playbook_id text not null,
  mode text not null constraint setting_mode_known check (mode in ('off', 'propose', 'automatic')),
  jumps jsonb not null default '{}',
  wanted_mode text constraint setting_wanted_known check (wanted_mode = 'automatic'),
  wanted_by uuid,
  wanted_at timestamptz,
  set_by uuid,
  approved_by uuid,
  set_at timestamptz not null,
  constraint setting_pk primary key (region_id, playbook_id)
);
comment on table playbooks.setting is '@distributed How a playbook is used in a region; without a row it proposes. Automatic needs a second person, until then it is wanted.';
comment on column playbooks.setting.jumps is 'Step → allowed, where the region says otherwise than the rulebook.';

create table playbooks.run (
  region_id int not null,
  id uuid not null,
  playbook_id text not null,
  book jsonb not null,
  state jsonb not null,
  inputs int not null,
  started_at timestamptz not null,
  started_by uuid,
  ended_at timestamptz,
  constraint run_pk primary key (region_id, id)
);
comment on table playbooks.run is '@distributed A playbook from the first sign of a surge until everything is as before. Its state follows from its inputs alone.';
comment on column playbooks.run.book is 'The playbook as it was when the run began, jumps as the region allows them.';
create unique index run_live_key on playbooks.run (region_id, playbook_id) where ended_at is null;
create index run_started on playbooks.run (region_id, started_at, id);

create table playbooks.input (
  region_id int not null,
  run_id uuid not null,
  no int not null,
  input jsonb not null,
  by uuid,
  constraint input_pk primary key (region_id, run_id, no)
);
comment on table playbooks.input is '@distributed What a run was told, in order: observations, and what people did. A run in which nothing was proposed is forgotten with its inputs.';

create table playbooks.proposal (
  region_id int not null,
  id uuid not null,
  run_id uuid not null,
  playbook_id text not null,
  kind text not null constraint proposal_kind_known check (kind in ('take', 'undo')),
  step_id text not null,
  unit_id uuid not null,
  channel text not null,
  queue_codes text[] not null,
  reason jsonb not null,
  proposed_at timestamptz not null,
  proposed_by uuid,
  answered_at timestamptz,
  answered_by uuid,
  answer text constraint proposal_answer_known check (answer in ('executed', 'declined', 'withdrawn')),
  note text,
  constraint proposal_pk primary key (region_id, id),
  constraint proposal_answer_check check ((answer is null) = (answered_at is null))
);
comment on table playbooks.proposal is '@distributed A step put before the supervisor; answering it in time is a promise (CC-11).';
comment on column playbooks.proposal.proposed_by is 'Who started the step by hand; null = the playbook.';
comment on column playbooks.proposal.answered_by is 'Null with an answer: the product itself, in automatic mode or because the reason was gone.';
create unique index proposal_open_key on playbooks.proposal (region_id, run_id) where answer is null;
create index proposal_of_run on playbooks.proposal (region_id, run_id, proposed_at);

create table playbooks.deed (
  region_id int not null,
  id uuid not null,
  run_id uuid not null,
  proposal_id uuid not null,
  playbook_id text not null,
  step_id text not null,
  channel text not null,
  taken_at timestamptz not null,
  taken_by uuid,
  people int not null,
  detail jsonb not null default '{}',
  undone_at timestamptz,
  undone_by uuid,
  next_effect_at timestamptz,
  constraint deed_pk primary key (region_id, id)
);
comment on table playbooks.deed is '@distributed A step that was carried out, until it is taken back.';
comment on column playbooks.deed.detail is 'What is needed to take it back besides people: the notice, the former capacities; and who was passed over.';
comment on column playbooks.deed.next_effect_at is 'When its effect is measured next; null = measured for the last time.';
create index deed_of_run on playbooks.deed (region_id, run_id, taken_at);
create index deed_effect_due on playbooks.deed (region_id, next_effect_at) where next_effect_at is not null;

create table playbooks.move (
  region_id int not null,
  deed_id uuid not null,
  staff_id uuid not null,
  from_state text not null,
  from_reason text,
  moved_at timestamptz not null,
  returned_at timestamptz,
  returned_to text,
  constraint move_pk primary key (region_id, deed_id, staff_id)
);
comment on table playbooks.move is '@distributed Who was moved by a step, from which state, and back to which.';
create index move_of_person on playbooks.move (region_id, staff_id, moved_at);

create table playbooks.call_in (
  region_id int not null,
  id uuid not null,
  deed_id uuid not null,
  staff_id uuid not null,
  kind text not null constraint call_in_kind_known check (kind in ('longer', 'overtime')),
  rank int not null,
  minutes int not null,
  asked_at timestamptz not null,
  answer text constraint call_in_answer_known check (answer in ('accepted', 'declined', 'withdrawn')),
  answered_at timestamptz,
  answered_by uuid,
  constraint call_in_pk primary key (region_id, id),
  constraint call_in_person_key unique (region_id, deed_id, staff_id)
);
comment on table playbooks.call_in is '@distributed Somebody is asked to stay longer or to come in (CC-16, CC-17), in the order of the list, and says yes or no.';
create index call_in_of_person on playbooks.call_in (region_id, staff_id, asked_at);

create table playbooks.effect (
  region_id int not null,
  deed_id uuid not null,
  after_minutes int not null,
  measured_at timestamptz not null,
  waiting int not null,
  longest_wait_seconds int not null,
  answered int not null,
  answered_within int not null,
  abandoned int not null,
  agents int not null,
  constraint effect_pk primary key (region_id, deed_id, after_minutes)
);
comment on table playbooks.effect is '@distributed @append-only The queue just before a step (0) and so many minutes after it.';
comment on column playbooks.effect.answered is 'Whose wait ended in the minutes before (rulebook/surge.yaml), and of these within the promised seconds.';
