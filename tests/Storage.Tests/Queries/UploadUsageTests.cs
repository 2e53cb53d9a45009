using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Tests.Grains;

namespace Siskop2mi.Storage.Tests.Queries;

public sealed class UploadUsageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(7));

    private PostgresStore store = null!;

    public async Task InitializeAsync() => store = await PostgresStore.OpenAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task What_a_person_uploaded_since_midnight_is_counted()
    {
        await Upload("p1.a", "p1", Midnight.AddSeconds(-2), 1);
        await Upload("p1.b", "p1", Midnight, 10);
        await Upload("p1.c", "p1", Midnight.AddHours(5).AddTicks(1), 4L * 1024 * 1024 * 1024);
        await Upload("p2.a", "p2", Midnight.AddHours(5), 1_000);

        var documents = new DocumentQueries(store.Database);
        Assert.Equal(
            new UploadUsage(2, (4L * 1024 * 1024 * 1024) + 10), await documents.UploadedSince("p1", Midnight, CancellationToken.None));
        Assert.Equal(new UploadUsage(0, 0), await documents.UploadedSince("p3", Midnight, CancellationToken.None));
    }

    [Fact]
    public async Task The_count_uses_its_index()
    {
        await using var connection = await store.Database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "set enable_seqscan = off; drop index document_owner; "
            + "explain select count(*), sum(file_size) from document where owner_id = 'a' and uploaded_at >= 'b'";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> plan = [];
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        Assert.Contains(plan, line => line.Contains("document_uploaded", StringComparison.Ordinal));
    }

    private Task Upload(string id, string ownerId, DateTimeOffset at, long size) => store.Storage.Write("document", id, new DocumentState
    {
        Status = DocumentStatus.Uploaded,
        OwnerId = ownerId,
        UploadedAt = at.ToUniversalTime(),
        File = new StoredFile { BlobId = id, Size = size, Sha256 = "aa", MediaType = "application/pdf", FileName = "a.pdf" },
    });
}
