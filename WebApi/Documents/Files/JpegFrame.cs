using System.Buffers.Binary;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>The one frame of a JPEG: how large it is and of what it is made.</summary>
internal sealed class JpegFrame
{
    private const int MaxScans = 200;

    private readonly bool isProgressive;
    private readonly (byte Id, int Across, int Down)[] components;
    private long scanBytes;
    private int scans;

    private JpegFrame(bool isProgressive, int width, int height, (byte, int, int)[] components) =>
        (this.isProgressive, Width, Height, this.components) = (isProgressive, width, height, components);

    public int Width { get; }

    public int Height { get; }

    /// <summary>1 for grey, 3 for colours, 4 for CMYK.</summary>
    public int Components => components.Length;

    /// <summary>Baseline, extended and progressive frames of 8 bits; what no browser shows is not taken.</summary>
    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> payload)
    {
        if (marker is not (0xC0 or 0xC1 or 0xC2) || payload.Length < 6) throw FileInspector.Unreadable();
        ImageSize.Require(BinaryPrimitives.ReadUInt16BigEndian(payload[3..]), BinaryPrimitives.ReadUInt16BigEndian(payload[1..]));
        int count = payload[5];
        if (payload[0] != 8 || count is not (1 or 3 or 4) || payload.Length != 6 + (3 * count)) throw FileInspector.Unreadable();
        var components = new (byte Id, int, int)[count];
        for (var i = 0; i < count; i++)
        {
            var component = payload[(6 + (3 * i))..];
            var (across, down) = (component[1] >> 4, component[1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4 || component[2] > 3) throw FileInspector.Unreadable();
            components[i] = (component[0], across, down);
        }

        if (components.DistinctBy(component => component.Id).Count() != count) throw FileInspector.Unreadable();
        return new JpegFrame(
            marker == 0xC2, BinaryPrimitives.ReadUInt16BigEndian(payload[3..]), BinaryPrimitives.ReadUInt16BigEndian(payload[1..]),
            components);
    }

    public void AddScan(ReadOnlySpan<byte> header, int bytes)
    {
        if (header.Length == 0 || header[0] is < 1 or > 4 || header.Length != 4 + (2 * header[0])) throw FileInspector.Unreadable();
        for (var i = 0; i < header[0]; i++)
        {
            var id = header[1 + (2 * i)];
            if (components.All(component => component.Id != id)) throw FileInspector.Unreadable();
        }

        // Each scan of a progressive picture makes a viewer go over all of it again.
        if (++scans > MaxScans) throw FileInspector.Unreadable();
        scanBytes += bytes;
    }

    /// <summary>Refuses a picture with too little data for its size, as when a part of the file did not arrive.</summary>
    public void RequireData()
    {
        var (most, deepest) = (components.Max(component => component.Across), components.Max(component => component.Down));
        var blocks = components.Sum(component =>
            Blocks(Width, component.Across, most) * Blocks(Height, component.Down, deepest));
        // The shortest code is one bit; a block has a DC code, and in a sequential frame an end of block as well.
        if (scans == 0 || scanBytes * 8 < blocks * (isProgressive ? 1 : 2)) throw FileInspector.Unreadable();
    }

    private static long Blocks(int pixels, int samples, int most)
    {
        var side = ((pixels * samples) + most - 1) / most;
        return (side + 7) / 8;
    }
}
