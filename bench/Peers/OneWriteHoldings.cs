using Npgsql;
using NpgsqlTypes;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Bench.Peers;

/// <summary>Rows of holdings in the same statement as the state that owns them, as the product's store has them.</summary>
internal static class OneWriteHoldings
{
    // Goes between the events and the answer of a write that keeps something.
    private const string Kept = """
        , kept as (
            insert into holding (grain_type, grain_key, key, status, number, attempt, at, until, is_settled)
            select $4, $1, h.* from written, unnest($12::text[], $13::smallint[], $14::bigint[], $15::bigint[], $16::timestamptz[],
                                                   $17::timestamptz[], $18::boolean[]) as h
            on conflict (grain_type, grain_key, key) do update
            set status = excluded.status, number = excluded.number, attempt = excluded.attempt, at = excluded.at,
                until = excluded.until, is_settled = excluded.is_settled)
        """;

    // The same, of a write that also lets something go, which is rarer and costs a look-up more.
    private const string KeptAndGone = $"""
        {Kept},
        gone as (
            delete from holding own using written where own.grain_type = $4 and own.grain_key = $1 and own.key = any($19::text[]))
        """;

    /// <summary>What a write changes; of several changes of one key the last.</summary>
    public static IReadOnlyCollection<HoldingChange> Of(IEnumerable<EventEnvelope> events)
    {
        Dictionary<string, HoldingChange> last = [];
        foreach (var change in events.Select(one => one.Event).OfType<IChangesHoldings>().SelectMany(one => one.Changes()))
            last[change.Key] = change;
        return last.Values;
    }

    /// <summary>What is added to the statement of a write.</summary>
    public static string Text(IReadOnlyCollection<HoldingChange> changes) =>
        changes.Count == 0 ? "" : LetsGo(changes) ? KeptAndGone : Kept;

    public static void Add(NpgsqlCommand command, IReadOnlyCollection<HoldingChange> changes)
    {
        var kept = changes.Select(change => change.After).OfType<Holding>().ToArray();
        Array(NpgsqlDbType.Text, one => one.Key);
        Array(NpgsqlDbType.Smallint, one => (short)one.Status);
        Array(NpgsqlDbType.Bigint, one => one.Number);
        Array(NpgsqlDbType.Bigint, one => one.Attempt);
        Array(NpgsqlDbType.TimestampTz, one => one.At.UtcDateTime);
        Array(NpgsqlDbType.TimestampTz, one => one.Until?.UtcDateTime);
        Array(NpgsqlDbType.Boolean, one => one.IsSettled);
        if (LetsGo(changes))
            command.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. changes.Where(change => change.After is null).Select(change => change.Key)],
            });

        void Array<T>(NpgsqlDbType type, Func<Holding, T> pick) => command.Parameters.Add(
            new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [.. kept.Select(pick)] });
    }

    private static bool LetsGo(IReadOnlyCollection<HoldingChange> changes) => changes.Any(change => change.After is null);
}
