-- The improvement register (catalogue group 17): what is to be changed so that the same thing does not happen again, by whom, until when, and whether it helped.

create schema improvement;

create table improvement.item (
  region_id int not null,
  id uuid not null,
  title text not null,
  detail text not null,
  origin text not null,
  origin_id text,
  ticket_id uuid,
  ticket_number text,
  category text,
  unit_id uuid,
  owner_id uuid,
  cause text,
  measure text,
  due_on date,
  state text not null constraint item_state_known check (state in ('proposed', 'acting', 'done', 'effective', 'declined')),
  round int not null default 1,
  said_by uuid[] not null default '{}',
  times_said int not null default 1,
  fingerprint text,
  earlier_id uuid,
  registered_by uuid,
  registered_at timestamptz not null,
  planned_at timestamptz,
  done_at timestamptz,
  done_by uuid,
  done_note text,
  settled_at timestamptz,
  settled_by uuid,
  settled_note text,
  effect jsonb,
  overdue_at timestamptz,
  raised_to uuid,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  version int not null default 1,
  constraint item_pk primary key (region_id, id),
  constraint item_settled_check check ((state in ('effective', 'declined')) = (settled_at is not null)),
  constraint item_acting_owned check (state not in ('acting', 'done', 'effective') or (owner_id is not null and due_on is not null and measure is not null))
);
comment on table improvement.item is '@distributed One thing to be improved: cause, measure, owner, due date, and whether it helped afterwards (QI-13).';
comment on column improvement.item.origin is 'A code of rulebook/improvement/improvement-register.yaml: what it came out of.';
comment on column improvement.item.said_by is 'Colleagues who suggested it: each is told what came of it (IM-08).';
comment on column improvement.item.fingerprint is 'Region, category and wording folded: the same suggestion again counts up instead of standing twice.';
comment on column improvement.item.round is 'Raised by one each time the measure turned out not to help.';
comment on column improvement.item.earlier_id is 'The item that was found effective before and came back.';
comment on column improvement.item.effect is 'Complaints before and after, with the test of their difference, when it was verified.';
comment on column improvement.item.overdue_at is 'When the due date passed without the measure done; raised_to has it to push.';
create index item_list on improvement.item (region_id, registered_at desc, id desc);
create index item_owner on improvement.item (region_id, owner_id, due_on) where state in ('proposed', 'acting', 'done');
create index item_due on improvement.item (region_id, due_on, id) where state = 'acting' and overdue_at is null;
create index item_ticket on improvement.item (region_id, ticket_id, registered_at) where ticket_id is not null;
create unique index item_fingerprint on improvement.item (region_id, fingerprint) where fingerprint is not null and state in ('proposed', 'acting', 'done');
create index item_origin on improvement.item (region_id, origin, origin_id) where origin_id is not null;
create index item_category on improvement.item (region_id, category, registered_at desc) where category is not null;
