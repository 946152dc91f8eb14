-- Announcements said before any menu, and calls back that keep the customer's place.

create schema menus;

create table menus.notice (
  region_id int not null,
  id uuid not null,
  zh text not null,
  en text not null,
  recording text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  constraint notice_pk primary key (region_id, id),
  constraint notice_time_check check (ends_at > starts_at)
);
comment on table menus.notice is '@distributed What everybody who calls or writes hears first while it holds (an outage, a storm): words, from when to when, by whom.';
comment on column menus.notice.recording is 'Name of its recording on the exchange; null = the exchange says nothing of it.';
comment on column menus.notice.ended_at is 'Ended by hand before its time.';
create index notice_holding on menus.notice (region_id, ends_at);

alter table voice.call add column callback text constraint call_callback_known check (callback in ('asked', 'calling', 'reached', 'unreached'));
alter table voice.call add column callback_tries int not null default 0;
comment on column voice.call.callback is 'The customer hung up and is called when their turn comes: asked · calling (their end rings) · reached · unreached. Null: they are on the line.';
create index call_calling_back on voice.call (region_id, callback) where callback in ('asked', 'calling') and state <> 'ended';
alter table voice.call add column callback_seen_at timestamptz;
comment on column voice.call.callback_seen_at is 'When the page of a customer who is to be called back was last open: their browser can be rung while it is.';
alter table voice.leg add column outside text;
comment on column voice.leg.outside is 'Name of this end with whoever carries it: the channel of an exchange. Null in a browser.';
create unique index leg_outside_key on voice.leg (region_id, outside) where outside is not null;
