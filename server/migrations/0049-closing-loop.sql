-- Closing the loop of a complaint: the plan to prevent, remedy and maintain, visits after it ended, the watch for its return, and the ruling on responsibility.

create table improvement.loop (
  region_id int not null,
  ticket_id uuid not null,
  ticket_number text not null,
  customer_id uuid,
  unit_id uuid,
  owner_id uuid,
  category text,
  prevention text,
  remedy text,
  maintenance text,
  planned_by uuid,
  planned_at timestamptz,
  closed_at timestamptz,
  watch_until timestamptz,
  watch_state text not null constraint loop_watch_known check (watch_state in ('none', 'watching', 'clean', 'recurred')),
  recurred_ticket_id uuid,
  next_visit_at timestamptz,
  visits int not null default 0,
  recovered boolean,
  constraint loop_pk primary key (region_id, ticket_id),
  constraint loop_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table improvement.loop is '@distributed What is done so that a complaint does not come back: prevent, remedy, maintain (TK-30), the watch after it ended (TK-17), and whether the customer was won back.';
comment on column improvement.loop.next_visit_at is 'When the next visit of the usual rhythm is due (TK-28); null when there is none.';
create index loop_watch on improvement.loop (region_id, watch_until) where watch_state = 'watching';
create index loop_visit on improvement.loop (region_id, next_visit_at) where next_visit_at is not null;

create table improvement.follow_up (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  customer_id uuid,
  unit_id uuid,
  owner_id uuid,
  round int not null,
  state text not null constraint follow_up_state_known check (state in ('due', 'done', 'not-reached', 'withdrawn')),
  opened_at timestamptz not null,
  tries int not null default 0,
  channel text,
  result text,
  said text,
  settled_at timestamptz,
  settled_by uuid,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  constraint follow_up_pk primary key (region_id, id),
  constraint follow_up_round_key unique (region_id, ticket_id, round),
  constraint follow_up_settled_check check ((state = 'due') = (settled_at is null))
);
comment on table improvement.follow_up is '@distributed A visit after a complaint ended: the first soon, the others in the usual rhythm (TK-28).';
create index follow_up_list on improvement.follow_up (region_id, opened_at desc, id desc);

create table improvement.ruling (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  unit_id uuid,
  cause text not null,
  finding text not null,
  state text not null constraint ruling_state_known check (state in ('proposed', 'agreed', 'disputed', 'arbitrated', 'withdrawn')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  disputed_at timestamptz,
  arbiter_id uuid,
  former_arbiters uuid[] not null default '{}',
  decision text,
  settled_at timestamptz,
  settled_by uuid,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  constraint ruling_pk primary key (region_id, id),
  constraint ruling_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id),
  constraint ruling_settled_check check ((state in ('agreed', 'arbitrated', 'withdrawn')) = (settled_at is not null))
);
comment on table improvement.ruling is '@distributed Whose responsibility a complaint was: signed by the departments named, or decided by a named arbiter when they do not agree.';
create unique index ruling_open_key on improvement.ruling (region_id, ticket_id) where state in ('proposed', 'disputed');
create index ruling_ticket on improvement.ruling (region_id, ticket_id, proposed_at);
create index ruling_arbiter on improvement.ruling (region_id, arbiter_id) where state = 'disputed';

create table improvement.ruling_part (
  region_id int not null,
  ruling_id uuid not null,
  unit_id uuid not null,
  share int not null constraint ruling_part_share_range check (share between 0 and 100),
  state text not null constraint ruling_part_state_known check (state in ('pending', 'signed', 'refused')),
  answered_by uuid,
  answered_at timestamptz,
  reason text,
  constraint ruling_part_pk primary key (region_id, ruling_id, unit_id),
  constraint ruling_part_ruling_fk foreign key (region_id, ruling_id) references improvement.ruling (region_id, id)
);
comment on table improvement.ruling_part is '@distributed The share of one department in a ruling and its sign-off.';
create index ruling_part_unit on improvement.ruling_part (region_id, unit_id) where state = 'pending';
