using System.Globalization;
using Npgsql;
using Siskop2mi.Domain.Documents;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists the wallet of a person, and finds whose file is whose.</summary>
public sealed class DocumentQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of a person's documents, after a key. The documents themselves are read from their grains.</summary>
    public Task<Page<string>> ListIds(string ownerId, string? after, int limit, CancellationToken cancellationToken) => OwnedIds.List(
        dataSource,
        "select key from document where owner_id = $1 and ($2::text is null or key > $2) order by key limit $3",
        ownerId, after, limit, cancellationToken);

    /// <summary>What a person uploaded since an instant.</summary>
    public async Task<UploadUsage> UploadedSince(string ownerId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select count(*), coalesce(sum(file_size), 0)::bigint from document where owner_id = $1 and uploaded_at >= $2");
        command.Parameters.AddWithValue(ownerId);
        // The column is the JSON text of an instant in UTC; its first part sorts before the same with a fraction or an offset.
        command.Parameters.AddWithValue(since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new UploadUsage((int)reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Those of the given blob ids that a document or a profile names.</summary>
    public async Task<IReadOnlySet<string>> FindNamedBlobs(IReadOnlyCollection<string> blobIds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select blob_id from document where blob_id = any($1) union select photo_blob_id from applicant where photo_blob_id = any($1)");
        command.Parameters.AddWithValue(blobIds.ToArray());

        HashSet<string> named = new(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) named.Add(reader.GetString(0));
        return named;
    }
}
