using System.Globalization;
using Npgsql;
using Siskop2mi.Storage.Migrations;

namespace Siskop2mi.RehearseRush.Rehearsals;

/// <summary>
/// A database of its own in the PostgreSQL of the service: the same disk, settings and processors, and not one row of a real
/// person. Dropped at the end; what a killed rehearsal left is dropped by the next one.
/// </summary>
internal sealed class RehearsalDatabase : IAsyncDisposable
{
    private const string Prefix = "siskop2mi_rehearsal_";

    private static readonly TimeSpan LongestRehearsal = TimeSpan.FromHours(3);

    private readonly string live;
    private readonly string name;

    private RehearsalDatabase(string live, string name)
    {
        (this.live, this.name) = (live, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(live) { Database = name }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>Makes one with the schema of this program.</summary>
    /// <param name="live">The database of the service, used only to ask its server for another one.</param>
    /// <param name="now">Names it.</param>
    public static async Task<RehearsalDatabase> Create(string live, DateTimeOffset now)
    {
        await DropLeftOver(live, now);
        var made = new RehearsalDatabase(live, NameAt(now));
        await Execute(live, $"create database {made.name} template template0");
        await MigrationRunner.ApplyAsync(made.Source);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Drop(live, name);
    }

    // One that somebody is connected to may be a rehearsal that goes on; after hours it is the server of one that was killed, which
    // ends when its database is gone.
    private static async Task DropLeftOver(string live, DateTimeOffset now)
    {
        List<string> names = [];
        await using var source = NpgsqlDataSource.Create(live);
        await using (var command = source.CreateCommand(
            """
            select datname from pg_database where starts_with(datname, $1) and (datname < $2
            or not exists (select from pg_stat_activity where pg_stat_activity.datname = pg_database.datname))
            """))
        {
            command.Parameters.AddWithValue(Prefix);
            command.Parameters.AddWithValue(NameAt(now - LongestRehearsal));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        }

        foreach (var name in names) await Drop(live, name);
    }

    private static async Task Drop(string live, string name)
    {
        try
        {
            await Execute(live, $"drop database {name} with (force)");
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // An autovacuum is at work in it. Only a superuser may force that to end; without force it ends when it is asked to.
            await Execute(live, $"drop database {name}");
        }
    }

    private static string NameAt(DateTimeOffset instant) => Prefix + instant.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);

    private static async Task Execute(string connection, string sql)
    {
        await using var source =
            NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
