namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// Which way is up (Exif tag 0x0112), the one thing of Exif a picture needs: phones turn the picture by it, not the pixels.
/// </summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;

    /// <summary>1 to 8; 1, which is upright, when nothing else is said.</summary>
    public static int Of(ReadOnlySpan<byte> tiff)
    {
        var block = new TiffBlock(tiff);
        return block.TryFind(Tag, out var value) && value.Length == 2 && block.UInt16(value) is var orientation and >= 1 and <= 8
            ? orientation : 1;
    }

    /// <summary>A TIFF structure that says this and nothing else.</summary>
    public static byte[] Write(int orientation) =>
    [
        .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1,
        Tag >> 8, Tag & 0xFF, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];
}
