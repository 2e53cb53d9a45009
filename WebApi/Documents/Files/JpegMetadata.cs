using System.Buffers;
using System.Buffers.Binary;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// What is kept of the segments around a JPEG's picture: resolution, colours, which way is up. Everything else (place and time,
/// camera, comments, previews, edits) goes.
/// </summary>
internal sealed class JpegMetadata
{
    private readonly SortedDictionary<byte, byte[]> profile = [];
    private byte[]? jfif;
    private byte[]? adobe;
    private int profileParts;
    private bool isProfileBroken;
    private int orientation;

    private static ReadOnlySpan<byte> Jfif => "JFIF\0"u8;

    private static ReadOnlySpan<byte> Exif => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> Profile => "ICC_PROFILE\0"u8;

    private static ReadOnlySpan<byte> Adobe => "Adobe"u8;

    public void Read(byte marker, ReadOnlySpan<byte> payload)
    {
        if (marker == JpegMarkers.App0 && payload.StartsWith(Jfif) && payload.Length >= 14) jfif ??= payload[5..12].ToArray();
        else if (marker == JpegMarkers.App1 && payload.StartsWith(Exif) && orientation == 0)
            orientation = ExifOrientation.Of(payload[Exif.Length..]);
        else if (marker == JpegMarkers.App2 && payload.StartsWith(Profile)) ReadProfile(payload[Profile.Length..]);
        else if (marker == JpegMarkers.App14 && payload.StartsWith(Adobe) && payload.Length >= 12) adobe ??= payload[..12].ToArray();
    }

    /// <param name="to">Where to write.</param>
    /// <param name="components">Of the frame: inks mean nothing without their profile, so a broken one spoils such a picture.</param>
    public void Write(IBufferWriter<byte> to, int components)
    {
        if (jfif is not null) JpegFile.WriteSegment(to, JpegMarkers.App0, [.. Jfif, .. jfif, 0, 0]);
        if (orientation > 1) JpegFile.WriteSegment(to, JpegMarkers.App1, [.. Exif, .. ExifOrientation.Write(orientation)]);
        if (IsProfileWhole())
        {
            foreach (var (number, part) in profile)
                JpegFile.WriteSegment(to, JpegMarkers.App2, [.. Profile, number, (byte)profileParts, .. part]);
        }
        else if (components == 4 && (isProfileBroken || profile.Count > 0))
        {
            throw FileInspector.Unreadable();
        }

        if (adobe is not null) JpegFile.WriteSegment(to, JpegMarkers.App14, adobe);
    }

    private void ReadProfile(ReadOnlySpan<byte> part)
    {
        isProfileBroken |= part.Length < 3 || part[0] == 0 || part[0] > part[1] || (profileParts != 0 && profileParts != part[1])
            || !profile.TryAdd(part[0], part[2..].ToArray());
        if (part.Length >= 2) profileParts = part[1];
    }

    // ICC.1 section 7.2: its own size in the first four bytes, "acsp" at 36.
    private bool IsProfileWhole() =>
        !isProfileBroken && profileParts > 0 && profile.Count == profileParts && profile.First().Value is { Length: >= 128 } head
        && BinaryPrimitives.ReadUInt32BigEndian(head) == profile.Values.Sum(part => (long)part.Length)
        && head.AsSpan(36).StartsWith("acsp"u8);
}
