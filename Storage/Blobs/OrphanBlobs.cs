using Siskop2mi.Storage.Queries;

namespace Siskop2mi.Storage.Blobs;

/// <summary>
/// Removes files that no document names. An upload stores its file before its document; when the answer of the document is
/// lost the file has to stay, because the document may hold it, and nobody comes back to look.
/// </summary>
public sealed class OrphanBlobs(FileSystemBlobStore blobs, DocumentQueries documents)
{
    private const int BatchSize = 500;

    /// <summary>Looks at every file once. Safe to break off and to repeat.</summary>
    /// <param name="before">Younger files are left alone: their documents may still be on the way.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <returns>How many files were removed.</returns>
    public async Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellation = default)
    {
        var removed = 0;
        foreach (var batch in blobs.IdsOlderThan(before).Chunk(BatchSize))
        {
            var named = await documents.FindNamedBlobs(batch, cancellation);
            foreach (var orphan in batch.Where(id => !named.Contains(id)))
            {
                if (await blobs.DeleteAsync(orphan, cancellation)) removed++;
            }
        }

        return removed;
    }
}
