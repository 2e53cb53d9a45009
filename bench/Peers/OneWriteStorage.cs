using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Bench.Peers;

/// <summary>
/// The peer "one write a call": every write is a prepared statement and a commit of its own, on a pool of 16 connections that
/// are not reset. It checks the version and stores the event like the product's store, and is spared what that one does
/// besides: the hash chain, the fencing epoch, the queue.
/// </summary>
internal sealed class OneWriteStorage : IGrainStorage, IAsyncDisposable
{
    public const int Connections = 16;

    private const string EventColumns =
        "insert into event (grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)";

    // Nothing is hashed here; the column wants 32 bytes.
    private static readonly byte[] NoHash = new byte[32];

    private readonly ConcurrentDictionary<string, Statements> tables = new(StringComparer.Ordinal);
    private readonly NpgsqlDataSource database;
    private readonly StorageJson json;

    public OneWriteStorage(string connectionString, StorageJson json)
    {
        this.json = json;
        database = NpgsqlDataSource.Create(Settings(connectionString));
    }

    /// <summary>How both peers' and the limits' connections are set up: as fast as Npgsql goes.</summary>
    public static NpgsqlConnectionStringBuilder Settings(string connectionString) => new(connectionString)
    {
        NoResetOnClose = true,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 1,
        MinPoolSize = Connections,
        MaxPoolSize = Connections,
        // Sixteen connections serve hundreds of callers: they queue here, as they should.
        Timeout = 60,
        // As the product's: no plan made while a table was empty scans it later.
        Options = GrainDataSource.Plans,
    };

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (table, key) = (Of(stateName), KeyOf(grainId));
        await using var command = database.CreateCommand(table.Read);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await command.ExecuteReaderAsync();
        var isThere = await reader.ReadAsync();
        grainState.State = isThere
            ? json.Read<T>(table.Name, key, reader.GetFieldValue<byte[]>(1)) : Activator.CreateInstance<T>();
        grainState.ETag = isThere ? ETag(reader.GetInt64(0)) : null;
        grainState.RecordExists = isThere;
        await reader.CloseAsync();
        if (grainState.State is HoldingEntity owner)
            grainState.State = (T)(object)(owner with { Holdings = await HoldingReader.ReadAsync(database, grainId.Type.ToString(), key) });
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (table, key) = (Of(stateName), KeyOf(grainId));
        var expected = grainState.ETag is { Length: > 0 } tag ? long.Parse(tag, CultureInfo.InvariantCulture) : 0;
        var state = json.Write(table.Name, key, grainState.State!, typeof(T));
        var events = (grainState.State as Entity)?.Unpublished ?? [];
        var changes = OneWriteHoldings.Of(events);
        await using var command = database.CreateCommand(table.Text(isNew: expected == 0, OneWriteHoldings.Text(changes)));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = expected });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Jsonb, TypedValue = state });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainId.Type.ToString() });
        AddEvents(command, events, $"{grainId.Type}/{key}");
        if (changes.Count > 0) OneWriteHoldings.Add(command, changes);
        if (Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) == 0)
            throw new InconsistentStateException($"{table.Name}/{key} was written by somebody else.", null, ETag(expected));
        grainState.ETag = ETag(expected + 1);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("Nothing that is measured clears a state.");

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private void AddEvents(NpgsqlCommand command, IReadOnlyList<EventEnvelope> events, string row)
    {
        Add(NpgsqlDbType.Text, one => EventTypes.NameOf(one.Event.GetType()));
        Add(NpgsqlDbType.Json, one => json.Write("event", row, one.Event, one.Event.GetType()));
        Add(NpgsqlDbType.Text, one => one.Actor);
        Add(NpgsqlDbType.Text, one => one.Role);
        Add(NpgsqlDbType.Text, one => one.Process);
        Add(NpgsqlDbType.TimestampTz, one => one.At.UtcDateTime);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = NoHash });

        void Add<TValue>(NpgsqlDbType type, Func<EventEnvelope, TValue> pick) => command.Parameters.Add(
            new NpgsqlParameter<TValue[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [.. events.Select(pick)] });
    }

    private Statements Of(string stateName) => tables.GetOrAdd(stateName, static name => new Statements(name.Replace('-', '_')));

    private static string KeyOf(GrainId grainId) => grainId.Key.ToString()!;

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private sealed record Statements(string Name)
    {
        private const string Events = $"""
            , happened as (
                {EventColumns}
                select $4, $1, $2 + 1, e.place - 1, e.type, e.data, e.actor, e.role, e.process, e.at, 0, $11
                from written, unnest($5::text[], $6::json[], $7::text[], $8::text[], $9::text[], $10::timestamptz[]) with ordinality
                     as e (type, data, actor, role, process, at, place))
            """;

        private const string Answer = "select count(*) from written";

        public string Read { get; } = $"select version, state from \"{Name}\" where key = $1 and state is not null";

        private string Insert { get; } = $"""
            with written as (
                insert into "{Name}" (key, version, state) values ($1, $2::bigint + 1, $3) on conflict (key) do nothing returning key)
            {Events}
            """;

        private string Update { get; } = $"""
            with written as (
                update "{Name}" set version = $2::bigint + 1, state = $3 where key = $1 and version = $2 returning key)
            {Events}
            """;

        public string Text(bool isNew, string holdings) => $"{(isNew ? Insert : Update)} {holdings} {Answer}";
    }
}
