using Siskop2mi.WebApi.Documents.Files;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents.Files;

public sealed class PngFileTests
{
    private const string Canary = "<?php zzcanaryzz";

    [Fact]
    public void The_checksum_is_the_one_of_the_standard() => Assert.Equal(0xAE426082, Crc32.Of("IEND"u8));

    public static TheoryData<string, byte[]> Good => new()
    {
        { "colours", SamplePng.Plain },
        { "grey, one bit", SamplePng.Of(SamplePng.Header(11, 3, 1, 0), SamplePng.Pixels(3 * 3), SamplePng.End) },
        { "16 bits with alpha", SamplePng.Of(SamplePng.Header(2, 2, 16, 6), SamplePng.Pixels(2 * 17), SamplePng.End) },
        {
            "palette, with what changes its look", SamplePng.Of(
                SamplePng.Header(4, 1, 2, 3), SamplePng.Chunk("gAMA", 0, 0, 0, 1), SamplePng.Chunk("PLTE", new byte[12]),
                SamplePng.Chunk("tRNS", 1, 2), SamplePng.Chunk("pHYs", new byte[9]), SamplePng.Pixels(2), SamplePng.End)
        },
        { "interlaced, one pixel", SamplePng.Of(SamplePng.Header(1, 1, 8, 0, 1), SamplePng.Pixels(2), SamplePng.End) },
        { "interlaced", SamplePng.Of(SamplePng.Header(5, 5, 8, 0, 1), SamplePng.Pixels(11 + 25), SamplePng.End) },
        { "pixels in parts", SamplePng.Of(SamplePng.Header(3, 2), [.. Parts(SamplePng.Pack(new byte[20]))], SamplePng.End) },
        {
            "much in it",
            SamplePng.Of(SamplePng.Header(2_000, 2_000, 8, 0), SamplePng.Chunk("IDAT", SamplePng.Pack(Noise())), SamplePng.End)
        },
    };

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public void A_picture_without_anything_else_stays_as_it_is(string what, byte[] file) =>
        Assert.True(file.AsSpan().SequenceEqual(Looking.Keep(file)), what);

    [Fact]
    public void What_is_not_the_picture_goes()
    {
        byte[] loaded =
        [
            .. SamplePng.Of(
                SamplePng.Header(3, 2), SamplePng.Text(Canary), SamplePng.Chunk("eXIf", Words), SamplePng.Chunk("iCCP", Words),
                SamplePng.Chunk("gAMA", Words), SamplePng.Pixels(20), SamplePng.Text(Canary),
                SamplePng.Chunk("zzZz", Words), SamplePng.End),
            .. Words,
        ];
        Assert.Equal(SamplePng.Plain, Looking.Keep(loaded));
    }

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "a wrong checksum", [.. SamplePng.Plain[..^1], 0], "file-unreadable" },
        { "a wrong bit in the pixels", Flipped(45), "file-unreadable" },
        { "cut off", SamplePng.Plain[..^12], "file-unreadable" },
        { "only its first bytes", SamplePng.Plain[..8], "file-unreadable" },
        { "no pixels", SamplePng.Of(SamplePng.Header(3, 2), SamplePng.End), "file-unreadable" },
        { "too few pixels", SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Pixels(19), SamplePng.End), "file-unreadable" },
        { "too many pixels", SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Pixels(21), SamplePng.End), "file-unreadable" },
        { "a flood of pixels", SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Pixels(50_000_000), SamplePng.End), "file-unreadable" },
        {
            "something behind the packed pixels",
            SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Chunk("IDAT", [.. SamplePng.Pack(new byte[20]), .. Words]), SamplePng.End),
            "file-unreadable"
        },
        { "a filter there is not", Filter(5), "file-unreadable" },
        { "a head that is too long", SamplePng.Of(SamplePng.Chunk("IHDR", new byte[14]), SamplePng.End), "file-unreadable" },
        { "no width", SamplePng.Of(SamplePng.Header(0, 2), SamplePng.Pixels(2), SamplePng.End), "file-unreadable" },
        { "three bits", SamplePng.Of(SamplePng.Header(3, 2, 3, 0), SamplePng.Pixels(4), SamplePng.End), "file-unreadable" },
        { "no palette", SamplePng.Of(SamplePng.Header(3, 2, 8, 3), SamplePng.Pixels(8), SamplePng.End), "file-unreadable" },
        {
            "an unknown chunk that matters",
            SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Chunk("ZZZZ"), SamplePng.Pixels(20), SamplePng.End),
            "file-unreadable"
        },
        {
            "the pixels in two places",
            SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Pixels(20), SamplePng.Text("x"), SamplePng.Pixels(20), SamplePng.End),
            "file-unreadable"
        },
        {
            "50,000 by 50,000",
            SamplePng.Of(SamplePng.Header(50_000, 50_000), SamplePng.Pixels(300_000), SamplePng.End),
            "image-dimensions"
        },
        { "53 megapixels", SamplePng.Of(SamplePng.Header(10_000, 5_300), SamplePng.Pixels(20), SamplePng.End), "image-dimensions" },
        { "one side too long", SamplePng.Of(SamplePng.Header(12_001, 1), SamplePng.Pixels(20), SamplePng.End), "image-dimensions" },
        {
            "a side of four thousand million",
            SamplePng.Of(SamplePng.Header(-1, 1), SamplePng.Pixels(20), SamplePng.End),
            "image-dimensions"
        },
        {
            "an animation",
            SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Chunk("acTL", new byte[8]), SamplePng.Pixels(20), SamplePng.End),
            "image-frames"
        },
    };

    private static byte[] Words => System.Text.Encoding.ASCII.GetBytes(Canary);

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_one_is_refused_by_name(string what, byte[] file, string code) =>
        Assert.Equal((what, code), (what, Looking.RefusalOf(file)));

    private static byte[] Flipped(int at)
    {
        byte[] file = [.. SamplePng.Plain];
        file[at] ^= 4;
        return file;
    }

    private static byte[] Filter(byte filter)
    {
        var pixels = new byte[20];
        pixels[10] = filter;
        return SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Chunk("IDAT", SamplePng.Pack(pixels)), SamplePng.End);
    }

    private static IEnumerable<byte> Parts(byte[] packed) =>
        packed.Chunk(3).Append([]).SelectMany(part => SamplePng.Chunk("IDAT", part));

    private static byte[] Noise()
    {
        var pixels = new byte[2_000 * 2_001];
        new Random(7).NextBytes(pixels);
        for (var row = 0; row < 2_000; row++) pixels[row * 2_001] = 4;
        return pixels;
    }
}
