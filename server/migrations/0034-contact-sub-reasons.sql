-- What stood in the way of a contact beside its matter: so far that the caller could not be heard.

alter table contacts.conversation add column sub_reason text constraint conversation_sub_reason_known check (sub_reason in ('audio-problem'));
comment on column contacts.conversation.sub_reason is 'audio-problem: the caller could not be heard and was let go after the procedure (CC-25, CC-26).';
create index conversation_sub_reason on contacts.conversation (region_id, sub_reason, opened_at desc) where sub_reason is not null;
