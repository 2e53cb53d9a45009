using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class TotpTests(FrontDoorFixture door)
{
    private const string Own = "/api/v1/sessions/current/totp";

    [Fact]
    public async Task An_officer_enrols_an_app_and_logs_in_with_its_codes()
    {
        using var officer = await door.Officer(AccountRole.Auditor, null, People.Password);
        (await officer.Post($"{Own}/confirmation", new { code = "123456" })).IsProblem(409, "totp-not-started");
        var offered = (await officer.Post(Own)).Is(200).Data;
        var key = AccountSecret.Restore(offered.GetProperty("secret").GetString()!);
        Assert.StartsWith("otpauth://totp/Siskop2mi:", offered.GetProperty("uri").GetString(), StringComparison.Ordinal);
        (await officer.Post($"{Own}/confirmation", new { code = "x" })).IsProblem(401, "invalid-code");
        (await LogIn(officer, null)).Is(200); // an app that was never tried locks nobody out
        // Of the step before, so that the present one is left for the log-in.
        (await officer.Post($"{Own}/confirmation", new { code = TotpCode.At(key, DateTimeOffset.UtcNow.AddSeconds(-30)) })).Is(204);
        (await officer.Post(Own)).IsProblem(409, "totp-already-enrolled");

        (await LogIn(officer, null)).IsProblem(401, "totp-required");
        (await LogIn(officer, "000000x")).IsProblem(401, "invalid-code");
        var code = TotpCode.At(key, DateTimeOffset.UtcNow.AddSeconds(30));
        (await LogIn(officer, code)).Is(200);
        (await LogIn(officer, code)).IsProblem(401, "invalid-code");

        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("account", officer.AccountId);
        Assert.Contains("totp-enrolled", story.Select(happened => happened.Type));
        Assert.DoesNotContain(door.Logs.Lines, line => line.Contains(key.Reveal(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, AccountRole.Auditor, false, "/api/v1/verification/queue", true)]
    [InlineData(true, AccountRole.Auditor, false, "/api/v1/sessions/current/totp", false)]
    [InlineData(true, AccountRole.Auditor, true, "/api/v1/verification/queue", false)]
    [InlineData(true, AccountRole.Applicant, false, "/api/v1/applications", false)]
    [InlineData(false, AccountRole.Auditor, false, "/api/v1/verification/queue", false)]
    public void Where_apps_are_required_an_officer_without_one_can_only_enrol(
        bool required, AccountRole role, bool hasTotp, string path, bool barred)
    {
        var account = new AccountCard { AccountId = "a", Status = AccountStatus.Active, Role = role, HasTotp = hasTotp };
        Assert.Equal(barred, new OfficerTotp(required).Bars(account, path));
    }

    private async Task<Reply> LogIn(Caller officer, string? code)
    {
        using var anybody = door.Anonymous();
        object body = code is null
            ? new { login = officer.Email, password = People.Password, mode = "bearer" }
            : new { login = officer.Email, password = People.Password, mode = "bearer", code };
        return await anybody.Post("/api/v1/sessions", body);
    }
}
