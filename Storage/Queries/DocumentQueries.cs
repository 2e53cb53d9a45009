using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists the wallet of a person, and finds whose file is whose.</summary>
public sealed class DocumentQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of a person's documents, after a key. The documents themselves are read from their grains.</summary>
    public Task<Page<string>> ListIds(string ownerId, string? after, int limit, CancellationToken cancellationToken) => OwnedIds.List(
        dataSource,
        "select key from document where owner_id = $1 and ($2::text is null or key > $2) order by key limit $3",
        ownerId, after, limit, cancellationToken);

    /// <summary>Those of the given blob ids that a document names.</summary>
    public async Task<IReadOnlySet<string>> FindNamedBlobs(IReadOnlyCollection<string> blobIds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select blob_id from document where blob_id = any($1)");
        command.Parameters.AddWithValue(blobIds.ToArray());

        HashSet<string> named = new(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) named.Add(reader.GetString(0));
        return named;
    }
}
