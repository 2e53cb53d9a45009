using System.Globalization;
using Npgsql;
using Siskop2mi.Domain.Documents;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists the wallet of a person, and finds whose file is whose.</summary>
public sealed class DocumentQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of what is in a person's wallet, after a key. The documents themselves are read from their grains.</summary>
    public Task<Page<string>> ListIds(
        string ownerId, WalletFilter filter, string? after, int limit, CancellationToken cancellationToken) => OwnedIds.List(
        dataSource,
        """
        select key from document
        where owner_id = $1 and blob_id is not null and ($2::text is null or key > $2)
          and ($4::text is null or type_code = $4)
          and ($5::text is null or status = $5)
          and ($6::text is null or status <> $6)
        order by key limit $3
        """,
        ownerId, after, limit, cancellationToken, filter.TypeCode, filter.Status, filter.OtherThan);

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

/// <summary>What of a wallet is listed. Null is no demand.</summary>
/// <param name="TypeCode">Only this type.</param>
/// <param name="Status">Only this status, as it is stored.</param>
/// <param name="OtherThan">Not this status.</param>
public sealed record WalletFilter(string? TypeCode, string? Status, string? OtherThan)
{
    /// <summary>All but versions that were superseded.</summary>
    public static readonly WalletFilter Current = new(null, null, "superseded");
}
