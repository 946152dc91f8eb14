-- Customers' contacts over every channel: conversations with their messages, who sits at the desk, and hand-overs between desks.
-- Keys point to customers and to each other only; a ticket, a person or a queue is named by id, so that an insert locks no row of theirs.

create schema contacts;

create table contacts.conversation (
  region_id int not null,
  id uuid not null,
  channel text not null constraint conversation_channel_known check (channel in ('chat', 'email', 'api', 'phone', 'hall', 'social', 'letter')),
  state text not null constraint conversation_state_known check (state in ('waiting', 'offered', 'active', 'away', 'closed')),
  customer_id uuid,
  line_id uuid,
  visitor_name text,
  visitor_contact text,
  claimed_number text,
  visitor_token_hash bytea,
  ticket_id uuid,
  ticket_number text,
  queue_code text,
  category text,
  language text not null constraint conversation_language_known check (language in ('zh-CN', 'en')),
  assigned_staff_id uuid,
  known_staff_id uuid,
  unit_id uuid,
  subject text not null,
  opened_at timestamptz not null,
  waiting_since timestamptz,
  queued_at timestamptz,
  offered_at timestamptz,
  offer_count int not null default 0,
  accepted_at timestamptz,
  first_reply_at timestamptz,
  last_customer_at timestamptz,
  last_staff_at timestamptz,
  last_message_at timestamptz not null,
  message_count int not null default 0,
  customer_read_seq int not null default 0,
  staff_read_seq int not null default 0,
  preview text not null default '',
  contact_asked boolean not null default false,
  mailed_seq int,
  confirmation text constraint conversation_confirmation_known check (confirmation in ('asked', 'solved', 'not-solved')),
  closed_at timestamptz,
  closed_by uuid,
  close_reason text constraint conversation_close_reason_known check (close_reason in ('solved', 'follow-up', 'customer-left', 'abandoned', 'silent', 'spam', 'imported')),
  consent_version text,
  external_id text,
  page jsonb not null default '{}',
  constraint conversation_pk primary key (region_id, id),
  constraint conversation_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id),
  constraint conversation_closed_check check ((state = 'closed') = (closed_at is not null))
);
comment on table contacts.conversation is '@distributed One exchange with a customer on one channel; it opens or joins a ticket.';
comment on column contacts.conversation.state is 'waiting: in the queue; offered: to one person, not yet accepted; active: a person serves it live; away: the customer does not wait live (mail, or the chat goes on by mail); closed.';
comment on column contacts.conversation.customer_id is 'Set only when the customer proved who they are: signed in at the portal, or told by a trusted system.';
comment on column contacts.conversation.claimed_number is 'Service number a visitor typed: a hint for staff, no proof.';
comment on column contacts.conversation.visitor_token_hash is 'SHA-256 of the token in the cookie of a visitor who is not signed in.';
comment on column contacts.conversation.known_staff_id is 'Who served the customer before they left or were left alone: gets them back when free.';
comment on column contacts.conversation.waiting_since is 'Since when the customer waits for a person; null while one serves them.';
comment on column contacts.conversation.queued_at is 'Place in the queue, the earliest first. An offer that nobody took and a transfer keep it.';
comment on column contacts.conversation.offer_count is 'How often it was offered without being accepted since it was queued.';
comment on column contacts.conversation.mailed_seq is 'Last message already sent by mail; null = the conversation does not go on by mail.';
comment on column contacts.conversation.external_id is 'Thread in the outside system, unique per channel.';
comment on column contacts.conversation.page is 'Where the customer started the chat: path and title.';
create index conversation_waiting on contacts.conversation (region_id, queued_at, id) where state = 'waiting';
create index conversation_queue_waiting on contacts.conversation (region_id, queue_code, queued_at, id) where state = 'waiting';
create index conversation_live on contacts.conversation (region_id, state) where state in ('waiting', 'offered', 'active');
create index conversation_held on contacts.conversation (region_id, assigned_staff_id) where state in ('offered', 'active');
create index conversation_mine on contacts.conversation (region_id, assigned_staff_id, last_message_at desc, id desc) where assigned_staff_id is not null;
create index conversation_accepted on contacts.conversation (region_id, queue_code, accepted_at) where accepted_at is not null;
create index conversation_customer on contacts.conversation (region_id, customer_id, opened_at desc, id desc) where customer_id is not null;
create index conversation_ticket on contacts.conversation (region_id, ticket_id) where ticket_id is not null;
create index conversation_opened on contacts.conversation (region_id, opened_at desc, id desc);
create index conversation_unit_opened on contacts.conversation (region_id, unit_id, opened_at desc, id desc);
create unique index conversation_external_key on contacts.conversation (region_id, channel, external_id) where external_id is not null;

create table contacts.message (
  region_id int not null,
  conversation_id uuid not null,
  seq int not null,
  id uuid not null,
  direction text not null constraint message_direction_known check (direction in ('in', 'out', 'note')),
  author_kind text not null constraint message_author_known check (author_kind in ('customer', 'staff', 'system')),
  author_id uuid,
  body text not null,
  payload jsonb,
  file_ids uuid[] not null default '{}',
  at timestamptz not null,
  delivered_at timestamptz,
  read_at timestamptz,
  client_key text,
  external_id text,
  constraint message_pk primary key (region_id, conversation_id, seq),
  constraint message_id_key unique (region_id, id),
  constraint message_conversation_fk foreign key (region_id, conversation_id) references contacts.conversation (region_id, id)
);
comment on table contacts.message is '@distributed What was said in a conversation, in order; a note is among us and never leaves the house.';
comment on column contacts.message.seq is 'Counts up without holes in a conversation; taken under the lock of its row.';
comment on column contacts.message.payload is 'What a system message is about, so that the screen can say it in the reader''s language and offer a tap.';
comment on column contacts.message.client_key is 'Made by the sender: the same key twice is one message.';
comment on column contacts.message.external_id is 'Message-ID of a mail, id in an outside system; unique with its channel as prefix.';
create unique index message_client_key on contacts.message (region_id, conversation_id, client_key) where client_key is not null;
create unique index message_external_key on contacts.message (region_id, external_id) where external_id is not null;

create table contacts.presence (
  region_id int not null,
  staff_id uuid not null,
  state text not null constraint presence_state_known check (state in ('available', 'busy', 'break', 'away', 'offline')),
  reason text,
  capacity int not null constraint presence_capacity_range check (capacity between 1 and 50),
  since timestamptz not null,
  idle_since timestamptz not null,
  last_seen_at timestamptz not null,
  constraint presence_pk primary key (region_id, staff_id)
);
comment on table contacts.presence is '@distributed Who is at the desk and how many chats at once they take. The row is the lock under which chats are given to a person.';
comment on column contacts.presence.state is 'away is set by the system: an offer was left unanswered, or the browser fell silent.';
comment on column contacts.presence.idle_since is 'Since when nothing new was given to the person: who waited longest gets the next.';

create table contacts.transfer (
  region_id int not null,
  id uuid not null,
  conversation_id uuid not null,
  from_staff_id uuid,
  to_staff_id uuid,
  to_queue_code text,
  summary text not null,
  state text not null constraint transfer_state_known check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
  offered_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  reason text,
  constraint transfer_pk primary key (region_id, id),
  constraint transfer_conversation_fk foreign key (region_id, conversation_id) references contacts.conversation (region_id, id)
);
comment on table contacts.transfer is '@distributed A conversation handed to a colleague or a queue, with what the receiver must know; it moves when accepted.';
create unique index transfer_open_key on contacts.transfer (region_id, conversation_id) where state = 'offered';
create index transfer_conversation on contacts.transfer (region_id, conversation_id, offered_at);
create index transfer_to_staff on contacts.transfer (region_id, to_staff_id) where state = 'offered' and to_staff_id is not null;
