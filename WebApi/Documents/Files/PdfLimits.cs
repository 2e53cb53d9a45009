using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// How much one PDF may ask of us, counted and not timed: a file gets the same answer on a busy machine. A full wallet scan of
/// five megabytes stays far below each.
/// </summary>
internal sealed class PdfLimits
{
    public const int MaxPages = 200;
    public const int MaxObjects = 100_000;
    public const int MaxDepth = 100;
    public const int MaxSections = 500;

    /// <summary>Most bytes of one stream, unpacked.</summary>
    public const int MaxStream = 64 * 1024 * 1024;

    /// <summary>Most bytes of one stream that holds objects, unpacked.</summary>
    public const int MaxObjectStream = 16 * 1024 * 1024;

    private const long MaxUnpacked = 256 * 1024 * 1024;
    private const long MaxObjectStreams = 64 * 1024 * 1024;
    private const long MaxRead = 128 * 1024 * 1024;
    private const long MaxPacked = 128 * 1024 * 1024;

    private long read;
    private long packed;
    private long unpacked;
    private long objectBytes;
    private int objects;

    public static UnacceptableFileException Exceeded() => new(ProblemCodes.PdfLimits);

    /// <summary>Counts bytes of syntax read. Bytes count as often as they are read, so nothing is gained by overlapping.</summary>
    public void Read(int bytes) => Count(ref read, bytes, MaxRead);

    /// <summary>Counts bytes given to an unpacker.</summary>
    public void Pack(int bytes) => Count(ref packed, bytes, MaxPacked);

    /// <summary>Counts bytes that came out of an unpacker.</summary>
    public void Unpack(int bytes) => Count(ref unpacked, bytes, MaxUnpacked);

    /// <summary>Counts bytes of a stream of objects, all of which are in memory for a moment.</summary>
    public void ObjectStream(int bytes) => Count(ref objectBytes, bytes, MaxObjectStreams);

    public void Object()
    {
        if (++objects > MaxObjects) throw Exceeded();
    }

    private static void Count(ref long count, int more, long most)
    {
        count += more;
        if (count > most) throw Exceeded();
    }
}
