namespace Siskop2mi.Storage.Grains;

/// <summary>
/// Statements that write many states of one table with what belongs to them. Each answers how many states it wrote, and their
/// keys when some were not written. Events and holdings are joined with what was written: a write that lost to another version
/// leaves neither.
/// </summary>
/// <param name="states">Writes $1 keys, $2 versions before, $3 states; returns the keys.</param>
internal sealed class WriteTexts(string states)
{
    private const string Holdings = """
        ,
            kept as (
                insert into holding (grain_type, grain_key, key, status, number, attempt, at, until, is_settled)
                select $4, h.grain_key, h.key, h.status, h.number, h.attempt, h.at, h.until, h.is_settled
                from unnest($16::text[], $17::text[], $18::smallint[], $19::bigint[], $20::bigint[], $21::timestamptz[],
                            $22::timestamptz[], $23::boolean[])
                     as h (grain_key, key, status, number, attempt, at, until, is_settled)
                join written on written.key = h.grain_key
                on conflict (grain_type, grain_key, key) do update
                set status = excluded.status, number = excluded.number, attempt = excluded.attempt, at = excluded.at,
                    until = excluded.until, is_settled = excluded.is_settled),
            gone as (
                delete from holding own using unnest($24::text[], $25::text[]) as g (grain_key, key)
                where own.grain_type = $4 and own.grain_key = g.grain_key and own.key = g.key
                    and g.grain_key in (select written.key from written))
        """;

    /// <summary>States and events.</summary>
    public string Plain { get; } = Text(states, holdings: "");

    /// <summary>States, events, and the rows of holdings that the events change.</summary>
    public string WithHoldings { get; } = Text(states, Holdings);

    // Keys are listed only when some are missing, which is rare.
    private static string Text(string states, string holdings) =>
        $"""
        with written as (
        {states}),
        happened as (
            insert into event (grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)
            select $4, e.key, e.version, e.ordinal, e.type, e.data, e.actor, e.role, e.process, e.at, $5, e.hash
            from unnest($6::text[], $7::bigint[], $8::smallint[], $9::text[], $10::json[], $11::text[], $12::text[],
                        $13::text[], $14::timestamptz[], $15::bytea[]) with ordinality
                 as e (key, version, ordinal, type, data, actor, role, process, at, hash, place)
            join written on written.key = e.key
            order by e.place){holdings}
        select count(*)::int, case when count(*) < cardinality($1::text[]) then array_agg(key) end from written
        """;
}
