-- What supervisors say to people at their seats, with whether it was read.

create table floor.message (
  region_id int not null,
  id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid not null,
  body text not null constraint message_body_length check (length(body) between 1 and 500),
  sent_at timestamptz not null,
  read_at timestamptz,
  constraint message_pk primary key (region_id, id)
);
comment on table floor.message is '@distributed A word of a supervisor to a person at the seat. The body is for the two; events and audit carry ids only.';
create index message_unread on floor.message (region_id, to_staff_id, sent_at) where read_at is null;
create index message_to on floor.message (region_id, to_staff_id, sent_at desc);
