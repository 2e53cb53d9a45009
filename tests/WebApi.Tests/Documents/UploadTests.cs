using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Silo;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents;

/// <summary>What an uploaded file may be, over HTTP. Numbers are the rows of the project's list of bad inputs.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class UploadTests(FrontDoorFixture door)
{
    private const string Type = "diploma";
    private const string Canary = "zzcanaryzz";

    private static byte[] Words => Encoding.ASCII.GetBytes(Canary);

    public static TheoryData<int, byte[], string, int, string> Bad => new()
    {
        { 81, [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8], "foto.webp", 415, "file-type-not-allowed" },
        { 81, [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0], "foto.heic", 415, "file-type-not-allowed" },
        { 85, SampleJpeg.Baseline[..^30], "foto.jpg", 422, "file-unreadable" },
        { 85, [.. SamplePng.Plain[..^1], 0], "foto.png", 422, "file-unreadable" },
        { 85, SampleJpeg.Cmyk.With(SampleJpeg.Profile(isWhole: false)), "foto.jpg", 422, "file-unreadable" },
        {
            86,
            SamplePng.Of(SamplePng.Header(50_000, 50_000), SamplePng.Pixels(300_000), SamplePng.End),
            "foto.png",
            422,
            "image-dimensions"
        },
        {
            87,
            SamplePng.Of(SamplePng.Header(3, 2), SamplePng.Chunk("acTL", new byte[8]), SamplePng.Pixels(20), SamplePng.End),
            "foto.png",
            422,
            "image-frames"
        },
        { 87, SampleJpeg.WithSecond(SampleJpeg.Baseline, SampleJpeg.Baseline, 0x020002), "foto.jpg", 422, "image-frames" },
        { 89, [.. "<html>"u8, .. new byte[506], .. SamplePdf.Plain], "surat.pdf", 415, "file-type-not-allowed" },
        {
            89,
            [.. SamplePdf.Plain, .. "PK\u0003\u0004"u8, .. new byte[26], .. "PK\u0005\u0006"u8, .. new byte[18]],
            "surat.pdf",
            415,
            "file-type-not-allowed"
        },
        { 89, [.. SamplePdf.Plain, .. SampleJpeg.Baseline], "surat.pdf", 415, "file-type-not-allowed" },
        { 90, SamplePdf.With(more: "<</S/JavaScript/J#53(app.alert(1))>>"), "surat.pdf", 422, "pdf-active-content" },
        { 90, SamplePdf.Packed(more: "<</S/Launch/F(x)>>"), "surat.pdf", 422, "pdf-active-content" },
        { 91, SamplePdf.With(trailer: "/Encrypt 5 0 R", more: "<</Filter/Standard>>"), "surat.pdf", 422, "pdf-encrypted" },
        { 92, SamplePdf.WithPages(10_000), "surat.pdf", 422, "pdf-limits" },
        {
            92,
            SamplePdf.With(more: SamplePdf.Stream("/Filter/FlateDecode", SamplePng.Pack(new byte[65 * 1024 * 1024]))),
            "surat.pdf",
            422,
            "pdf-limits"
        },
        {
            93,
            SampleJpeg.Baseline.With(SampleJpeg.Segment(0xFE, Encoding.ASCII.GetBytes(ClamdStandIn.Harmful))),
            "foto.jpg",
            422,
            "file-rejected"
        },
        {
            93,
            SamplePdf.With(more: SamplePdf.Stream("", Encoding.ASCII.GetBytes(ClamdStandIn.Harmful))),
            "surat.pdf",
            422,
            "file-rejected"
        },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_file_is_answered_exactly_and_not_kept(int row, byte[] file, string name, int status, string code)
    {
        using var person = await door.Applicant();
        var files = Files();
        var reply = await person.AddDocument(Type, file, name);
        Assert.True(reply.Status == status && reply.Code == code, $"Row {row}: expected {status} {code}, got {reply.Status} {reply.Text}");
        Assert.Equal([("/file", code)], reply.IsProblem(status, code).Errors);
        Assert.Equal(files, Files());
    }

    [Fact]
    public async Task A_harmful_file_is_told_to_whoever_watches()
    {
        using var person = await door.Applicant();
        (await person.AddDocument(Type, SamplePdf.With(more: $"({ClamdStandIn.Harmful})"))).IsProblem(422, "file-rejected");
        Assert.Contains(door.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains(person.AccountId, StringComparison.Ordinal)
            && line.Contains("Agreed.Test-Signature", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_scanner_is_away_nothing_is_taken()
    {
        using var person = await door.Applicant();
        var files = Files();
        door.Clamd.FixedReply = "";
        try
        {
            var reply = (await person.AddDocument(Type)).IsProblem(503, "file-scan-unavailable");
            Assert.Equal("60", reply.Header("Retry-After"));
        }
        finally
        {
            door.Clamd.FixedReply = null;
        }

        Assert.Equal(files, Files());
        (await person.AddDocument(Type)).Is(201);
    }

    public static TheoryData<string, byte[], string, byte[]> Loaded => new()
    {
        { "JPEG and ZIP", [.. SampleJpeg.Baseline, .. "PK\u0003\u0004"u8, .. Words], "foto.jpg", SampleJpeg.Baseline },
        {
            "JPEG and HTML, place and camera",
            SampleJpeg.Baseline.With(SampleJpeg.Segment(0xFE, [.. "<script>"u8, .. Words]), SampleJpeg.Exif(1, Canary)), "foto.jpg",
            SampleJpeg.Baseline
        },
        { "four inks", SampleJpeg.Cmyk, "foto.jpg", SampleJpeg.Cmyk },
        {
            "PNG and PHP", [.. SamplePng.Of(
                SamplePng.Header(3, 2), SamplePng.Text($"<?php {Canary}"), SamplePng.Pixels(20), SamplePng.End), .. Words], "foto.png",
            SamplePng.Plain
        },
    };

    [Theory]
    [MemberData(nameof(Loaded), DisableDiscoveryEnumeration = true)]
    public async Task Of_a_picture_only_the_picture_is_kept(string what, byte[] file, string name, byte[] kept)
    {
        using var person = await door.Applicant();
        var files = Files();
        var added = (await person.AddDocument(Type, file, name)).Is(201);
        var content = (await person.Get($"{added.Location}/content", ("Accept", "*/*"))).Is(200).Bytes;
        Assert.True(kept.AsSpan().SequenceEqual(content), what);
        Assert.Equal(kept.Length, added.Data.GetProperty("file").GetProperty("size").GetInt32());
        Assert.Equal(files + 1, Files());
    }

    [Fact]
    public async Task Twenty_at_once_are_all_taken()
    {
        using var person = await door.Applicant();
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.AddDocument(Type, SampleJpeg.Baseline, "foto.jpg")));
        Assert.All(replies, reply => reply.Is(201));
    }

    [Fact]
    public async Task The_thirty_first_file_of_a_day_waits_for_the_next_even_when_all_come_at_once()
    {
        using var person = await door.Applicant();
        var key = Guid.NewGuid().ToString();
        (await person.AddDocument(Type, key: key)).Is(201);
        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => person.AddDocument(Type)));
        Assert.Equal(29, replies.Count(reply => reply.Status == 201));
        var files = Files();
        var refused = (await person.AddDocument(Type)).IsProblem(429, "upload-quota");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 24 * 60 * 60);
        Assert.DoesNotContain("{", refused.Json.GetProperty("detail").GetString());
        Assert.Equal(files, Files());

        // A repeat of an upload that was taken is answered as before; another person has a day of their own.
        (await person.AddDocument(Type, key: key)).Is(201);
        using var other = await door.Applicant();
        (await other.AddDocument(Type)).Is(201);
    }

    [Fact]
    public async Task Sixty_megabytes_a_day_are_taken_and_no_more()
    {
        using var person = await door.Applicant();
        byte[] large = [.. SamplePdf.Plain, .. new byte[(5 * 1024 * 1024) - SamplePdf.Plain.Length]];
        for (var i = 0; i < 12; i++) (await person.AddDocument(Type, large)).Is(201);
        (await person.AddDocument(Type)).IsProblem(429, "upload-quota");
    }

    [Theory]
    [InlineData("foto\u202Egpj.jpg", "fotogpj.jpg")]
    [InlineData("a\u0007b.jpg", "ab.jpg")]
    public async Task A_name_shows_what_it_is(string given, string shown)
    {
        using var person = await door.Applicant();
        var fields = await person.FieldsOf(Type);
        var form = Papers.Upload(fields, SampleJpeg.Baseline, "x.jpg");
        form.Last().Headers.Remove("Content-Disposition");
        form.Last().Headers.TryAddWithoutValidation(
            "Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(given)}");
        var added = (await person.Send(HttpMethod.Post, "/api/v1/documents", form)).Is(201);
        Assert.Equal(shown, added.Data.GetProperty("file").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(".htpasswd")]
    [InlineData("foto.jpg%00")]
    [InlineData("foto.JPG.PhP")]
    [InlineData("foto.jpg:stream")]
    [InlineData("surat.pdf.exe")]
    public async Task A_name_that_is_made_to_deceive_is_refused(string name)
    {
        using var person = await door.Applicant();
        (await person.AddDocument(Type, SampleJpeg.Baseline, name)).IsProblem(422, "file-name");
    }

    [Fact]
    public async Task A_very_long_name_is_cut()
    {
        using var person = await door.Applicant();
        var shown = (await person.AddDocument(Type, fileName: new string('a', 300) + ".pdf")).Is(201)
            .Data.GetProperty("file").GetProperty("name").GetString()!;
        Assert.Equal((100, ".pdf"), (shown.Length, shown[^4..]));
    }

    private int Files() => Directory.EnumerateFiles(
        door.Services.GetRequiredService<NodeOptions>().BlobDirectory, "*", SearchOption.AllDirectories).Count();
}
