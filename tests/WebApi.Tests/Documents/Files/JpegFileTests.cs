using Siskop2mi.WebApi.Documents.Files;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents.Files;

public sealed class JpegFileTests
{
    private const string Canary = "zzcanaryzz";

    // The coded data begin behind the 14 bytes of the scan's head.
    private static int ScanAt => SampleJpeg.Baseline.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA, (byte)0]) + 14;

    private static byte[] Words => System.Text.Encoding.ASCII.GetBytes(Canary);

    public static TheoryData<string, byte[]> Good => new()
    {
        { "baseline", SampleJpeg.Baseline },
        { "progressive", SampleJpeg.Progressive },
        { "four inks", SampleJpeg.Cmyk },
        { "four inks with their profile", SampleJpeg.Cmyk.With(SampleJpeg.Profile()) },
    };

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public void A_picture_without_anything_else_stays_as_it_is(string what, byte[] file) =>
        Assert.True(file.AsSpan().SequenceEqual(Looking.Keep(file)), what);

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public void What_is_not_the_picture_goes(string what, byte[] file)
    {
        byte[] loaded =
        [
            .. file.With(
                SampleJpeg.Segment(0xFE, Words), SampleJpeg.Exif(1, Canary),
                SampleJpeg.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Words]),
                SampleJpeg.Segment(0xED, Words), SampleJpeg.Segment(0xE0, [.. "JFXX\0"u8, .. Words])),
            .. "PK\u0003\u0004"u8, .. Words,
        ];
        var kept = Looking.Keep(loaded);
        Assert.False(kept.Holds(Canary), what);
        Assert.Equal(file, kept);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void Which_way_is_up_stays(int orientation)
    {
        var kept = Looking.Keep(SampleJpeg.Baseline.With(SampleJpeg.Exif(orientation, Canary)));
        var exif = kept.AsSpan().IndexOf("Exif\0\0"u8);
        Assert.Equal(orientation, ExifOrientation.Of(kept.AsSpan(exif + 6)));
        Assert.False(kept.Holds(Canary));
        Assert.Equal(SampleJpeg.Baseline.Length + 36, kept.Length);
    }

    [Fact]
    public void A_preview_in_the_head_goes_and_the_resolution_stays()
    {
        byte[] head = [0xFF, 0xE0, 0, 19, .. "JFIF\0"u8, 1, 1, 1, 1, 44, 1, 44, 1, 1, .. "abc"u8];
        var kept = Looking.Keep([0xFF, 0xD8, .. head, .. SampleJpeg.Baseline[20..]]);
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 1, 1, 44, 1, 44, 0, 0], kept[..20]);
    }

    [Fact]
    public void A_broken_profile_goes_and_spoils_inks()
    {
        Assert.Equal(SampleJpeg.Baseline, Looking.Keep(SampleJpeg.Baseline.With(SampleJpeg.Profile(isWhole: false))));
        Assert.Equal("file-unreadable", Looking.RefusalOf(SampleJpeg.Cmyk.With(SampleJpeg.Profile(isWhole: false))));
    }

    [Fact]
    public void Of_a_photo_with_a_smaller_preview_the_photo_stays()
    {
        var preview = At(SampleJpeg.Baseline, 1, 0, 8, 0, 8);
        Assert.Equal(SampleJpeg.Baseline, Looking.Keep(SampleJpeg.WithSecond(SampleJpeg.Baseline, preview, kind: 0)));
    }

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "cut off in the scan", SampleJpeg.Baseline[..^20], "file-unreadable" },
        { "cut off in a table", SampleJpeg.Baseline[..60], "file-unreadable" },
        { "no end", SampleJpeg.Baseline[..^2], "file-unreadable" },
        { "a cut end with a new end mark", [.. SampleJpeg.Baseline[..(ScanAt + 1)], 0xFF, 0xD9], "file-unreadable" },
        { "no picture", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9], "file-unreadable" },
        { "12 bits", At(At(SampleJpeg.Baseline, 0, 12), -3, 0xC1), "file-unreadable" },
        { "lossless", At(SampleJpeg.Baseline, -3, 0xC3), "file-unreadable" },
        { "arithmetic", At(SampleJpeg.Baseline, -3, 0xC9), "file-unreadable" },
        { "no height", At(SampleJpeg.Baseline, 1, 0, 0), "file-unreadable" },
        { "a second frame", SampleJpeg.Baseline.With(Frame(SampleJpeg.Baseline)), "file-unreadable" },
        { "a table with more in it", SampleJpeg.Baseline.With(SampleJpeg.Segment(0xDB, [.. new byte[65], 16, 2])), "file-unreadable" },
        { "as wide as it goes", At(SampleJpeg.Baseline, 1, 0xFF, 0xFF, 0xFF, 0xFF), "image-dimensions" },
        { "one side too long", At(SampleJpeg.Baseline, 3, 0x2E, 0xE1), "image-dimensions" },
        { "large, with nothing in it", At(SampleJpeg.Baseline, 1, 0x10, 0, 0x10, 0), "file-unreadable" },
        { "hierarchical", SampleJpeg.Baseline.With(SampleJpeg.Segment(0xDE, Frame(SampleJpeg.Baseline)[4..])), "image-frames" },
        { "a second picture as large", SampleJpeg.WithSecond(SampleJpeg.Baseline, SampleJpeg.Progressive, kind: 0), "image-frames" },
        { "another view", SampleJpeg.WithSecond(SampleJpeg.Baseline, SampleJpeg.Progressive, kind: 0x020002), "image-frames" },
        { "a list of pictures that is none", SampleJpeg.Baseline.With(SampleJpeg.Segment(0xE2, [.. "MPF\0"u8, 1, 2])), "image-frames" },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_one_is_refused_by_name(string what, byte[] file, string code) =>
        Assert.Equal((what, code), (what, Looking.RefusalOf(file)));

    // Sets bytes of the frame header, counted from its first value.
    private static byte[] At(byte[] jpeg, int offset, params byte[] values)
    {
        byte[] changed = [.. jpeg];
        ReadOnlySpan<byte> start = [0xFF, 0xC0, 0, 17];
        var frame = jpeg.AsSpan().IndexOf(start);
        values.CopyTo(changed, frame + 4 + offset);
        return changed;
    }

    private static byte[] Frame(byte[] jpeg)
    {
        ReadOnlySpan<byte> start = [0xFF, 0xC0, 0, 17];
        return jpeg[jpeg.AsSpan().IndexOf(start)..][..19];
    }
}
