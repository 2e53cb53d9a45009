using System.IO.Compression;
using System.Text;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents.Files;

public sealed class PdfFileTests
{
    private const string Script = "<</S/JavaScript/JS(app.alert(1))>>";

    public static TheoryData<string, byte[]> Good => new()
    {
        { "plain", SamplePdf.Plain },
        { "packed", SamplePdf.Packed() },
        { "opens at a page", SamplePdf.With(catalogue: "/OpenAction[3 0 R/Fit]") },
        { "opens at a page by an action", SamplePdf.With(catalogue: "/OpenAction 5 0 R", more: "<</S/GoTo/D[3 0 R/Fit]>>") },
        { "links", SamplePdf.With(more: "<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.test/)>>>>") },
        { "words that only look so", SamplePdf.With(more: "(/JS /Launch /JavaScript) % /JavaScript\n") },
        { "a form to fill in", SamplePdf.With(catalogue: "/AcroForm<</Fields[]>>") },
        { "signed", SamplePdf.With(more: "<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>/ByteRange[0 1 2 3]>>") },
        { "200 pages", SamplePdf.WithPages(200) },
        { "kids in an array of their own", SamplePdf.With(more: "[3 0 R]").Replace("/Kids[3 0 R]", "/Kids 5 0 R") },
        { "saved again", Again(SamplePdf.Plain) },
        { "a table that points nowhere near", SamplePdf.Plain.Replace("0000000015 00000 n", "0000000016 00000 n") },
        { "packed in letters", SamplePdf.With(more: SamplePdf.Stream("/Filter[/ASCII85Decode/FlateDecode]", "GhQ~>"u8.ToArray())) },
        { "a damaged picture", SamplePdf.With(more: SamplePdf.Stream("/Filter/FlateDecode", [1, 2, 3])) },
        { "Ctrl-Z at its end", [.. SamplePdf.Plain, 0x1A, .. "\r\n"u8] },
    };

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public void An_ordinary_one_is_kept_as_it_came(string what, byte[] file) =>
        Assert.True(file.AsSpan().SequenceEqual(Looking.Keep(file)), what);

    public static TheoryData<string, string> Active => new()
    {
        { "a script", "<</S/JavaScript/JS(app.alert(1))>>" },
        { "a script as a stream", "<</S/JavaScript/JS 9 0 R>>" },
        { "escaped names", "<</S/J#61vaScript/J#53(1)>>" },
        { "escaped wholly", "<</#4a#53(1)>>" },
        { "a program", "<</Type/Action/S/Launch/F(cmd.exe)>>" },
        { "a file inside", "<</Type/Filespec/EF<</F 9 0 R>>>>" },
        { "a file inside, as a stream", "<</Type/EmbeddedFile/Length 0>>\nstream\n\nendstream" },
        { "files by name", "<</EmbeddedFiles 9 0 R>>" },
        { "a form that is a program", "<</Fields[]/XFA 9 0 R>>" },
        { "a film", "<</Type/Annot/Subtype/RichMedia>>" },
        { "a form that sends", "<</Type/Annot/A<</S/SubmitForm/F(https://example.test/)>>>>" },
        { "a form that loads", "<</S/ImportData/F(x)>>" },
        { "something to do when a page opens", "<</Type/Page/AA<</O 9 0 R>>>>" },
        { "a document inside", "<</S/GoToE>>" },
        { "deep inside", "[[<</A[<</B<</S/Launch>>>>]>>]]" },
        { "behind a comment", "<</S %\n/Launch>>" },
        { "in an array", "[/JavaScript 9 0 R]" },
    };

    [Theory]
    [MemberData(nameof(Active), DisableDiscoveryEnumeration = true)]
    public void What_acts_is_refused_wherever_it_is(string what, string body)
    {
        byte[][] files =
        [
            SamplePdf.With(more: body),
            SamplePdf.With(more: SamplePdf.ObjectStream((9, "<<>>"), (10, body.Split("\nstream")[0]))),
            SamplePdf.Packed(more: body.Split("\nstream")[0]),
            // The stream of objects in letters, and without saying that it is one.
            SamplePdf.With(
                more: SamplePdf.ObjectStream("/Filter[/AHx/Fl]", Hex, (10, body.Split("\nstream")[0])).Replace("/Type/ObjStm", "")),
            SamplePdf.With(more: SamplePdf.ObjectStream("", bytes => bytes, (10, body.Split("\nstream")[0]))),
            // Where a table of contents may point although no object is there.
            SamplePdf.With(more: SamplePdf.Stream("", Encoding.ASCII.GetBytes($"9 0 obj\n{body}\nendobj"))),
            SamplePdf.With(more: $"(9 0 obj {body.Replace('(', ' ').Replace(')', ' ')} endobj)"),
            SamplePdf.With(more: "<<>>").Replace("5 0 obj", $"7 % 0 0 obj\n0 obj\n{body}\nendobj\n5 0 obj"),
        ];
        Assert.All(files, (file, index) => Assert.Equal((what, index, "pdf-active-content"), (what, index, Looking.RefusalOf(file))));
    }

    [Theory]
    [InlineData("/OpenAction<</S/URI/URI(https://example.test/)>>")]
    [InlineData("/OpenAction 5 0 R")]
    [InlineData("/Names<</JavaScript 9 0 R>>")]
    [InlineData("/AA<</WC 9 0 R>>")]
    public void What_acts_when_it_is_opened_is_refused(string entries) => Assert.Equal(
        "pdf-active-content", Looking.RefusalOf(SamplePdf.With(catalogue: entries, more: "<</S/URI/URI(https://example.test/)>>")));

    [Fact]
    public void A_script_that_was_saved_over_is_refused_all_the_same() =>
        Assert.Equal("pdf-active-content", Looking.RefusalOf(Again(SamplePdf.With(more: Script))));

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "a password", SamplePdf.With(trailer: "/Encrypt 5 0 R", more: "<</Filter/Standard/V 2/R 3>>"), "pdf-encrypted" },
        { "a password, newer", SamplePdf.Packed("/Encrypt 9 0 R"), "pdf-encrypted" },
        { "a password, inline", SamplePdf.With(trailer: "/Encrypt<</Filter/Standard>>"), "pdf-encrypted" },
        {
            "a ZIP behind it",
            [.. SamplePdf.Plain, .. "PK\u0003\u0004"u8, .. new byte[26], .. "PK\u0005\u0006"u8, .. new byte[18]],
            "file-type-not-allowed"
        },
        {
            "a ZIP in it",
            SamplePdf.With(more: SamplePdf.Stream("", [.. "PK\u0003\u0004"u8, .. new byte[26], .. "PK\u0005\u0006"u8, .. new byte[18]])),
            "file-type-not-allowed"
        },
        { "a JPEG behind it", [.. SamplePdf.Plain, .. SampleJpeg.Baseline], "file-type-not-allowed" },
        { "a page of HTML behind it", [.. SamplePdf.Plain, .. "<html>"u8], "file-type-not-allowed" },
        { "something behind it", [.. SamplePdf.Plain, .. "12 0 obj"u8], "file-unreadable" },
        { "cut off", SamplePdf.Plain[..^30], "file-unreadable" },
        { "only a head", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "file-unreadable" },
        { "no table", SamplePdf.Plain.Replace("startxref", "startxxxx"), "file-unreadable" },
        { "no trailer", SamplePdf.Plain.Replace("trailer", "trail  "), "file-unreadable" },
        { "no page", SamplePdf.WithPages(0), "file-unreadable" },
        { "a root that is not there", SamplePdf.Plain.Replace("/Root 1 0 R", "/Root 8 0 R"), "file-unreadable" },
        {
            "objects that cannot be unpacked",
            SamplePdf.With(more: SamplePdf.Stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", [1, 2])),
            "file-unreadable"
        },
        {
            "objects in a packing we do not know",
            SamplePdf.With(more: SamplePdf.Stream("/Type/ObjStm/N 1/First 4/Filter/LZWDecode", [1, 2])),
            "file-unreadable"
        },
        {
            "objects that say two things",
            SamplePdf.With(more: SamplePdf.Stream("/Type/ObjStm/N 1/N 0/First 4", "9 0 <<>>"u8.ToArray())),
            "file-unreadable"
        },
        { "201 pages", SamplePdf.WithPages(201), "pdf-limits" },
        { "10,000 pages", SamplePdf.WithPages(10_000), "pdf-limits" },
        { "a tree in a circle", SamplePdf.Plain.Replace("/Kids[3 0 R]", "/Kids[2 0 R]"), "pdf-limits" },
        { "a table in a circle", Circle(), "pdf-limits" },
        { "nested too deep", SamplePdf.With(more: new string('[', 5_000) + new string(']', 5_000)), "pdf-limits" },
        { "dictionaries too deep", SamplePdf.With(more: string.Concat(Enumerable.Repeat("<</A ", 5_000))), "pdf-limits" },
        { "too many objects", SamplePdf.With(more: string.Concat(Enumerable.Repeat("1 0 obj\n", 110_000))), "pdf-limits" },
        { "objects that never end", SamplePdf.With(more: string.Concat(Enumerable.Repeat("1 0 obj(", 90_000))), "pdf-limits" },
        { "a bomb", SamplePdf.With(more: Bomb("/Filter/FlateDecode", 65)), "pdf-limits" },
        {
            "a bomb in letters",
            SamplePdf.With(more: SamplePdf.Stream("/Filter[/ASCIIHexDecode/FlateDecode]", Hex(new byte[65 * 1024 * 1024]))),
            "pdf-limits"
        },
        { "a bomb in parts", SamplePdf.With(more: [.. Enumerable.Repeat(Bomb("/Filter/FlateDecode", 60), 5)]), "pdf-limits" },
        { "a bomb of objects", SamplePdf.With(more: Bomb("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", 17)), "pdf-limits" },
        { "packed twice", SamplePdf.With(more: SamplePdf.Stream("/Filter[/FlateDecode/FlateDecode]", [1])), "pdf-limits" },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_one_is_refused_by_name(string what, byte[] file, string code) =>
        Assert.Equal((what, code), (what, Looking.RefusalOf(file)));

    // What a viewer does not unpack costs it nothing, and us no memory: 4 MB that become 4 GB.
    [Fact]
    public void A_bomb_of_gigabytes_takes_little_memory()
    {
        var file = SamplePdf.With(more: Bomb("/Filter/FlateDecode", 1_024));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("pdf-limits", Looking.RefusalOf(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 * file.Length + 1_000_000);
    }

    private static byte[] Hex(byte[] bytes) => Encoding.ASCII.GetBytes(Convert.ToHexString(SamplePng.Pack(bytes)) + ">");

    private static string Bomb(string entries, int megabytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++) packer.Write(zeros);
        }

        return SamplePdf.Stream(entries, packed.ToArray());
    }

    // As programs save changes: more objects and a table of their own behind the old end.
    private static byte[] Again(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var old = text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        var added = text + "5 0 obj\n<</Producer(x)>>\nendobj\n";
        return Encoding.Latin1.GetBytes(
            added + $"xref\n5 1\n{text.Length:0000000000} 00000 n \n"
            + $"trailer\n<</Size 6/Root 1 0 R/Prev {old}>>\nstartxref\n{added.Length}\n%%EOF\n");
    }

    private static byte[] Circle()
    {
        var text = Encoding.Latin1.GetString(SamplePdf.With(trailer: "/Prev 000000"));
        var at = text.LastIndexOf("xref\n0 ", StringComparison.Ordinal);
        return SamplePdf.With(trailer: $"/Prev {at:000000}");
    }
}
