-- The floor of the contact centre: who is at work, who waits, who gets whom and why. Presence moves here from the chats.
-- Live rows are few and are read again and again; what is over goes into tables that only grow. `xid` is the transaction that last changed a
-- row: whoever follows the live rows reads those at or above the oldest transaction that still ran at its look before.

create schema floor;

create table floor.seat (
  region_id int not null,
  staff_id uuid not null,
  state text not null,
  reason text,
  since timestamptz not null,
  next_state text,
  next_reason text,
  resume_state text,
  set_by uuid,
  chat_capacity int not null constraint seat_capacity_range check (chat_capacity between 1 and 50),
  hard_units int not null default 0 constraint seat_hard_range check (hard_units >= 0),
  soft_units int not null default 0 constraint seat_soft_range check (soft_units >= 0),
  wrap_until timestamptz,
  misses int not null default 0,
  idle_since timestamptz not null,
  last_seen_at timestamptz not null,
  last_input_at timestamptz,
  session_id uuid,
  unit_id uuid,
  xid xid8 not null default pg_current_xact_id(),
  constraint seat_pk primary key (region_id, staff_id)
);
comment on table floor.seat is '@distributed Who is at work and in which state. The row is the lock under which a contact is given to a person.';
comment on column floor.seat.state is 'A state of rulebook/routing/presence.yaml as it is now; talking and wrap-up come and go by themselves.';
comment on column floor.seat.next_state is 'Chosen while a contact or its wrap-up was under way: begins when that is over.';
comment on column floor.seat.resume_state is 'What talking and wrap-up return to.';
comment on column floor.seat.set_by is 'The supervisor who set the state; null when the person or the system did.';
comment on column floor.seat.hard_units is 'Capacity taken by contacts nothing interrupts, in units of rulebook/routing/channels.yaml.';
comment on column floor.seat.soft_units is 'Capacity taken by contacts a call may interrupt.';
comment on column floor.seat.misses is 'Offers left unanswered in a row.';
comment on column floor.seat.idle_since is 'Since when nothing new was given to the person: who waited longest gets the next.';
comment on column floor.seat.unit_id is 'The unit the person belonged to when they sat down: whose time it is counted as.';
comment on column floor.seat.last_input_at is 'Last touch of keyboard or mouse as the browser tells it.';
create index seat_changed on floor.seat (region_id, xid);
create index seat_at_work on floor.seat (region_id, state) where state <> 'signed-out';

create table floor.loan (
  region_id int not null,
  staff_id uuid not null,
  queue_codes text[] not null,
  skills jsonb not null default '{}',
  former_state text not null,
  former_reason text,
  lent_at timestamptz not null,
  lent_by uuid,
  note text not null,
  constraint loan_pk primary key (region_id, staff_id)
);
comment on table floor.loan is '@distributed People lent to other queues for a while (CC-12 to CC-15), with what they did before, so that they return to it.';
comment on column floor.loan.skills is 'Skill → level they count as having for these queues.';

create table floor.contact (
  region_id int not null,
  kind text not null constraint contact_kind_known check (kind in ('conversation', 'call')),
  id uuid not null,
  channel text not null,
  queue_code text not null,
  state text not null constraint contact_state_known check (state in ('waiting', 'offered', 'held', 'left')),
  customer_id uuid,
  language text,
  facts jsonb not null default '{}',
  rule_id text not null,
  head_start_seconds int not null default 0,
  known_staff_id uuid,
  avoid_staff_ids uuid[] not null default '{}',
  placed_at timestamptz not null,
  entered_at timestamptz not null,
  callback boolean not null default false,
  via_queue text,
  staff_id uuid,
  units int not null default 0,
  soft boolean not null default false,
  offered_at timestamptz,
  offer_ends_at timestamptz,
  offer_count int not null default 0,
  accepted_at timestamptz,
  left_at timestamptz,
  outcome text,
  xid xid8 not null default pg_current_xact_id(),
  constraint contact_pk primary key (region_id, kind, id),
  constraint contact_holder_check check ((state in ('offered', 'held')) = (staff_id is not null))
);
comment on table floor.contact is '@distributed A contact that waits for a person, is offered to one or held by one. What has left stays a while, so that followers see it go.';
comment on column floor.contact.placed_at is 'Place in the queue, the earliest first; kept by offers that lapse, transfers, callbacks and resumed contacts.';
comment on column floor.contact.entered_at is 'When it entered this queue this time: what waits and service levels are measured from.';
comment on column floor.contact.head_start_seconds is 'Importance, as seconds it counts as having waited already.';
comment on column floor.contact.callback is 'The customer hung up and is called when their turn comes.';
comment on column floor.contact.via_queue is 'The queue whose people it overflowed to; null = reached through its own.';
comment on column floor.contact.units is 'Capacity it took from the person, given back as it was taken.';
create index contact_changed on floor.contact (region_id, xid);
create index contact_waiting on floor.contact (region_id, queue_code, placed_at, id) where state = 'waiting';
create index contact_with_person on floor.contact (region_id, staff_id) where state in ('offered', 'held');
create index contact_live on floor.contact (region_id, state) where state in ('waiting', 'offered', 'held');
create index contact_offer_ends on floor.contact (region_id, offer_ends_at) where state = 'offered';
create index contact_left on floor.contact (region_id, left_at) where state = 'left';
create index contact_abandoned on floor.contact (region_id, customer_id) where state = 'left' and customer_id is not null;

create table floor.passage (
  region_id int not null,
  id uuid not null,
  kind text not null,
  contact_id uuid not null,
  channel text not null,
  queue_code text not null,
  via_queue text,
  customer_id uuid,
  language text,
  facts jsonb not null,
  rule_id text not null,
  head_start_seconds int not null,
  known_staff_id uuid,
  avoid_staff_ids uuid[] not null,
  placed_at timestamptz not null,
  entered_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  staff_id uuid,
  outcome text not null constraint passage_outcome_known check (outcome in ('answered', 'abandoned', 'withdrawn', 'overflowed', 'transferred')),
  constraint passage_pk primary key (region_id, id)
);
comment on table floor.passage is '@distributed @append-only One way of a contact through one queue, written when it is over: what reports count and what is replayed.';
create index passage_entered on floor.passage (region_id, entered_at, id);
create index passage_contact on floor.passage (region_id, contact_id);
create index passage_staff on floor.passage (region_id, staff_id, ended_at) where staff_id is not null;

create table floor.interval (
  region_id int not null,
  id uuid not null,
  staff_id uuid not null,
  state text not null,
  reason text,
  started_at timestamptz not null,
  ended_at timestamptz,
  set_by uuid,
  note text,
  constraint interval_pk primary key (region_id, id),
  constraint interval_order_check check (ended_at >= started_at)
);
comment on table floor.interval is '@distributed From when to when a person was in a state: what workforce plans against and measures. Signed out is no interval.';
create unique index interval_open_key on floor.interval (region_id, staff_id) where ended_at is null;
create index interval_staff on floor.interval (region_id, staff_id, started_at);
create index interval_started on floor.interval (region_id, started_at);

create table floor.decision (
  region_id int not null,
  id uuid not null,
  kind text not null,
  contact_id uuid not null,
  queue_code text not null,
  via_queue text,
  staff_id uuid not null,
  at timestamptz not null,
  rule_id text not null,
  way text not null constraint decision_way_known check (way in ('offered', 'taken', 'assigned')),
  step int not null,
  score double precision not null,
  waited_seconds int not null,
  why text not null,
  eligible int not null,
  passed_over jsonb not null,
  epoch bigint not null,
  outcome text,
  outcome_reason text,
  outcome_at timestamptz,
  constraint decision_pk primary key (region_id, id)
);
comment on table floor.decision is '@distributed Why a contact went to whom it went: who could have had it, by which step of its rule, and who was passed over.';
comment on column floor.decision.why is 'Reason code of kernels/routing: what put this person before the next.';
comment on column floor.decision.passed_over is 'Who came next, best first, as {staffId, code}; a bounded list. Of others the reasons are worked out when asked.';
create index decision_contact on floor.decision (region_id, contact_id, at);
create index decision_staff on floor.decision (region_id, staff_id, at);
create unique index decision_open_key on floor.decision (region_id, kind, contact_id) where outcome is null;

create table floor.mark (
  region_id int not null,
  id uuid not null,
  slot timestamptz not null,
  queue_code text not null,
  channel text not null,
  figure text not null,
  seconds int not null default 0,
  n bigint not null default 1,
  constraint mark_pk primary key (region_id, id)
);
comment on table floor.mark is '@distributed What happened and is not counted yet; the dispatcher adds it to the counts and takes it away in one statement.';

create table floor.tally (
  region_id int not null,
  slot timestamptz not null,
  queue_code text not null,
  channel text not null,
  figure text not null,
  within_seconds int not null,
  n bigint not null,
  constraint tally_pk primary key (region_id, slot, queue_code, channel, figure, within_seconds)
);
comment on table floor.tally is '@distributed Raw counts per quarter of an hour, from which every service level is computed. A contact counts in the quarter it entered the queue.';
comment on column floor.tally.queue_code is 'For the seconds people spent in a state: their unit.';
comment on column floor.tally.figure is 'offered, answered, abandoned, overflowed …; state:<state> for the seconds of people in it.';
comment on column floor.tally.within_seconds is 'Counts only what took at most so long; -1 = all.';

create table floor.dispatcher (
  region_id int not null,
  owner uuid not null,
  epoch bigint not null,
  lease_until timestamptz not null,
  constraint dispatcher_pk primary key (region_id)
);
comment on table floor.dispatcher is '@distributed Which process gives out the contacts of a region. The epoch grows with every change of owner: who holds an older one can write nothing.';

insert into floor.seat (region_id, staff_id, state, reason, since, chat_capacity, idle_since, last_seen_at)
select region_id, staff_id, case state when 'offline' then 'signed-out' else state end, reason, since, capacity, idle_since, last_seen_at
from contacts.presence;

insert into floor.contact (region_id, kind, id, channel, queue_code, state, customer_id, language, rule_id, known_staff_id, placed_at, entered_at, staff_id, units, accepted_at)
select region_id, 'conversation', id, channel, queue_code, case state when 'active' then 'held' else 'waiting' end, customer_id, language, 'standard',
  known_staff_id, coalesce(queued_at, opened_at), coalesce(queued_at, opened_at), case state when 'active' then assigned_staff_id end,
  case state when 'active' then 3 else 0 end, case state when 'active' then coalesce(accepted_at, opened_at) end
from contacts.conversation
where state in ('waiting', 'offered', 'active') and queue_code is not null and (state <> 'active' or assigned_staff_id is not null);

update contacts.conversation set state = 'waiting', assigned_staff_id = null, offered_at = null where state = 'offered';

update floor.seat s set hard_units = held.units
from (select region_id, staff_id, sum(units)::int as units from floor.contact where state = 'held' group by region_id, staff_id) held
where s.region_id = held.region_id and s.staff_id = held.staff_id;

insert into floor.interval (region_id, id, staff_id, state, reason, started_at)
select region_id, gen_random_uuid(), staff_id, state, reason, since from floor.seat where state <> 'signed-out';

drop table contacts.presence;
