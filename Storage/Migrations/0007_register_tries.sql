-- How often a person had a register asked about a document's number.
select create_grain_table('register_tries');

-- A wallet is listed by type and status; what is not in it (a number check, a removed document) names no file.
create index document_wallet on document (owner_id, key) where blob_id is not null;
