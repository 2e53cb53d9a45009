using System.Security.Cryptography;
using System.Text;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Tests.Blobs;

public sealed class FileSystemBlobStoreTests : IDisposable
{
    private const int Chunk = 64 * 1024;
    private readonly string folder = Directory.CreateTempSubdirectory("siskop2mi-blobs-").FullName;
    private readonly KeyRing ring = KeyRing.CreateNew();
    private readonly FileSystemBlobStore store;

    public FileSystemBlobStoreTests() => store = new FileSystemBlobStore(folder, ring);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    [InlineData(5_000_000)]
    public async Task Gives_back_what_was_written(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var blob = await store.WriteAsync(new DrippingStream(content), size);

        Assert.Equal(size, blob.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), blob.Sha256);
        Assert.Matches("^[0-9a-f]{64}$", blob.Id);
        Assert.True(await store.ExistsAsync(blob.Id));
        Assert.Equal(content, await ReadAsync(blob.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(200_000)]
    public async Task One_byte_too_many_is_refused_and_nothing_stays(int limit)
    {
        var error = await Assert.ThrowsAsync<BlobTooLargeException>(() => store.WriteAsync(new MemoryStream(new byte[limit + 1]), limit));
        Assert.Equal(limit, error.Limit);
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_endless_upload_is_refused_once_it_is_over_the_limit()
    {
        var endless = new DrippingStream(null);
        await Assert.ThrowsAsync<BlobTooLargeException>(() => store.WriteAsync(endless, 100_000));
        Assert.InRange(endless.Taken, 100_001, 100_000 + 3 * Chunk);
    }

    [Fact]
    public async Task A_broken_upload_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(
            () => store.WriteAsync(new DrippingStream(new byte[200_000]) { BreaksAt = 150_000 }, 1_000_000));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_disk_shows_nothing_of_the_content()
    {
        const string planted = "PASPOR-RAHASIA-A1234567";
        var blob = await WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(planted, 1000))));
        var stored = await File.ReadAllBytesAsync(FileOf(blob.Id));
        Assert.DoesNotContain(planted, Encoding.Latin1.GetString(stored), StringComparison.Ordinal);

        var twin = await WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(planted, 1000))));
        Assert.NotEqual(stored[^100..], (await File.ReadAllBytesAsync(FileOf(twin.Id)))[^100..]);
    }

    [Theory]
    [InlineData("first byte")]
    [InlineData("key")]
    [InlineData("middle")]
    [InlineData("last byte")]
    [InlineData("one byte cut off")]
    [InlineData("last chunk cut off")]
    [InlineData("all but the header cut off")]
    [InlineData("in the header")]
    [InlineData("everything")]
    [InlineData("byte added")]
    [InlineData("chunks swapped")]
    public async Task Damage_is_found(string damage)
    {
        var blob = await WriteAsync(RandomNumberGenerator.GetBytes(3 * Chunk));
        var bytes = await File.ReadAllBytesAsync(FileOf(blob.Id));
        var box = Chunk + 16;
        var header = bytes.Length - 3 * box;
        await File.WriteAllBytesAsync(FileOf(blob.Id), damage switch
        {
            "first byte" => Flip(bytes, 0),
            "key" => Flip(bytes, header - 1),
            "middle" => Flip(bytes, header + box + 5),
            "last byte" => Flip(bytes, bytes.Length - 1),
            "one byte cut off" => bytes[..^1],
            "last chunk cut off" => bytes[..^box],
            "all but the header cut off" => bytes[..header],
            "in the header" => bytes[..20],
            "everything" => [],
            "byte added" => [.. bytes, 0],
            "chunks swapped" =>
                [.. bytes[..header], .. bytes[(header + box)..(header + 2 * box)], .. bytes[header..(header + box)], .. bytes[^box..]],
            _ => throw new ArgumentOutOfRangeException(nameof(damage)),
        });
        await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAsync(blob.Id));
    }

    [Fact]
    public async Task One_file_cannot_stand_in_for_another()
    {
        var (mine, other) = (await WriteAsync([1, 2, 3]), await WriteAsync([4, 5, 6]));
        File.Copy(FileOf(other.Id), FileOf(mine.Id), overwrite: true);
        await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAsync(mine.Id));
    }

    [Fact]
    public async Task Another_ring_cannot_read()
    {
        var blob = await WriteAsync([1, 2, 3]);
        var stranger = new FileSystemBlobStore(folder, KeyRing.CreateNew());
        await Assert.ThrowsAsync<BlobDamagedException>(() => stranger.OpenReadAsync(blob.Id));
    }

    [Fact]
    public async Task Deleted_is_gone()
    {
        var blob = await WriteAsync([1]);
        Assert.True(await store.DeleteAsync(blob.Id));
        Assert.False(await store.DeleteAsync(blob.Id));
        Assert.False(await store.ExistsAsync(blob.Id));
        await Assert.ThrowsAsync<BlobNotFoundException>(() => store.OpenReadAsync(blob.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public async Task What_is_no_id_is_not_found(string id) =>
        await Assert.ThrowsAsync<BlobNotFoundException>(() => store.OpenReadAsync(id));

    [Fact]
    public async Task After_resealing_the_old_key_is_not_needed()
    {
        var content = RandomNumberGenerator.GetBytes(100_000);
        var blob = await WriteAsync(content);
        var old = ring.CurrentId;
        ring.AddKey(_ => { });

        Assert.Equal(1, await store.ResealAsync());
        Assert.Equal(0, await store.ResealAsync());

        ring.RemoveKey(old, _ => { });
        Assert.Equal(content, await ReadAsync(blob.Id));
    }

    [Fact]
    public async Task What_a_killed_upload_left_is_removed_and_nothing_else()
    {
        var blob = await WriteAsync([1, 2, 3]);
        var (abandoned, fresh) = (Path.Combine(folder, "incoming", "abandoned"), Path.Combine(folder, "incoming", "fresh"));
        foreach (var file in new[] { abandoned, fresh }) await File.WriteAllTextAsync(file, "half");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddDays(-2));

        Assert.Equal(1, store.RemoveAbandoned(DateTimeOffset.UtcNow - TimeSpan.FromDays(1)));

        Assert.True(File.Exists(fresh));
        Assert.Equal([1, 2, 3], await ReadAsync(blob.Id));
    }

    private static byte[] Flip(byte[] bytes, int at) => [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]];

    private string FileOf(string id) => Path.Combine(folder, id[..2], id);

    private Task<StoredBlob> WriteAsync(byte[] content) => store.WriteAsync(new MemoryStream(content), 10_000_000);

    private async Task<byte[]> ReadAsync(string id)
    {
        await using var stream = await store.OpenReadAsync(id);
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy, 10_007);
        return copy.ToArray();
    }
}
