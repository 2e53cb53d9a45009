using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

/// <summary>The way of the account guide: a mobile number, a code by text message, log-in by either.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class ActivationCodeTests(FrontDoorFixture door)
{
    [Fact]
    public async Task The_code_opens_the_account_and_both_names_log_in()
    {
        using var person = door.Anonymous();
        var (path, mobile, email) = await Waiting(person);
        var code = await door.Outside.CodeTo(mobile);
        Assert.Equal("active", (await person.Post($"{path}/activation", new { code })).Is(200).Data.GetProperty("status").GetString());
        (await person.Post($"{path}/activation", new { code })).IsProblem(401, "invalid-code");

        foreach (var login in new[] { email, mobile.Reveal(), "0" + mobile.Reveal()[3..], "62" + mobile.Reveal()[3..] })
            (await person.Post("/api/v1/sessions", new { login, password = People.Password, mode = "bearer" })).Is(200);
        var story = await Story(path);
        Assert.Equal(
            ["registration-started", "identity-confirmed", "credentials-chosen", "activation-code-issued", "account-activated"],
            story.Select(happened => happened.Type).Take(5));
    }

    [Fact]
    public async Task Wrong_used_and_other_peoples_codes_are_one_answer_and_the_sixth_try_is_too_many()
    {
        using var person = door.Anonymous();
        var (path, mobile, _) = await Waiting(person);
        var code = await door.Outside.CodeTo(mobile);
        var wrong = code == "000000" ? "000001" : "000000";
        var first = (await person.Post($"{path}/activation", new { code = wrong })).IsProblem(401, "invalid-code");
        var nobodys = (await person.Post("/api/v1/registrations/aaaaaaaaaaaaaaaaaaaaaaaaaa/activation", new { code })).IsProblem(
            401, "invalid-code");
        Assert.Equal(first.Json.GetProperty("detail").GetString(), nobodys.Json.GetProperty("detail").GetString());
        for (var tries = 2; tries <= OneTimeCodeRule.MostTries; tries++)
            (await person.Post($"{path}/activation", new { code = wrong })).IsProblem(401, "invalid-code");
        Assert.InRange(
            int.Parse((await person.Post($"{path}/activation", new { code })).IsProblem(429, "too-many-attempts").Header("Retry-After")!),
            1, 300);
    }

    [Fact]
    public async Task A_code_is_not_sent_again_at_once()
    {
        using var person = door.Anonymous();
        var (path, mobile, email) = await Waiting(person);
        var early = (await person.Post($"{path}/activation/resend")).IsProblem(429, "resend-too-soon");
        Assert.InRange(int.Parse(early.Header("Retry-After")!), 1, 60);
        (await person.Put($"{path}/mobile", new { mobile = People.NewMobile().Reveal() })).IsProblem(429, "resend-too-soon");
        (await person.Post($"{path}/credentials", People.Credentials(email, mobile.Reveal(), "sms"))).Is(202); // no second text
        await door.Outside.CodeTo(mobile);
        Assert.Single(await Story(path), happened => happened.Type == "activation-code-issued");
    }

    [Fact]
    public async Task Another_number_gets_the_code()
    {
        using var person = door.Anonymous();
        var started = (await person.Post("/api/v1/registrations", Person())).Is(201);
        (await person.Put($"{started.Location}/mobile", new { mobile = "081234567890" })).IsProblem(409, "credentials-missing");
        (await person.Post($"{started.Location}/credentials", People.Credentials($"baru.{Guid.NewGuid():N}@contoh.test"))).Is(202);
        var mobile = People.NewMobile();
        (await person.Put($"{started.Location}/mobile", new { mobile = mobile.Reveal() })).Is(202);
        (await person.Post($"{started.Location}/activation", new { code = await door.Outside.CodeTo(mobile) })).Is(200);
        (await person.Put($"{started.Location}/mobile", new { mobile = mobile.Reveal() })).IsProblem(409, "account-already-active");
    }

    [Fact]
    public async Task A_number_belongs_to_who_proved_it_and_naming_it_blocks_nobody()
    {
        using var squatter = await door.Applicant(People.Password); // opened by the link: the number is only named
        var mobile = (await door.Grains.GetGrain<IAccountGrain>(squatter.AccountId).GetCard()).Mobile!;
        using var owner = door.Anonymous();
        var (path, _, _) = await Waiting(owner, mobile);
        (await owner.Post($"{path}/activation", new { code = await door.Outside.CodeTo(mobile) })).Is(200);
        var session = (await owner.Post(
            "/api/v1/sessions", new { login = mobile.Reveal(), password = People.Password, mode = "bearer" })).Is(200);
        Assert.Equal(path.Split('/')[^1], session.Data.GetProperty("accountId").GetString());

        using var second = door.Anonymous();
        var (other, _, _) = await Waiting(second, mobile);
        (await second.Post($"{other}/activation", new { code = await door.Outside.CodeTo(mobile, count: 2) })).IsProblem(
            409, "already-registered");
    }

    [Fact]
    public async Task The_code_is_in_no_row_no_event_and_no_line_of_a_log()
    {
        using var person = door.Anonymous();
        var (path, mobile, _) = await Waiting(person);
        var code = await door.Outside.CodeTo(mobile);
        (await person.Post($"{path}/activation", new { code })).Is(200);
        string[] secrets = [$"\"{code}\"", mobile.Reveal(), mobile.Reveal()[3..]];
        await using var command = door.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            select account::text from account where key = $1
            union all select event::text from event where grain_key = $1 or grain_key like '%' || $1 || '%'
            union all select message::text from message where key like '%' || $1 || '%'
            """);
        command.Parameters.AddWithValue(path.Split('/')[^1]);
        List<string> rows = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        }

        Assert.True(rows.Count > 6, $"{rows.Count} rows");
        Assert.All(rows, row => Assert.All(secrets, secret => Assert.DoesNotContain(secret, row, StringComparison.Ordinal)));
        foreach (var canary in new[] { $"Anda: {code}", $"={code} ", mobile.Reveal()[3..] })
            Assert.DoesNotContain(door.Logs.Lines, line => line.Contains(canary, StringComparison.Ordinal));
    }

    private async Task<(string Path, MobileNumber Mobile, string Email)> Waiting(Caller person, MobileNumber? number = null)
    {
        var (mobile, email) = (number ?? People.NewMobile(), $"baru.{Guid.NewGuid():N}@contoh.test");
        var started = (await person.Post("/api/v1/registrations", Person())).Is(201);
        (await person.Post($"{started.Location}/credentials", People.Credentials(email, mobile.Reveal(), "sms"))).Is(202);
        return (started.Location!, mobile, email);
    }

    private Task<IReadOnlyList<StoredEvent>> Story(string path) =>
        door.Services.GetRequiredService<EventFeed>().OfGrainAsync("account", path.Split('/')[^1]);

    private static object Person() =>
        new { nationalId = People.NewNationalId(), fullName = "Dewi Kusuma", motherName = "Sri Wahyuni", consentVersion = "2026-01" };
}
