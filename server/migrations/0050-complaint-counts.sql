-- Counts of complaints per day, kept as events arrive, so that a report never reads history.

create table improvement.complaint_fact (
  region_id int not null,
  ticket_id uuid not null,
  day date not null,
  unit_id uuid not null,
  category text not null,
  place uuid not null,
  product text not null,
  ended boolean not null,
  first_time boolean not null,
  timed boolean not null,
  in_time boolean not null,
  repeat boolean not null,
  appeal boolean not null,
  constraint complaint_fact_pk primary key (region_id, ticket_id)
);
comment on table improvement.complaint_fact is '@distributed How one complaint is counted in complaint_day; what it was counted as is taken away before it is counted anew. No row: not counted (merged, rejected, reclassified).';
comment on column improvement.complaint_fact.unit_id is 'The nil UUID for none, as in place; category and product are empty for none.';
create index complaint_fact_day on improvement.complaint_fact (region_id, day, ticket_id);

create table improvement.complaint_day (
  region_id int not null,
  day date not null,
  unit_id uuid not null,
  category text not null,
  place uuid not null,
  product text not null,
  opened int not null,
  ended int not null,
  first_time int not null,
  timed int not null,
  in_time int not null,
  repeats int not null,
  appeals int not null,
  constraint complaint_day_pk primary key (region_id, day, unit_id, category, place, product)
);
comment on table improvement.complaint_day is '@distributed Complaints by the day they came, in the region''s time, with what became of them since.';

create table improvement.report_base (
  region_id int not null,
  day date not null,
  users int,
  served int not null,
  constraint report_base_pk primary key (region_id, day)
);
comment on table improvement.report_base is '@distributed What rates are counted against: lines in use on the day (null before it was counted), and matters of customers taken that day.';
