using System.Security.Cryptography;
using System.Text;
using Siskop2mi.Storage.Files;

namespace Siskop2mi.Storage.Embedded;

/// <summary>
/// The folder of a private server: the cluster, its password, socket and locks. It is <c>postgres</c> in the data
/// directory, or a symbolic link of that name to <see cref="SharedRoot"/> when the user PostgreSQL runs as cannot get there.
/// </summary>
internal sealed record PostgresHome(string Folder, PostgresAccount Account)
{
    /// <summary>Home of clusters whose data directory only root may enter.</summary>
    public const string SharedRoot = "/var/lib/siskop2mi";

    // A socket's full path, with its end, must fit into sockaddr_un: 107 bytes and the zero.
    private const int LongestSocketPath = 107;
    private const string LongestSocketName = "/.s.PGSQL.65535.lock";

    public string Cluster => Path.Combine(Folder, "cluster");

    public string PasswordFile => Path.Combine(Folder, "password");

    public string StartLog => Path.Combine(Folder, "start.log");

    /// <summary>Locked by whoever is starting the server.</summary>
    public string StartLock => Path.Combine(Folder, "start.lock");

    /// <summary>Locked, shared, by every program that uses the server.</summary>
    public string UsersLock => Path.Combine(Folder, "users.lock");

    /// <summary>Name of the cluster, unique on the machine: it shows in the titles of the server's processes.</summary>
    public string ClusterName => $"siskop2mi-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)).AsSpan(0, 6))}";

    /// <summary>Finds or makes the home under <paramref name="dataDirectory"/>.</summary>
    public static async Task<PostgresHome> OpenAsync(string dataDirectory, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            // One server, one name: programs that came by different symbolic links must recognise the same server.
            var real = await ChildCommand.RunAsync(["realpath", dataDirectory], cancellation);
            var place = Path.Combine(real.Output, "postgres");
            // Two first starts must agree on one place.
            EnsureFile(place + ".lock");
            using var alone = await FileLock.HoldAsync(place + ".lock", cancellation);
            var account = await PostgresAccount.ChooseAsync(Directory.Exists(place) ? place : null, cancellation);
            var home = new PostgresHome(await PlaceAsync(place, account, cancellation), account);
            foreach (var file in new[] { home.StartLock, home.UsersLock })
                if (EnsureFile(file)) account.Own(file);
            return home;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"The data in {dataDirectory} belong to another user ({error.Message}). Start the program as that user or as root.", error);
        }
    }

    /// <summary>Folder of the socket: in the home, or at a short path when that one is too long for a socket.</summary>
    public string SocketFolder
    {
        get
        {
            var inside = Path.Combine(Folder, "socket");
            if (Encoding.UTF8.GetByteCount(inside + LongestSocketName) <= LongestSocketPath) return inside;
            // Root keeps away from names in /tmp that anybody could have put there first.
            return Account.User is null ? Path.Combine("/tmp", ClusterName) : Path.Combine(SharedRoot, "socket-" + ClusterName);
        }
    }

    public void MakeSocketFolder()
    {
        if (new DirectoryInfo(SocketFolder).LinkTarget is not null)
            throw new EmbeddedPostgresException($"{SocketFolder} is a symbolic link; remove it.");
        MakeFolder(SocketFolder, Account);
    }

    private static async Task<string> PlaceAsync(string place, PostgresAccount account, CancellationToken cancellation)
    {
        var info = new DirectoryInfo(place);
        if (info.LinkTarget is { } target) return MakeFolder(target, account);
        MakeFolder(place, account);
        if (account.User is null || await CanUseAsync(place, account, cancellation)) return place;
        if (Directory.EnumerateFileSystemEntries(place).Any())
        {
            throw new EmbeddedPostgresException(
                $"The user PostgreSQL runs as (id {account.User}) can no longer get to its data in {place}. "
                + "Let everybody enter (chmod o+x) the folders above it.");
        }

        var elsewhere = Path.Combine(SharedRoot, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        Directory.Delete(place);
        Directory.CreateSymbolicLink(place, elsewhere);
        return MakeFolder(elsewhere, account);
    }

    private static async Task<bool> CanUseAsync(string folder, PostgresAccount account, CancellationToken cancellation) =>
        (await ChildCommand.RunAsync(account.Run("test", "-w", folder, "-a", "-x", folder), cancellation)).ExitCode == 0;

    private static string MakeFolder(string folder, PostgresAccount account)
    {
        OwnerOnly.MakeFolder(folder);
        account.Own(folder);
        return folder;
    }

    private static bool EnsureFile(string path)
    {
        if (File.Exists(path)) return false;
        try
        {
            using var file = OwnerOnly.OpenFile(path, FileMode.CreateNew, FileShare.ReadWrite);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program made it in this moment, and may hold it already.
            return false;
        }
    }
}
