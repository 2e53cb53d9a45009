using System.Buffers.Binary;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>Small real JPEGs of 16 by 16 pixels, and pieces to put into them.</summary>
internal static class SampleJpeg
{
    /// <summary>Baseline, in colours.</summary>
    public static readonly byte[] Baseline = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYV"
        + "pQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQ"
        + "ABADASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EAB0QAAIBBAMAAAAAAAAAAAAAAAECAwAFEiEEEbH/xAAUAQEAAAAAAAAAAAAAAA"
        + "AAAAAE/8QAFhEAAwAAAAAAAAAAAAAAAAAAABEh/9oADAMBAAIRAxEAPwBeri/ECQwECVxkWI7xHm90stxflh4ZyDKgyDAdZDzWqXq3Pywk0ABl"
        + "QYlSesh5rdLLbn4geacASuMQoPeI83qhxDaz/9k=");

    public static readonly byte[] Progressive = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYV"
        + "pQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAQ"
        + "ABADASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAP/2gAMAwEAAhADEAAAAQFv/8QAFhABAQEAAA"
        + "AAAAAAAAAAAAAAAwAS/9oACAEBAAEFAmTMKamPUJ5v/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPwF//8QAFBEBAAAAAAAAAAAAAAAA"
        + "AAAAAP/aAAgBAgEBPwF//8QAFxAAAwEAAAAAAAAAAAAAAAAAAAERMf/aAAgBAQAGPwKLSPSrSvT/xAAZEAABBQAAAAAAAAAAAAAAAAARAAEhMV"
        + "H/2gAIAQEAAT8heG9JxPHWk6nhrQNTx3oGL//aAAwDAQACAAMAAAAQB//EABYRAAMAAAAAAAAAAAAAAAAAAAARIf/aAAgBAwEBPxCs/8QAFhEA"
        + "AwAAAAAAAAAAAAAAAAAAABEh/9oACAECAQE/EIj/xAAYEAEBAQEBAAAAAAAAAAAAAAABESEAsf/aAAgBAQABPxAdoHSLHm7w7ROASPMzhyidJk"
        + "eZvDlA4DY83O//2Q==");

    /// <summary>Four inks, with an Adobe segment and no profile.</summary>
    public static readonly byte[] Cmyk = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUG"
        + "BKUVJP/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAFAwf/xAAfEAABAwUAAwAAAAAAAAAAAAABAgMRAAQFEiGR"
        + "seH/2gAOBEMATQBZAEsAAD8AqZ7KOWQQzbEB1Y2KiJ1HrvfFY5nIrtAhpggOKGxVE6j7UjLX67UJaZIDihJMTArp1MDlHL0LZuSC6gbBQEbD1z"
        + "nmmGyK7sLafILiRsFRGw+UxN+u6CmniC4kSDESKUz2LcvQh62ALqBqUkxsPXO+aZnHLuwh1gAuJGpTMbD5TLWC7oJdZALiRBExIpTA4tyyC3rk"
        + "AOrGoSDOo9d54phscu0C3XwA4oahMzqPtMTYLtQp14AOKEATMClf/9k=");

    /// <summary>A segment.</summary>
    public static byte[] Segment(byte marker, params byte[] payload)
    {
        var segment = new byte[payload.Length + 4];
        (segment[0], segment[1]) = (0xFF, marker);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(payload.Length + 2));
        payload.CopyTo(segment, 4);
        return segment;
    }

    /// <summary>A JPEG with more segments after its first two bytes.</summary>
    public static byte[] With(this byte[] jpeg, params byte[][] segments) =>
        [.. jpeg[..2], .. segments.SelectMany(bytes => bytes), .. jpeg[2..]];

    /// <summary>Exif with an orientation and, in a further tag, words.</summary>
    public static byte[] Exif(int orientation, string words) => Segment(0xE1,
    [
        .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0,
        0x0F, 1, 2, 0, (byte)words.Length, 0, 0, 0, 38, 0, 0, 0,
        0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
        0, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(words),
    ]);

    /// <summary>A colour profile of the least that is well formed.</summary>
    public static byte[] Profile(bool isWhole = true)
    {
        var profile = new byte[132];
        BinaryPrimitives.WriteInt32BigEndian(profile, isWhole ? 132 : 131);
        "acsp"u8.CopyTo(profile.AsSpan(36));
        return Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. profile]);
    }

    /// <summary>With a second picture behind the first, and the list that says so (CIPA DC-007).</summary>
    public static byte[] WithSecond(byte[] first, byte[] second, uint kind)
    {
        var list = new byte[4 + 8 + 2 + 12 + 4 + 32];
        "MPF\0MM\0*"u8.CopyTo(list);
        list[11] = 8;
        list[13] = 1;
        (list[14], list[15], list[17], list[21], list[25]) = (0xB0, 0x02, 7, 32, 26);
        BinaryPrimitives.WriteUInt32BigEndian(list.AsSpan(30), 0x030000);
        BinaryPrimitives.WriteUInt32BigEndian(list.AsSpan(46), kind);
        // Counted from the MM, which stands ten bytes after the start of the file.
        BinaryPrimitives.WriteInt32BigEndian(list.AsSpan(54), first.Length + list.Length + 4 - 10);
        return [.. first.With(Segment(0xE2, list)), .. second];
    }
}
