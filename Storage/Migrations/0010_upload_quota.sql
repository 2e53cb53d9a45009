-- How many files, and how large, a person uploaded since an instant: the daily quota of uploads is counted from here.
alter table document
    add column if not exists uploaded_at text collate "C" generated always as (state ->> 'uploadedAt') stored,
    add column if not exists file_size bigint generated always as ((state -> 'file' ->> 'size')::bigint) stored;
create index document_uploaded on document (owner_id, uploaded_at);
