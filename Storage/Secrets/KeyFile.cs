using System.Security.Cryptography;
using System.Text.Json;
using Siskop2mi.Storage.Files;

namespace Siskop2mi.Storage.Secrets;

/// <summary>
/// The key ring as a file that only its owner may read: <c>{"current":"k1","keys":{"k1":"base64"},"index":"base64",
/// "checkpoint":"base64"}</c>; keys are 32 bytes, the checkpoint key is PKCS#8. Back it up apart from the database:
/// without it no sensitive value can be read again.
/// </summary>
public static class KeyFile
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>
    /// Reads the ring; on the first start makes one and writes it (mode 0600). The ring follows the file: keys that another
    /// process adds are known here at once for reading and within a second for writing.
    /// </summary>
    public static KeyRing LoadOrCreate(string path)
    {
        var seen = File.GetLastWriteTimeUtc(path);
        var ring = ReadOrCreate(path);
        ring.Follow(() =>
        {
            var written = File.GetLastWriteTimeUtc(path);
            if (written == seen) return null;
            var newer = Parse(File.ReadAllText(path));
            seen = written;
            return newer;
        });
        return ring;
    }

    private static KeyRing ReadOrCreate(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            var ring = KeyRing.CreateNew();
            return TryCreate(path, ring) ? ring : Parse(File.ReadAllText(path));
        }
    }

    /// <summary>Reads a ring from its text, such as one that comes from a secret store by way of configuration.</summary>
    public static KeyRing Parse(string text)
    {
        var content = JsonSerializer.Deserialize<Content>(text, Layout) ?? throw new JsonException("The key file is empty.");
        var checkpoint = ECDsa.Create();
        checkpoint.ImportPkcs8PrivateKey(content.Checkpoint, out _);
        return new KeyRing(content.Current, content.Keys, content.Index, checkpoint);
    }

    /// <summary>
    /// Replaces the file in one step; a crash leaves the old or the new one, never half. It is on the disk when this returns,
    /// so that nothing is ever sealed with a key that a power cut could take away.
    /// </summary>
    public static void Save(string path, KeyRing ring)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}.new";
        Write(fresh, ring);
        File.Move(fresh, path, overwrite: true);
        DurableFolder.Flush(Folder(path));
    }

    private static string Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    // Two nodes may start at once on one machine, and only one of them may make the keys. A move that refuses to overwrite is
    // no help: on Unix it looks first and renames then.
    private static bool TryCreate(string path, KeyRing ring)
    {
        DurableFolder.Make(Folder(path));
        using var alone = FileLock.Hold($"{path}.lock");
        if (File.Exists(path)) return false;
        Save(path, ring);
        return true;
    }

    private static void Write(string path, KeyRing ring)
    {
        var snapshot = ring.Snapshot;
        var content = new Content(
            snapshot.Current,
            new SortedDictionary<string, byte[]>(snapshot.All.ToDictionary()),
            ring.IndexKey,
            ring.CheckpointKey.ExportPkcs8PrivateKey());
        var access = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, access);
        JsonSerializer.Serialize(file, content, Layout);
        file.Flush(flushToDisk: true);
    }

    private sealed record Content(string Current, SortedDictionary<string, byte[]> Keys, byte[] Index, byte[] Checkpoint);
}
