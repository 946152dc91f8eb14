-- Which process listens to an exchange.

create table voice.exchange (
  name text constraint exchange_pk primary key,
  owner uuid not null,
  lease_until timestamptz not null
);
comment on table voice.exchange is '@local Who holds the line to an exchange: it tells its events to one listener only.';
comment on column voice.exchange.lease_until is 'By the clock of the database; a listener that is gone is replaced after it.';
