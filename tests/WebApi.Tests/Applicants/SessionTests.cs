using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class SessionTests(FrontDoorFixture door)
{
    [Fact]
    public async Task A_cookie_session_is_only_for_pages_of_ours_and_ends_everywhere_at_once()
    {
        using var person = await door.Applicant(People.Password);
        using var browser = door.Anonymous();
        var reply = (await browser.Post("/api/v1/sessions", LogIn(person.Email, mode: "cookie"))).Is(200);
        var cookie = reply.Header("Set-Cookie")!;
        Assert.StartsWith("__Host-siskop2mi=", cookie);
        foreach (var part in new[] { "path=/", "secure", "httponly", "samesite=strict" })
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.False(reply.Data.TryGetProperty("accessToken", out _));
        var sent = ("Cookie", cookie.Split(';')[0]);

        Assert.Equal(
            person.AccountId, (await browser.Get("/api/v1/sessions/current", sent)).Is(200).Data.GetProperty("accountId").GetString());
        (await browser.Delete("/api/v1/sessions/current", sent)).IsProblem(403, "csrf");
        (await browser.Delete("/api/v1/sessions/current", sent, ("Origin", "https://elsewhere.example"))).IsProblem(403, "csrf");
        (await browser.Delete("/api/v1/sessions/current", sent, ("Sec-Fetch-Site", "same-site"))).IsProblem(403, "csrf");
        (await browser.Delete("/api/v1/sessions/current", sent, ("Origin", door.Address.GetLeftPart(UriPartial.Authority)))).Is(204);
        (await browser.Get("/api/v1/sessions/current", sent)).IsProblem(401, "unauthenticated");
        (await person.Get("/api/v1/sessions/current")).IsProblem(401, "unauthenticated");

        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("account", person.AccountId);
        Assert.Equal(["logged-in", "sessions-ended"], story.Select(happened => happened.Type).TakeLast(2));
        Assert.Equal((person.AccountId, "applicant"), (story[^1].Actor, story[^1].Role));
    }

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_until_the_sessions_end()
    {
        using var person = await door.Applicant(People.Password);
        var session = (await person.Post("/api/v1/sessions", LogIn(person.Email))).Is(200).Data;
        var refreshToken = session.GetProperty("refreshToken").GetString();
        var next = (await person.Post("/api/v1/sessions/refresh", new { refreshToken })).Is(200).Data;
        person.UseToken(next.GetProperty("accessToken").GetString());
        (await person.Delete("/api/v1/sessions/current")).Is(204);
        (await person.Post("/api/v1/sessions/refresh", new { refreshToken })).IsProblem(401, "unauthenticated");
        (await person.Post("/api/v1/sessions/refresh", new { refreshToken = session.GetProperty("accessToken").GetString() })).IsProblem(
            401, "unauthenticated");
    }

    [Fact]
    public async Task Unknown_names_wrong_passwords_and_accounts_not_yet_active_are_one_answer_also_when_locked()
    {
        using var person = await door.Applicant(People.Password);
        using var stranger = door.Anonymous();
        var pending = await Pending(stranger);
        foreach (var login in new[] { person.Email, pending, $"tidak.ada.{Guid.NewGuid():N}@contoh.test", "bukan alamat" })
        {
            var body = LogIn(login, password: "Salah#Sekali1");
            for (var attempt = 1; attempt < LogInRule.MaxFailedLogIns; attempt++)
                (await stranger.Post("/api/v1/sessions", body)).IsProblem(401, "invalid-credentials");
            (await stranger.Post("/api/v1/sessions", body)).IsProblem(429, "too-many-attempts");
            Assert.InRange(
                int.Parse((await stranger.Post("/api/v1/sessions", body)).IsProblem(429, "too-many-attempts").Header("Retry-After")!), 1,
                    900);
        }

        (await stranger.Post("/api/v1/sessions", LogIn(person.Email))).IsProblem(429, "too-many-attempts");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Twelve_wrong_passwords_get_the_same_answers_whether_or_not_somebody_has_the_name(bool atOnce)
    {
        using var person = await door.Applicant(People.Password);
        using var stranger = door.Anonymous();
        var known = await Answers(person.Email);
        var unknown = await Answers($"tidak.ada.{Guid.NewGuid():N}@contoh.test");
        Assert.Equal(known, unknown);
        Assert.Equal(10, known.Count(answer => answer.StartsWith("401 invalid-credentials", StringComparison.Ordinal)));
        Assert.Equal(2, known.Count(answer => answer.StartsWith("429 too-many-attempts", StringComparison.Ordinal)));

        async Task<List<string>> Answers(string login)
        {
            var body = LogIn(login, password: "Salah#Sekali1");
            List<Reply> replies = [];
            if (atOnce) replies.AddRange(await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => stranger.Post("/api/v1/sessions", body))));
            else for (var attempt = 0; attempt < 12; attempt++) replies.Add(await stranger.Post("/api/v1/sessions", body));
            var answers = replies.Select(
                reply => $"{reply.Status} {reply.Code} {reply.Json.GetProperty("title")} {reply.Header("Retry-After") is null}");
            return [.. atOnce ? answers.Order(StringComparer.Ordinal) : answers];
        }
    }

    [Fact]
    public void A_name_nobody_has_is_counted_as_exactly_and_as_long_as_an_account()
    {
        var time = new ManualTimeProvider();
        using var phantoms = new PhantomLogIns(time);
        var answers = new ConcurrentBag<string>();
        Parallel.For(0, LogInRule.MaxFailedLogIns - 1, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            answers.Add(phantoms.Attempt("nobody", "here").Code));
        Assert.All(answers, code => Assert.Equal("invalid-credentials", code));
        Assert.Equal("too-many-attempts", phantoms.Attempt("nobody", "here").Code);
        Assert.Equal("invalid-credentials", phantoms.Attempt("nobody", "there").Code);
        time.Advance(LogInRule.LockPeriod);
        Assert.Equal("invalid-credentials", phantoms.Attempt("nobody", "here").Code);
    }

    [Fact]
    public async Task A_stranger_cannot_keep_the_owner_out()
    {
        using var person = await door.Applicant(People.Password);
        using var stranger = door.Anonymous();
        var device = (await person.Post("/api/v1/sessions", LogIn(person.Email))).Is(200).Data.GetProperty("deviceToken").GetString()!;
        var cookie = (await person.Post("/api/v1/sessions", LogIn(person.Email, mode: "cookie"))).Is(200).Header("Set-Cookie")!;
        var wrong = LogIn(person.Email, password: "Salah#Sekali1");
        for (var attempt = 0; attempt < LogInRule.MaxFailedLogIns; attempt++) await stranger.Post("/api/v1/sessions", wrong);
        (await stranger.Post("/api/v1/sessions", LogIn(person.Email))).IsProblem(429, "too-many-attempts");

        object WithToken(string token) => new { login = person.Email, password = People.Password, mode = "bearer", deviceToken = token };
        (await person.Post("/api/v1/sessions", WithToken(device))).Is(200);
        Assert.Contains("__Host-siskop2mi-device=", cookie);
        var sent = cookie[cookie.IndexOf("__Host-siskop2mi-device=", StringComparison.Ordinal)..].Split(';')[0];
        (await person.Post("/api/v1/sessions", LogIn(person.Email), ("Cookie", sent))).Is(200);

        // A token of another account, or an altered one, makes no device known.
        using var other = await door.Applicant(People.Password);
        var others = (await other.Post("/api/v1/sessions", LogIn(other.Email))).Is(200).Data.GetProperty("deviceToken").GetString()!;
        foreach (var token in new[] { others, device[..^5], "garbage" })
            (await person.Post("/api/v1/sessions", WithToken(token))).IsProblem(429, "too-many-attempts");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")]
    public async Task A_token_that_is_not_ours_is_no_token(string token)
    {
        using var person = door.Anonymous();
        person.UseToken(token);
        Assert.Equal("Bearer", (await person.Get("/api/v1/sessions/current")).IsProblem(401, "unauthenticated").Header("WWW-Authenticate"));
        (await person.Get("/api/v1/offices")).Is(200);
    }

    [Fact]
    public async Task Hashing_takes_so_many_at_once_and_turns_the_rest_away()
    {
        using var threads = new CostlyWork(threads: 1);
        using var hashing = new PasswordHashing(atOnce: 1, waiting: 1, threads);
        var storm = Enumerable.Range(0, 12).Select(_ => hashing.Hash("Sakura#Mekar16", CancellationToken.None)).ToList();
        await Task.WhenAll(storm.Select(hash => hash.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.InRange(storm.Count(hash => hash.IsCompletedSuccessfully), 2, 11);
        foreach (var refused in storm.Where(hash => hash.IsFaulted))
            Assert.Equal((503, "overloaded"), Assert.IsType<ProblemException>(refused.Exception!.InnerException).Problem is var problem
                ? (problem.Status, problem.Code) : default);
        Assert.True(await hashing.Verify(await storm[0], "Sakura#Mekar16", CancellationToken.None));
        Assert.False(await hashing.Verify(await storm[0], "Sakura#Mekar17", CancellationToken.None));
        Assert.False(await hashing.Verify(null, "Sakura#Mekar16", CancellationToken.None));
    }

    private static object LogIn(string login, string password = People.Password, string mode = "bearer") => new { login, password, mode };

    private static async Task<string> Pending(Caller person)
    {
        var email = $"belum.aktif.{Guid.NewGuid():N}@contoh.test";
        var started = (await person.Post(
            "/api/v1/registrations",
                new { nationalId = People.NewNationalId(), fullName = "Belum Aktif", motherName = "Ibu", consentVersion = "1" })).Is(201);
        (await person.Post($"{started.Location}/credentials", People.Credentials(email))).Is(202);
        return email;
    }
}
