using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;
using Siskop2mi.Storage.Embedded;
using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Storage.Tests.Embedded;

/// <summary>The life of the private server, with real programs that are killed.</summary>
[SupportedOSPlatform("linux")]
public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("siskop2mi-embedded-").FullName;

    private string Home => new DirectoryInfo(Path.Combine(data, "postgres")).LinkTarget ?? Path.Combine(data, "postgres");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        // Whatever a failed test left running: joining it makes this process its last user.
        await using (await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = data })) { }
        await ServerProcesses.UntilAsync(() => ServerProcesses.Keepers(data).Count == 0, "a keeper stays");
        Directory.Delete(Home, recursive: true);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Keeps_what_was_committed_and_stops_with_the_program()
    {
        using var first = await Probe.StartAsync(data);
        Assert.Equal(1, await first.AddAsync());
        await first.LeaveAsync();
        Assert.False(ServerProcesses.Lives(first.Server));

        using var second = await Probe.StartAsync(data);
        Assert.Equal(1, second.Rows);
    }

    [Fact]
    public async Task Stops_when_the_program_is_killed()
    {
        using var probe = await Probe.StartAsync(data);
        await probe.KillAsync();
        await ServerProcesses.GoneAsync(probe.Server);
    }

    [Fact]
    public async Task Stays_up_for_a_second_program_and_stops_with_the_last()
    {
        using var active = await Probe.StartAsync(data);
        using var standby = await Probe.StartAsync(data);
        Assert.Equal(active.Server, standby.Server);

        await active.AddAsync();
        await active.KillAsync();
        Assert.Equal(2, await standby.AddAsync());
        Assert.True(ServerProcesses.Lives(standby.Server));

        await standby.KillAsync();
        await ServerProcesses.GoneAsync(standby.Server);
    }

    [Fact]
    public async Task A_program_that_leaves_does_not_stop_the_server_of_another()
    {
        using var first = await Probe.StartAsync(data);
        using var second = await Probe.StartAsync(data);
        await first.LeaveAsync();
        Assert.Equal(1, await second.AddAsync());
    }

    [Fact]
    public async Task Two_programs_that_start_together_share_one_server()
    {
        var both = await Task.WhenAll(Probe.StartAsync(data), Probe.StartAsync(data));
        using var first = both[0];
        using var second = both[1];

        Assert.Equal(first.Server, second.Server);
        await first.AddAsync();
        Assert.Equal(2, await second.AddAsync());
    }

    [Fact]
    public async Task Comes_back_after_everything_was_killed()
    {
        long rows = 0;
        for (var round = 0; round < 3; round++)
        {
            using var probe = await Probe.StartAsync(data);
            Assert.Equal(rows, probe.Rows);
            rows = await probe.AddAsync();
            foreach (var keeper in ServerProcesses.Keepers(data)) ServerProcesses.Kill(keeper);
            await probe.KillAsync();
            ServerProcesses.Kill(probe.Server);
        }
    }

    [Fact]
    public async Task Joins_a_server_that_was_left_alone_and_stops_it_in_the_end()
    {
        using var probe = await Probe.StartAsync(data);
        // Stopped, the program cannot put a new keeper in the place of the one that is killed first.
        using (var stop = Process.Start("kill", ["-STOP", $"{probe.Id}"])) await stop.WaitForExitAsync();
        foreach (var keeper in ServerProcesses.Keepers(data)) ServerProcesses.Kill(keeper);
        await probe.KillAsync();
        Assert.True(ServerProcesses.Lives(probe.Server));

        using var next = await Probe.StartAsync(data);
        Assert.Equal(probe.Server, next.Server);
        await next.KillAsync();
        await ServerProcesses.GoneAsync(next.Server);
    }

    [Fact]
    public async Task A_killed_keeper_is_replaced()
    {
        using var probe = await Probe.StartAsync(data);
        var keeper = Assert.Single(ServerProcesses.Keepers(data));
        ServerProcesses.Kill(keeper);
        await ServerProcesses.UntilAsync(
            () => ServerProcesses.Keepers(data) is [var other] && other != keeper, "no new keeper");

        await probe.KillAsync();
        await ServerProcesses.GoneAsync(probe.Server);
    }

    [Fact]
    public async Task A_killed_server_comes_back_at_the_same_address_under_its_user()
    {
        await using var postgres = await StartAsync();
        var (address, killed) = (postgres.ConnectionString, postgres.ProcessId);
        ServerProcesses.Kill(killed);
        await ServerProcesses.UntilAsync(() => postgres.ProcessId != killed, "the server did not come back");

        Assert.Equal(1, await ReadAsync(address, "select 1"));
        Assert.Equal(address, postgres.ConnectionString);
    }

    [Fact]
    public async Task A_lock_file_with_the_number_of_another_process_is_in_nobodys_way()
    {
        await (await StartAsync()).DisposeAsync();
        var pidFile = Path.Combine(Home, "cluster", "postmaster.pid");
        await File.WriteAllLinesAsync(
            pidFile, [$"{Environment.ProcessId}", Path.Combine(Home, "cluster"), "1", "5432", Home, "127.0.0.1", "", "ready"]);

        await using var postgres = await StartAsync();
        Assert.Equal(1, await ReadAsync(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task Half_a_cluster_is_thrown_away()
    {
        await (await StartAsync()).DisposeAsync();
        var half = Path.Combine(Home, "cluster.new-0badc0de");
        Directory.Move(Path.Combine(Home, "cluster"), half);

        await using var postgres = await StartAsync();
        Assert.False(Directory.Exists(half));
    }

    [Fact]
    public async Task Commits_are_durable_and_the_program_is_no_superuser()
    {
        await using var postgres = await StartAsync();
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await ServerSafety.RequireAsync(database);
        Assert.Equal("on", await ReadAsync(postgres.ConnectionString, "show data_checksums"));
        Assert.Equal("127.0.0.1", await ReadAsync(postgres.ConnectionString, "show listen_addresses"));
        Assert.Equal(false, await ReadAsync(postgres.ConnectionString, "select rolsuper from pg_roles where rolname = current_user"));
        Assert.Equal(1, await ReadAsync(postgres.ConnectionStringFor("siskop2mi", overTcp: true), "select 1"));
    }

    [Fact]
    public async Task Secrets_are_readable_by_their_owner_only()
    {
        await using var postgres = await StartAsync();
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(Home, "password")) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Home) & others);
        var password = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "wrong", Pooling = false };
        var error = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(password.ConnectionString, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, error.SqlState);
    }

    [Fact]
    public async Task A_data_directory_whose_path_is_too_long_for_a_socket_works()
    {
        AllowEverybodyIn(data);
        var deep = Path.Combine(data, new string('x', 120));
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = deep, RemoveWhenUnused = true });
        Assert.Null(new DirectoryInfo(Path.Combine(deep, "postgres")).LinkTarget);
        Assert.Equal(1, await ReadAsync(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task The_cluster_stays_in_the_data_directory_when_its_user_can_get_there()
    {
        AllowEverybodyIn(data);
        await using var postgres = await StartAsync();
        Assert.True(File.Exists(Path.Combine(data, "postgres", "cluster", "PG_VERSION")));
        Assert.Null(new DirectoryInfo(Path.Combine(data, "postgres")).LinkTarget);
    }

    [Fact]
    public async Task Two_ways_to_one_data_directory_lead_to_one_server()
    {
        var way = data + "-link";
        Directory.CreateSymbolicLink(way, data);
        try
        {
            await using var straight = await StartAsync();
            await using var around = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = way });
            Assert.Equal(straight.ProcessId, around.ProcessId);
        }
        finally
        {
            Directory.Delete(way);
        }
    }

    private static void AllowEverybodyIn(string folder) =>
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = data });

    private static async Task<object?> ReadAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
