using System.Text.RegularExpressions;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests;

/// <summary>A whole first application over HTTP, and nothing secret of it in any log.</summary>
[Collection(FrontDoorTests.Name)]
public sealed partial class JourneyTests(FrontDoorFixture door)
{
    private const string Mother = "Kartikasariwulan";
    private const string Phone = "081298765432";
    private const string Password = "Rahasia#Bintaro77";

    [Fact]
    public async Task From_registration_to_verified_documents_and_no_secret_in_any_log()
    {
        using var person = door.Anonymous();
        var nationalId = People.NewNationalId();
        var email = $"kenari.{Guid.NewGuid():N}@contoh.test";
        var code = await OpenAccount(person, nationalId, email);
        var session = (await person.Post("/api/v1/sessions", new { login = email, password = Password, mode = "bearer" })).Is(200).Data;
        var (token, refresh) = (session.GetProperty("accessToken").GetString()!, session.GetProperty("refreshToken").GetString()!);
        person.UseToken(token);

        var id = await person.Submitted();
        (await person.SaveStep("parents", Profiles.ParentsWith(Mother))).Is(200);
        (await person.SaveStep("emergency-contacts", Profiles.ContactWith(Phone))).Is(200);
        await Verify(id, nationalId);

        var timeline = (await person.Get($"/api/v1/applications/{id}/timeline", ("Accept-Language", "en"))).Is(200);
        Assert.Equal(
            ["application-started", "documents-picked", "last-step-answered", "application-submitted", "application-claimed",
                "documents-verified"],
            timeline.Data.EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
        Assert.Contains("An officer found your documents in order.", timeline.Text);
        await door.Outside.MailTo(email, "sudah kami terima");
        await door.Outside.MailTo(email, "menyatakannya sesuai");

        foreach (var canary in new[] { nationalId, Mother, email, Phone, Phone[1..], Password, token, refresh, code })
            Assert.Equal([], door.Logs.Lines.Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase)).Take(3));
        Assert.Contains(door.Logs.Lines, line => line.Contains("/api/v1/registrations", StringComparison.Ordinal));
    }

    // The way of a browser: the mail's page with its button, and then the same link once more.
    private async Task<string> OpenAccount(Caller person, string nationalId, string email)
    {
        var started = (await person.Post(
            "/api/v1/registrations", new { nationalId, fullName = "Kenari Putri", motherName = Mother, consentVersion = "2026-01" })).Is(
                201);
        var id = started.Data.GetProperty("id").GetString()!;
        Assert.Equal($"/api/v1/registrations/{id}", started.Location);
        Assert.Equal("credentials-pending", started.Data.GetProperty("status").GetString());
        (await person.Post($"/api/v1/registrations/{id}/credentials", People.Credentials(email, password: Password))).Is(202);

        var link = new Uri(Link().Match(await door.Outside.MailTo(email, "/activation/")).Value);
        var page = (await person.Get(link.PathAndQuery)).Is(200);
        Assert.Contains("<html lang=\"id\">", page.Text);
        Assert.Contains("method=\"post\"", page.Text);
        Assert.True(page.Bytes.Length < 20_000);
        Assert.Equal("activation-pending", (await person.Get(started.Location!)).Is(200).Data.GetProperty("status").GetString());

        Assert.Contains("Akun Anda sudah aktif", (await person.Post(link.PathAndQuery)).Is(200).Text);
        Assert.Equal("active", (await person.Get(started.Location!)).Is(200).Data.GetProperty("status").GetString());
        (await person.Post(link.PathAndQuery)).Is(410);
        return link.Segments[^1];
    }

    private async Task Verify(string id, string nationalId)
    {
        using var officer = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat");
        var queue = (await officer.Get("/api/v1/verification/queue?limit=100")).Is(200).Data.EnumerateArray();
        Assert.Contains(queue, row => row.GetProperty("id").GetString() == id && row.GetProperty("claim").GetString() == "free");
        (await officer.Post($"/api/v1/verification/applications/{id}/claim")).Is(200);
        var dossier = (await officer.Get($"/api/v1/verification/applications/{id}")).Is(200);
        Assert.Equal(nationalId, dossier.Data.GetProperty("applicant").GetProperty("nationalId").GetString());
        Assert.DoesNotContain(Mother, dossier.Text);
        var file = (await officer.Get($"/api/v1/verification/applications/{id}/documents/diploma/content")).Is(200);
        Assert.Equal(Papers.Pdf, file.Bytes);
        (await officer.Post($"/api/v1/verification/applications/{id}/verification", new { acceptAll = true })).Is(200);
    }

    [GeneratedRegex(@"http://\S+/activation/\S+")]
    private static partial Regex Link();
}
