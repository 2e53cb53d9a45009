using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// Grain states in PostgreSQL: one table a kind, the events of an <see cref="Entity"/> in the transaction of its state, and
/// the writes of all grains of the process gathered into few commits, and reads into few questions
/// (docs/adr/0003-group-commit.md).
/// A write answers when it is durable. It throws <see cref="InconsistentStateException"/> when the version is stale,
/// <see cref="UniqueValueTakenException"/>, <see cref="WriteRefusedException"/>, <see cref="FencedException"/> or
/// <see cref="StorageUnavailableException"/> when nothing is stored, and <see cref="CommitOutcomeUnknownException"/> when
/// nobody knows.
/// </summary>
public sealed class PostgresGrainStorage : IGrainStorage, IAsyncDisposable
{
    // What a round trip costs by itself, shared by so many, is little beside what each of them costs.
    private const int EnoughReads = 16;

    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource commits;
    private readonly StorageJson json;
    private readonly GrainStorageOptions options;
    private readonly WriteQueue queue;
    private readonly Channel<PendingRead> reads = Channel.CreateUnbounded<PendingRead>();
    private readonly Task[] workers;
    private readonly ConcurrentDictionary<string, GrainTable> tables = new(StringComparer.Ordinal);

    /// <summary>Opens pools of its own, tuned for few statements repeated often, and starts its writers and readers.</summary>
    public PostgresGrainStorage(
        string connectionString, StorageJson json, GrainStorageOptions? options = null, ILogger<PostgresGrainStorage>? logger = null)
    {
        this.json = json;
        this.options = options ?? new GrainStorageOptions();
        queue = new WriteQueue(this.options.MaxQueued);
        readers = GrainDataSource.ForReaders(connectionString, this.options);
        commits = GrainDataSource.ForWriters(connectionString, this.options);

        var gathering = new Gathering(this.options.ReadsApart, EnoughReads);

        // The workers belong to the process: they must not run on the scheduler, or under the trace, of whoever made the store.
        using (ExecutionContext.SuppressFlow())
        {
            workers =
            [
                .. Enumerable.Range(0, this.options.Writers).Select(_ => Task.Run(
                    new GroupCommitWriter(queue, commits, this.options, logger ?? NullLogger<PostgresGrainStorage>.Instance).RunAsync)),
                .. Enumerable.Range(0, this.options.Readers).Select(_ => Task.Run(
                    new GroupReader(reads.Reader, gathering, readers).RunAsync)),
            ];
        }
    }

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (table, key) = Place(stateName, grainId);
        var read = new PendingRead(table, key);
        if (!reads.Writer.TryWrite(read)) throw new StorageUnavailableException("this node is stopping");
        var (version, content) = await read.Done;
        grainState.State = content is null ? Activator.CreateInstance<T>() : Restore<T>(table, key, content);
        // After the state: holdings newer than it end in a version conflict at the next write, older ones cannot be.
        if (grainState.State is HoldingEntity owner)
            grainState.State = (T)(object)(owner with { Holdings = await HoldingReader.ReadAsync(readers, table.GrainType, key) });
        grainState.ETag = version == 0 ? null : ETag(version);
        grainState.RecordExists = content is not null;
    }

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var write = Capture(stateName, grainId, grainState, clear: false);
        queue.Add(write);
        grainState.ETag = ETag(await write.Done);
        grainState.RecordExists = write.State is not null;
    }

    /// <inheritdoc />
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.State is HoldingEntity { Holdings.Count: > 0 })
            throw new InvalidOperationException($"{stateName} of {grainId} keeps something for somebody and cannot be cleared.");
        var write = Capture(stateName, grainId, grainState, clear: true);
        queue.Add(write);
        grainState.ETag = ETag(await write.Done);
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    /// <summary>Takes nothing more, does what is queued, and closes the connections.</summary>
    public async Task StopAsync()
    {
        queue.Close();
        reads.Writer.TryComplete();
        await Task.WhenAll(workers);
        await commits.DisposeAsync();
        await readers.DisposeAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    internal static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    // Runs before the first await of the caller: a reentrant grain may change its state while the write is under way.
    private PendingWrite Capture<T>(string stateName, GrainId grainId, IGrainState<T> grainState, bool clear)
    {
        var (table, key) = Place(stateName, grainId);
        StorableText.Require(key);
        var expected = grainState.ETag is { Length: > 0 } tag ? long.Parse(tag, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var content = clear || grainState.State is null ? null : json.Write(table.Name, key, grainState.State, typeof(T));
        if (content?.Length > options.MaxStateBytes) throw new WriteRefusedException("54000", $"the state has {content.Length} bytes");
        var events = grainState.State is Entity entity ? PendingEvent.From(table, key, expected + 1, entity, json) : [];
        return new PendingWrite
        {
            Table = table,
            Key = key,
            Expected = expected,
            State = content,
            Events = events,
            Holdings = HoldingsOf(grainState.State),
        };
    }

    private static IReadOnlyList<HoldingChange> HoldingsOf(object? state) => state is HoldingEntity { Unpublished.IsEmpty: false } owner
        ? [.. owner.Unpublished.Select(envelope => envelope.Event).OfType<IChangesHoldings>().SelectMany(happened => happened.Changes())]
        : [];

    private T Restore<T>(GrainTable table, string key, byte[] content)
    {
        try
        {
            return json.Read<T>(table.Name, key, content);
        }
        catch (Exception failure) when (failure is System.Text.Json.JsonException or System.Security.Cryptography.CryptographicException)
        {
            throw new StateUnreadableException(table.Name, key, failure);
        }
    }

    private (GrainTable Table, string Key) Place(string stateName, GrainId grainId)
    {
        var type = grainId.Type.ToString() ?? "";
        var table = tables.GetOrAdd(stateName, static (name, type) => GrainTable.Of(name, type), type);
        if (table.GrainType != type)
            throw new InvalidOperationException($"State '{stateName}' belongs to grains of type {table.GrainType}, not {type}.");
        return (table, grainId.Key.ToString() ?? "");
    }
}
