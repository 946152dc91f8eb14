-- Lists of tickets over millions of rows: indexes for every worklist, the search text, saved views, macros, bulk changes and exports.

alter table tickets.ticket add column if not exists search_text text not null default '';
comment on column tickets.ticket.search_text is 'What search rechecks after the index, in the form of kernels/text: number, title, description and contact name, then ☎ telephone, then ✉ mail. The signs cannot come from the text, so who may not see a telephone number finds it only whole.';
comment on column tickets.ticket.grams is 'Search index over search_text made by kernels/text, and @ with the region, so that one region''s search never touches the rows of another.';

drop index if exists tickets.ticket_due;
drop index if exists tickets.ticket_unit_due;
create index ticket_open_due on tickets.ticket (region_id, next_due_at, id, at_risk_at) where status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_unit_open_due on tickets.ticket (region_id, unit_id, next_due_at, id, at_risk_at) where status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_unit_open_newest on tickets.ticket (region_id, unit_id, opened_at desc, id desc) where status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_first_owner_open on tickets.ticket (region_id, first_owner_id, next_due_at, id) where first_owner_id is not null and status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_open_priority on tickets.ticket (region_id, priority, opened_at, id) where status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_open_stale on tickets.ticket (region_id, updated_at, id) where status in ('acknowledged', 'inProgress', 'pending', 'held', 'resolved');
create index ticket_closed on tickets.ticket (region_id, closed_at desc, id desc) where closed_at is not null;
create index ticket_assignee_closed on tickets.ticket (region_id, assignee_id, closed_at desc, id desc) where closed_at is not null;

create index ticket_assignee_opened on tickets.ticket (region_id, assignee_id, opened_at desc, id desc) where assignee_id is not null;
create index ticket_owner_opened on tickets.ticket (region_id, owner_id, opened_at desc, id desc) where owner_id is not null;

create table tickets.gram_share (
  region_id int not null,
  gram text not null,
  share real not null,
  constraint gram_share_pk primary key (region_id, gram)
);
comment on table tickets.gram_share is '@distributed Grams so frequent among recent tickets that reading the newest tickets finds them sooner than the index does. Written anew every hour; a search is right without it, only slower.';
comment on column tickets.gram_share.share is 'Share of recent tickets that contain it, 0..1.';

create table tickets.view (
  region_id int not null,
  id uuid not null,
  name text not null,
  owner_id uuid not null,
  sharing text not null constraint view_sharing_known check (sharing in ('me', 'unit', 'region')),
  unit_id uuid,
  filter jsonb not null,
  sort text not null constraint view_sort_known check (sort in ('due', 'newest', 'oldest', 'stale', 'priority', 'closed')),
  columns text[] not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint view_pk primary key (region_id, id)
);
comment on table tickets.view is '@distributed A saved list: filter, order and columns. Those that come with the product are in rulebook/views.yaml.';
comment on column tickets.view.filter is 'TicketFilter of the contract; "me" stays a word, so that a shared view means each reader.';
comment on column tickets.view.unit_id is 'Shared with this unit and everything below it.';
create index view_owner on tickets.view (region_id, owner_id);
create index view_shared on tickets.view (region_id, sharing, unit_id) where sharing <> 'me';

create table tickets.view_place (
  region_id int not null,
  staff_id uuid not null,
  view_key text not null,
  position int not null,
  hidden boolean not null,
  constraint view_place_pk primary key (region_id, staff_id, view_key)
);
comment on table tickets.view_place is '@distributed How a person has arranged the views.';
