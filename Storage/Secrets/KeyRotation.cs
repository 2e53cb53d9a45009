using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Secrets;

/// <summary>What a rotation did.</summary>
/// <param name="NewKeyId">The key that writes now.</param>
/// <param name="Read">States looked at, over all passes.</param>
/// <param name="Rewritten">States sealed anew.</param>
/// <param name="Values">Values sealed anew.</param>
/// <param name="Passes">How often the tables were walked; the last pass found nothing to do.</param>
public sealed record KeyRotationReport(string NewKeyId, long Read, long Rewritten, long Values, int Passes);

/// <summary>
/// Replaces the key of the sensitive values while the system runs. Each state is sealed anew in its place if nobody wrote it
/// meanwhile; its version stays, so no grain notices. Old keys stay in the ring until <see cref="DropKeyAsync"/>.
/// Blind indexes have a key of their own and do not change.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="ring">The ring, shared with the store.</param>
/// <param name="keep">Keeps the ring before its new key is used, such as <see cref="KeyFile.Save"/>.</param>
/// <param name="tables">The grain tables.</param>
/// <param name="purposes">Purposes of all kinds of sensitive values; null for those of the domain.</param>
public sealed class KeyRotation(
    NpgsqlDataSource database, KeyRing ring, Action<KeyRing> keep, IReadOnlyList<string> tables, IReadOnlyList<string>? purposes = null)
{
    private const int BatchSize = 200;
    private const int MostPasses = 20;
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromMilliseconds(300);
    private readonly IReadOnlyList<string> purposes = purposes ?? PurposesOfDomain();

    /// <summary>Adds a key, makes it the one that writes, and seals everything anew with it.</summary>
    /// <exception cref="KeyRotationException">Writes with an older key keep coming: another node has not got the new ring.</exception>
    public async Task<KeyRotationReport> RunAsync(CancellationToken cancellation = default)
    {
        var added = ring.AddKey(keep);
        var total = new KeyRotationReport(added, 0, 0, 0, 0);
        while (total.Passes < MostPasses)
        {
            var (read, rewritten, values, stale) = (0L, 0L, 0L, 0L);
            foreach (var table in tables)
            {
                var pass = await PassAsync(table, added, cancellation);
                (read, rewritten, values, stale) = (read + pass.Read, rewritten + pass.Rewritten, values + pass.Values, stale + pass.Stale);
            }

            total = total with
            {
                Read = total.Read + read,
                Rewritten = total.Rewritten + rewritten,
                Values = total.Values + values,
                Passes = total.Passes + 1,
            };
            if (stale == 0) return total;
            // Running nodes look for a new key twice a second; until then they may still write with the old one.
            await Task.Delay(BetweenPasses, cancellation);
        }

        throw new KeyRotationException(
            $"After {MostPasses} passes there are still values under an older key; does every node have the new ring?");
    }

    /// <summary>Drops an old key from the ring once no state uses it. Other data sealed with the ring must have moved on too.</summary>
    /// <exception cref="KeyRotationException">A state still uses it.</exception>
    public async Task DropKeyAsync(string keyId, CancellationToken cancellation = default)
    {
        if (await CountAsync(keyId, cancellation) is var used and > 0)
            throw new KeyRotationException($"{used} states still use key '{keyId}'.");
        ring.RemoveKey(keyId, keep);
    }

    /// <summary>How many states hold a value under a key.</summary>
    public async Task<long> CountAsync(string keyId, CancellationToken cancellation = default)
    {
        var count = 0L;
        foreach (var table in tables)
        {
            await using var command = database.CreateCommand($"select count(*) from {Quoted(table)} where state::text like $1");
            command.Parameters.AddWithValue($"%\"enc\": \"{keyId}:%");
            count += (long)(await command.ExecuteScalarAsync(cancellation))!;
        }

        return count;
    }

    private async Task<(long Read, long Rewritten, long Values, long Stale)> PassAsync(
        string table, string current, CancellationToken cancellation)
    {
        var (read, rewritten, values, stale) = (0L, 0L, 0L, 0L);
        for (var after = ""; ;)
        {
            var states = await NextAsync(table, after, cancellation);
            if (states.Count == 0) return (read, rewritten, values, stale);
            after = states[^1].Key;
            read += states.Count;
            var renewed = new List<StoredState>();
            foreach (var state in states)
            {
                if (Renew(table, state, current, ref values) is { } fresh) renewed.Add(fresh);
            }

            stale += renewed.Count;
            if (renewed.Count > 0) rewritten += await ReplaceAsync(table, renewed, cancellation);
        }
    }

    private async Task<List<StoredState>> NextAsync(string table, string after, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"select key, version, state::text from {Quoted(table)} where key > $1 and state is not null order by key limit {BatchSize}");
        command.Parameters.AddWithValue(after);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var states = new List<StoredState>();
        while (await reader.ReadAsync(cancellation))
            states.Add(new StoredState(reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return states;
    }

    // Rows that a commit is just writing are passed by: it writes with the new key, or the next pass finds them. Waiting for them
    // with others already locked could end in a deadlock with a commit that wants those.
    private async Task<int> ReplaceAsync(string table, List<StoredState> states, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            with free as materialized (select key from {Quoted(table)} where key = any($1::text[]) for update skip locked)
            update {Quoted(table)} as held set state = fresh.state
            from unnest($1::text[], $2::bigint[], $3::jsonb[]) as fresh (key, version, state) join free on free.key = fresh.key
            where held.key = fresh.key and held.version = fresh.version
            """);
        command.Parameters.AddWithValue(states.ConvertAll(state => state.Key).ToArray());
        command.Parameters.AddWithValue(states.ConvertAll(state => state.Version).ToArray());
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Jsonb, states.ConvertAll(state => state.Json).ToArray());
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private StoredState? Renew(string table, StoredState state, string current, ref long values)
    {
        var root = JsonNode.Parse(state.Json);
        var renewed = 0;
        Visit(root, value =>
        {
            var text = (string)value["enc"]!;
            if (text.StartsWith($"{current}:", StringComparison.Ordinal)) return;
            value["enc"] = Renew(new Row(table, state.Key), text);
            renewed++;
        });
        values += renewed;
        return renewed == 0 ? null : state with { Json = root!.ToJsonString() };
    }

    // The text does not say which kind of value it is; only the right purpose opens it.
    private string Renew(Row row, string text)
    {
        foreach (var purpose in purposes)
        {
            if (SealedValue.TryOpen(ring, row, purpose, text) is { } plain) return SealedValue.Seal(ring, row, purpose, plain);
        }

        throw new System.Security.Cryptography.CryptographicException($"A sealed value of {row.Table}/{row.Key} does not open.");
    }

    private static void Visit(JsonNode? node, Action<JsonObject> found)
    {
        switch (node)
        {
            case JsonObject { Count: 2 } value when value["enc"] is JsonValue && value["ix"] is JsonValue:
                found(value);
                break;
            case JsonObject members:
                foreach (var (_, member) in members) Visit(member, found);
                break;
            case JsonArray items:
                foreach (var item in items) Visit(item, found);
                break;
        }
    }

    private static string[] PurposesOfDomain() =>
    [
        .. typeof(ISensitiveValue).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(ISensitiveValue).IsAssignableFrom(type))
            .Select(type => (string)type.GetProperty("Purpose", typeof(string))!.GetValue(null)!),
    ];

    private static string Quoted(string table) => $"\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record StoredState(string Key, long Version, string Json);
}
