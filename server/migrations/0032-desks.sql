-- The desks of the manual: short messages that go out, wrong answers put right, the secretary desk, the VIP desk, and work we begin ourselves.

create schema sms;

create table sms.message (
  region_id int not null,
  id uuid not null,
  to_number text not null,
  body text not null,
  purpose text not null,
  subject_kind text not null,
  subject_id uuid not null,
  customer_id uuid,
  state text not null constraint message_state_known check (state in ('queued', 'sent', 'delivered', 'failed')),
  reason text,
  attempts int not null default 0,
  provider_id text,
  written_by uuid,
  created_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  settled_at timestamptz,
  constraint message_pk primary key (region_id, id)
);
comment on table sms.message is '@distributed Short messages on their way out. Queued until a gateway took it, with the reason; delivered only when the network said so.';
comment on column sms.message.reason is 'Why it is not further: no-gateway, or what the gateway or the network said.';
comment on column sms.message.provider_id is 'What the gateway calls it.';
create index message_queued on sms.message (region_id, created_at) where state = 'queued';
create index message_subject on sms.message (region_id, subject_kind, subject_id);

create schema corrections;

create table corrections.correction (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  conversation_id uuid,
  customer_id uuid,
  unit_id uuid,
  state text not null constraint correction_state_known check (state in ('open', 'told', 'not-reached', 'withdrawn')),
  found_how text not null,
  found_by uuid,
  found_at timestamptz not null,
  wrong_answer text not null,
  right_answer text not null,
  owner_id uuid,
  tries int not null default 0,
  tried_at timestamptz,
  outcome text,
  customer_said text,
  channel text,
  settled_at timestamptz,
  settled_by uuid,
  knowledge_note text,
  knowledge_state text not null constraint correction_knowledge_known check (knowledge_state in ('none', 'open', 'mended')),
  mended_at timestamptz,
  mended_by uuid,
  next_due_at timestamptz,
  at_risk_at timestamptz,
  constraint correction_pk primary key (region_id, id),
  constraint correction_settled_check check ((state = 'open') = (settled_at is null))
);
comment on table corrections.correction is '@distributed A wrong answer put right: the customer is called back and told (CC-22). Who gave the answer is not kept: owning up costs nothing.';
comment on column corrections.correction.found_how is 'self, colleague, quality or customer: how it came out.';
comment on column corrections.correction.outcome is 'A code of rulebook/corrections.yaml.';
comment on column corrections.correction.knowledge_note is 'What has to be set right at the source, so that nobody is told the same again (KB-17).';
create index correction_ticket on corrections.correction (region_id, ticket_id, found_at);
create index correction_open on corrections.correction (region_id, next_due_at, id) where state = 'open';
create index correction_list on corrections.correction (region_id, found_at desc, id desc);
create index correction_source on corrections.correction (region_id, found_at) where knowledge_state = 'open';

create schema secretary;

create table secretary.subscription (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  own_number text not null,
  title_zh text not null,
  title_en text not null,
  greeting text not null constraint subscription_greeting_known check (greeting in ('forwarded', 'named')),
  instructions text not null default '',
  whereabouts text not null default '',
  by_sms boolean not null,
  email text,
  active_from timestamptz not null,
  ended_at timestamptz,
  version int not null default 1,
  updated_at timestamptz not null,
  constraint subscription_pk primary key (region_id, id),
  constraint subscription_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade,
  constraint subscription_way_check check (by_sms or email is not null)
);
comment on table secretary.subscription is '@distributed A customer whose calls the secretary desk takes (CC-30).';
comment on column secretary.subscription.own_number is 'The number calls are forwarded from, and from which the owner calls themselves; digits only.';
comment on column secretary.subscription.greeting is 'What a caller hears: forwarded = the information centre (SC-06), named = the desk of the owner (SC-07).';
comment on column secretary.subscription.whereabouts is 'For the desk alone and shown only when asked for: a caller is never told where the owner is.';
create unique index subscription_number_key on secretary.subscription (region_id, own_number) where ended_at is null;
create index subscription_customer on secretary.subscription (region_id, customer_id);
create index subscription_list on secretary.subscription (region_id, active_from desc, id desc);

create table secretary.message (
  region_id int not null,
  id uuid not null,
  subscription_id uuid not null,
  customer_id uuid not null,
  conversation_id uuid,
  mode text not null constraint message_mode_known check (mode in ('own', 'forwarded', 'named')),
  caller_name text not null,
  caller_number text,
  recipient_number text not null,
  content text not null,
  urgent boolean not null default false,
  said_back_at timestamptz not null,
  read_backs int not null constraint message_read_backs_some check (read_backs >= 1),
  read_back_at timestamptz not null,
  addition_asked_at timestamptz not null,
  taken_by uuid,
  taken_at timestamptz not null,
  sms_id uuid,
  mail_id uuid,
  read_at timestamptz,
  constraint secretary_message_pk primary key (region_id, id),
  constraint secretary_message_subscription_fk foreign key (region_id, subscription_id) references secretary.subscription (region_id, id) on delete cascade
);
comment on table secretary.message is '@distributed What a caller left for a subscriber, read back to the caller at least once (CC-31), and by which ways it went out.';
comment on column secretary.message.read_at is 'When the subscriber saw it at the portal.';
create index secretary_message_customer on secretary.message (region_id, customer_id, taken_at desc, id desc);
create index secretary_message_list on secretary.message (region_id, taken_at desc, id desc);

create schema vip;

create table vip.profile (
  region_id int not null,
  customer_id uuid not null,
  title_zh text not null,
  title_en text not null,
  care text not null default '',
  updated_at timestamptz not null,
  updated_by uuid,
  constraint profile_pk primary key (region_id, customer_id),
  constraint profile_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table vip.profile is '@distributed How a VIP customer is addressed, and what helps to serve them well (CC-28).';

create table vip.need (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  task_id uuid not null,
  kind text not null,
  detail text not null,
  wanted_by timestamptz,
  reach_at text,
  to_staff_id uuid,
  to_unit_id uuid not null,
  unit_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint need_pk primary key (region_id, id),
  constraint need_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table vip.need is '@distributed What a VIP customer needs or wishes, passed to their account manager as a task (CC-29).';
comment on column vip.need.kind is 'A code of rulebook/vip.yaml.';
comment on column vip.need.unit_id is 'The desk that recorded it.';
create index need_customer on vip.need (region_id, customer_id, recorded_at desc, id desc);
create index need_list on vip.need (region_id, recorded_at desc, id desc);

create table vip.handover (
  region_id int not null,
  id uuid not null,
  unit_id uuid not null,
  from_staff_id uuid,
  note text not null default '',
  promises jsonb not null,
  given_at timestamptz not null,
  taken_by uuid,
  taken_at timestamptz,
  constraint handover_pk primary key (region_id, id)
);
comment on table vip.handover is '@distributed What a shift of the VIP desk leaves to the next: the open promises with their due times as they stood, and who took them over (CC-29).';
create index handover_list on vip.handover (region_id, unit_id, given_at desc, id desc);

create schema outbound;

create table outbound.campaign (
  region_id int not null,
  id uuid not null,
  name text not null,
  purpose text not null,
  channel text not null constraint campaign_channel_known check (channel in ('phone', 'sms')),
  state text not null constraint campaign_state_known check (state in ('draft', 'running', 'paused', 'ended')),
  paused_because text constraint campaign_paused_known check (paused_because in ('person', 'seats-moved')),
  unit_id uuid not null,
  audience jsonb not null default '{}',
  script_zh text not null,
  script_en text not null,
  calendar text not null,
  cap_contacts int not null,
  cap_days int not null,
  most_tries int not null,
  starts_on date not null,
  ends_on date not null,
  created_by uuid,
  created_at timestamptz not null,
  listed_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  constraint campaign_pk primary key (region_id, id),
  constraint campaign_period_check check (ends_on >= starts_on),
  constraint campaign_paused_check check ((state = 'paused') = (paused_because is not null))
);
comment on table outbound.campaign is '@distributed Work we begin: whom to reach, why, with which words, when it is allowed and how often (CC-33).';
comment on column outbound.campaign.purpose is 'A code of rulebook/outbound.yaml: says which consent is needed.';
comment on column outbound.campaign.audience is 'Filter over customers: grades, vip, kind, unitId, area, service, planCode, number of days since we last turned to them.';
comment on column outbound.campaign.paused_because is 'seats-moved: the surge ladder took its people; it goes on when they return.';
create index campaign_list on outbound.campaign (region_id, created_at desc, id desc);
create index campaign_live on outbound.campaign (region_id, state) where state in ('running', 'paused');

create table outbound.member (
  region_id int not null,
  campaign_id uuid not null,
  staff_id uuid not null,
  moved_at timestamptz,
  constraint member_pk primary key (region_id, campaign_id, staff_id),
  constraint member_campaign_fk foreign key (region_id, campaign_id) references outbound.campaign (region_id, id) on delete cascade
);
comment on table outbound.member is '@distributed Who works on a campaign.';
comment on column outbound.member.moved_at is 'Since when the surge ladder has the person elsewhere; null when they are here.';
create index member_staff on outbound.member (region_id, staff_id);

create table outbound.target (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  customer_id uuid not null,
  state text not null constraint target_state_known check (state in ('waiting', 'taken', 'later', 'done', 'left-out')),
  why text,
  place bigint not null,
  staff_id uuid,
  taken_at timestamptz,
  due_at timestamptz,
  tries int not null default 0,
  result text,
  result_at timestamptz,
  constraint target_pk primary key (region_id, id),
  constraint target_customer_key unique (region_id, campaign_id, customer_id),
  constraint target_campaign_fk foreign key (region_id, campaign_id) references outbound.campaign (region_id, id) on delete cascade,
  constraint target_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade,
  constraint target_taken_check check (state <> 'taken' or (staff_id is not null and taken_at is not null)),
  constraint target_due_check check ((state = 'later') = (due_at is not null))
);
comment on table outbound.target is '@distributed One customer on the list of a campaign.';
comment on column outbound.target.why is 'Why the customer was left out or comes later: no-consent, cap, no-number, do-not-disturb, gone, or a result.';
comment on column outbound.target.staff_id is 'Who has it; while it comes later, who spoke with the customer and is asked first.';
create index target_next on outbound.target (region_id, campaign_id, place) where state = 'waiting';
create index target_later on outbound.target (region_id, campaign_id, due_at) where state = 'later';
create index target_mine on outbound.target (region_id, staff_id) where state in ('taken', 'later');
create index target_customer on outbound.target (region_id, customer_id);

create table outbound.contact (
  region_id int not null,
  id uuid not null,
  tied_to text not null constraint contact_tied_known check (tied_to in ('campaign', 'ticket', 'exception')),
  campaign_id uuid,
  target_id uuid,
  ticket_id uuid,
  customer_id uuid,
  channel text not null constraint contact_channel_known check (channel in ('phone', 'sms')),
  purpose text not null,
  unit_id uuid,
  staff_id uuid,
  exception_reason text,
  exception_number text,
  sms_id uuid,
  began_at timestamptz not null,
  ended_at timestamptz,
  result text,
  note text,
  call_again_at timestamptz,
  constraint outbound_contact_pk primary key (region_id, id),
  constraint contact_tied_check check ((tied_to = 'campaign') = (target_id is not null) and (tied_to = 'ticket') = (ticket_id is not null) and (tied_to = 'exception') = (exception_reason is not null))
);
comment on table outbound.contact is '@distributed Every time one of ours turned to somebody: on which case or list, or by which exception (CC-20), and what came of it.';
comment on column outbound.contact.exception_number is 'Who was called outside any case, in part; the whole number is not kept.';
create index outbound_contact_customer on outbound.contact (region_id, customer_id, began_at desc) where customer_id is not null;
create index outbound_contact_campaign on outbound.contact (region_id, campaign_id, began_at desc, id desc) where campaign_id is not null;
create index outbound_contact_ticket on outbound.contact (region_id, ticket_id, began_at) where ticket_id is not null;
create index outbound_contact_exception on outbound.contact (region_id, began_at desc, id desc) where tied_to = 'exception';
create index outbound_contact_open on outbound.contact (region_id, staff_id) where ended_at is null;
