-- Calls: what state they are in, whose ends they have, what passes between their browsers, how they were served, and their recordings.

create schema voice;

create table voice.call (
  region_id int not null,
  id uuid not null,
  conversation_id uuid not null,
  direction text not null constraint call_direction_known check (direction in ('in', 'out')),
  state text not null constraint call_state_known check (state in ('ringing', 'queued', 'offered', 'connected', 'held', 'consulting', 'conference', 'ended')),
  version int not null default 1,
  queue_code text,
  unit_id uuid,
  customer_id uuid,
  language text not null constraint call_language_known check (language in ('zh-CN', 'en')),
  offered_to uuid,
  offered_at timestamptz,
  offer_ends_at timestamptz,
  staff_id uuid,
  started_at timestamptz not null,
  queued_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  ended_by text constraint call_ended_by_known check (ended_by in ('customer', 'agent', 'system')),
  end_reason text,
  announced_version text,
  transfer_summary text,
  inaudible_at timestamptz[] not null default '{}',
  wrap_up_staff_id uuid,
  result text,
  result_at timestamptz,
  constraint call_pk primary key (region_id, id),
  constraint call_ended_check check ((state = 'ended') = (ended_at is not null))
);
comment on table voice.call is '@distributed One telephone call; its conversation in contacts ties it to a customer and a ticket.';
comment on column voice.call.state is 'The neutral call model of kernels/call; an adapter only carries it out.';
comment on column voice.call.version is 'Counts up with every change, so that a late answer never replaces a newer one.';
comment on column voice.call.staff_id is 'Who serves the customer now, or served them last.';
comment on column voice.call.announced_version is 'Which text about recording the customer was shown before the call; without it nothing is recorded.';
comment on column voice.call.ended_by is 'Who let go first (SC-13); a customer whose line was lost counts as system.';
comment on column voice.call.inaudible_at is 'When the caller nobody could hear was asked, try by try (CC-26).';
comment on column voice.call.wrap_up_staff_id is 'Who owes the result of the call; null when nobody does.';
create index call_live on voice.call (region_id, state) where state <> 'ended';
create index call_offered on voice.call (region_id, offered_to) where state = 'offered';
create index call_wrap_up on voice.call (region_id, wrap_up_staff_id) where wrap_up_staff_id is not null;
create index call_queue_answered on voice.call (region_id, queue_code, answered_at) where answered_at is not null;
create unique index call_conversation_key on voice.call (region_id, conversation_id);
create index call_customer on voice.call (region_id, customer_id, started_at desc, id desc) where customer_id is not null;

create table voice.leg (
  region_id int not null,
  id uuid not null,
  call_id uuid not null,
  no int not null,
  party text not null constraint leg_party_known check (party in ('customer', 'agent', 'colleague', 'supervisor')),
  staff_id uuid,
  driver text not null,
  state text not null constraint leg_state_known check (state in ('ringing', 'connected', 'ended')),
  mode text constraint leg_mode_known check (mode in ('listen', 'whisper', 'barge')),
  began_at timestamptz not null,
  connected_at timestamptz,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  constraint leg_pk primary key (region_id, id),
  constraint leg_no_key unique (region_id, call_id, no),
  constraint leg_call_fk foreign key (region_id, call_id) references voice.call (region_id, id),
  constraint leg_mode_check check ((party = 'supervisor') = (mode is not null))
);
comment on table voice.leg is '@distributed One party''s end of a call: who, since when, and which adapter carries its sound.';
comment on column voice.leg.driver is 'browser: WebRTC in the party''s own browser. Others are adapters of the port in server/capabilities/voice/ports.ts.';
comment on column voice.leg.last_seen_at is 'Last word of whoever carries the leg; a silent leg counts as lost.';
create unique index leg_one_agent on voice.leg (region_id, call_id) where party = 'agent' and state <> 'ended';
create index leg_staff on voice.leg (region_id, staff_id) where state <> 'ended' and staff_id is not null;

create table voice.signal (
  region_id int not null,
  id uuid not null,
  call_id uuid not null,
  from_leg uuid not null,
  to_leg uuid not null,
  kind text not null constraint signal_kind_known check (kind in ('hello', 'offer', 'answer', 'candidate', 'bye')),
  body text not null,
  at timestamptz not null,
  constraint signal_pk primary key (region_id, id)
);
comment on table voice.signal is '@distributed What one browser has to say to another to find a way for sound; read once and deleted, and with the leg at the latest.';
create index signal_to on voice.signal (region_id, to_leg, id);

create table voice.step (
  region_id int not null,
  id uuid not null,
  call_id uuid not null,
  kind text not null,
  party text not null,
  staff_id uuid,
  at timestamptz not null,
  data jsonb not null default '{}',
  constraint step_pk primary key (region_id, id),
  constraint step_call_fk foreign key (region_id, call_id) references voice.call (region_id, id)
);
comment on table voice.step is '@distributed The story of a call in order: who answered, held, asked, handed on, listened, let go; kept with it.';
create index step_call on voice.step (region_id, call_id, id);

create table voice.recording (
  region_id int not null,
  id uuid not null,
  call_id uuid not null,
  leg_id uuid not null,
  staff_id uuid,
  state text not null constraint recording_state_known check (state in ('running', 'ended', 'kept', 'empty')),
  media_type text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  last_chunk_at timestamptz,
  chunks int not null default 0,
  bytes bigint not null default 0,
  pauses jsonb not null default '[]',
  announced_version text not null,
  file_id uuid,
  sha256 bytea,
  constraint recording_pk primary key (region_id, id),
  constraint recording_call_fk foreign key (region_id, call_id) references voice.call (region_id, id),
  constraint recording_kept_check check ((state = 'kept') = (sha256 is not null))
);
comment on table voice.recording is '@distributed What was said, as one of our browsers heard it without a break: the customer left, our side right. Handing a call over begins another.';
comment on column voice.recording.pauses is 'Spans left out for sensitive data, [{from, to}] as instants; silence was written in their place, so that times stay true.';
comment on column voice.recording.announced_version is 'Which announcement the customer had heard or read.';
create index recording_call on voice.recording (region_id, call_id, id);
create index recording_open on voice.recording (region_id, state) where state in ('running', 'ended');

create table voice.recording_chunk (
  region_id int not null,
  recording_id uuid not null,
  no int not null,
  content bytea not null,
  at timestamptz not null,
  constraint recording_chunk_pk primary key (region_id, recording_id, no),
  constraint recording_chunk_recording_fk foreign key (region_id, recording_id) references voice.recording (region_id, id)
);
comment on table voice.recording_chunk is '@distributed Some seconds of a running recording, in order; joined into one file when it ends, then deleted.';
