using System.Text.RegularExpressions;

namespace Siskop2mi.Storage.Grains;

/// <summary>The table of one kind of grain state, with its statements. One text a table, so that prepared plans are reused.</summary>
internal sealed partial class GrainTable
{
    private GrainTable(string name, string grainType)
    {
        Name = name;
        GrainType = grainType;
        var table = $"\"{name}\"";
        Read = $"select version, state from {table} where key = $1";

        Commit = CommitText(table, holdings: "");
        CommitWithHoldings = CommitText(table, Holdings);
    }

    public string Name { get; }

    /// <summary>The grain type whose states are here; two types in one table would share keys.</summary>
    public string GrainType { get; }

    public string Read { get; }

    public string Commit { get; }

    /// <summary>The same, with the rows of holdings that events of the batch change.</summary>
    public string CommitWithHoldings { get; }

    public static GrainTable Of(string stateName, string grainType)
    {
        var name = stateName.Replace('-', '_');
        return ValidName().IsMatch(name)
            ? new GrainTable(name, grainType)
            : throw new ArgumentException(
                $"'{stateName}' is no name of a grain state: a letter, then letters, digits, hyphens.", nameof(stateName));
    }

    // Joined with what was written: a write that lost to another version changes no holding either.
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

    // The condition on "expected" comes before the insert: a version that is expected and not there is a conflict, never
    // a new row. The scalar subquery cannot be turned into a join, so the plan stays a look-up by key however old it is.
    // Keys are listed only when some are missing, which is rare.
    private static string CommitText(string table, string holdings) =>
        $"""
        with written as (
            insert into {table} as held (key, version, state)
            select item.key, item.expected + 1, item.state
            from unnest($1::text[], $2::bigint[], $3::jsonb[]) as item (key, expected, state)
            where item.expected = 0 or (select true from {table} own where own.key = item.key)
            on conflict (key) do update set version = excluded.version, state = excluded.state
            where held.version = excluded.version - 1
            returning held.key),
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

    [GeneratedRegex("^[a-z][a-z0-9_]{0,54}$", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}
