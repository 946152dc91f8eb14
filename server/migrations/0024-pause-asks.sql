-- Pauses that need a second person: asked by one, decided by another; until then the promise runs.

create table tickets.pause_ask (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  stands text not null constraint pause_ask_stands_known check (stands in ('pending', 'held')),
  reason text not null,
  detail text,
  ticket_status text not null,
  ticket_status_at timestamptz not null,
  asked_by uuid,
  asked_at timestamptz not null,
  approved boolean,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  constraint pause_ask_pk primary key (region_id, id),
  constraint pause_ask_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id),
  constraint pause_ask_decided_whole check ((approved is null) = (decided_at is null))
);
comment on table tickets.pause_ask is '@distributed A pause asked for a reason that needs a second person. It acts on the promises from its approval only; unanswered it never does.';
comment on column tickets.pause_ask.ticket_status_at is 'The ticket''s status_at when it was asked: once the ticket has moved on, the ask has lapsed.';
comment on column tickets.pause_ask.detail is 'What happened, in the words of whoever asks.';
create index pause_ask_ticket on tickets.pause_ask (region_id, ticket_id, asked_at);
create index pause_ask_open on tickets.pause_ask (region_id, asked_at) where approved is null;
