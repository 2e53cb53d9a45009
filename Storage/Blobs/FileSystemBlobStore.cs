using System.Security.Cryptography;
using Siskop2mi.Storage.Files;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Blobs;

/// <summary>
/// Blobs as encrypted files: <c>ab/ab12...</c> under a folder, each with a key of its own that the ring seals. A file
/// appears under its name only when all of it is on disk; until then it is in <c>incoming</c>.
/// </summary>
public sealed class FileSystemBlobStore : IBlobStore
{
    private const int IdBytes = 32;

    // What is flushed beside them waits for the disk as long as they do: a database on it must find room.
    private const int FlushesAtOnce = 2;

    private readonly string root;
    private readonly string incoming;
    private readonly KeyRing ring;
    private readonly SemaphoreSlim flushes = new(FlushesAtOnce);

    /// <summary>Uses, and makes when missing, a folder.</summary>
    public FileSystemBlobStore(string folder, KeyRing ring)
    {
        (root, this.ring) = (Path.GetFullPath(folder), ring);
        incoming = Path.Combine(root, "incoming");
        DurableFolder.Make(incoming);
    }

    /// <inheritdoc />
    public async Task<StoredBlob> WriteAsync(Stream content, long limit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var key = RandomNumberGenerator.GetBytes(BlobFormat.KeySize);
        var (size, hash) = (0L, "");
        await PlaceAsync(id, async file =>
        {
            await file.WriteAsync(BlobHeader.For(id, key, ring).ToBytes(), cancellation);
            (size, hash) = await BlobWriter.CopyAsync(content, file, key, limit, cancellation);
        });
        return new StoredBlob(id, size, hash);
    }

    /// <inheritdoc />
    public async Task<Stream> OpenReadAsync(string id, CancellationToken cancellation = default)
    {
        var file = Open(id);
        try
        {
            var header = await BlobHeader.ReadAsync(file, id, cancellation);
            return new BlobReader(file, id, header.Key(id, ring));
        }
        catch (CryptographicException error)
        {
            await file.DisposeAsync();
            throw new BlobDamagedException(id, error);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation = default)
    {
        var path = PathOf(id);
        if (!File.Exists(path)) return false;
        await OnOwnThread(() =>
        {
            File.Delete(path);
            DurableFolder.Flush(Path.GetDirectoryName(path)!);
        });
        return true;
    }

    /// <inheritdoc />
    public Task<bool> ExistsAsync(string id, CancellationToken cancellation = default) => Task.FromResult(File.Exists(PathOf(id)));

    /// <summary>Removes what uploads left in <c>incoming</c> when the program was killed. Call it before the node serves.</summary>
    /// <param name="before">Files written later may belong to uploads under way at another node of the same folder.</param>
    /// <returns>How many files were removed.</returns>
    public int RemoveAbandoned(DateTimeOffset before)
    {
        var abandoned = new DirectoryInfo(incoming).GetFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime).ToList();
        abandoned.ForEach(file => file.Delete());
        return abandoned.Count;
    }

    /// <summary>
    /// Ids of all blobs whose file was written before an instant, read folder by folder while they are asked for. Blobs may
    /// come and go meanwhile; one that goes may still be named. A resealed file counts as written at that time.
    /// </summary>
    public IEnumerable<string> IdsOlderThan(DateTimeOffset before) =>
        new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.FullName == PathIfId(file.Name) && file.LastWriteTimeUtc < before.UtcDateTime)
            .Select(file => file.Name);

    /// <summary>
    /// Seals the keys of all files with the ring's current key, so that older keys can be dropped from the ring. Contents
    /// are copied, not encrypted anew. Safe to break off and to repeat.
    /// </summary>
    /// <returns>How many files were changed.</returns>
    public async Task<int> ResealAsync(CancellationToken cancellation = default)
    {
        var changed = 0;
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            var id = Path.GetFileName(path);
            if (path == PathIfId(id) && await ResealAsync(id, cancellation)) changed++;
        }

        return changed;
    }

    private async Task<bool> ResealAsync(string id, CancellationToken cancellation)
    {
        await using var old = Open(id);
        var header = await BlobHeader.ReadAsync(old, id, cancellation);
        if (header.RingKeyId == ring.CurrentId) return false;
        await PlaceAsync(id, async file =>
        {
            await file.WriteAsync(BlobHeader.For(id, header.Key(id, ring), ring).ToBytes(), cancellation);
            await old.CopyToAsync(file, cancellation);
        });
        return true;
    }

    // Content first, its flush, then the name, then the name's flush: whatever has a name is whole.
    private async Task PlaceAsync(string id, Func<FileStream, Task> write)
    {
        var draft = Path.Combine(incoming, id);
        try
        {
            await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                await write(file);
                await OnOwnThread(() => file.Flush(flushToDisk: true));
            }

            await OnOwnThread(() => Name(draft, PathOf(id)));
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static void Name(string draft, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        DurableFolder.Make(folder);
        File.Move(draft, path, overwrite: true);
        DurableFolder.Flush(folder);
    }

    // A flush takes as long as the disk likes; on the threads of the pool a few of them would keep every request waiting.
    private async Task OnOwnThread(Action flush)
    {
        await flushes.WaitAsync();
        try
        {
            await Task.Factory.StartNew(flush, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            flushes.Release();
        }
    }

    private FileStream Open(string id)
    {
        try
        {
            return new FileStream(
                PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobNotFoundException(id);
        }
    }

    // An id comes from outside at times; only what could have been made here becomes a path.
    private string PathOf(string id) => PathIfId(id) ?? throw new BlobNotFoundException(id);

    private string? PathIfId(string id) =>
        id is { Length: IdBytes * 2 } && id.All(char.IsAsciiHexDigitLower) ? Path.Combine(root, id[..2], id) : null;
}
