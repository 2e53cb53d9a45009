using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.Tests.Grains;

namespace Siskop2mi.Storage.Tests.Audit;

/// <summary>A store with some history, a checkpoint file, and the rights of somebody who owns the database.</summary>
internal sealed class AuditedStore : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("siskop2mi-audit-").FullName;

    private AuditedStore(PostgresStore store)
    {
        Store = store;
        Checkpoints = OpenCheckpoints();
    }

    public PostgresStore Store { get; }

    public AuditCheckpoints Checkpoints { get; }

    public string CheckpointFile => Path.Combine(folder, "checkpoints.log");

    /// <summary>Fifty events of ten grains, in two chains: the program was started twice.</summary>
    public static async Task<AuditedStore> OpenAsync()
    {
        var audited = new AuditedStore(await PostgresStore.OpenAsync(new Storage.Grains.GrainStorageOptions { Writers = 1 }));
        await audited.WriteAsync(6);
        await audited.Store.RestartAsync();
        await audited.WriteAsync(4);
        return audited;
    }

    public AuditCheckpoints OpenCheckpoints(TimeProvider? time = null) =>
        new(Store.Database, CheckpointFile, Store.Keys, time ?? TimeProvider.System, NullLogger<AuditCheckpoints>.Instance);

    /// <summary>Two writes a grain: the first with three events, the second with two.</summary>
    public Task WriteAsync(int grains) => Task.WhenAll(Enumerable.Range(0, grains).Select(async i =>
    {
        var key = Guid.NewGuid().ToString();
        var state = await Store.Storage.Write("shelf", key, new Shelf { Count = i }.With(i, i, i));
        await Store.Storage.Write("shelf", key, state, new Shelf { Count = i + 1 }.With(i + 1, i + 2));
    }));

    public Task<AuditReport> VerifyAsync(ECDsa? key = null) =>
        AuditVerifier.VerifyAsync(Store.Database, File.Exists(CheckpointFile) ? CheckpointFile : null, key ?? Store.Keys.CheckpointKey);

    /// <summary>Changes what may only grow, as the owner of the database can.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var connection = await Store.Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"{Triggers("disable")} {sql}; {Triggers("enable")}", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Triggers(string able) =>
        $"alter table event {able} trigger user; alter table event_link {able} trigger user; alter table event_chain {able} trigger user;";

    /// <summary>Id of an event somewhere in the middle of a link with several events.</summary>
    public Task<long> MiddleAsync() => Store.ScalarAsync<long>(
        "select id from event where tx = (select tx from event group by tx having count(*) > 2 order by tx limit 1) order by id offset 1 limit 1");

    /// <summary>Computes every hash anew, as somebody could who knows the program and owns the database.</summary>
    public async Task RestampAsync()
    {
        await using var read = Store.Database.CreateCommand(
            "select id, grain_type, grain_key, version, ordinal, type, data, actor, role, process, at from event order by id");
        var hashes = new List<(long Id, byte[] Hash)>();
        await using (var reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                hashes.Add((reader.GetInt64(0), EventHash.Of(
                    reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt16(4), reader.GetString(5),
                    System.Text.Encoding.UTF8.GetBytes(reader.GetString(6)), reader.GetString(7), reader.GetString(8), reader.GetString(9),
                        reader.GetDateTime(10))));
            }
        }

        foreach (var (id, hash) in hashes) await TamperAsync($"update event set hash = '\\x{Convert.ToHexString(hash)}' where id = {id}");
        await TamperAsync(
            """
            do $$
            declare one record; previous bytea; stored bytea;
            begin
                for one in select * from event_chain loop
                    previous := chain_genesis(one.chain, one.node, one.epoch);
                    update event_chain set seq = 0, head = previous where chain = one.chain;
                    for one in select link.chain, link.seq, link.tx from event_link link where link.chain = one.chain order by seq loop
                        select string_agg(int8send(id) || hash, ''::bytea order by id) into stored from event where tx = one.tx;
                        previous := sha256(previous || int8send(one.tx::text::bigint) || stored);
                        update event_link set rows = stored, hash = previous where chain = one.chain and seq = one.seq;
                        update event_chain set seq = one.seq, head = previous where chain = one.chain;
                    end loop;
                end loop;
            end $$
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Checkpoints.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
