using Npgsql;
using Siskop2mi.Bench.Load;
using Siskop2mi.Storage.Embedded;

namespace Siskop2mi.Bench.Ground;

/// <summary>
/// What all benches stand on: one private PostgreSQL, set up as the product sets up its own, for the product, the peers and the
/// limits alike. It and everything in it goes with this process.
/// </summary>
internal sealed class BenchGround : IAsyncDisposable
{
    private readonly EmbeddedPostgres postgres;

    private BenchGround(EmbeddedPostgres postgres, string folder) => (this.postgres, Folder) = (postgres, folder);

    /// <summary>Scratch of this process.</summary>
    public string Folder { get; }

    public int Postmaster => postgres.ProcessId;

    /// <summary>The clock of a bench whose program under test is this process.</summary>
    public CpuClock InProcess => new(Postmaster, null);

    public static async Task<BenchGround> Open()
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The private PostgreSQL runs on Linux only.");
        var folder = Directory.CreateTempSubdirectory("siskop2mi-bench-").FullName;
        // Open to the user that PostgreSQL runs as when the bench runs as root.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = folder, RemoveWhenUnused = true });
        await LogFiles.Make(postgres);
        return new BenchGround(postgres, folder);
    }

    /// <summary>A database of its own with the product's schema.</summary>
    public async Task<BenchDatabase> NewDatabase() => await BenchDatabase.Create(postgres, isMigrated: true);

    /// <summary>A database with nothing in it.</summary>
    public async Task<BenchDatabase> NewEmptyDatabase() => await BenchDatabase.Create(postgres, isMigrated: false);

    /// <summary>A copy of a database that nobody is connected to.</summary>
    public async Task<BenchDatabase> CopyOf(BenchDatabase original) => await BenchDatabase.Copy(postgres, original);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await postgres.DisposeAsync();
    }
}
