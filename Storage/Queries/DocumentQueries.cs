using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists the wallet of a person.</summary>
public sealed class DocumentQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of a person's documents, after a key. The documents themselves are read from their grains.</summary>
    public async Task<Page<string>> ListIds(string ownerId, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select key from document where owner_id = $1 and ($2::text is null or key > $2) order by key limit $3");
        command.Parameters.AddWithValue(ownerId);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = after });
        command.Parameters.AddWithValue(limit + 1);

        List<string> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add(reader.GetString(0));
        return Page<string>.From(rows, limit, id => id);
    }
}
