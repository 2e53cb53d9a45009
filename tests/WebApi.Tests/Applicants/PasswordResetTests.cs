using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed partial class PasswordResetTests(FrontDoorFixture door)
{
    private const string Resets = "/api/v1/password-resets";
    private const string NewPassword = "Kamboja#Putih77";

    [Fact]
    public async Task The_owner_chooses_a_new_password_and_every_session_ends()
    {
        using var person = await door.Applicant(People.Password);
        var id = await Ask(person, person.Email);
        var code = await MailedCode(person.Email);
        (await person.Post($"{Resets}/{id}/password", new { code, password = "Password123!" })).IsProblem(422, "password-not-accepted");
        var personal = (await person.Post($"{Resets}/{id}/password", new { code, password = "Handayani#7x" })).IsProblem(
            422, "password-not-accepted");
        Assert.Equal([("/password", "password-personal")], personal.Errors);
        (await person.Post($"{Resets}/{id}/password", new { code, password = NewPassword })).Is(204);
        (await person.Post($"{Resets}/{id}/password", new { code, password = NewPassword })).IsProblem(401, "invalid-code");

        (await person.Get("/api/v1/sessions/current")).IsProblem(401, "unauthenticated");
        (await LogIn(person.Email, People.Password)).IsProblem(401, "invalid-credentials");
        (await LogIn(person.Email, NewPassword)).Is(200);
        await door.Outside.MailTo(person.Email, "baru saja diganti");
        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("account", person.AccountId);
        Assert.Equal(
            ["password-reset-requested", "password-changed", "log-in-failed", "logged-in"],
            story.Select(happened => happened.Type).TakeLast(4));
        Assert.DoesNotContain(door.Logs.Lines, line => line.Contains(NewPassword, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_nobody_has_gets_the_same_answers()
    {
        using var person = await door.Applicant();
        using var stranger = door.Anonymous();
        List<string> shapes = [];
        foreach (var login in new[] { person.Email, $"tidak.ada.{Guid.NewGuid():N}@contoh.test", "081299990000", "bukan alamat" })
        {
            var asked = (await stranger.Post(Resets, new { login })).Is(202);
            var id = asked.Data.GetProperty("id").GetString()!;
            var wrong = (await stranger.Post($"{Resets}/{id}/password", new { code = "0", password = NewPassword })).IsProblem(
                401, "invalid-code");
            var members = string.Join(',', asked.Data.EnumerateObject().Select(member => member.Name));
            shapes.Add($"{id.Length} {members} {wrong.Json.GetProperty("detail")}");
        }

        Assert.Single(shapes.Distinct());
    }

    [Fact]
    public async Task A_ticket_that_is_none_is_a_wrong_code()
    {
        using var stranger = door.Anonymous();
        (await stranger.Post($"{Resets}/garbage/password", new { code = "123456", password = NewPassword })).IsProblem(401, "invalid-code");
        (await stranger.Post(Resets, new { })).IsProblem(400, "validation");
    }

    [Fact]
    public async Task The_sixth_try_is_too_many()
    {
        using var person = await door.Applicant();
        var id = await Ask(person, person.Email);
        var code = await MailedCode(person.Email);
        for (var tries = 0; tries < OneTimeCodeRule.MostTries; tries++)
            (await person.Post($"{Resets}/{id}/password", new { code = "salah", password = NewPassword })).IsProblem(401, "invalid-code");
        (await person.Post($"{Resets}/{id}/password", new { code, password = NewPassword })).IsProblem(429, "too-many-attempts");
    }

    private static async Task<string> Ask(Caller person, string login) =>
        (await person.Post(Resets, new { login })).Is(202).Data.GetProperty("id").GetString()!;

    private async Task<string> MailedCode(string email) =>
        SixDigits().Match(await door.Outside.MailTo(email, "mengganti kata sandi")).Value;

    private async Task<Reply> LogIn(string login, string password)
    {
        using var anybody = door.Anonymous();
        return await anybody.Post("/api/v1/sessions", new { login, password, mode = "bearer" });
    }

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex SixDigits();
}
