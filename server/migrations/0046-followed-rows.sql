-- Who follows the floor asks for the newest transactions alone. With the region in front, a planner without statistics took these indexes for
-- finding one row by its key, and read every row of the region instead.

drop index floor.contact_changed;
create index contact_changed on floor.contact (xid);
drop index floor.seat_changed;
create index seat_changed on floor.seat (xid);
