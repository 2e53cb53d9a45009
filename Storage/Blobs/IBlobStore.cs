namespace Siskop2mi.Storage.Blobs;

/// <summary>
/// Where uploaded files are kept. Content never changes: a new version is a new blob. The grain that owns a file keeps its
/// id, size and hash; nothing here knows whose file it is. A true boundary: a file system now, an object store later.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores a stream. When this returns, the content survives a power cut.</summary>
    /// <param name="content">Read to its end once.</param>
    /// <param name="limit">Most bytes to take.</param>
    /// <param name="cancellation">Gives up; nothing is left behind.</param>
    /// <exception cref="BlobTooLargeException">The stream has more bytes than <paramref name="limit"/>; nothing is left behind.</exception>
    Task<StoredBlob> WriteAsync(Stream content, long limit, CancellationToken cancellation = default);

    /// <summary>Opens a blob for reading from the start. The caller disposes the stream.</summary>
    /// <remarks>A reader may only trust what it got once it has seen the end: then the whole was found untouched.</remarks>
    /// <exception cref="BlobNotFoundException">There is none of that id.</exception>
    /// <exception cref="BlobDamagedException">The stored file was changed or cut off. May come late, from the stream.</exception>
    Task<Stream> OpenReadAsync(string id, CancellationToken cancellation = default);

    /// <summary>Deletes a blob for good; false when there was none.</summary>
    Task<bool> DeleteAsync(string id, CancellationToken cancellation = default);

    /// <summary>True when there is a blob of that id.</summary>
    Task<bool> ExistsAsync(string id, CancellationToken cancellation = default);
}

/// <summary>What the owner of a blob remembers of it.</summary>
/// <param name="Id">64 hexadecimal digits, random: it cannot be guessed, and it says nothing of the content.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="Sha256">SHA-256 of the content, 64 hexadecimal digits.</param>
public sealed record StoredBlob(string Id, long Size, string Sha256);

/// <summary>An upload is longer than allowed.</summary>
public sealed class BlobTooLargeException(long limit) : Exception($"The file has more than {limit} bytes.")
{
    /// <summary>Most bytes that were allowed.</summary>
    public long Limit { get; } = limit;
}

/// <summary>There is no such blob.</summary>
public sealed class BlobNotFoundException(string id) : Exception($"There is no blob {id}.");

/// <summary>A stored blob is not what was written.</summary>
public sealed class BlobDamagedException(string id, Exception? inner = null) : Exception($"Blob {id} is damaged.", inner);
