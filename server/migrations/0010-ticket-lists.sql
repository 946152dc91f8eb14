-- Lists of tickets over millions of rows: indexes for every worklist, the search text, saved views, macros, bulk changes and exports.

alter table tickets.ticket add column if not exists search_text text not null default '';
comment on column tickets.ticket.search_text is 'What search rechecks after the index, in the form of kernels/text: number, title, description and contact name, then ☎ telephone, then ✉ mail. The signs cannot come from the text, so who may not see a telephone number finds it only whole.';
comment on column tickets.ticket.grams is 'Search index over search_text made by kernels/text, and @ with the region, so that one region''s search never touches the rows of another.';

-- Nobody reads grams back; packing them costs every writer a tenth of its time, and out of line they make rows shorter to read.
alter table tickets.ticket alter column grams set storage external;

-- What was written lately is searched row by row until it is merged: a shorter list keeps searches quick while tickets pour in.
alter index tickets.ticket_grams set (gin_pending_list_limit = 1024);

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

create table tickets.macro (
  region_id int not null,
  id uuid not null,
  name text not null,
  owner_id uuid not null,
  sharing text not null constraint macro_sharing_known check (sharing in ('me', 'unit', 'region')),
  unit_id uuid,
  steps jsonb not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint macro_pk primary key (region_id, id)
);
comment on table tickets.macro is '@distributed Steps people take again and again, under one name.';
comment on column tickets.macro.steps is 'MacroStep of the contract.';
create index macro_owner on tickets.macro (region_id, owner_id);
create index macro_shared on tickets.macro (region_id, sharing, unit_id) where sharing <> 'me';

create table tickets.bulk_change (
  region_id int not null,
  id uuid not null,
  staff_id uuid not null,
  steps jsonb not null,
  state text not null constraint bulk_change_state_known check (state in ('running', 'done', 'undoing', 'undone')),
  total int not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz,
  constraint bulk_change_pk primary key (region_id, id)
);
comment on table tickets.bulk_change is '@distributed The same steps taken on many tickets, each in a transaction of its own.';
create index bulk_change_staff on tickets.bulk_change (region_id, staff_id, created_at desc);

create table tickets.bulk_item (
  region_id int not null,
  bulk_id uuid not null,
  position int not null,
  ticket_id uuid not null,
  outcome text not null constraint bulk_item_outcome_known check (outcome in ('waiting', 'done', 'refused', 'undone', 'partly', 'kept')),
  refusal text,
  before jsonb,
  after jsonb,
  kept text[] not null default '{}',
  constraint bulk_item_pk primary key (region_id, bulk_id, position),
  constraint bulk_item_change_fk foreign key (region_id, bulk_id) references tickets.bulk_change (region_id, id),
  constraint bulk_item_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.bulk_item is '@distributed What became of each ticket of a bulk change.';
comment on column tickets.bulk_item.before is 'Fields the change touched, as they were; after: as it left them. Undoing puts back what still is as the change left it.';
comment on column tickets.bulk_item.kept is 'Fields not put back: somebody changed them since, or the machine has no way back.';
create index bulk_item_outcome on tickets.bulk_item (region_id, bulk_id, outcome, position);
create index bulk_item_ticket on tickets.bulk_item (region_id, ticket_id);

create table tickets.export (
  region_id int not null,
  id uuid not null,
  staff_id uuid not null,
  filter jsonb not null,
  sort text not null,
  columns text[] not null,
  format text not null constraint export_format_known check (format in ('csv', 'xlsx')),
  language text not null constraint export_language_known check (language in ('zh-CN', 'en')),
  purpose text not null,
  state text not null constraint export_state_known check (state in ('running', 'done', 'failed', 'expired')),
  masked text[] not null default '{}',
  total int,
  done int not null default 0,
  file_id uuid,
  bytes bigint,
  created_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz not null,
  constraint export_pk primary key (region_id, id)
);
comment on table tickets.export is '@distributed A list written into a file for one person, for a stated purpose, for some days.';
comment on column tickets.export.total is 'Tickets found when it began, counted no further than may be exported.';
comment on column tickets.export.masked is 'Classes of personal data that stand masked in the file, because the exporter may not see them.';
create index export_staff on tickets.export (region_id, staff_id, created_at desc);
create index export_expiry on tickets.export (region_id, expires_at) where state <> 'expired';
