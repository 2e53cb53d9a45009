using System.Text;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Tests.Secrets;

/// <summary>A running node takes over keys that another process adds to the file.</summary>
public sealed class KeyFileFollowTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("siskop2mi-keys-").FullName;

    [Fact]
    public async Task A_ring_follows_its_file_for_reading_at_once_and_for_writing_soon()
    {
        var path = Path.Combine(directory, "keys.json");
        var running = KeyFile.LoadOrCreate(path);
        var old = running.CurrentId;
        var rotating = KeyFile.LoadOrCreate(path);
        var added = rotating.AddKey(ring => KeyFile.Save(path, ring));

        var (keyId, box) = rotating.Seal("rahasia"u8, "baris"u8);
        Assert.Equal(added, keyId);
        Assert.Equal("rahasia", Encoding.UTF8.GetString(running.Open(keyId, box, "baris"u8)));

        for (var tries = 0; running.Seal("x"u8, []).KeyId == old; tries++)
        {
            Assert.True(tries < 500, "The running ring still writes with the old key.");
            await Task.Delay(20);
        }
    }

    [Fact]
    public void A_key_file_that_is_away_or_damaged_for_a_while_refuses_no_work()
    {
        var path = Path.Combine(directory, "keys.json");
        var ring = KeyFile.LoadOrCreate(path);
        var good = File.ReadAllText(path);
        File.WriteAllText(path, good[..(good.Length / 2)]);
        Assert.Equal(ring.CurrentId, ring.Seal("x"u8, []).KeyId);
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => ring.Open("k9", new byte[40], []));
        File.Delete(path);
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => ring.Open("k9", new byte[40], []));
        Assert.Equal(ring.CurrentId, ring.Seal("x"u8, []).KeyId);
    }

    [Fact]
    public void Two_processes_that_add_a_key_keep_both()
    {
        var path = Path.Combine(directory, "keys.json");
        var (one, other) = (KeyFile.LoadOrCreate(path), KeyFile.LoadOrCreate(path));
        var first = one.AddKey(ring => KeyFile.Save(path, ring));
        var box = one.Seal("rahasia"u8, []);
        Assert.Equal(first, box.KeyId);
        var second = other.AddKey(ring => KeyFile.Save(path, ring));
        Assert.NotEqual(first, second);
        Assert.Equal("rahasia", Encoding.UTF8.GetString(KeyFile.LoadOrCreate(path).Open(box.KeyId, box.Sealed, [])));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
