using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Tests.Support;
using Siskop2mi.WebApi.Vacancies;

namespace Siskop2mi.WebApi.Tests.Vacancies;

/// <summary>The public vacancies as they go over the wire.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class VacancyAnswerTests(FrontDoorFixture door)
{
    private const string One = "/api/v1/vacancies/ijepa-16-careworker";

    [Theory]
    [InlineData(One)]
    [InlineData("/api/v1/vacancies?country=JP&limit=2")]
    public async Task Who_has_it_gets_no_body(string path)
    {
        using var anybody = door.Anonymous();
        var full = (await anybody.Get(path)).Is(200);
        Assert.Equal("0", full.Header("Age"));
        Assert.Equal("public, max-age=1", full.Header("Cache-Control"));
        Assert.Equal("Accept-Encoding", full.Header("Vary"));
        foreach (var sent in new[] { full.Tag!, $"W/{full.Tag}", $"\"other\", {full.Tag}", "*" })
        {
            var known = (await anybody.Get(path, ("If-None-Match", sent))).Is(304);
            Assert.Empty(known.Bytes);
            Assert.Equal((full.Tag, "public, max-age=1", "Accept-Encoding"),
                (known.Tag, known.Header("Cache-Control"), known.Header("Vary")));
        }

        (await anybody.Get(path, ("If-None-Match", "\"other\""))).Is(200);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0.1, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("deflate", null)]
    public async Task It_is_packed_as_the_client_likes_and_says_the_same(string accepted, string? coding)
    {
        using var anybody = door.Anonymous();
        var plain = (await anybody.Get("/api/v1/vacancies")).Is(200);
        var packed = (await anybody.Get("/api/v1/vacancies", ("Accept-Encoding", accepted))).Is(200);
        Assert.Equal(coding, packed.Header("Content-Encoding"));
        Assert.Equal(coding is null, packed.Tag == plain.Tag);
        Assert.Equal(plain.Bytes, Unpacked(packed));
        Assert.Empty((await anybody.Get("/api/v1/vacancies", ("Accept-Encoding", accepted), ("If-None-Match", packed.Tag!))).Is(304).Bytes);
    }

    [Fact]
    public async Task An_unknown_vacancy_is_refused_in_the_readers_language()
    {
        using var anybody = door.Anonymous();
        var (indonesian, english) = (
            (await anybody.Get("/api/v1/vacancies/no-such")).IsProblem(404, "vacancy-not-found"),
            (await anybody.Get("/api/v1/vacancies/no-such", ("Accept-Language", "en"))).IsProblem(404, "vacancy-not-found"));
        Assert.NotEqual(indonesian.Json.GetProperty("title").GetString(), english.Json.GetProperty("title").GetString());
        Assert.Equal("no-store", english.Header("Cache-Control"));
        // The vacancy itself holds all languages.
        Assert.Equal((await anybody.Get(One)).Tag, (await anybody.Get(One, ("Accept-Language", "en"))).Tag);
    }

    [Fact]
    public async Task A_database_that_is_away_shows_in_the_age_and_then_as_503()
    {
        var away = new ManualTimeProvider();
        ReadVacancies? real = null;
        var isAway = false;
        var other = new FrontDoorFixture(services => services.AddSingleton(provider =>
        {
            real = provider.GetRequiredService<ReadVacancies>();
            return new VacancySnapshots(
                (known, token) => isAway ? throw new Npgsql.NpgsqlException("away") : real(known, token),
                new VacancySnapshotOptions(), away, NullLogger<VacancySnapshots>.Instance);
        }));
        await other.InitializeAsync();
        try
        {
            using var anybody = other.Anonymous();
            var before = (await anybody.Get(One)).Is(200);
            isAway = true;
            away.Advance(TimeSpan.FromSeconds(30));
            var old = (await anybody.Get(One)).Is(200);
            Assert.Equal((before.Text, "30"), (old.Text, old.Header("Age")));
            away.Advance(TimeSpan.FromSeconds(31));
            Assert.Equal("5", (await anybody.Get(One)).IsProblem(503, "storage-unavailable").Header("Retry-After"));
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    private static byte[] Unpacked(Reply reply)
    {
        using var bytes = new MemoryStream(reply.Bytes);
        using Stream stream = reply.Header("Content-Encoding") switch
        {
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
