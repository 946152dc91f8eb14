-- Who must stay away from a ticket, because the customer complains of them or they have a part in it.

alter table tickets.ticket add column avoid_staff_ids uuid[] not null default '{}';
comment on column tickets.ticket.avoid_staff_ids is 'Who is kept away from the matter: they neither have it nor get it, and no verb of theirs changes it.';
alter table tickets.ticket add constraint ticket_not_with_avoided check (assignee_id <> all (avoid_staff_ids) and owner_id <> all (avoid_staff_ids));
create index ticket_avoiding on tickets.ticket (region_id, customer_id) where avoid_staff_ids <> '{}';

create table tickets.recusal (
  region_id int not null,
  ticket_id uuid not null,
  staff_id uuid not null,
  cause text not null constraint recusal_cause_known check (cause in ('dispute', 'complained-about', 'own-wish', 'conflict', 'carried-over')),
  reason text not null,
  by_kind text not null,
  by_id uuid,
  at timestamptz not null,
  constraint recusal_pk primary key (region_id, ticket_id, staff_id),
  constraint recusal_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id)
);
comment on table tickets.recusal is '@distributed Who was kept away from a ticket, by whom, when and why. Insert only.';
comment on column tickets.recusal.cause is 'dispute: the customer complains about who handles it; carried-over: from the ticket it came out of.';
