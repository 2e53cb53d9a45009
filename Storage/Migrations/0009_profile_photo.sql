-- Which file a profile names as its photo, so that the clean-up of files that nothing names leaves it alone.
alter table applicant
    add column photo_blob_id text generated always as (state -> 'photo' ->> 'blobId') stored;
create index applicant_photo_blob on applicant (photo_blob_id) where photo_blob_id is not null;
