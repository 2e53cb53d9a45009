-- One table a grain kind (create_grain_table: key, version, state). What people search by is a generated column with an
-- index, so a list is plain SQL and there is no second copy that could drift.

select create_grain_table('account');
alter table account
    add column status text generated always as (state ->> 'status') stored,
    add column role text generated always as (state ->> 'role') stored,
    add column office_id text generated always as (state ->> 'officeId') stored,
    add column national_id_index text generated always as (state -> 'nationalId' ->> 'ix') stored,
    add column email_index text generated always as (state -> 'email' ->> 'ix') stored;

-- A NIK and an e-mail address belong to one active account. Unfinished registrations hold nothing, so nobody can block
-- somebody else's, and nobody learns by trying whether an account exists.
create unique index account_national_id_unique on account (national_id_index) where status = 'active';
create unique index account_email_unique on account (email_index) where status = 'active';

select create_grain_table('applicant');

select create_grain_table('document');
alter table document
    add column status text generated always as (state ->> 'status') stored,
    add column owner_id text generated always as (state ->> 'ownerId') stored,
    add column type_code text generated always as (state ->> 'typeCode') stored,
    add column expires_on text generated always as (state ->> 'expiresOn') stored;
create index document_owner on document (owner_id, key);

select create_grain_table('vacancy');
alter table vacancy
    add column batch_id text generated always as (state -> 'notice' ->> 'batchId') stored,
    add column country text generated always as (state -> 'notice' ->> 'country') stored;
create index vacancy_country on vacancy (country, key);

select create_grain_table('application');
alter table application
    add column status text generated always as (state ->> 'status') stored,
    add column applicant_id text generated always as (state ->> 'applicantId') stored,
    add column office_id text generated always as (state -> 'lastStep' ->> 'officeId') stored,
    add column submitted_at text collate "C" generated always as (state ->> 'submittedAt') stored,
    add column claimed_by text generated always as (state -> 'claim' ->> 'officerId') stored;
create index application_applicant on application (applicant_id, key);
create index application_verification_queue on application (office_id, submitted_at, key) where status = 'submitted';

select create_grain_table('mail');
alter table mail
    add column status text generated always as (state ->> 'status') stored,
    add column next_attempt_at text collate "C" generated always as (state ->> 'nextAttemptAt') stored;
create index mail_due on mail (next_attempt_at, key) where status = 'pending';

select create_grain_table('feed_cursor');
