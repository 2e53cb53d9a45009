using Npgsql;

namespace Siskop2mi.Storage.Embedded;

/// <summary>Connection strings of a private server, and the role and database that the program expects there.</summary>
internal static class PostgresConnections
{
    public static string Build(PostgresHome home, Postmaster server, string role, string database, bool overTcp = false) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = overTcp ? "127.0.0.1" : server.SocketFolder,
            Port = server.Port,
            Database = database,
            Username = role,
            Password = PostgresCluster.Password(home),
            SslMode = SslMode.Disable,
            Timeout = 15,
        }.ConnectionString;

    /// <summary>Makes the program's role and database. Harmless when they are there.</summary>
    public static async Task PrepareAsync(PostgresHome home, Postmaster server, string database, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Build(home, server, PostgresCluster.Superuser, "postgres"))
            {
                Pooling =
                false
            }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        if (!await ExistsAsync(connection, "select 1 from pg_roles where rolname = $1", PostgresCluster.ProgramRole, cancellation))
        {
            // A role's password cannot be a parameter; ours is hexadecimal, so quoting it is safe.
            await ExecuteAsync(
                connection, $"create role {PostgresCluster.ProgramRole} login createdb password '{PostgresCluster.Password(home)}'",
                    cancellation);
        }

        if (!await ExistsAsync(connection, "select 1 from pg_database where datname = $1", database, cancellation))
        {
            var name = new NpgsqlCommandBuilder().QuoteIdentifier(database);
            await ExecuteAsync(connection, $"create database {name} owner {PostgresCluster.ProgramRole}", cancellation);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, string value, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = value } } };
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
