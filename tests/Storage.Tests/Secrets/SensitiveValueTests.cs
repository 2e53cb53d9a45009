using System.Security.Cryptography;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.Storage.Tests.Grains;

namespace Siskop2mi.Storage.Tests.Secrets;

/// <summary>What somebody learns who has the rows but not the keys.</summary>
public sealed class SensitiveValueTests
{
    private const string Canary = "CANARY-3171234567890001";

    [Fact]
    public async Task A_row_shows_nothing_and_the_store_reads_it_back()
    {
        await using var store = await OpenAsync();
        var patron =
            new Patron
            {
                Name = "visible",
                First = new Secret(Canary),
                Second = new OtherSecret(Canary),
                More = [new Secret(Canary + "x")]
            };
        await store.Storage.Write("patron", "a", patron);
        var row = await store.ScalarAsync<string>("select patron::text from patron");
        Assert.DoesNotContain(Canary, row, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("CANARY-317123456789"u8)[..20], row, StringComparison.Ordinal);
        Assert.Contains("visible", row, StringComparison.Ordinal);
        var read = (await store.Storage.Read<Patron>("patron", "a")).State!;
        Assert.Equal((patron.First, patron.Second), (read.First, read.Second));
        Assert.Equal(patron.More, read.More);
    }

    [Fact]
    public async Task Equal_values_look_different_but_have_one_index()
    {
        await using var store = await OpenAsync();
        await store.Storage.Write("patron", "a", new Patron { First = new Secret(Canary) });
        await store.Storage.Write("patron", "b", new Patron { First = new Secret(Canary) });
        await store.Storage.Write("patron", "c", new Patron { First = new Secret(Canary + "x"), Second = new OtherSecret(Canary) });
        Assert.Equal(3L, await store.ScalarAsync<long>("select count(distinct state->'first'->>'enc') from patron"));
        var index = new BlindIndex(store.Keys).Of(new Secret(Canary));
        Assert.Equal(22, index.Length);
        Assert.Equal("a,b", await store.ScalarAsync<string>(
            $"select string_agg(key, ',' order by key) from patron where state->'first'->>'ix' = '{index}'"));
        Assert.NotEqual(index, await store.ScalarAsync<string>("select state->'second'->>'ix' from patron where key = 'c'"));
        Assert.NotEqual(index, new BlindIndex(KeyRing.CreateNew()).Of(new Secret(Canary)));
    }

    [Theory]
    [InlineData("update patron set state = (select state from patron where key = 'b') where key = 'a'")]
    [InlineData("update patron set key = 'z' where key = 'a'; update patron set key = 'a' where key = 'b'")]
    [InlineData("update patron set state = jsonb_set(state, '{first}', state->'second') where key = 'a'")]
    [InlineData("update patron set state = jsonb_set(state, '{first,enc}', to_jsonb(overlay(state->'first'->>'enc' placing 'AAAA' from 30))) where key = 'a'")]
    [InlineData("update patron set state = jsonb_set(state, '{first,enc}', '\"k1:AAAA\"') where key = 'a'")]
    [InlineData("update patron set state = jsonb_set(state, '{first,enc}', '\"k1:not base64\"') where key = 'a'")]
    [InlineData("update patron set state = jsonb_set(state, '{first,enc}', to_jsonb('k9' || substr(state->'first'->>'enc', 3))) where key = 'a'")]
    [InlineData("update patron set state = jsonb_set(state, '{first}', '\"in plain\"') where key = 'a'")]
    [InlineData("update patron set state = jsonb_set(state, '{first}', '{\"ix\":\"x\"}') where key = 'a'")]
    public async Task A_value_that_was_moved_or_changed_does_not_open(string tampering)
    {
        await using var store = await OpenAsync();
        await store.Storage.Write("patron", "a", new Patron { First = new Secret("one"), Second = new OtherSecret("two") });
        await store.Storage.Write("patron", "b", new Patron { First = new Secret("three"), Second = new OtherSecret("four") });
        await store.ExecuteAsync(tampering);
        var failure = await Assert.ThrowsAsync<StateUnreadableException>(() => store.Storage.Read<Patron>("patron", "a"));
        Assert.DoesNotContain("in plain", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_ring_opens_nothing()
    {
        await using var store = await OpenAsync();
        await store.Storage.Write("patron", "a", new Patron { First = new Secret("one") });
        await using var stranger = new PostgresGrainStorage(store.ConnectionString, new StorageJson(KeyRing.CreateNew()));
        await Assert.ThrowsAsync<StateUnreadableException>(() => stranger.Read<Patron>("patron", "a"));
    }

    [Fact]
    public void A_sealed_box_opens_only_in_its_context()
    {
        var ring = KeyRing.CreateNew();
        var (id, box) = ring.Seal("plain"u8, "here"u8);
        Assert.Equal("plain"u8.ToArray(), ring.Open(id, box, "here"u8));
        Assert.ThrowsAny<CryptographicException>(() => ring.Open(id, box, "there"u8));
        Assert.ThrowsAny<CryptographicException>(() => ring.Open("k9", box, "here"u8));
        Assert.ThrowsAny<CryptographicException>(() => ring.Open(id, box.AsSpan(0, 8), "here"u8));
    }

    internal static async Task<PostgresStore> OpenAsync()
    {
        var store = await PostgresStore.OpenAsync();
        await store.ExecuteAsync("select create_grain_table('patron')");
        return store;
    }
}
