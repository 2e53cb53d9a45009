using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// The list of pictures that a JPEG may bring behind its first (CIPA DC-007). Views of one scene (two eyes, a panorama, a
/// series) are several pictures, and nobody could say which one was meant. Previews and the light maps that phones add are
/// smaller than the picture: they only go, with everything behind the first one.
/// </summary>
internal static class JpegPictures
{
    private const ushort Entries = 0xB002;
    private const int EntryBytes = 16;

    /// <param name="file">The whole file.</param>
    /// <param name="at">Where the list begins; places in it are counted from here.</param>
    /// <param name="length">How long the list is.</param>
    /// <param name="first">The picture that is kept.</param>
    public static void RequireOne(ReadOnlySpan<byte> file, int at, int length, JpegFrame first)
    {
        var list = new TiffBlock(file.Slice(at, length));
        if (!list.TryFind(Entries, out var entries) || entries.Length % EntryBytes != 0) throw Several();
        for (; entries.Length > 0; entries = entries[EntryBytes..])
        {
            if ((list.UInt32(entries) & 0xFF0000) == 0x020000) throw Several();
            var place = list.UInt32(entries[8..]);
            if (place != 0 && !IsSmaller(file, at + (long)place, first)) throw Several();
        }
    }

    private static bool IsSmaller(ReadOnlySpan<byte> file, long at, JpegFrame first)
    {
        if (at + 2 > file.Length) return false;
        try
        {
            var walk = new JpegWalk(file[(int)at..]);
            do walk.Next();
            while (walk.Marker is not (0xC0 or 0xC1 or 0xC2 or JpegMarkers.EndOfImage or JpegMarkers.StartOfScan));
            var other = JpegFrame.Read(walk.Marker, walk.Payload);
            return other.Width < first.Width && other.Height < first.Height;
        }
        catch (UnacceptableFileException)
        {
            return false;
        }
    }

    private static UnacceptableFileException Several() => new(ProblemCodes.ImageFrames);
}
