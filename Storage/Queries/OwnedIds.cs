using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Pages of the ids of what a person owns. The things themselves are read from their grains.</summary>
internal static class OwnedIds
{
    /// <param name="dataSource">The database.</param>
    /// <param name="select">Takes the owner as $1, the key to go on after (or null) as $2, the row limit as $3.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="after">The last key of the page before, or null for the first page.</param>
    /// <param name="limit">How many ids a page has at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <param name="more">Further texts, from $4 on.</param>
    public static async Task<Page<string>> List(
        NpgsqlDataSource dataSource, string select, string owner, string? after, int limit, CancellationToken cancellationToken,
        params string?[] more)
    {
        await using var command = dataSource.CreateCommand(select);
        command.Parameters.AddWithValue(owner);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = after });
        command.Parameters.AddWithValue(limit + 1);
        foreach (var text in more) command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = text });

        List<string> ids = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ids.Add(reader.GetString(0));
        return Page<string>.From(ids, limit, id => id);
    }
}
