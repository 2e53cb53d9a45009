-- One active node at a time. The row is the lease: who holds it, until when (database time), and the fencing epoch,
-- which grows with every change of holder so that the commits of a former holder can be told apart and turned down.
create table node_lease (
    id         smallint primary key check (id = 1),
    node       text,
    epoch      bigint not null default 0,
    expires_at timestamptz
);
insert into node_lease (id) values (1);

-- Reminders of grains. due_at is the next tick; claiming a tick moves it in the same statement.
create table reminder (
    grain_type text        not null,
    grain_key  text        not null,
    name       text        not null,
    first_tick timestamptz not null,
    period     interval    not null check (period > interval '0'),
    due_at     timestamptz not null,
    primary key (grain_type, grain_key, name)
);
create index reminder_due on reminder (due_at);

-- Keys that protect cookies and tokens, sealed with a key of the key ring: whoever reads the table cannot use them.
create table data_protection_key (
    name        text primary key,
    ring_key_id text        not null,
    sealed      bytea       not null,
    created_at  timestamptz not null default now()
);
