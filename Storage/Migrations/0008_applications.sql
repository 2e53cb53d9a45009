-- The office is explicit now, because a dossier may be given to another one; a reference belongs to one application.
drop index application_verification_queue;
alter table application drop column office_id;
alter table application
    add column office_id text generated always as (coalesce(state ->> 'assignedOfficeId', state -> 'lastStep' ->> 'officeId')) stored,
    add column batch_id text generated always as (state ->> 'batchId') stored,
    add column reference text generated always as (state ->> 'reference') stored,
    add column stage text generated always as (state ->> 'stage') stored,
    add column claimed_at text collate "C" generated always as (state -> 'claim' ->> 'at') stored;
create index application_verification_queue on application (office_id, status, submitted_at, key) where submitted_at is not null;
create unique index application_reference_unique on application (reference) where reference is not null;

-- Results on their way to their applications.
select create_grain_table('publication');
