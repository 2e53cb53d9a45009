-- Grain tables, the append-only event table, and the hash chains over it. Why: docs/adr/0003 and docs/adr/0004.

-- A renewal of the lease leaves the epoch alone, a takeover changes it. With a unique index on the epoch PostgreSQL
-- treats it as a key: commits lock the row "for key share", which a takeover must wait for and a renewal must not. With
-- "for share" a stream of overlapping commits would keep the holder from renewing its own lease.
create unique index node_lease_epoch_key on node_lease (epoch);

-- First statement of every commit. Holds off a takeover until the commit is through, and turns away whoever was replaced.
create function require_epoch(expected bigint) returns void language plpgsql as $$
begin
    perform 1 from node_lease where id = 1 and epoch = expected for key share;
    if not found then
        raise exception 'this node no longer holds the lease' using errcode = 'SK001';
    end if;
end $$;

-- One table a grain kind; later migrations add generated columns and indexes. Rows are never deleted: a cleared grain
-- keeps its version, so that a stale writer cannot revive it. Room is left on each page so that an update stays there.
create function create_grain_table(name text) returns void language plpgsql as $$
begin
    if name !~ '^[a-z][a-z0-9_]{0,54}$' then
        raise exception 'not a name for a grain table: %', name;
    end if;
    execute format(
        'create table %I (key text collate "C" primary key, version bigint not null check (version > 0), state jsonb)
         with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.2)', name);
end $$;

-- What happened. tx orders the feed: a reader that stays below every open transaction can skip nothing.
create table event (
    id         bigint generated always as identity,
    tx         xid8 not null default pg_current_xact_id(),
    grain_type text collate "C" not null,
    grain_key  text collate "C" not null,
    version    bigint not null,
    ordinal    smallint not null,
    type       text collate "C" not null,
    data       json not null,
    actor      text not null,
    role       text not null,
    process    text not null,
    at         timestamptz not null,
    chain      bigint not null,
    hash       bytea not null check (length(hash) = 32),
    primary key (tx, id)
) with (autovacuum_vacuum_insert_scale_factor = 0.05);

create index event_of_grain on event (grain_type, grain_key, id);

-- One chain a writer of a process start, so that writers never wait for each other's head.
create table event_chain (
    chain     bigint generated always as identity primary key,
    node      text not null,
    epoch     bigint,
    opened_at timestamptz not null default clock_timestamp(),
    seq       bigint not null default 0,
    head      bytea not null
) with (fillfactor = 50);

-- One link a transaction. rows holds id and hash of each event, in order, 40 bytes each, so that a verifier can name the
-- very row that was changed; hash = sha256(hash of the link before || tx || rows).
create table event_link (
    chain bigint not null,
    seq   bigint not null,
    tx    xid8 not null unique,
    rows  bytea not null,
    hash  bytea not null,
    primary key (chain, seq)
);
alter table event_link alter column rows set storage external;

-- Where a chain starts: bound to its number and to who opened it.
create function chain_genesis(chain bigint, node text, epoch bigint) returns bytea language sql immutable
return sha256(convert_to('siskop2mi chain ' || chain || ' ' || coalesce(epoch::text, '-') || ' ' || node, 'UTF8'));

create function open_chain(node text, epoch bigint) returns bigint language plpgsql as $$
declare
    opened bigint := nextval(pg_get_serial_sequence('event_chain', 'chain'));
begin
    insert into event_chain (chain, node, epoch, head) overriding system value
    values (opened, node, epoch, chain_genesis(opened, node, epoch));
    return opened;
end $$;

-- Last statement of every commit: one link over the events that this transaction stored, if any.
create function append_link(link_chain bigint) returns void language plpgsql as $$
declare
    own    xid8 := pg_current_xact_id();
    stored bytea;
    next   event_chain;
begin
    select string_agg(int8send(id) || hash, ''::bytea order by id) into stored from event where tx = own;
    if stored is null then
        return;
    end if;
    update event_chain set seq = seq + 1, head = sha256(head || int8send(own::text::bigint) || stored)
    where chain = link_chain returning * into strict next;
    insert into event_link (chain, seq, tx, rows, hash) values (link_chain, next.seq, own, stored, next.head);
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% only ever grows', tg_table_name using errcode = 'SK002';
end $$;

create function refuse_rewind() returns trigger language plpgsql as $$
begin
    if new.seq <> old.seq + 1 or (new.chain, new.node, new.opened_at) is distinct from (old.chain, old.node, old.opened_at)
        or new.epoch is distinct from old.epoch then
        raise exception 'a chain only moves on by one link' using errcode = 'SK002';
    end if;
    return new;
end $$;

create trigger append_only before update or delete or truncate on event for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on event_link for each statement execute function refuse_change();
create trigger append_only before delete or truncate on event_chain for each statement execute function refuse_change();
create trigger forward_only before update on event_chain for each row execute function refuse_rewind();
