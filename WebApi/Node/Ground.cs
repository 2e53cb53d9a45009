using Siskop2mi.Silo;
using Siskop2mi.Storage.Embedded;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.WebApi.Node;

/// <summary>
/// What a program stands on before it can serve or run a command: its data directory, its keys, and a database, embedded
/// unless a connection string is configured (<c>Node:ConnectionString</c>).
/// </summary>
internal sealed class Ground : IAsyncDisposable
{
    private readonly EmbeddedPostgres? postgres;

    private Ground(NodeOptions node, string keyFile, KeyRing keys, EmbeddedPostgres? postgres) =>
        (Node, KeyFile, Keys, this.postgres) = (node, keyFile, keys, postgres);

    /// <summary>The options with database and data directory filled in.</summary>
    public NodeOptions Node { get; }

    public string KeyFile { get; }

    public KeyRing Keys { get; }

    public string DataDirectory => Node.DataDirectory!;

    public static async Task<Ground> Prepare(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var node = configuration.GetSection("Node").Get<NodeOptions>() ?? new NodeOptions();
        var dataDirectory = Storage.Embedded.DataDirectory.Resolve(node.DataDirectory);
        Directory.CreateDirectory(dataDirectory);
        var keyFile = Path.Combine(dataDirectory, "keys.json");
        var keys = Storage.Secrets.KeyFile.LoadOrCreate(keyFile);

        var postgres = node.ConnectionString.Length > 0
            ? null
            : await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = dataDirectory }, cancellation: cancellationToken);
        var ready = node with { DataDirectory = dataDirectory, ConnectionString = postgres?.ConnectionString ?? node.ConnectionString };
        return new Ground(ready, keyFile, keys, postgres);
    }

    public ValueTask DisposeAsync() => postgres?.DisposeAsync() ?? ValueTask.CompletedTask;
}
