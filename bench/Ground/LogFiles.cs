using Npgsql;
using Siskop2mi.Storage.Embedded;

namespace Siskop2mi.Bench.Ground;

/// <summary>
/// Makes the files of the write-ahead log that a server which has run for days has. A new one makes them while it is measured: each
/// 16 MB are zeroed and flushed first, and every commit waits for that, a twentieth of a second every few seconds.
/// </summary>
internal static class LogFiles
{
    private const string Count = """
        select (select setting::bigint from pg_settings where name = 'min_wal_size') * 1024 * 1024
             / (select setting::bigint from pg_settings where name = 'wal_segment_size')
        """;

    public static async Task Make(EmbeddedPostgres postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionStringOfSuperuser);
        await using var count = source.CreateCommand(Count);
        var files = (long)(await count.ExecuteScalarAsync())!;
        await using var next = source.CreateCommand("select pg_logical_emit_message(false, '', ''), pg_switch_wal()");
        for (var file = 0L; file < files; file++) await next.ExecuteNonQueryAsync();
        await using var reuse = source.CreateCommand("checkpoint");
        await reuse.ExecuteNonQueryAsync();
    }
}
