using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

[Collection(FrontDoorTests.Name)]
public sealed class LetterTests(FrontDoorFixture door)
{
    private const string Office = "bp3mi-jawa-barat";

    [Fact]
    public async Task A_letter_is_for_its_applicant_and_its_office_once_the_application_was_sent()
    {
        using var person = await door.Applicant();
        using var other = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var elsewhere = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-tengah");
        var id = await person.Drafted(Office);
        var path = $"/api/v1/applications/{id}/letter";
        (await person.Get(path)).IsProblem(409, "letter-not-possible");
        (await officer.Get(path)).IsProblem(404, "application-not-found");
        (await person.Post($"/api/v1/applications/{id}/submission", null, ("Idempotency-Key", "k"))).Is(200);

        foreach (var reader in new[] { person, officer })
        {
            var letter = (await reader.Get(path, ("Accept", "application/pdf"))).Is(200);
            Assert.Equal("application/pdf", letter.MediaType);
            Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(letter.Bytes, 0, 5), StringComparison.Ordinal);
            Assert.StartsWith("attachment", letter.Header("Content-Disposition"), StringComparison.Ordinal);
            Assert.Equal("no-store", letter.Header("Cache-Control"));
        }

        foreach (var stranger in new[] { other, elsewhere }) (await stranger.Get(path)).IsProblem(404, "application-not-found");
    }

    [Fact]
    public async Task A_genuine_letter_stands_until_something_in_it_changes()
    {
        using var person = await door.Applicant();
        using var anybody = door.Anonymous();
        var id = await person.Submitted(Office);
        var token = await TokenOf(id);

        var shown = (await anybody.Get($"/api/v1/letters/{token}")).Is(200).Data;
        Assert.Equal("current", shown.GetProperty("standing").GetString());
        var reference = (await door.Grains.GetGrain<IApplicationGrain>(id).Get())!.Reference;
        Assert.Equal(("S.H.", reference, "BP3MI Jawa Barat"), (
            shown.GetProperty("initials").GetString(),
            shown.GetProperty("reference").GetString(), shown.GetProperty("office").GetString()));
        Assert.DoesNotContain("Handayani", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(4, shown.GetProperty("nationalIdEnd").GetString()!.Length);
        var page = (await anybody.Get($"/verify/{token}")).Is(200);
        Assert.Contains("Surat ini asli dan masih berlaku", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "genuine and valid", (await anybody.Get($"/verify/{token}", ("Accept-Language", "en"))).Is(200).Text, StringComparison.Ordinal);

        var slots = (await person.Get($"/api/v1/applications/{id}/appointment-slots")).Is(200).Data;
        (await person.Put(
            $"/api/v1/applications/{id}/appointment", new { date = slots.GetProperty("days")[1].GetString(), time = "14:00" })).Is(200);
        Assert.Equal("outdated", await StandingOf(anybody, token));
        Assert.Contains("tidak mutakhir", (await anybody.Get($"/verify/{token}")).Is(200).Text, StringComparison.Ordinal);
        Assert.Equal("current", await StandingOf(anybody, await TokenOf(id)));
    }

    // What docs/api.md tells others to do: nothing of ours but the published keys and the token.
    [Fact]
    public async Task A_letter_can_be_verified_without_us_by_the_published_keys()
    {
        using var person = await door.Applicant();
        var token = await TokenOf(await person.Submitted(Office));
        var published = await PublishedKeys();

        Assert.True(Verifies(token, published));
        var parts = token.Split('.');
        Assert.False(Verifies($"{parts[0]}.{Encode(Renamed(parts[1]))}.{parts[2]}", published));
    }

    // Reliability row 63, and what else people try.
    [Theory]
    [InlineData("none", "algorithm")]
    [InlineData("hs256-with-public-key", "algorithm")]
    [InlineData("kid-path", "unknown-key")]
    [InlineData("own-key-under-our-name", "signature")]
    [InlineData("changed", "signature")]
    [InlineData("cut", "signature")]
    [InlineData("other-type", "signature")]
    [InlineData("garbage", "malformed")]
    public async Task A_forged_letter_is_not_genuine_and_is_a_security_event(string forgery, string why)
    {
        using var person = await door.Applicant();
        using var anybody = door.Anonymous();
        var token = await Forge(forgery, await TokenOf(await person.Submitted(Office)));
        var before = EventsOf(why);
        var shown = (await anybody.Get($"/api/v1/letters/{token}")).Is(200).Data;
        Assert.Equal("not-genuine", shown.GetProperty("standing").GetString());
        Assert.False(shown.TryGetProperty("reference", out _));
        Assert.Contains("Surat ini tidak asli", (await anybody.Get($"/verify/{token}")).Is(200).Text, StringComparison.Ordinal);
        Assert.Equal(before + 2, EventsOf(why));
    }

    [Fact]
    public async Task The_published_keys_are_public_halves_only_and_may_be_kept()
    {
        using var anybody = door.Anonymous();
        var reply = (await anybody.Get("/.well-known/jwks.json")).Is(200);
        Assert.Equal("public, max-age=3600", reply.Header("Cache-Control"));
        Assert.All(reply.Json.GetProperty("keys").EnumerateArray(), key => Assert.Equal(
            ["alg", "crv", "kid", "kty", "use", "x", "y"], key.EnumerateObject().Select(member => member.Name).Order()));
    }

    private async Task<string> TokenOf(string id)
    {
        var application = (await door.Grains.GetGrain<IApplicationGrain>(id).Get())!;
        var account = await door.Grains.GetGrain<IAccountGrain>(application.ApplicantId).GetCard();
        var address = await door.Services.GetRequiredService<Letters>().AddressOf(application, account, CancellationToken.None);
        Assert.StartsWith($"{door.Address.ToString().TrimEnd('/')}/verify/", address, StringComparison.Ordinal);
        return address.Split('/')[^1];
    }

    private async Task<JsonElement> PublishedKeys()
    {
        using var anybody = door.Anonymous();
        return (await anybody.Get("/.well-known/jwks.json")).Is(200).Json;
    }

    private static async Task<string?> StandingOf(Caller caller, string token) =>
        (await caller.Get($"/api/v1/letters/{token}")).Is(200).Data.GetProperty("standing").GetString();

    private int EventsOf(string why) =>
        door.Logs.Lines.Count(line => line.Contains($"Security: a letter was shown that is not genuine ({why})", StringComparison.Ordinal));

    private static bool Verifies(string token, JsonElement published)
    {
        var parts = token.Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        if (header.GetProperty("alg").GetString() != "ES256") return false;
        var key = published.GetProperty("keys").EnumerateArray()
            .Single(one => one.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Read(key, "x"), Y = Read(key, "y") },
        });
        return ecdsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256);
    }

    private async Task<string> Forge(string forgery, string token)
    {
        var parts = token.Split('.');
        var key = (await PublishedKeys()).GetProperty("keys")[0];
        var kid = key.GetProperty("kid").GetString()!;
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return forgery switch
        {
            "none" => $"{Header("none", kid)}.{parts[1]}.",
            "hs256-with-public-key" => Hs256($"{Header("HS256", kid)}.{parts[1]}", [.. Read(key, "x"), .. Read(key, "y")]),
            "kid-path" => Es256($"{Header("ES256", "../../dev/null")}.{parts[1]}", mine),
            "own-key-under-our-name" => Es256($"{Header("ES256", kid)}.{parts[1]}", mine),
            "changed" => $"{parts[0]}.{Encode(Renamed(parts[1]))}.{parts[2]}",
            "cut" => token[..^8],
            "other-type" => Es256($"{Header("ES256", kid, "JWT")}.{parts[1]}", mine),
            _ => "garbage",
        };
    }

    private static string Header(string algorithm, string kid, string type = "letter+jwt") =>
        Encode($$"""{"alg":"{{algorithm}}","kid":"{{kid}}","typ":"{{type}}"}""");

    private static string Es256(string signed, ECDsa key) =>
        $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";

    private static string Hs256(string signed, byte[] secret) =>
        $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";

    private static string Renamed(string payload) =>
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)).Replace("S.H.", "B.K.", StringComparison.Ordinal);

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static byte[] Read(JsonElement key, string member) => Base64Url.DecodeFromChars(key.GetProperty(member).GetString());
}
