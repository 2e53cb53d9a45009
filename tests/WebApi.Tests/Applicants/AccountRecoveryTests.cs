using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed partial class AccountRecoveryTests(FrontDoorFixture door)
{
    private const string Cases = "/api/v1/account-recoveries";
    private const string NewPassword = "Kamboja#Putih77";

    private static readonly object Approval = new { note = "KTP asli dilihat lewat video" };

    [Fact]
    public async Task Who_lost_phone_and_mailbox_comes_back_with_new_ones()
    {
        using var person = await door.Applicant(People.Password);
        using var helper = await door.InRole(AccountRole.HelpdeskAgent);
        var (email, mobile) = (NewEmail(), People.NewMobile().Reveal());
        var id = await Open(person.AccountId, email, mobile);
        var shown = (await helper.Get($"{Cases}/{id}")).Is(200);
        Assert.Equal("open", shown.Data.GetProperty("status").GetString());
        Assert.DoesNotContain(email, shown.Text, StringComparison.Ordinal);
        Assert.Contains(id, await Listed(helper));

        (await helper.Post($"{Cases}/{id}/approval", Approval)).Is(200);
        (await helper.Post($"{Cases}/{id}/approval", Approval)).Is(200);
        await door.Outside.MailTo(person.Email, "Petugas bantuan sudah menyetujuinya");
        var code = await MailedCode(email);
        using var nobody = door.Anonymous();
        (await nobody.Post($"{Cases}/{id}/completion", new { code, password = "Handayani#7x" })).IsProblem(422, "password-not-accepted");
        (await nobody.Post($"{Cases}/{id}/completion", new { code = "salah", password = NewPassword })).IsProblem(401, "invalid-code");
        (await nobody.Post($"{Cases}/{id}/completion", new { code, password = NewPassword })).Is(204);
        (await nobody.Post($"{Cases}/{id}/completion", new { code, password = NewPassword })).IsProblem(401, "invalid-code");

        (await person.Get("/api/v1/sessions/current")).IsProblem(401, "unauthenticated");
        (await LogIn(person.Email, People.Password)).IsProblem(401, "invalid-credentials");
        (await LogIn(email, NewPassword)).Is(200);
        (await LogIn(mobile, NewPassword)).Is(200);
        await door.Outside.MailTo(person.Email, "tidak lagi dipakai untuk masuk");
        Assert.Equal(
            ["account-recovery-opened", "account-recovery-queued", "account-recovery-approved", "account-recovery-code-issued",
                "account-recovery-code-refused", "account-recovery-proved", "account-recovery-completed"],
            await Story("account-recovery", id));
        Assert.Contains("contacts-recovered", await Story("account", person.AccountId));
        Assert.DoesNotContain(door.Logs.Lines, line => line.Contains(NewPassword, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_learns_whether_there_is_an_account_and_no_officer_sees_a_case_in_vain()
    {
        using var person = await door.Applicant();
        using var helper = await door.InRole(AccountRole.HelpdeskAgent);
        using var nobody = door.Anonymous();
        var known = (await door.Grains.GetGrain<IAccountGrain>(person.AccountId).GetCard()).NationalId!.Reveal();
        List<string> shapes = [];
        foreach (var (nationalId, mother, isShown) in new[]
        {
            (known, "Sri Wahyuni", true), (known, "BUKAN IBU", false), (People.NewNationalId(), "Sri Wahyuni", false),
        })
        {
            var reply = (await nobody.Post(Cases, Body(nationalId, mother, NewEmail(), People.NewMobile().Reveal()))).Is(202);
            var id = reply.Data.GetProperty("caseId").GetString()!;
            shapes.Add($"{id.Length} {string.Join(',', reply.Data.EnumerateObject().Select(member => member.Name))}");
            (await helper.Get($"{Cases}/{id}")).Is(isShown ? 200 : 404);
            (await nobody.Post($"{Cases}/{id}/completion", new { code = "123456", password = NewPassword })).IsProblem(401, "invalid-code");
            (await nobody.Post($"{Cases}/{id}/code")).Is(202);
        }

        Assert.Single(shapes.Distinct());
    }

    [Fact]
    public async Task An_officer_turns_a_case_down_once()
    {
        using var person = await door.Applicant();
        using var helper = await door.InRole(AccountRole.HelpdeskAgent);
        using var other = await door.InRole(AccountRole.HelpdeskAgent);
        var id = await Open(person.AccountId, NewEmail(), People.NewMobile().Reveal());
        var rejection = new { reason = "identity-not-proved", note = "Tidak menjawab" };
        (await person.Post($"{Cases}/{id}/rejection", rejection)).IsProblem(403, "forbidden");
        (await helper.Post($"{Cases}/{Ids.New()}/rejection", rejection)).IsProblem(404, "recovery-not-found");
        (await helper.Post($"{Cases}/{id}/rejection", new { reason = "identity-not-proved" })).IsProblem(400, "validation");
        (await helper.Post($"{Cases}/{id}/rejection", rejection)).Is(200);
        (await helper.Post($"{Cases}/{id}/rejection", rejection)).Is(200);
        (await other.Post($"{Cases}/{id}/rejection", rejection)).IsProblem(409, "recovery-already-decided");
        (await helper.Post($"{Cases}/{id}/approval", Approval)).IsProblem(409, "recovery-already-decided");
        Assert.Equal("account-recovery-rejected", (await Story("account-recovery", id))[^1]);
    }

    [Fact]
    public async Task An_officer_approves_other_peoples_cases_only()
    {
        using var person = await door.Applicant();
        using var helper = await door.InRole(AccountRole.HelpdeskAgent);
        var id = await Open(person.AccountId, NewEmail(), People.NewMobile().Reveal());
        (await person.Post($"{Cases}/{id}/approval", Approval)).IsProblem(403, "forbidden");
        (await helper.Post($"{Cases}/{Ids.New()}/approval", Approval)).IsProblem(404, "recovery-not-found");
        var own = await door.Grains.GetGrain<IAccountRecoveryGrain>(id).Approve(
            new ApproveAccountRecovery(person.AccountId, "saya sendiri", Ids.NewCode()));
        Assert.Equal(AccountRecoveryRefusals.OwnCase, own.Refusal);
        (await helper.Post($"{Cases}/{id}/approval", Approval)).Is(200);
        (await helper.Post($"{Cases}/{id}/rejection", new { reason = "owner-objected", note = "Pemilik menelepon" })).Is(200);
    }

    [Fact]
    public async Task The_sixth_try_is_too_many()
    {
        using var person = await door.Applicant();
        using var helper = await door.InRole(AccountRole.HelpdeskAgent);
        var email = NewEmail();
        var id = await Open(person.AccountId, email, People.NewMobile().Reveal());
        (await helper.Post($"{Cases}/{id}/approval", Approval)).Is(200);
        var code = await MailedCode(email);
        for (var tries = 0; tries < OneTimeCodeRule.MostTries; tries++)
            (await person.Post($"{Cases}/{id}/completion", new { code = "salah", password = NewPassword })).IsProblem(401, "invalid-code");
        (await person.Post($"{Cases}/{id}/completion", new { code, password = NewPassword })).IsProblem(429, "too-many-attempts");
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_given_to_nobody()
    {
        using var person = await door.Applicant();
        using var owner = await door.Applicant(People.Password);
        using var helper = await door.InRole(AccountRole.HelpdeskAgent);
        var id = await Open(person.AccountId, owner.Email, People.NewMobile().Reveal());
        (await helper.Post($"{Cases}/{id}/approval", Approval)).Is(200);
        var code = await MailedCode(owner.Email);
        (await person.Post($"{Cases}/{id}/completion", new { code, password = NewPassword })).IsProblem(409, "already-registered");
        (await LogIn(owner.Email, People.Password)).Is(200);
        Assert.Equal("contacts-unusable", (await helper.Get($"{Cases}/{id}")).Is(200).Data.GetProperty("reason").GetString());
    }

    private static object Body(string nationalId, string motherName, string email, string mobile) =>
        new { nationalId, fullName = "Siti Handayani", motherName, email, mobile };

    private static string NewEmail() => $"baru.{Ids.New()}@contoh.test";

    private async Task<string> Open(string accountId, string email, string mobile)
    {
        using var nobody = door.Anonymous();
        var nationalId = (await door.Grains.GetGrain<IAccountGrain>(accountId).GetCard()).NationalId!.Reveal();
        var reply = await nobody.Post(Cases, Body(nationalId, "Sri Wahyuni", email, mobile));
        return reply.Is(202).Data.GetProperty("caseId").GetString()!;
    }

    private static async Task<List<string>> Listed(Caller helper)
    {
        List<string> ids = [];
        for (string? next = ""; next is not null;)
        {
            var page = (await helper.Get($"{Cases}?status=open&limit=2{(next.Length > 0 ? $"&cursor={next}" : "")}")).Is(200);
            ids.AddRange(page.Data.EnumerateArray().Select(row => row.GetProperty("caseId").GetString()!));
            next = page.Json.GetProperty("meta").TryGetProperty("nextCursor", out var cursor) ? cursor.GetString() : null;
        }

        return ids;
    }

    private async Task<List<string>> Story(string kind, string id) =>
        [.. (await door.Services.GetRequiredService<EventFeed>().OfGrainAsync(kind, id)).Select(happened => happened.Type)];

    private async Task<string> MailedCode(string email) =>
        SixDigits().Match(await door.Outside.MailTo(email, "Kode untuk memulihkan akun")).Value;

    private async Task<Reply> LogIn(string login, string password)
    {
        using var anybody = door.Anonymous();
        return await anybody.Post("/api/v1/sessions", new { login, password, mode = "bearer" });
    }

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex SixDigits();
}
