using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.Documents.Files;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents.Files;

/// <summary>Whatever happened to a file on its way, the answer is to keep it or a refusal with a name.</summary>
public sealed class DamagedFilesTests
{
    private const int Variants = 300;

    public static TheoryData<string, byte[]> Samples => new()
    {
        { "jpeg", SampleJpeg.Baseline.With(SampleJpeg.Exif(6, "words"), SampleJpeg.Profile(), SampleJpeg.Segment(0xFE, 1, 2)) },
        { "jpeg, progressive", SampleJpeg.Progressive },
        { "jpeg, two pictures", SampleJpeg.WithSecond(SampleJpeg.Baseline, SampleJpeg.Progressive, kind: 0) },
        { "png", SamplePng.Of(SamplePng.Header(30, 20), SamplePng.Text("words"), SamplePng.Pixels(20 * 91), SamplePng.End) },
        {
            "png, palette, interlaced",
            SamplePng.Of(SamplePng.Header(1, 1, 8, 3, 1), SamplePng.Chunk("PLTE", 1, 2, 3), SamplePng.Pixels(2), SamplePng.End)
        },
        {
            "pdf",
            SamplePdf.With(
                catalogue: "/OpenAction[3 0 R/Fit]", more: SamplePdf.Stream("/Filter/FlateDecode", SamplePng.Pack(new byte[999])))
        },
        { "pdf, packed", SamplePdf.Packed() },
        { "pdf, in letters", SamplePdf.With(more: SamplePdf.Stream("/Filter[/ASCII85Decode/FlateDecode]", "GhQmB!!~>"u8.ToArray())) },
    };

    [Theory]
    [MemberData(nameof(Samples), DisableDiscoveryEnumeration = true)]
    public void One_wrong_byte_or_a_lost_end_is_answered(string what, byte[] sample)
    {
        var random = new Random(20260101);
        for (var i = 0; i < Variants; i++)
        {
            byte[] damaged = i % 3 == 0 ? sample[..random.Next(sample.Length)] : [.. sample];
            if (i % 3 != 0) damaged[random.Next(8, sample.Length)] = (byte)random.Next(256);
            Answer($"{what}, variant {i}", damaged);
        }
    }

    // A checksum keeps most damage out of the reading behind it: here the damage comes first.
    [Fact]
    public void A_wrong_byte_under_a_right_checksum_is_answered()
    {
        var random = new Random(20260102);
        for (var i = 0; i < Variants; i++)
        {
            byte[][] data = [SamplePng.Header(30, 20)[8..^4], [1, 2, 3], SamplePng.Pixels(20 * 91)[8..^4]];
            var hit = data[i % 3];
            hit[random.Next(hit.Length)] = (byte)random.Next(256);
            Answer($"variant {i}", SamplePng.Of(
                SamplePng.Chunk("IHDR", data[0]), SamplePng.Chunk("PLTE", data[1]), SamplePng.Chunk("IDAT", data[2]), SamplePng.End));
        }
    }

    [Fact]
    public void A_wrong_byte_inside_packed_objects_is_answered()
    {
        var random = new Random(20260103);
        for (var i = 0; i < Variants; i++)
        {
            byte[] Damage(byte[] bytes)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return SamplePng.Pack(bytes);
            }

            var stream = SamplePdf.ObjectStream("/Filter/FlateDecode", Damage, (9, "<</A[1 0 R(x)]/B<41>>>"), (10, "<</C/D%x\n>>"));
            Answer($"variant {i}", SamplePdf.With(more: stream));
        }
    }

    private static void Answer(string what, byte[] file)
    {
        FileKind kind;
        try
        {
            kind = FileKind.Of(file.AsSpan(0, Math.Min(file.Length, FileKind.PrefixLength)));
        }
        catch (ProblemException)
        {
            return;
        }

        try
        {
            FileInspector.Inspect(kind, file);
        }
        catch (UnacceptableFileException refused)
        {
            Assert.True(Looking.Refusals.Contains(refused.Code), $"{what}: {refused.Code}");
        }
        catch (Exception thrown)
        {
            Assert.Fail($"{what}: {thrown}");
        }
    }
}
