-- Places of one office on one day (grain office-day), and the day list of an office from what applications hold.
select create_grain_table('office_day');

alter table application
    add column appointment_office_id text generated always as (state -> 'appointment' ->> 'officeId') stored,
    add column appointment_date text collate "C" generated always as (state -> 'appointment' ->> 'date') stored,
    add column appointment_time text collate "C" generated always as (state -> 'appointment' ->> 'time') stored;
create index application_appointment on application (appointment_office_id, appointment_date, appointment_time, key)
    where appointment_date is not null;

-- Keys that sign application letters (ES256). The private half is sealed with a key of the key ring; the public half is
-- published, also of keys that no longer sign, as long as letters signed with them are shown.
create table letter_key (
    kid         text primary key,
    public_key  bytea       not null,
    ring_key_id text        not null,
    sealed      bytea       not null,
    signs_from  timestamptz not null,
    created_at  timestamptz not null default now()
);
