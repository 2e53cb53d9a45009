-- Which file a document names, so that files no document names can be found and removed.
alter table document
    add column blob_id text generated always as (state -> 'file' ->> 'blobId') stored;
create index document_blob on document (blob_id) where blob_id is not null;
