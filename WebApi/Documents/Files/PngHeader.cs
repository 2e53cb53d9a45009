using System.Buffers.Binary;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>IHDR of a PNG (W3C PNG, 11.2.1).</summary>
internal sealed record PngHeader(int Width, int Height, int Depth, int Colour, bool IsInterlaced)
{
    public const int Palette = 3;

    // Adam7: first column, first row, step across, step down.
    private static readonly (int X, int Y, int Across, int Down)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13) throw FileInspector.Unreadable();
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        ImageSize.Require(width, height);
        var (depth, colour) = (data[8], data[9]);
        var isKnown = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!isKnown || data[10] != 0 || data[11] != 0 || data[12] > 1) throw FileInspector.Unreadable();
        return new PngHeader((int)width, (int)height, depth, colour, data[12] == 1);
    }

    /// <summary>How the pixels come: so many rows of so many bytes, the filter byte before each not counted.</summary>
    public IEnumerable<(int Rows, int Bytes)> Rows()
    {
        if (!IsInterlaced) return [(Height, BytesOf(Width))];
        return Passes
            .Select(pass => (Rows: Steps(Height - pass.Y, pass.Down), Columns: Steps(Width - pass.X, pass.Across)))
            .Where(pass => pass is { Rows: > 0, Columns: > 0 })
            .Select(pass => (pass.Rows, BytesOf(pass.Columns)));
    }

    private static int Steps(int length, int step) => length <= 0 ? 0 : (length + step - 1) / step;

    private int BytesOf(int columns)
    {
        var samples = Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return (int)((((long)columns * samples * Depth) + 7) / 8);
    }
}
