-- The right to have a person decide, not a machine alone (Personal Information Protection Law, art. 24).

create table improvement.person_ask (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  customer_id uuid not null,
  unit_id uuid,
  about text not null,
  state text not null constraint person_ask_state_known check (state in ('open', 'kept', 'changed')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  answer text,
  constraint person_ask_pk primary key (region_id, id),
  constraint person_ask_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id),
  constraint person_ask_answered_check check ((state = 'open') = (answered_at is null))
);
comment on table improvement.person_ask is '@distributed A customer does not accept what a machine decided alone and wants a person to decide and explain.';
create unique index person_ask_open on improvement.person_ask (region_id, ticket_id) where state = 'open';
create index person_ask_list on improvement.person_ask (region_id, asked_at desc, id desc);
