-- Cases of lost phones and mailboxes (grain account-recovery), as the help desk lists them; and the list of officers.
select create_grain_table('account_recovery');
alter table account_recovery
    add column status text generated always as (state ->> 'status') stored,
    add column opened_at text collate "C" generated always as (state ->> 'openedAt') stored;
create index account_recovery_queue on account_recovery (status, opened_at, key);

create index account_officers on account (key) where status = 'active' and role <> 'applicant';
