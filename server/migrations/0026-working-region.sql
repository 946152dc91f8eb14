-- People whose roles reach several regions choose the one they work in; it is remembered with the person, whatever browser they use.

alter table people.staff add column working_region_id int constraint staff_working_region_fk references platform.region (id);
comment on column people.staff.working_region_id is 'The region lists and new records are about while nothing else is named; null = region_id. Counts only as long as the roles reach it.';
create index staff_working_region on people.staff (working_region_id) where working_region_id is not null;
