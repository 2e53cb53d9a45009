using Npgsql;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.Storage.Tests.Grains;

namespace Siskop2mi.Storage.Tests.Secrets;

public sealed class KeyRotationTests
{
    private static readonly string[] Purposes = [Secret.Purpose, OtherSecret.Purpose];

    [Fact]
    public async Task A_rotation_under_load_leaves_everything_readable_and_the_old_key_unused()
    {
        await using var store = await SensitiveValueTests.OpenAsync();
        var keys = Enumerable.Range(0, 500).Select(i => $"p{i:D3}").ToArray();
        await Task.WhenAll(keys.Select(
            key => store.Storage.Write("patron", key, new Patron { First = new Secret($"0 {key}"), Second = new OtherSecret(key) })));
        var old = store.Keys.CurrentId;
        var rotation = new KeyRotation(store.Database, store.Keys, _ => { }, ["patron"], Purposes);
        Assert.Equal(500, await rotation.CountAsync(old));

        using var stop = new CancellationTokenSource();
        var writes = 0;
        var load = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                var key = keys[(writer * 125) + (round % 125)];
                var state = await store.Storage.Read<Patron>("patron", key);
                await store.Storage.Write("patron", key, state, state.State! with { First = new Secret($"{round} {key}") });
                Interlocked.Increment(ref writes);
            }
        })).ToArray();
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref writes) > 20));
        var report = await rotation.RunAsync();
        var before = Volatile.Read(ref writes);
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref writes) > before + 20));
        await stop.CancelAsync();
        await Task.WhenAll(load);

        Assert.Equal(store.Keys.CurrentId, report.NewKeyId);
        Assert.InRange(report.Rewritten, 1, 500);
        Assert.Equal((0L, 500L), (await rotation.CountAsync(old), await rotation.CountAsync(report.NewKeyId)));
        await rotation.DropKeyAsync(old);
        foreach (var key in keys)
        {
            var state = (await store.Storage.Read<Patron>("patron", key)).State!;
            Assert.EndsWith($" {key}", state.First!.Text, StringComparison.Ordinal);
            Assert.Equal(key, state.Second!.Text);
        }
    }

    // Else a rotation that waits for one row while it holds others can meet a commit that does the same the other way round.
    [Fact]
    public async Task A_rotation_waits_for_nobody_and_comes_back_for_what_was_locked()
    {
        await using var store = await SensitiveValueTests.OpenAsync();
        foreach (var key in new[] { "a", "b", "c" }) await store.Storage.Write("patron", key, new Patron { First = new Secret(key) });
        await using var connection = await store.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("select from patron where key = 'b' for update", connection, transaction))
            await locking.ExecuteNonQueryAsync();

        var rotation = new KeyRotation(store.Database, store.Keys, _ => { }, ["patron"], Purposes);
        var old = store.Keys.CurrentId;
        var running = rotation.RunAsync();
        await Eventually.TrueAsync(async () => await rotation.CountAsync(old) == 1);
        await transaction.CommitAsync();

        Assert.Equal(3, (await running).Rewritten);
        Assert.Equal(0, await rotation.CountAsync(old));
    }

    [Fact]
    public async Task A_rotation_changes_neither_version_nor_index()
    {
        await using var store = await SensitiveValueTests.OpenAsync();
        var state = await store.Storage.Write(
            "patron", "a", new Patron { Name = "é <&> \"", First = new Secret("one"), More = [new Secret("two"), new Secret("three")] });
        const string rest = "select version || key || (state #- '{first,enc}' #- '{more,0,enc}' #- '{more,1,enc}')::text from patron";
        var before = await store.ScalarAsync<string>(rest);
        var report = await new KeyRotation(store.Database, store.Keys, _ => { }, ["patron"], Purposes).RunAsync();
        Assert.Equal((1L, 3L), (report.Rewritten, report.Values));
        Assert.Equal(before, await store.ScalarAsync<string>(rest));
        await store.Storage.Write("patron", "a", state, new Patron());
    }

    [Fact]
    public async Task A_key_in_use_is_not_dropped()
    {
        await using var store = await SensitiveValueTests.OpenAsync();
        await store.Storage.Write("patron", "a", new Patron { First = new Secret("one") });
        var old = store.Keys.CurrentId;
        var rotation = new KeyRotation(store.Database, store.Keys, _ => { }, ["patron"], Purposes);
        await Assert.ThrowsAsync<KeyRotationException>(() => rotation.DropKeyAsync(old));
        await rotation.RunAsync();
        await rotation.DropKeyAsync(old);
        Assert.Equal([store.Keys.CurrentId], store.Keys.Ids);
        await Assert.ThrowsAsync<KeyRotationException>(() => rotation.DropKeyAsync(store.Keys.CurrentId));
    }

    [Fact]
    public async Task A_key_that_cannot_be_kept_is_never_used()
    {
        await using var store = await SensitiveValueTests.OpenAsync();
        var old = store.Keys.CurrentId;
        var rotation = new KeyRotation(store.Database, store.Keys, _ => throw new IOException("disk full"), ["patron"], Purposes);
        await Assert.ThrowsAsync<IOException>(() => rotation.RunAsync());
        Assert.Equal(old, store.Keys.CurrentId);
    }
}
