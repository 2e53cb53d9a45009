-- Permits of placement companies (SIP2MI) with their quota. What is reserved, committed and restored are rows of "holding".
select create_grain_table('recruitment_permit');
alter table recruitment_permit
    add column status text generated always as (state ->> 'status') stored,
    add column company_id text generated always as (state ->> 'companyId') stored,
    add column country text generated always as (state ->> 'country') stored,
    add column quota integer generated always as ((state ->> 'quota')::integer) stored,
    add column in_use integer generated always as ((state ->> 'inUse')::integer) stored,
    add constraint recruitment_permit_in_use_at_most_quota check (in_use between 0 and quota);
create index recruitment_permit_company on recruitment_permit (company_id, key);
