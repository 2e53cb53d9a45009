using System.Security.Cryptography;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Tests.Secrets;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("siskop2mi-keys-").FullName;

    private string File => Path.Combine(folder, ".data", "keys.json");

    [Fact]
    public void The_first_start_makes_a_file_for_its_owner_alone_and_the_next_reads_it()
    {
        var first = KeyFile.LoadOrCreate(File);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal([File, $"{File}.lock"], Directory.GetFiles(Path.GetDirectoryName(File)!).Order(StringComparer.Ordinal));
        AssertSame(first, KeyFile.LoadOrCreate(File));
    }

    [Fact]
    public void A_ring_with_several_keys_is_kept_whole()
    {
        var ring = KeyFile.LoadOrCreate(File);
        var (old, box) = ring.Seal("plain"u8, []);
        ring.AddKey(next => KeyFile.Save(File, next));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        var again = KeyFile.LoadOrCreate(File);
        AssertSame(ring, again);
        Assert.Equal(2, again.Ids.Count);
        Assert.Equal("plain"u8.ToArray(), again.Open(old, box, []));
    }

    [Fact]
    public async Task Many_first_starts_at_once_agree_on_one_ring()
    {
        using var barrier = new Barrier(4);
        var rings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return KeyFile.LoadOrCreate(File);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var ring in rings) AssertSame(rings[0], ring);
    }

    [Fact]
    public void A_ring_whose_current_key_is_missing_is_refused() =>
        Assert.ThrowsAny<CryptographicException>(
            () => KeyFile.Parse(Text().Replace("\"current\": \"k1\"", "\"current\": \"k2\"", StringComparison.Ordinal)));

    [Fact]
    public void A_short_key_is_refused()
    {
        var text = Text();
        var key = text.Split("\"k1\": \"")[1].Split('"')[0];
        Assert.ThrowsAny<CryptographicException>(() => KeyFile.Parse(text.Replace(key, "AAAA", StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Text()
    {
        _ = KeyFile.LoadOrCreate(File);
        return System.IO.File.ReadAllText(File);
    }

    private static void AssertSame(KeyRing one, KeyRing other)
    {
        var (id, box) = one.Seal("plain"u8, "here"u8);
        Assert.Equal("plain"u8.ToArray(), other.Open(id, box, "here"u8));
        Assert.Equal(new BlindIndex(one).Of(new Secret("x")), new BlindIndex(other).Of(new Secret("x")));
        Assert.True(other.CheckpointKey.VerifyData(
            "text"u8, one.CheckpointKey.SignData("text"u8, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }
}
