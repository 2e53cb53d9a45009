using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Siskop2mi.Storage.Embedded;

/// <summary>Makes the cluster and writes its settings.</summary>
internal static class PostgresCluster
{
    /// <summary>The bootstrap superuser. The program itself works as <see cref="ProgramRole"/>.</summary>
    public const string Superuser = "postgres";

    /// <summary>Role the program connects as: owns its database, may make more, is no superuser.</summary>
    public const string ProgramRole = "siskop2mi";

    private const string PortSetting = "port = ";

    /// <summary>Major version of the cluster on disk, or null when there is none yet.</summary>
    public static int? VersionOf(PostgresHome home)
    {
        var file = Path.Combine(home.Cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Makes the cluster. A crash in between leaves nothing that looks like one: it is renamed into place at the end.</summary>
    public static async Task CreateAsync(PostgresHome home, PostgresBinaries binaries, CancellationToken cancellation)
    {
        foreach (var half in Directory.EnumerateDirectories(home.Folder, "cluster.new-*")) RemoveHalf(half);
        EnsurePassword(home);
        var fresh = $"{home.Cluster}.new-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var result = await ChildCommand.RunAsync(home.Account.Run(
            binaries.Initdb, "--pgdata", fresh, "--username", Superuser, "--pwfile", home.PasswordFile,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums"), cancellation);
        if (result.ExitCode != 0)
        {
            RemoveHalf(fresh);
            throw new EmbeddedPostgresException($"PostgreSQL could not make its data directory {fresh}: {result.Output}");
        }

        await File.AppendAllTextAsync(Path.Combine(fresh, "postgresql.conf"), """

            # The program writes siskop2mi.conf at every start. Put changes of your own into local.conf.
            include_if_exists = 'siskop2mi.conf'
            include_if_exists = 'local.conf'

            """, cancellation);
        Directory.Move(fresh, home.Cluster);
    }

    /// <summary>The port of the last start, or null before the first.</summary>
    public static int? LastPort(PostgresHome home)
    {
        if (!File.Exists(SettingsFile(home))) return null;
        var line = File.ReadLines(SettingsFile(home)).FirstOrDefault(line => line.StartsWith(PortSetting, StringComparison.Ordinal));
        return int.TryParse(line?[PortSetting.Length..], CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    /// <summary>Writes the settings for the next start.</summary>
    public static void Configure(PostgresHome home, int port)
    {
        home.MakeSocketFolder();
        File.WriteAllText(SettingsFile(home), Settings(home.ClusterName, port, home.SocketFolder));
        home.Account.Own(SettingsFile(home));
    }

    /// <summary>Password of both roles. Made with the cluster, readable by its owner only.</summary>
    public static string Password(PostgresHome home) => File.Exists(home.PasswordFile)
        ? File.ReadAllText(home.PasswordFile).Trim()
        : throw new EmbeddedPostgresException($"The password of the cluster is gone: {home.PasswordFile}. See docs/runbook.md.");

    private static string SettingsFile(PostgresHome home) => Path.Combine(home.Cluster, "siskop2mi.conf");

    private static void EnsurePassword(PostgresHome home)
    {
        if (File.Exists(home.PasswordFile)) return;
        var draft = home.PasswordFile + ".new";
        File.Delete(draft);
        using (var file = OwnerOnly.OpenFile(draft, FileMode.CreateNew))
        {
            file.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(48, lowercase: true)));
            file.Flush(flushToDisk: true);
        }

        home.Account.Own(draft);
        File.Move(draft, home.PasswordFile);
    }

    // An initdb that outlived its program may still write here: what is left then goes at the next start.
    private static void RemoveHalf(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
        }
    }

    // Sized for two cores beside the program. Messages are terse because DETAIL lines quote values of rows.
    private static string Settings(string name, int port, string socket) => $"""
        # Written by the program at every start.
        cluster_name = '{name}'
        listen_addresses = '127.0.0.1'
        {PortSetting}{port}
        unix_socket_directories = '{socket.Replace("'", "''", StringComparison.Ordinal)}'
        unix_socket_permissions = 0700
        max_connections = 100
        password_encryption = 'scram-sha-256'

        fsync = on
        synchronous_commit = on
        full_page_writes = on
        restart_after_crash = on

        shared_buffers = 256MB
        # Both alike: log files are used again instead of made. Making one zeroes and flushes 16 MB while every commit waits.
        max_wal_size = 2GB
        min_wal_size = 2GB
        checkpoint_timeout = 10min
        wal_compression = on
        jit = off
        timezone = 'UTC'

        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgresql-%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = 1d
        log_rotation_size = 0
        log_timezone = 'UTC'
        log_line_prefix = '%m [%p] '
        log_error_verbosity = terse
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0

        """;
}
