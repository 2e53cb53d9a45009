using System.Security.Cryptography;
using Npgsql;
using Siskop2mi.Storage.Letters;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Storage.Tests.Letters;

/// <summary>Each <see cref="LetterKeys"/> is a node of its own: nothing is shared but the database and the ring.</summary>
public sealed class LetterKeysTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly KeyRing ring = KeyRing.CreateNew();
    private NpgsqlDataSource database = null!;

    public async Task InitializeAsync() => database = NpgsqlDataSource.Create(await PostgresFixture.NewDatabaseAsync());

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Nodes_that_start_at_once_end_with_one_key_and_keep_it()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Read()));
        Assert.All(nodes, keys => Assert.Equal(nodes[0][0].Kid, Assert.Single(keys).Kid));
        var later = Assert.Single(await Read());
        byte[] said = [1, 2, 3];
        Assert.True(later.Key.VerifyData(said, nodes[1][0].Key.SignData(said, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task A_key_that_is_added_comes_first_and_the_old_one_stays()
    {
        var first = Assert.Single(await Read());
        var kid = await new LetterKeys(database, ring).AddAsync(Now.AddDays(1), CancellationToken.None);
        var keys = await Read();
        Assert.Equal([kid, first.Kid], keys.Select(key => key.Kid));
        Assert.Equal(Now.AddDays(1), keys[0].SignsFrom);
    }

    [Fact]
    public async Task The_table_does_not_show_a_private_half()
    {
        var key = Assert.Single(await Read());
        await using var command = database.CreateCommand("select sealed from letter_key");
        var stored = (byte[])(await command.ExecuteScalarAsync())!;
        var secret = key.Key.ExportParameters(includePrivateParameters: true).D!;
        Assert.Equal(-1, stored.AsSpan().IndexOf(secret));
        await Assert.ThrowsAnyAsync<CryptographicException>(
            () => new LetterKeys(database, KeyRing.CreateNew()).ReadOrMakeAsync(Now, CancellationToken.None));
    }

    [Fact]
    public async Task After_resealing_the_old_ring_key_is_not_needed()
    {
        var before = Assert.Single(await Read());
        var old = ring.CurrentId;
        ring.AddKey(_ => { });
        var keys = new LetterKeys(database, ring);
        Assert.Equal(1, await keys.ResealAsync(CancellationToken.None));
        Assert.Equal(0, await keys.ResealAsync(CancellationToken.None));
        ring.RemoveKey(old, _ => { });
        Assert.Equal(before.Kid, Assert.Single(await Read()).Kid);
    }

    private Task<IReadOnlyList<LetterKey>> Read() => new LetterKeys(database, ring).ReadOrMakeAsync(Now, CancellationToken.None);
}
