-- People log in with a mobile number, too. Unique is what was proved: an address or a number that somebody only named when
-- registering blocks nobody, or a stranger could keep its owner out by naming it first.
alter table account
    add column mobile_index text generated always as (state -> 'mobile' ->> 'ix') stored,
    add column confirmed_email_index text generated always as (
        case when state ->> 'emailUnconfirmed' = 'true' then null else state -> 'email' ->> 'ix' end) stored,
    add column confirmed_mobile_index text generated always as (
        case when state ->> 'mobileUnconfirmed' = 'true' then null else state -> 'mobile' ->> 'ix' end) stored;

drop index account_email_unique;
create unique index account_email_unique on account (confirmed_email_index) where status = 'active';
create unique index account_mobile_unique on account (confirmed_mobile_index) where status = 'active';
create index account_email on account (email_index) where status = 'active';
create index account_mobile on account (mobile_index) where status = 'active';
