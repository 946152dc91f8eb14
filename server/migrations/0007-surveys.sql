-- What customers say about a closed matter, and what followed when they were not satisfied.

create schema surveys;

create table surveys.survey (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  ticket_kind text not null,
  customer_id uuid,
  respondent text not null,
  channel text not null,
  staff_id uuid,
  unit_id uuid,
  language text not null,
  token_hash bytea not null,
  closed_at timestamptz not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  changed_at timestamptz,
  answered_by text constraint survey_answered_by_known check (answered_by in ('thread', 'link')),
  process_score int,
  result_score int,
  score int,
  reasons text[] not null default '{}',
  comment text,
  low_at timestamptz,
  follow_up_ticket_id uuid,
  constraint survey_pk primary key (region_id, id),
  constraint survey_token_key unique (region_id, token_hash),
  constraint survey_ticket_key unique (region_id, ticket_id, closed_at),
  constraint survey_ticket_fk foreign key (region_id, ticket_id) references tickets.ticket (region_id, id) on delete cascade,
  constraint survey_answer_whole check ((answered_at is null) = (score is null) and (answered_at is null) = (answered_by is null))
);
comment on table surveys.survey is '@distributed One question to one customer about one closing of a ticket, with the answer (KP-01, KP-12).';
comment on column surveys.survey.respondent is 'Whom we asked, for the bound on how often: the customer, else a hash of the address, else the ticket.';
comment on column surveys.survey.channel is 'The channel of the ticket.';
comment on column surveys.survey.staff_id is 'Who had worked on the ticket when it was closed; unit_id likewise.';
comment on column surveys.survey.closed_at is 'Which closing was asked about: a ticket reopened and closed again is asked about again.';
comment on column surveys.survey.score is 'The lower of the two scores given.';
comment on column surveys.survey.low_at is 'When the score first was low. Stays when the customer changes the answer: the follow-up was promised.';
create index survey_list on surveys.survey (region_id, asked_at desc, id desc);
create index survey_unit on surveys.survey (region_id, unit_id, asked_at desc, id desc);
create index survey_staff on surveys.survey (region_id, staff_id, asked_at desc, id desc);
create index survey_customer on surveys.survey (region_id, customer_id, asked_at desc, id desc) where customer_id is not null;
create index survey_respondent on surveys.survey (region_id, respondent, asked_at desc);
create index survey_low on surveys.survey (region_id, asked_at desc, id desc) where low_at is not null;
