using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Siskop2mi.Storage.Files;

namespace Siskop2mi.Storage.Audit;

/// <summary>Where a chain stood: the number and the hash of its last link.</summary>
internal sealed record CheckpointHead(long Chain, long Seq, byte[] Hash);

/// <summary>What is signed: a moment, the heads that moved since the checkpoint before, and the hash of its line.</summary>
internal sealed record CheckpointContent(DateTimeOffset At, IReadOnlyList<CheckpointHead> Heads, byte[] Previous);

/// <summary>A checkpoint as read back.</summary>
internal sealed record Checkpoint(int Line, DateTimeOffset At, IReadOnlyList<CheckpointHead> Heads);

/// <summary>
/// The checkpoints on disk, one line each: <c>base64url(JSON of the content).base64url(ECDSA P-256 signature)</c>. A line
/// holds the hash of the line before, so none can be taken out of the middle. Append only; copy it to a second machine.
/// </summary>
internal static class CheckpointFile
{
    private const int LongestLine = 1024 * 1024;

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    public static byte[] HashOf(string line) => SHA256.HashData(Encoding.UTF8.GetBytes(line));

    /// <summary>
    /// Appends a checkpoint that follows from the last line, and waits until it is on the disk. Two nodes may share the file
    /// (one active, one just replaced and not yet aware of it), so the last line is read anew each time, under a lock.
    /// </summary>
    public static void Append(string path, DateTimeOffset at, IReadOnlyList<CheckpointHead> heads, ECDsa key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var alone = FileLock.Hold($"{path}.lock");
        DropTornEnd(path);
        var previous = LastLine(path) is { } last ? HashOf(last) : [];
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new CheckpointContent(at, heads, previous), Layout);
        var line = $"{Base64Url.EncodeToString(bytes)}.{Base64Url.EncodeToString(key.SignData(bytes, HashAlgorithmName.SHA256))}\n";
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes(line));
        file.Flush(flushToDisk: true);
    }

    // A power cut in the middle of an append leaves a line without its end. It was never counted as written; what follows must
    // not be glued to it.
    private static void DropTornEnd(string path)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var tail = new byte[Math.Min(file.Length, LongestLine)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        if (tail.Length == 0 || tail[^1] == '\n') return;
        file.SetLength(file.Length - tail.Length + tail.AsSpan().LastIndexOf((byte)'\n') + 1);
        file.Flush(flushToDisk: true);
    }

    // A line is a few hundred bytes; the file may hold years of them.
    private static string? LastLine(string path)
    {
        if (!File.Exists(path)) return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, LongestLine), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
    }

    /// <summary>Reads all checkpoints; a line that is damaged, missing or signed by somebody else is a fault.</summary>
    public static IReadOnlyList<Checkpoint> Read(string path, ECDsa key, AuditFaults faults)
    {
        if (!File.Exists(path))
        {
            faults.Add(AuditFaultKind.BadCheckpoint, "checkpoint file", "there is none");
            return [];
        }

        var checkpoints = new List<Checkpoint>();
        var number = 0;
        byte[] previous = [];
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (Parse(line, key) is not { } content)
                faults.Add(AuditFaultKind.BadCheckpoint, $"checkpoint line {number}", "it is not signed by the key of this ring");
            else
            {
                if (!content.Previous.AsSpan().SequenceEqual(previous))
                    faults.Add(AuditFaultKind.BadCheckpoint, $"checkpoint line {number}", "it does not follow from the line before");
                checkpoints.Add(new Checkpoint(number, content.At, content.Heads));
            }

            previous = HashOf(line);
        }

        return checkpoints;
    }

    private static CheckpointContent? Parse(string line, ECDsa key)
    {
        try
        {
            if (line.Split('.') is not [var text, var signature]) return null;
            var bytes = Base64Url.DecodeFromChars(text);
            return key.VerifyData(bytes, Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256)
                ? JsonSerializer.Deserialize<CheckpointContent>(bytes, Layout)
                : null;
        }
        catch (Exception damaged) when (damaged is FormatException or JsonException)
        {
            return null;
        }
    }
}
