using Siskop2mi.Storage.Queries;

namespace Siskop2mi.Storage.Blobs;

/// <summary>
/// Removes files that no document and no profile names. An upload stores its file before its document; when the answer of the
/// document is lost the file has to stay, because the document may hold it, and nobody comes back to look.
/// </summary>
public sealed class OrphanBlobs(FileSystemBlobStore blobs, DocumentQueries documents)
{
    private const int BatchSize = 500;

    /// <summary>Looks at every file once. Safe to break off and to repeat.</summary>
    /// <param name="before">Younger files are left alone: their documents may still be on the way.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <returns>How many files were removed; none when the database names none of the older files at all.</returns>
    public async Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellation = default)
    {
        List<string> orphans = [];
        var kept = 0;
        foreach (var batch in blobs.IdsOlderThan(before).Chunk(BatchSize))
        {
            var named = await documents.FindNamedBlobs(batch, cancellation);
            kept += named.Count;
            orphans.AddRange(batch.Where(id => !named.Contains(id)));
        }

        // A database that names none of these files is more likely the wrong one, or an empty one, than right about all of them.
        if (kept == 0) return 0;
        var removed = 0;
        foreach (var orphan in orphans)
        {
            if (await blobs.DeleteAsync(orphan, cancellation)) removed++;
        }

        return removed;
    }
}
