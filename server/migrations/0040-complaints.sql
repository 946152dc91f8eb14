-- Complaints beside their tickets: where each came from, how it is classed and scored, its escalations, and what was submitted upwards.

create schema complaints;

create table complaints.complaint (
  region_id int not null,
  ticket_id uuid not null,
  opened_at timestamptz not null,
  source_code text not null,
  source_number text,
  source_fields jsonb not null default '{}',
  received_at timestamptz,
  taken_by uuid,
  cause text,
  leaf_form jsonb not null default '{}',
  evidence jsonb not null default '{}',
  focus boolean not null default false,
  hard boolean not null default false,
  focus_score jsonb,
  risk int not null default 0,
  risk_reasons jsonb not null default '[]',
  repeat_count int not null default 0,
  media_risk boolean not null default false,
  scored_at timestamptz,
  internal_level text,
  external_level text,
  handled_by text not null default 'province' constraint complaint_handled_by_known check (handled_by in ('province', 'city')),
  city_unit_id uuid,
  city_since timestamptz,
  risk_task_id uuid,
  constraint complaint_pk primary key (region_id, ticket_id),
  constraint complaint_city_named check ((handled_by = 'city') = (city_unit_id is not null))
);
comment on table complaints.complaint is '@distributed What a complaint has beside its ticket; one row from the moment the ticket is opened as, or becomes, a complaint. Content is the category of the ticket and severity its severity: no second truth here.';
comment on column complaints.complaint.source_code is 'A code of rulebook/complaints/complaint-sources.yaml.';
comment on column complaints.complaint.source_number is 'The number the sender knows it by (of the appeal office, of a letter); nobody''s twice from one source.';
comment on column complaints.complaint.source_fields is 'What this source asks for, by code of complaint-sources.yaml.';
comment on column complaints.complaint.received_at is 'When it reached the operator, when that was before it was entered.';
comment on column complaints.complaint.cause is 'A code of rulebook/complaints/complaint-axes.yaml: whose doing it was.';
comment on column complaints.complaint.leaf_form is 'What the category asks for, by code of complaint-leaves.yaml.';
comment on column complaints.complaint.evidence is 'Needed evidence confirmed by hand: code → who, when, note.';
comment on column complaints.complaint.focus_score is 'Points and reasons on the axes type, customer and influence (TK-14), as computed last.';
comment on column complaints.complaint.risk is 'Points of the risk that it goes to a higher place (TK-57), with risk_reasons.';
comment on column complaints.complaint.risk_task_id is 'The task given before it escalates; one while the risk stands.';
create unique index complaint_source_number on complaints.complaint (region_id, source_code, source_number) where source_number is not null;
create index complaint_opened on complaints.complaint (region_id, opened_at desc, ticket_id desc);
create index complaint_source on complaints.complaint (region_id, source_code, opened_at desc, ticket_id desc);
create index complaint_focus on complaints.complaint (region_id, opened_at desc, ticket_id desc) where focus;
create index complaint_escalated on complaints.complaint (region_id, opened_at desc, ticket_id desc) where internal_level is not null or external_level is not null;
create index complaint_city on complaints.complaint (region_id, city_unit_id, opened_at desc) where city_unit_id is not null;

create table complaints.escalation (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  side text not null constraint escalation_side_known check (side in ('internal', 'external')),
  from_level text,
  to_level text,
  reason text not null,
  raised_by uuid,
  raised_at timestamptz not null,
  told jsonb not null default '[]',
  owner_before uuid,
  owner_after uuid,
  needs_analysis boolean not null,
  triggers text[] not null default '{}',
  analysis text,
  measures jsonb not null default '[]',
  analysed_by uuid,
  analysed_at timestamptz,
  constraint escalation_pk primary key (region_id, id),
  constraint escalation_moves check (from_level is distinct from to_level),
  constraint escalation_complaint_fk foreign key (region_id, ticket_id) references complaints.complaint (region_id, ticket_id)
);
comment on table complaints.escalation is '@distributed Each time a complaint went up or down a level, inside the operator or outside, with who was told; a step up is analysed afterwards (TK-57).';
comment on column complaints.escalation.from_level is 'I1..I3 or E1..E3 of rulebook/complaints/complaint-levels.yaml; null: not escalated.';
comment on column complaints.escalation.triggers is 'What set it off: codes of complaint-levels.yaml.';
comment on column complaints.escalation.measures is 'What is done so that it does not happen again: text, owner, due date.';
create index escalation_ticket on complaints.escalation (region_id, ticket_id, raised_at desc);
create index escalation_unanalysed on complaints.escalation (region_id, raised_at, id) where needs_analysis and analysed_at is null;

create table complaints.submission (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  handover_id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid not null,
  reason text not null,
  tried text not null,
  next_contact_at timestamptz not null,
  told_by text not null,
  told_note_id uuid,
  submitted_at timestamptz not null,
  state text not null constraint submission_state_known check (state in ('waiting', 'accepted', 'returned')),
  settled_at timestamptz,
  constraint submission_pk primary key (region_id, id),
  constraint submission_complaint_fk foreign key (region_id, ticket_id) references complaints.complaint (region_id, ticket_id)
);
comment on table complaints.submission is '@distributed What somebody could not handle and put before their superior with a complete record (TK-27, TK-58); the customer was told when they hear next.';
comment on column complaints.submission.handover_id is 'The hand-over of the ticket by which the superior accepts or returns it.';
comment on column complaints.submission.told_by is 'How the customer was told the next contact: said (to their face or ear) or written.';
create index submission_ticket on complaints.submission (region_id, ticket_id, submitted_at desc);
create index submission_handover on complaints.submission (region_id, handover_id);

-- Complaints of before have their row too.
insert into complaints.complaint (region_id, ticket_id, opened_at, source_code)
select t.region_id, t.id, t.opened_at,
  case t.source
    when 'regulator-12300' then '12300' when 'regulator-12315' then '12315' when 'city-12345' then '12345' when 'spam-12321' then '12321'
    when 'media' then 'media' when 'survey' then 'internal' when 'monitoring' then 'internal' when 'internal' then 'internal'
    else case t.channel when 'phone' then 'hotline' when 'email' then 'mail' when 'regulator' then 'office' else t.channel end
  end
from tickets.ticket t
where t.kind = 'complaint';
