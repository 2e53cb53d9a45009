namespace Siskop2mi.Storage.Embedded;

/// <summary>Where the private PostgreSQL lives and how long its start may take.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>
    /// Folder the program keeps its data in; the cluster goes into <c>postgres</c> below it. Null: <c>.data</c> beside
    /// <c>Siskop2mi.sln</c>, found by walking up from the program and from the current folder.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>Database of the program, made when missing.</summary>
    public string Database { get; init; } = "siskop2mi";

    /// <summary>Longest wait for a start; recovery after a crash is part of it.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Removes the whole data directory once the last user is gone. For tests.</summary>
    public bool RemoveWhenUnused { get; init; }
}
