-- Undoing an import asks for each ticket when the import last touched it.

create index row_outcome_ticket on imports.row_outcome (region_id, ticket_id, import_id) where ticket_id is not null;
