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

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
