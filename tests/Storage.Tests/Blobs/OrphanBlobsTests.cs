using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Tests.Grains;

namespace Siskop2mi.Storage.Tests.Blobs;

public sealed class OrphanBlobsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly string folder = Directory.CreateTempSubdirectory("siskop2mi-orphans-").FullName;
    private PostgresStore store = null!;
    private FileSystemBlobStore blobs = null!;
    private OrphanBlobs orphans = null!;

    public async Task InitializeAsync()
    {
        store = await PostgresStore.OpenAsync();
        blobs = new FileSystemBlobStore(folder, store.Keys);
        orphans = new OrphanBlobs(blobs, new DocumentQueries(store.Database));
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Only_an_old_file_that_no_document_names_is_removed()
    {
        var named = await Blob(age: TimeSpan.FromDays(3));
        var old = await Blob(age: TimeSpan.FromDays(3));
        var young = await Blob(age: TimeSpan.FromHours(23));
        await Name("document-1", named);
        var stranger = Path.Combine(folder, "read-me.txt");
        await File.WriteAllTextAsync(stranger, "not a blob");
        File.SetLastWriteTimeUtc(stranger, DateTime.UtcNow.AddYears(-1));

        Assert.Equal(1, await orphans.RemoveAsync(Yesterday));

        Assert.Equal((true, false, true), (await blobs.ExistsAsync(named), await blobs.ExistsAsync(old), await blobs.ExistsAsync(young)));
        Assert.True(File.Exists(stranger));
        Assert.Equal(0, await orphans.RemoveAsync(Yesterday));
    }

    [Fact]
    public async Task A_file_whose_document_goes_is_removed_too()
    {
        await Name("document-0", await Blob(age: TimeSpan.FromDays(3)));
        var blob = await Blob(age: TimeSpan.FromDays(3));
        await Name("document-1", blob);
        Assert.Equal(0, await orphans.RemoveAsync(Yesterday));
        await store.ExecuteAsync("delete from document where key = 'document-1'");
        Assert.Equal(1, await orphans.RemoveAsync(Yesterday));
    }

    [Fact]
    public async Task A_database_that_names_none_of_the_files_removes_none()
    {
        var blob = await Blob(age: TimeSpan.FromDays(3));
        Assert.Equal(0, await orphans.RemoveAsync(Yesterday));
        Assert.True(await blobs.ExistsAsync(blob));
    }

    // More than one batch, so that what is removed in one does not make the walk lose its place.
    [Fact]
    public async Task Every_file_is_looked_at_however_many_there_are()
    {
        List<string> named = [];
        for (var i = 0; i < 1_100; i++)
        {
            var id = Plant(i);
            if (i % 10 == 0) named.Add(id);
        }

        foreach (var id in named) await Name($"document-{id[..8]}", id);
        Assert.Equal(1_100 - named.Count, await orphans.RemoveAsync(Yesterday));
        Assert.Equal(named.Order(StringComparer.Ordinal), blobs.IdsOlderThan(Yesterday).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_lookup_uses_its_index()
    {
        await using var connection = await store.Database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "set enable_seqscan = off; explain select blob_id from document where blob_id = any(array['a', 'b'])";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> plan = [];
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        Assert.Contains(plan, line => line.Contains("document_blob", StringComparison.Ordinal));
    }

    private async Task<string> Blob(TimeSpan age)
    {
        var blob = await blobs.WriteAsync(new MemoryStream([1, 2, 3]), 3);
        File.SetLastWriteTimeUtc(Path.Combine(folder, blob.Id[..2], blob.Id), DateTime.UtcNow - age);
        return blob.Id;
    }

    // A file as the store names it; its content is not looked at here, and writing a thousand durably takes long.
    private string Plant(int number)
    {
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)));
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, id[..2])).FullName, id);
        File.WriteAllBytes(path, [1]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-3));
        return id;
    }

    private Task Name(string documentId, string blobId) => store.Storage.Write("document", documentId, new DocumentState
    {
        Status = DocumentStatus.Uploaded,
        OwnerId = "p1",
        File = new StoredFile { BlobId = blobId, Size = 3, Sha256 = "aa", MediaType = "application/pdf", FileName = "a.pdf" },
    });
}
