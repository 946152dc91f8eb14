-- Patterns of complaints: the same matter again, the same thing from many, one voice to all, and signals that somebody complains for a living.

create table improvement.asker (
  region_id int not null,
  key text not null,
  last_at timestamptz not null,
  constraint asker_pk primary key (region_id, key)
);
comment on table improvement.asker is '@distributed One row per customer or telephone (hashed) that complained: whoever opens a complaint holds it, so that two channels in the same moment see each other.';

create table improvement.same_matter (
  region_id int not null,
  ticket_id uuid not null,
  earlier_id uuid not null,
  earlier_number text not null,
  kind text not null constraint same_matter_kind_known check (kind in ('duplicate', 'repeat')),
  matched_by text not null constraint same_matter_match_known check (matched_by in ('customer', 'phone')),
  seconds_between bigint not null,
  nth int not null,
  category text,
  unit_id uuid,
  earlier_closer_id uuid,
  earlier_unit_id uuid,
  found_at timestamptz not null,
  state text not null constraint same_matter_state_known check (state in ('open', 'merged', 'apart', 'reviewed')),
  settled_at timestamptz,
  settled_by uuid,
  reason text,
  constraint same_matter_pk primary key (region_id, ticket_id),
  constraint same_matter_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id),
  constraint same_matter_earlier_fk foreign key (region_id, earlier_id) references tickets.ticket (region_id, id),
  constraint same_matter_settled_check check ((state = 'open') = (settled_at is null))
);
comment on table improvement.same_matter is '@distributed A complaint that is an earlier one again: open still (duplicate: merge or keep apart) or ended not long ago (repeat: another handler, and a second person looks before it ends).';
comment on column improvement.same_matter.nth is 'Which complaint about it this is within the window: 2 for the second.';
comment on column improvement.same_matter.earlier_closer_id is 'Who ended the earlier one: the repeat counts in their score (TK-31).';
create index same_matter_list on improvement.same_matter (region_id, found_at desc, ticket_id desc);
create index same_matter_earlier on improvement.same_matter (region_id, earlier_id);
create index same_matter_closer on improvement.same_matter (region_id, earlier_closer_id, found_at) where kind = 'repeat';

create table improvement.surge (
  region_id int not null,
  dimension text not null,
  key text not null,
  score double precision not null,
  since timestamptz not null,
  cases int not null,
  last_at timestamptz not null,
  first_at timestamptz not null,
  level double precision not null,
  constraint surge_pk primary key (region_id, dimension, key)
);
comment on table improvement.surge is '@distributed What kernels/surge-detection remembers of one key: a few numbers, whatever its history.';

create table improvement.rhythm (
  region_id int not null,
  hours double precision[] not null,
  updated_at timestamptz not null,
  constraint rhythm_pk primary key (region_id)
);
comment on table improvement.rhythm is '@distributed How many complaints and faults came in each of the 24 hours of the local day.';

create table improvement.mass (
  region_id int not null,
  id uuid not null,
  dimension text not null,
  key text not null,
  parts jsonb not null,
  state text not null constraint mass_state_known check (state in ('suspected', 'confirmed', 'dismissed', 'over')),
  began_at timestamptz not null,
  found_at timestamptz not null,
  usual_per_day double precision not null,
  score double precision not null,
  case_count int not null default 0,
  last_case_at timestamptz not null,
  parent_id uuid not null,
  parent_number text not null,
  unit_id uuid,
  owner_id uuid,
  phenomenon text,
  scope text,
  handling text,
  expected_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  ended_at timestamptz,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  constraint mass_pk primary key (region_id, id),
  constraint mass_parent_fk foreign key (region_id, parent_id) references tickets.ticket (region_id, id)
);
comment on table improvement.mass is '@distributed The same thing from many, found by its rate: bound to one parent ticket, reported up by clocks (FS-31), answered with one voice (GV-24).';
create unique index mass_active_key on improvement.mass (region_id, dimension, key) where state in ('suspected', 'confirmed');
create index mass_list on improvement.mass (region_id, found_at desc, id desc);
create index mass_parent on improvement.mass (region_id, parent_id);

create table improvement.mass_report (
  region_id int not null,
  id uuid not null,
  mass_id uuid not null,
  step text not null,
  phenomenon text not null,
  scope text not null,
  handling text not null,
  expected_at timestamptz not null,
  sent_by uuid,
  sent_at timestamptz not null,
  recipients jsonb not null,
  constraint mass_report_pk primary key (region_id, id),
  constraint mass_report_mass_fk foreign key (region_id, mass_id) references improvement.mass (region_id, id)
);
comment on table improvement.mass_report is '@distributed Each report up the chain of FS-31: phenomenon, scope, handling, expected completion, and who acknowledged it when.';
comment on column improvement.mass_report.recipients is 'Code of the recipient with who acknowledged and when: [{ code, by, at }].';
create index mass_report_mass on improvement.mass_report (region_id, mass_id, sent_at);

create table improvement.answer (
  region_id int not null,
  id uuid not null,
  mass_id uuid,
  category text,
  version int not null,
  zh text not null,
  en text not null,
  partner text,
  data_source text,
  state text not null constraint answer_state_known check (state in ('draft', 'approved', 'withdrawn')),
  written_by uuid,
  written_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  valid_until timestamptz not null,
  told_count int not null default 0,
  constraint answer_pk primary key (region_id, id),
  constraint answer_about_check check (mass_id is not null or category is not null),
  constraint answer_other_approver check (approved_by is null or approved_by is distinct from written_by)
);
comment on table improvement.answer is '@distributed What every channel says about a mass complaint or a topic: one approved wording at a time, by a second person (GV-24, TK-46).';
create unique index answer_current on improvement.answer (region_id, coalesce(mass_id::text, category)) where state = 'approved';
create index answer_mass on improvement.answer (region_id, mass_id, version desc) where mass_id is not null;

create table improvement.signal (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  facts jsonb not null,
  reasons jsonb not null,
  state text not null constraint signal_state_known check (state in ('proposed', 'approved', 'refused', 'corrected', 'expired')),
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  expires_at timestamptz,
  objection text,
  objected_at timestamptz,
  objection_state text constraint signal_objection_known check (objection_state in ('open', 'upheld', 'rejected')),
  objection_by uuid,
  objection_at timestamptz,
  objection_answer text,
  constraint signal_pk primary key (region_id, id),
  constraint signal_approved_expires check (state <> 'approved' or (expires_at is not null and decided_by is not null))
);
comment on table improvement.signal is '@distributed A rule noticed practised complaining (TK-54). A person decides, it expires, the customer may have it corrected; nothing of it stands with the customer or changes what they are promised.';
create unique index signal_open on improvement.signal (region_id, customer_id) where state in ('proposed', 'approved');
create index signal_list on improvement.signal (region_id, proposed_at desc, id desc);
create index signal_expiry on improvement.signal (region_id, expires_at) where state = 'approved';
