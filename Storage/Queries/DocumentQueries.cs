using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists the wallet of a person.</summary>
public sealed class DocumentQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of a person's documents, after a key. The documents themselves are read from their grains.</summary>
    public Task<Page<string>> ListIds(string ownerId, string? after, int limit, CancellationToken cancellationToken) => OwnedIds.List(
        dataSource,
        "select key from document where owner_id = $1 and ($2::text is null or key > $2) order by key limit $3",
        ownerId, after, limit, cancellationToken);
}
