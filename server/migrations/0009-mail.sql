-- E-mail: the mailboxes we read and send from, every mail that came in and what was decided about it, every mail that goes out.

create table contacts.mailbox (
  id uuid constraint mailbox_pk primary key,
  region_id int not null constraint mailbox_region_fk references platform.region (id),
  address text not null,
  name text not null,
  queue_code text constraint mailbox_queue_fk references tickets.queue (code),
  unit_id uuid constraint mailbox_unit_fk references people.unit (id),
  imap bytea,
  smtp bytea,
  from_environment boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table contacts.mailbox is '@reference An address customers write to: where its mail is read, through which server answers go, and whose it is.';
comment on column contacts.mailbox.address is 'Lower case; mail from it is our own.';
comment on column contacts.mailbox.queue_code is 'Where new mail goes; by its category when null.';
comment on column contacts.mailbox.imap is 'Host, port, user, password and folder, sealed with the key of the data directory.';
comment on column contacts.mailbox.smtp is 'The same for sending; null = the server of SMTP_URL.';
comment on column contacts.mailbox.from_environment is 'Made from IMAP_URL and MAIL_FROM: its servers are read from the environment each time.';
create unique index mailbox_address_key on contacts.mailbox (address);
create index mailbox_region on contacts.mailbox (region_id);
create index mailbox_queue on contacts.mailbox (queue_code) where queue_code is not null;
create index mailbox_unit on contacts.mailbox (unit_id) where unit_id is not null;

create table contacts.mailbox_state (
  mailbox_id uuid constraint mailbox_state_pk primary key,
  uid_validity bigint,
  last_uid bigint not null default 0,
  leased_by uuid,
  leased_until timestamptz,
  checked_at timestamptz,
  failing_since timestamptz,
  failure text
);
comment on table contacts.mailbox_state is '@local How far a mailbox was read and which worker reads it now. No key to the mailbox: this row changes every few seconds.';
comment on column contacts.mailbox_state.last_uid is 'UID of the last mail taken in, of this uid_validity. Reading one twice is harmless: it is known by its Message-ID.';
comment on column contacts.mailbox_state.failure is 'Code of what is wrong, never an address or an answer of the server.';

create table contacts.mail_in (
  region_id int not null,
  id uuid not null,
  mailbox_id uuid,
  unit_id uuid,
  dedupe_key text not null,
  message_id text,
  from_address text not null,
  from_name text,
  recipients text[] not null default '{}',
  subject text not null,
  sent_at timestamptz,
  received_at timestamptz not null,
  size int not null,
  raw_file_id uuid,
  decision text not null constraint mail_in_decision_known check (decision in ('new', 'thread', 'ignored', 'quarantined', 'dropped')),
  reason text not null,
  automatic text,
  conversation_id uuid,
  ticket_id uuid,
  refused_files jsonb not null default '[]',
  imported boolean not null default false,
  decided_by uuid,
  decided_at timestamptz not null,
  constraint mail_in_pk primary key (region_id, id),
  constraint mail_in_dedupe_key unique (region_id, dedupe_key)
);
comment on table contacts.mail_in is '@distributed Every mail that was received, also those set aside or passed over, with the reason.';
comment on column contacts.mail_in.dedupe_key is 'Message-ID without brackets, else a hash of the mail: the same mail in two mailboxes of a region is one.';
comment on column contacts.mail_in.raw_file_id is 'The mail as it came; null when it was too large to be fetched.';
comment on column contacts.mail_in.refused_files is 'Attachments that were not accepted: name and code of the refusal. They are still in the mail as it came.';
create index mail_in_sender on contacts.mail_in (region_id, from_address, received_at);
create index mail_in_message on contacts.mail_in (region_id, message_id) where message_id is not null;
create index mail_in_conversation on contacts.mail_in (region_id, conversation_id, received_at) where conversation_id is not null;
create index mail_in_quarantine on contacts.mail_in (region_id, received_at desc, id desc) where decision = 'quarantined';

create table contacts.mail_out (
  region_id int not null,
  id uuid not null,
  mailbox_id uuid,
  unit_id uuid,
  conversation_id uuid,
  ticket_id uuid,
  first_seq int,
  last_seq int,
  to_address text not null,
  subject text not null,
  body text not null,
  file_ids uuid[] not null default '{}',
  message_id text not null,
  in_reply_to text,
  reference_ids text[] not null default '{}',
  headers jsonb not null default '{}',
  automatic text constraint mail_out_automatic_known check (automatic in ('auto-replied', 'auto-generated')),
  state text not null constraint mail_out_state_known check (state in ('queued', 'sent', 'failed', 'suppressed')),
  reason text,
  attempts int not null default 0,
  created_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  constraint mail_out_pk primary key (region_id, id),
  constraint mail_out_message_key unique (region_id, message_id)
);
comment on table contacts.mail_out is '@distributed Every mail of ours. It counts as sent when a server has accepted it, and as failed when that server or a later one says so.';
comment on column contacts.mail_out.message_id is 'Without brackets. Made once, so that a mail sent twice after a crash is one mail to its receiver.';
comment on column contacts.mail_out.reason is 'Why it is not sent: no-mail-server, a status code of a server, or the loop rule that stopped it.';
create index mail_out_receiver on contacts.mail_out (region_id, to_address, created_at) where automatic is not null;
create index mail_out_conversation on contacts.mail_out (region_id, conversation_id, created_at) where conversation_id is not null;
create index mail_out_newest on contacts.mail_out (region_id, created_at desc, id desc);
create index mail_out_queued on contacts.mail_out (region_id, created_at) where state = 'queued';
