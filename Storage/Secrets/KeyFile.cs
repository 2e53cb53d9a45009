using System.Security.Cryptography;
using System.Text.Json;

namespace Siskop2mi.Storage.Secrets;

/// <summary>
/// The key ring as a file that only its owner may read: <c>{"current":"k1","keys":{"k1":"base64"},"index":"base64",
/// "checkpoint":"base64"}</c>; keys are 32 bytes, the checkpoint key is PKCS#8. Back it up apart from the database:
/// without it no sensitive value can be read again.
/// </summary>
public static class KeyFile
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the ring; on the first start makes one and writes it (mode 0600).</summary>
    public static KeyRing LoadOrCreate(string path)
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

    /// <summary>Replaces the file in one step; a crash leaves the old or the new one, never half.</summary>
    public static void Save(string path, KeyRing ring)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}.new";
        Write(fresh, ring);
        File.Move(fresh, path, overwrite: true);
    }

    // Two nodes may start at once on one machine: the link appears whole or not at all, and only one of them wins.
    private static bool TryCreate(string path, KeyRing ring)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var fresh = $"{path}.{Guid.NewGuid():N}.new";
        Write(fresh, ring);
        try
        {
            File.Move(fresh, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
            return false;
        }
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
