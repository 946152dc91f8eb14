-- What customers want from us and what we do about it: tickets with their history, tasks, hand-overs, links and queues.
-- Ticket rows carry foreign keys only to customers and to each other: a key to a reference table would lock one shared row (a unit,
-- a region) at every insert.

create schema tickets;

create table tickets.queue (
  code text constraint queue_pk primary key,
  region_id int not null constraint queue_region_fk references platform.region (id),
  unit_id uuid not null constraint queue_unit_fk references people.unit (id),
  name_zh text not null,
  name_en text not null,
  strategy text not null constraint queue_strategy_known check (strategy in ('pull', 'round-robin', 'load', 'skill')),
  skill text constraint queue_skill_fk references people.skill (code),
  kinds text[] not null default '{}',
  categories text[] not null default '{}',
  rank int not null default 100,
  active boolean not null default true
);
comment on table tickets.queue is '@reference Where tickets wait for a person: a unit, the matters it takes, and how work is given out.';
comment on column tickets.queue.strategy is 'pull: people take from the queue; the others give each ticket to a member at once.';
comment on column tickets.queue.kinds is 'Kinds of ticket taken here; empty = all.';
comment on column tickets.queue.categories is 'Branches of the category tree taken here; the longest matching branch wins, empty = all.';
comment on column tickets.queue.rank is 'Among equally fitting queues the lowest wins.';
create index queue_region on tickets.queue (region_id);

create table tickets.queue_member (
  queue_code text not null constraint queue_member_queue_fk references tickets.queue (code),
  staff_id uuid not null constraint queue_member_staff_fk references people.staff (id),
  active boolean not null default true,
  constraint queue_member_pk primary key (queue_code, staff_id)
);
comment on table tickets.queue_member is '@reference Who works from a queue.';
create index queue_member_staff on tickets.queue_member (staff_id);

create table tickets.queue_turn (
  region_id int not null,
  queue_code text not null,
  staff_id uuid not null,
  last_at timestamptz not null,
  constraint queue_turn_pk primary key (region_id, queue_code, staff_id)
);
comment on table tickets.queue_turn is '@distributed When a member last got a ticket: whose turn it is next.';

create table tickets.number_counter (
  region_id int not null,
  day date not null,
  last int not null,
  constraint number_counter_pk primary key (region_id, day)
);
comment on table tickets.number_counter is '@distributed The last ticket number leased in a region on a day of its own time zone.';

create table tickets.number_block (
  region_id int not null,
  day date not null,
  id uuid not null,
  next int not null,
  last int not null,
  constraint number_block_pk primary key (region_id, day, id)
) with (fillfactor = 50);
comment on table tickets.number_block is '@distributed Leased runs of numbers. Each opening locks a free run and not the counter, so openings of one region do not wait for each other.';

create table tickets.ticket (
  region_id int not null,
  id uuid not null,
  number text not null,
  kind text not null constraint ticket_kind_known check (kind in ('inquiry', 'request', 'complaint', 'fault')),
  status text not null constraint ticket_status_known check (status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved', 'closed', 'cancelled', 'rejected')),
  status_reason text,
  status_at timestamptz not null,
  title text not null,
  description text not null,
  form jsonb not null default '{}',
  customer_id uuid,
  line_id uuid,
  contact_name text,
  contact_phone text,
  contact_email text,
  channel text not null constraint ticket_channel_known check (channel in ('chat', 'email', 'phone', 'hall', 'portal', 'api', 'letter', 'social', 'regulator')),
  source text not null constraint ticket_source_known check (source in ('customer', 'regulator-12300', 'regulator-12315', 'city-12345', 'spam-12321', 'media', 'survey', 'monitoring', 'internal')),
  category text,
  severity text not null constraint ticket_severity_known check (severity in ('general', 'important', 'major', 'collective')),
  urgency text not null constraint ticket_urgency_known check (urgency in ('low', 'normal', 'high')),
  scope text not null constraint ticket_scope_known check (scope in ('one', 'several', 'area', 'wide')),
  priority text not null constraint ticket_priority_known check (priority in ('P1', 'P2', 'P3', 'P4')),
  priority_because jsonb not null,
  priority_overridden boolean not null default false,
  customer_grade text,
  facts jsonb not null default '{}',
  major boolean not null default false,
  first_owner_id uuid,
  owner_id uuid,
  assignee_id uuid,
  queue_code text,
  unit_id uuid,
  parent_id uuid,
  merged_into_id uuid,
  opened_at timestamptz not null,
  accepted_at timestamptz,
  first_answered_at timestamptz,
  answered boolean not null default false,
  customer_wrote_at timestamptz,
  arrived_at timestamptz,
  restored_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  reopened_count int not null default 0,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  requested_resolution_at timestamptz,
  external_id text,
  tags text[] not null default '{}',
  resolution text,
  root_cause text constraint ticket_root_cause_known check (root_cause in ('operating-error', 'system-fault', 'service-loophole', 'unfounded')),
  confirmation jsonb,
  task_count int not null default 0,
  child_count int not null default 0,
  grams text[] not null,
  version int not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  tmf jsonb not null default '{}',
  constraint ticket_pk primary key (region_id, id),
  constraint ticket_number_key unique (region_id, number),
  constraint ticket_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id),
  constraint ticket_line_fk foreign key (region_id, line_id) references customers.service_line (region_id, id),
  constraint ticket_parent_fk foreign key (region_id, parent_id) references tickets.ticket (region_id, id),
  constraint ticket_merged_into_fk foreign key (region_id, merged_into_id) references tickets.ticket (region_id, id)
);
comment on table tickets.ticket is '@distributed A matter of a customer, from the first word to the closed loop. Its promises are clocks of the norms.';
comment on column tickets.ticket.status is 'The TMF621 machine: pending = we wait for the customer, held = we are stopped by ourselves.';
comment on column tickets.ticket.form is 'What the kind of ticket asks for beside the description, see forms.ts.';
comment on column tickets.ticket.priority_because is 'The row of the priority table with its words, or the reason a person gave.';
comment on column tickets.ticket.facts is 'Facts of the customer and the line when the ticket was opened; clauses are asked with these.';
comment on column tickets.ticket.first_owner_id is 'The first person asked: set once, never changed.';
comment on column tickets.ticket.owner_id is 'Who is answerable now. Moves only when the receiver accepts.';
comment on column tickets.ticket.answered is 'A person has answered since the ticket was opened or reopened.';
comment on column tickets.ticket.customer_wrote_at is 'Since when a word of the customer waits for ours; null when we had the last word.';
comment on column tickets.ticket.next_due_at is 'The earliest deadline among unfinished clocks; null when none runs.';
comment on column tickets.ticket.confirmation is 'Who asked the customer, when, by which channel, and what they said.';
comment on column tickets.ticket.grams is 'Search index made by kernels/text over number, title, description and contact.';
comment on column tickets.ticket.field_versions is 'Version at which each field was last changed: two people who edit different fields both win.';
comment on column tickets.ticket.tmf is 'Attributes of TMF621 that have no place of their own.';
create index ticket_opened on tickets.ticket (region_id, opened_at desc, id desc);
create index ticket_unit_opened on tickets.ticket (region_id, unit_id, opened_at desc, id desc);
create index ticket_open_status on tickets.ticket (region_id, status, opened_at desc, id desc) where status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_due on tickets.ticket (region_id, next_due_at, id) where next_due_at is not null;
create index ticket_unit_due on tickets.ticket (region_id, unit_id, next_due_at, id) where next_due_at is not null;
create index ticket_assignee_open on tickets.ticket (region_id, assignee_id, next_due_at) where assignee_id is not null and status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_owner_open on tickets.ticket (region_id, owner_id, next_due_at) where owner_id is not null and status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_first_owner on tickets.ticket (region_id, first_owner_id, opened_at desc) where first_owner_id is not null;
create index ticket_queue_waiting on tickets.ticket (region_id, queue_code, next_due_at) where assignee_id is null and status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_customer on tickets.ticket (region_id, customer_id, opened_at desc) where customer_id is not null;
create index ticket_parent on tickets.ticket (region_id, parent_id) where parent_id is not null;
create index ticket_merged on tickets.ticket (region_id, merged_into_id) where merged_into_id is not null;
create index ticket_phone on tickets.ticket (region_id, contact_phone) where contact_phone is not null;
create index ticket_external on tickets.ticket (region_id, external_id) where external_id is not null;
create index ticket_grams on tickets.ticket using gin (grams);

create table tickets.status_change (
  region_id int not null,
  ticket_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  from_status text,
  to_status text not null,
  reason text,
  detail text,
  actor_kind text not null,
  actor_id uuid,
  constraint status_change_pk primary key (region_id, ticket_id, at, id),
  constraint status_change_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.status_change is '@distributed @append-only Every step of a ticket through its machine; the first has no from.';

create table tickets.note (
  region_id int not null,
  ticket_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  kind text not null constraint note_kind_known check (kind in ('note', 'reply', 'system', 'customer')),
  visible_to_customer boolean not null,
  body text not null,
  channel text,
  author_kind text not null,
  author_id uuid,
  mentions uuid[] not null default '{}',
  file_ids uuid[] not null default '{}',
  constraint note_pk primary key (region_id, ticket_id, at, id),
  constraint note_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.note is '@distributed @append-only What was said: notes among us, replies to the customer, words of the customer, words of the system.';

create table tickets.mention (
  region_id int not null,
  staff_id uuid not null,
  at timestamptz not null,
  note_id uuid not null,
  ticket_id uuid not null,
  read_at timestamptz,
  constraint mention_pk primary key (region_id, staff_id, at, note_id),
  constraint mention_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.mention is '@distributed Who was called by name in a note, and whether they have looked.';
create index mention_unread on tickets.mention (region_id, staff_id, at) where read_at is null;
create index mention_ticket on tickets.mention (region_id, ticket_id);

create table tickets.task (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  title text not null,
  detail text not null,
  status text not null constraint task_status_known check (status in ('assigned', 'accepted', 'done', 'declined', 'cancelled')),
  unit_id uuid not null,
  assignee_id uuid,
  given_by uuid,
  given_at timestamptz not null,
  accepted_by uuid,
  accepted_at timestamptz,
  finished_by uuid,
  finished_at timestamptz,
  result text,
  decline_reason text,
  rating int constraint task_rating_range check (rating between 1 and 5),
  rating_comment text,
  rated_by uuid,
  rated_at timestamptz,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  updated_at timestamptz not null,
  constraint task_pk primary key (region_id, id),
  constraint task_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.task is '@distributed What a ticket asks of another department: with its own clocks, acceptance, result and the rating the window gives.';
create index task_ticket on tickets.task (region_id, ticket_id, given_at);
create index task_unit_open on tickets.task (region_id, unit_id, next_due_at, id) where status in ('assigned', 'accepted');
create index task_assignee_open on tickets.task (region_id, assignee_id, next_due_at, id) where assignee_id is not null and status in ('assigned', 'accepted');

create table tickets.handover (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  status text not null constraint handover_status_known check (status in ('offered', 'accepted', 'declined', 'withdrawn', 'assigned')),
  from_staff_id uuid,
  to_staff_id uuid,
  to_unit_id uuid not null,
  to_queue_code text,
  reason text not null,
  summary text not null,
  customer_agreed boolean not null,
  offered_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  answer text,
  constraint handover_pk primary key (region_id, id),
  constraint handover_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.handover is '@distributed Every transfer: why, to whom, what the receiver must know. Warm ones wait for an answer, assigned ones are cold. Answerability moves when somebody accepts.';
create unique index handover_open_key on tickets.handover (region_id, ticket_id) where status = 'offered';
create index handover_ticket on tickets.handover (region_id, ticket_id, offered_at);
create index handover_to_staff on tickets.handover (region_id, to_staff_id) where status = 'offered' and to_staff_id is not null;
create index handover_to_unit on tickets.handover (region_id, to_unit_id) where status = 'offered';

create table tickets.link (
  region_id int not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null constraint link_kind_known check (kind in ('merged', 'duplicate', 'related', 'caused-by', 'split', 'follow-up')),
  created_by uuid,
  created_at timestamptz not null,
  constraint link_pk primary key (region_id, from_id, to_id, kind),
  constraint link_from_fk foreign key (region_id, from_id) references tickets.ticket (region_id, id),
  constraint link_to_fk foreign key (region_id, to_id) references tickets.ticket (region_id, id)
);
comment on table tickets.link is '@distributed How tickets belong together; read as "from was merged into / duplicates / was caused by / was split from / follows up to".';
create index link_to on tickets.link (region_id, to_id);

create table tickets.follower (
  region_id int not null,
  ticket_id uuid not null,
  staff_id uuid not null,
  since timestamptz not null,
  constraint follower_pk primary key (region_id, ticket_id, staff_id),
  constraint follower_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.follower is '@distributed Who wants to hear of a ticket without owning it.';
create index follower_staff on tickets.follower (region_id, staff_id, since);
