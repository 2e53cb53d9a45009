-- What grains keep for somebody: places of a vacancy, units of a permit's quota. Rows of their own, written in the commit of
-- the event that changes them, because the list grows with traffic and the state must not (docs/adr/0013-holdings.md).
-- status: 1 waiting, 2 taken, 3 offered, 4 entered, 5 lost, 6 committed, 7 restored.
create table holding (
    grain_type text collate "C" not null,
    grain_key  text collate "C" not null,
    key        text collate "C" not null,
    status     smallint not null check (status between 1 and 7),
    number     bigint not null check (number > 0),
    attempt    bigint not null,
    at         timestamptz not null,
    until      timestamptz,
    is_settled boolean not null,
    primary key (grain_type, grain_key, key)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.2);

-- The invariant a second time, for the day the rule is wrong: a write that would oversell is refused by the database.
alter table vacancy
    add column places integer generated always as ((state -> 'notice' -> 'intake' ->> 'places')::integer) stored,
    add column taken integer generated always as ((state ->> 'taken')::integer) stored,
    add constraint vacancy_taken_at_most_places check (taken between 0 and places);
