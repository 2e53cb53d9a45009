namespace Siskop2mi.Storage.Embedded;

/// <summary>Finds the folder that holds everything the program writes.</summary>
public static class DataDirectory
{
    private const string RepositoryMark = "Siskop2mi.sln";

    /// <summary>The configured folder, or <c>.data</c> beside the solution. Always a full path; not made here.</summary>
    /// <exception cref="EmbeddedPostgresException">Nothing configured and no solution above the program or the current folder.</exception>
    public static string Resolve(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured)) return Path.GetFullPath(configured);
        var root = RepositoryAbove(AppContext.BaseDirectory) ?? RepositoryAbove(Environment.CurrentDirectory);
        return root is not null
            ? Path.Combine(root, ".data")
            : throw new EmbeddedPostgresException(
                $"No data directory is configured and there is no {RepositoryMark} "
                + $"above {AppContext.BaseDirectory} or {Environment.CurrentDirectory}. "
                + "Configure a data directory, or a connection string of a PostgreSQL server.");
    }

    private static string? RepositoryAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, RepositoryMark))) return folder.FullName;
        return null;
    }
}
