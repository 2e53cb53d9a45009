using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed partial class OfficerTests(FrontDoorFixture door)
{
    private const string Officers = "/api/v1/officers";
    private const string Password = "Kamboja#Putih77";

    [Fact]
    public async Task An_administrator_appoints_an_officer_who_chooses_a_password()
    {
        using var admin = await door.InRole(AccountRole.SystemAdmin);
        var email = $"petugas.{Ids.New()}@contoh.test";
        var officer = new { role = "regional-verifier", officeId = "bp3mi-jawa-barat", fullName = "Budi Petugas", email };
        var id = (await admin.Post(Officers, officer)).Is(201).Data.GetProperty("id").GetString()!;
        Assert.Equal(id, (await admin.Post(Officers, officer)).Is(201).Data.GetProperty("id").GetString());
        (await admin.Post(Officers, new { role = "auditor", fullName = "Budi Petugas", email })).IsProblem(409, "already-registered");

        var code = SixDigits().Match(await door.Outside.MailTo(email, "mengganti kata sandi")).Value;
        using var person = door.Anonymous();
        var ticket = (await person.Post("/api/v1/password-resets", new { login = email })).Is(202).Data.GetProperty("id").GetString();
        (await person.Post($"/api/v1/password-resets/{ticket}/password", new { code, password = Password })).Is(204);
        (await person.Post("/api/v1/sessions", new { login = email, password = Password, mode = "bearer" })).Is(200);
        Assert.Contains(id, await Listed(admin));
        Assert.Equal(
            ["officer-appointed", "password-reset-requested", "password-changed", "logged-in"],
            (await Story(id)).Where(type => type is not "password-reset-code-refused"));
    }

    [Theory]
    [InlineData("applicant", null)]
    [InlineData("regional-verifier", "no-such-office")]
    [InlineData("auditor", "bp3mi-jawa-barat")]
    public async Task Role_and_office_belong_together(string role, string? officeId)
    {
        using var admin = await door.InRole(AccountRole.SystemAdmin);
        (await admin.Post(Officers, new { role, officeId, fullName = "Budi", email = "budi@contoh.test" })).IsProblem(422, "validation");
    }

    [Fact]
    public async Task A_lost_authenticator_is_taken_away_by_somebody_else()
    {
        using var admin = await door.InRole(AccountRole.SystemAdmin);
        using var helper = await door.InRole(AccountRole.HelpdeskAgent);
        using var officer = await door.Officer(AccountRole.Auditor, null);
        using var applicant = await door.Applicant();
        var account = door.Grains.GetGrain<IAccountGrain>(officer.AccountId);
        var key = AccountSecret.Restore("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        await account.StartTotp(new StartTotp(key));
        Assert.Null((await account.ConfirmTotp(new ConfirmTotp(TotpCode.At(key, DateTimeOffset.UtcNow)))).Refusal);

        (await officer.Delete($"{Officers}/{officer.AccountId}/totp")).IsProblem(403, "forbidden");
        (await admin.Delete($"{Officers}/{admin.AccountId}/totp")).IsProblem(403, "authenticator-is-own");
        (await helper.Delete($"{Officers}/{applicant.AccountId}/totp")).IsProblem(404, "officer-not-found");
        (await helper.Delete($"{Officers}/{Ids.New()}/totp")).IsProblem(404, "officer-not-found");
        (await helper.Delete($"{Officers}/{officer.AccountId}/totp")).Is(204);
        (await helper.Delete($"{Officers}/{officer.AccountId}/totp")).Is(204);
        Assert.False((await account.GetCard()).HasTotp);
        (await officer.Get("/api/v1/sessions/current")).IsProblem(401, "unauthenticated");
        Assert.Single(await Story(officer.AccountId), type => type == "totp-reset");
    }

    private static async Task<List<string>> Listed(Caller admin)
    {
        List<string> ids = [];
        for (string? next = ""; next is not null;)
        {
            var page = (await admin.Get($"{Officers}?limit=100{(next.Length > 0 ? $"&cursor={next}" : "")}")).Is(200);
            ids.AddRange(page.Data.EnumerateArray().Select(row => row.GetProperty("id").GetString()!));
            next = page.Json.GetProperty("meta").TryGetProperty("nextCursor", out var cursor) ? cursor.GetString() : null;
        }

        return ids;
    }

    private async Task<List<string>> Story(string id) =>
        [.. (await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("account", id)).Select(happened => happened.Type)];

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex SixDigits();
}
