using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents;

[Collection(FrontDoorTests.Name)]
public sealed class DocumentTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/documents";
    private const string Type = "diploma";

    [Fact]
    public async Task A_document_comes_back_as_it_went_in_and_only_to_its_owner()
    {
        using var person = await door.Applicant();
        var added = (await person.AddDocument(Type, fileName: "Ijazah Siti.pdf")).Is(201);
        Assert.Equal("Ijazah Siti.pdf", added.Data.GetProperty("file").GetProperty("name").GetString());
        (await person.Get(added.Location!, ("If-None-Match", added.Tag!))).Is(304);
        var file = (await person.Get($"{added.Location}/content", ("Accept", "application/pdf"))).Is(200);
        Assert.Equal(Papers.Pdf, file.Bytes);
        Assert.Equal("application/pdf", file.MediaType);
        Assert.StartsWith("attachment;", file.Header("Content-Disposition"));
        Assert.Contains("sandbox", file.Header("Content-Security-Policy"));
        Assert.Equal(("nosniff", "no-store"), (file.Header("X-Content-Type-Options"), file.Header("Cache-Control")));
        Assert.Single((await person.Get(Path)).Is(200).Data.EnumerateArray());

        using var other = await door.Applicant();
        (await other.Get(added.Location!)).IsProblem(404, "document-not-found");
        (await other.Get($"{added.Location}/content")).IsProblem(404, "document-not-found");
        Assert.Empty((await other.Get(Path)).Is(200).Data.EnumerateArray());
        using var officer = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat");
        (await officer.Get(added.Location!)).IsProblem(403, "forbidden");

        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("document", added.Data.GetProperty("id").GetString()!);
        Assert.Equal((person.AccountId, "document-added"), (story.Single().Actor, story.Single().Type));
    }

    [Fact]
    public async Task A_repeat_with_the_key_keeps_one_document_and_one_file()
    {
        using var person = await door.Applicant();
        var key = Guid.NewGuid().ToString();
        var first = (await person.AddDocument(Type, key: key)).Is(201);
        var files = Files();
        var again = (await person.AddDocument(Type, key: key)).Is(201);
        Assert.Equal(first.Location, again.Location);
        (await person.AddDocument(Type, Papers.Png, "scan.png", key)).IsProblem(422, "idempotency-key-reused");
        Assert.Equal(files, Files());
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        using var person = await door.Applicant();
        for (var i = 0; i < 3; i++) (await person.AddDocument(Type)).Is(201);
        var first = (await person.Get($"{Path}?limit=2")).Is(200);
        Assert.Equal(2, first.Data.GetArrayLength());
        var second = (await person.Get($"{Path}?limit=2&cursor={first.Json.GetProperty("meta").GetProperty("nextCursor").GetString()}")).Is(
            200);
        Assert.Equal(1, second.Data.GetArrayLength());
        Assert.False(second.Json.GetProperty("meta").TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task Five_megabytes_are_taken_and_one_byte_more_is_not()
    {
        using var person = await door.Applicant();
        // White space behind its end is all a PDF may have there.
        byte[] Sized(int size) => [.. Papers.Pdf, .. new byte[size - Papers.Pdf.Length]];
        (await person.AddDocument(Type, Sized(5 * 1024 * 1024))).Is(201);
        var files = Files();
        (await person.AddDocument(Type, Sized((5 * 1024 * 1024) + 1))).IsProblem(413, "file-too-large");
        Assert.Equal(files, Files());
    }

    public static TheoryData<byte[], string, int, string> BadFiles => new()
    {
        { [], "kosong.pdf", 422, "file-unreadable" },
        { [1], "satu.pdf", 422, "file-unreadable" },
        { [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0], "program.pdf", 415, "file-type-not-allowed" },
        { Papers.Pdf, "foto.jpg", 422, "file-type-mismatch" },
        { Papers.Jpeg, "foto.png", 422, "file-type-mismatch" },
        { "<!doctype html><script>"u8.ToArray(), "halaman.png", 415, "file-type-not-allowed" },
        { "<svg xmlns=''></svg>"u8.ToArray(), "gambar.png", 415, "file-type-not-allowed" },
        { "GIF89a-------"u8.ToArray(), "gambar.gif", 415, "file-type-not-allowed" },
        { [.. "PK"u8, 3, 4, 0, 0, 0, 0, 0], "surat.docx", 415, "file-type-not-allowed" },
        { [.. new byte[512], .. Papers.Pdf], "sisipan.pdf", 415, "file-type-not-allowed" },
        { Papers.Jpeg, "x.php.jpg", 422, "file-name" },
        { Papers.Jpeg, "x.jpg.php", 422, "file-name" },
        { Papers.Jpeg, "x.jpg%00.php", 422, "file-name" },
        { Papers.Jpeg, "x.jpg::$DATA", 422, "file-name" },
        { Papers.Jpeg, ".htaccess", 422, "file-name" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_bad_file_is_refused_exactly_and_not_kept(byte[] file, string name, int status, string code)
    {
        using var person = await door.Applicant();
        var files = Files();
        (await person.AddDocument(Type, file, name)).IsProblem(status, code);
        Assert.Equal(files, Files());
    }

    [Theory]
    [InlineData("../../etc/cron.d/x", "x")]
    [InlineData("C:\\x", "x")]
    [InlineData("Scan 12.05.2026.pdf", "Scan 12.05.2026.pdf")]
    public async Task A_name_is_cleaned_for_showing(string given, string shown)
    {
        using var person = await door.Applicant();
        Assert.Equal(
            shown, (await person.AddDocument(Type, fileName: given)).Is(201).Data.GetProperty("file").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Fields_are_checked_before_the_file_travels()
    {
        using var person = await door.Applicant();
        var fields = await person.FieldsOf(Type);
        foreach (var (change, status, code) in new[]
        {
            (("type", "no-such-type"), 422, "document-type-unknown"), (("type", "<x>"), 422, "validation"),
            (("issuedOn", "2026-02-30"), 422, "validation"), (
                ("issuedOn", DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd")), 422, "document-dates"),
            (("number", ""), 422, "document-metadata-missing"), (
                ("owner", "me"), 400, "unknown-field"), (("details.nothing", "x"), 422, "document-detail-unknown"),
            (("number", new string('1', 65)), 422, "validation"), (("details.nothing", new string('x', 201)), 422, "validation"),
        })
        {
            var sent = fields.Where(field => field.Name != change.Item1).Append(change);
            (await person.Send(HttpMethod.Post, Path, Papers.Upload(sent, Papers.Pdf, "a.pdf"))).IsProblem(status, code);
        }
    }

    [Theory]
    [InlineData("no file", "--B\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\ndiploma\r\n--B--\r\n")]
    [InlineData("no file name", "--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n%PDF-1.4\n\r\n--B--\r\n")]
    [InlineData("nested",
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n--C--\r\n--B--\r\n")]
    [InlineData("wrong boundary", "--C\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\ndiploma\r\n--C--\r\n")]
    [InlineData("a field twice",
        "--B\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\na\r\n--B\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nb\r\n--B--\r\n")]
    [InlineData("cut off", "--B\r\nContent-Disposition: form-data; name=\"ty")]
    public async Task A_broken_upload_is_refused(string what, string body)
    {
        using var person = await door.Applicant();
        var reply = await person.Send(HttpMethod.Post, Path, Caller.Raw(Encoding.ASCII.GetBytes(body), "multipart/form-data; boundary=B"));
        Assert.True(reply.Code == "malformed-multipart", $"{what}: {reply.Status} {reply.Text}");
        reply.Is(400);
    }

    [Fact]
    public async Task Two_files_or_a_thousand_parts_are_refused_and_nothing_is_kept()
    {
        using var person = await door.Applicant();
        var files = Files();
        var two = Papers.Upload(await person.FieldsOf(Type), Papers.Pdf, "a.pdf");
        two.Add(new ByteArrayContent(Papers.Pdf), "file", "b.pdf");
        (await person.Send(HttpMethod.Post, Path, two)).IsProblem(400, "malformed-multipart");
        var many = Papers.Upload(Enumerable.Range(0, 1_001).Select(i => ($"details.x{i}", "x")), Papers.Pdf, "a.pdf");
        (await person.Send(HttpMethod.Post, Path, many)).IsProblem(400, "malformed-multipart");
        Assert.Equal(files, Files());
    }

    private int Files() => Directory.EnumerateFiles(
        door.Services.GetRequiredService<NodeOptions>().BlobDirectory, "*", SearchOption.AllDirectories).Count();
}
