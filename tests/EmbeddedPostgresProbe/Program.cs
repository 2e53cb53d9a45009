using Npgsql;
using Siskop2mi.Storage.Embedded;

// A program that tests can kill: it uses the private server of a data directory until its standard input ends.
//   EmbeddedPostgresProbe <data directory>
//   out: "up <process of the server> <rows>" once it runs, "error <message>" when it cannot.
//   in:  "add" commits one row and answers "added <rows>"; the end of the input leaves.
try
{
    await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = args[0] });
    await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
    await Run(database, "create table if not exists probe (id bigint generated always as identity primary key)");
    Console.WriteLine($"up {postgres.ProcessId} {await Count(database)}");
    while (await Console.In.ReadLineAsync() is not null)
    {
        await Run(database, "insert into probe default values");
        Console.WriteLine($"added {await Count(database)}");
    }

    return 0;
}
catch (EmbeddedPostgresException error)
{
    Console.WriteLine($"error {error.Message}");
    return 1;
}

static async Task Run(NpgsqlDataSource database, string sql)
{
    await using var command = database.CreateCommand(sql);
    await command.ExecuteNonQueryAsync();
}

static async Task<long> Count(NpgsqlDataSource database)
{
    await using var command = database.CreateCommand("select count(*) from probe");
    return (long)(await command.ExecuteScalarAsync())!;
}
