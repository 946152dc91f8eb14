-- What ties us to other systems: who wants to hear of events, what was sent to them and how it went, and what the open interfaces no longer show.

create schema integrations;

create table integrations.subscription (
  id uuid constraint subscription_pk primary key,
  region_id int constraint subscription_region_fk references platform.region (id),
  kind text not null constraint subscription_kind_known check (kind in ('webhook', 'hub')),
  face text,
  name text not null,
  callback text not null,
  events text[] not null default '{}',
  query text,
  secret bytea,
  previous_secret bytea,
  previous_until timestamptz,
  active boolean not null default true,
  stopped_because text constraint subscription_stop_known check (stopped_because in ('by-hand', 'failing', 'gone', 'owner-left')),
  failing_since timestamptz,
  created_by uuid not null constraint subscription_created_by_fk references people.staff (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint subscription_webhook_signed check (kind <> 'webhook' or secret is not null),
  constraint subscription_hub_faced check ((kind = 'hub') = (face is not null))
);
comment on table integrations.subscription is '@reference Who is told of events by HTTP: webhooks of ours, signed, and hubs of the TMF interfaces.';
comment on column integrations.subscription.region_id is 'Only events of this region; null = all regions, for those whose permission reaches that far.';
comment on column integrations.subscription.face is 'TMF interface whose envelopes a hub gets, "troubleTicket/v4".';
comment on column integrations.subscription.events is 'Webhook: names of our events or patterns such as ticket.*; empty = all.';
comment on column integrations.subscription.query is 'Hub: the filter as the client gave it.';
comment on column integrations.subscription.secret is 'Sealed with the key of the data directory; signs what is sent (Standard Webhooks).';
comment on column integrations.subscription.previous_secret is 'Until previous_until messages carry a second signature made with it, so that the receiver can change over.';
comment on column integrations.subscription.failing_since is 'Since when nothing got through; null after a success.';
comment on column integrations.subscription.created_by is 'Messages say no more than this person may read; when the person leaves, sending stops.';
create index subscription_created_by on integrations.subscription (created_by);

create table integrations.delivery (
  id uuid constraint delivery_pk primary key,
  subscription_id uuid not null constraint delivery_subscription_fk references integrations.subscription (id) on delete cascade,
  region_id int not null,
  message_id uuid not null,
  event_type text not null,
  event jsonb not null,
  state text not null constraint delivery_state_known check (state in ('waiting', 'delivered', 'failed', 'dropped')),
  attempts int not null default 0,
  next_at timestamptz,
  leased_until timestamptz,
  response_status int,
  failure text,
  duration_ms int,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint delivery_once unique (subscription_id, message_id),
  constraint delivery_due_known check ((state = 'waiting') = (next_at is not null))
);
comment on table integrations.delivery is '@local One message to one subscriber: what happened, how often it was tried and how the last try went. Kept for 30 days.';
comment on column integrations.delivery.message_id is 'Made from the event, so that the same event is never queued twice; the receiver sees it as webhook-id, the same in every try.';
comment on column integrations.delivery.event is 'Names and ids only: what is sent is read when it is sent, as its receiver may see it then.';
comment on column integrations.delivery.failure is 'Kind of the last failure (timeout, refused, private-address, status), never its data.';
create index delivery_due on integrations.delivery (next_at) where state = 'waiting';
create index delivery_log on integrations.delivery (subscription_id, created_at desc, id desc);
create index delivery_old on integrations.delivery (created_at);

create table integrations.hidden (
  region_id int not null,
  id uuid not null,
  resource text not null,
  hidden_by uuid,
  hidden_at timestamptz not null,
  constraint hidden_pk primary key (region_id, id, resource)
);
comment on table integrations.hidden is '@distributed Records the open interfaces do not show: deleted through them, or parties that are not customers. The product keeps its history.';
comment on column integrations.hidden.resource is 'troubleTicket, customer, party or partyInteraction.';

alter table contacts.conversation add column tmf jsonb not null default '{}';
comment on column contacts.conversation.tmf is 'Attributes of TMF683 that have no place of their own.';
