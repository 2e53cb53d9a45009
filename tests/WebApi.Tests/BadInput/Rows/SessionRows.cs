using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Links, tokens and cookies that do not hold.</summary>
internal static class SessionRows
{
    private const string Resets = "/api/v1/password-resets";
    private const string WhoAmI = "/api/v1/sessions/current";

    private static readonly Answer Gone = new(410, "link-expired");
    private static readonly Answer NoLink = new(404, "link-not-found");
    private static readonly Answer NotLoggedIn = new(401, "unauthenticated");
    private static readonly Answer NotAllowed = new(403, "forbidden");

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(60, "an activation link used again, expired, cut short, altered in one character", Gone, NoLink).Of(Links),
        new BadInputRow(61, "a new password asked for under a name nobody has, for an account that is not yet active", new Answer(202))
        {
            Remark = "the same as for anybody",
        }.Of(
            async stage =>
            {
                var waiting = $"menunggu.{Guid.NewGuid():N}@contoh.test";
                (await stage.Stranger.Post($"{await stage.Pending()}/credentials", People.Credentials(waiting))).Is(202);
                var known = (await stage.Stranger.Post(Resets, new { login = stage.Applicant.Email })).Is(202);
                return new[] { waiting, $"tidak.ada.{Guid.NewGuid():N}@contoh.test", "081299990001", "bukan alamat" }.Select(
                    login => Forgot(stage, login, known));
            }).By(typeof(PasswordResetTests)),
        new BadInputRow(62, "no token, garbage, an expired one, a revoked one", NotLoggedIn).Of(
            Tokens, (stage, random, word) => WithToken(stage,
                random.Pick(word, $"Bearer {word}", $"Basic {word}", "Bearer ", $"Bearer CfDJ8{word}"))),
        new BadInputRow(63, "a token that says it needs no signature, or names a key file", NotLoggedIn)
        {
            Remark = "tokens are sealed, not signed by an algorithm they name; a trial leaves no event, the request log counts it",
        }.Of(
            stage => new[] { "{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"RS256\",\"kid\":\"../../dev/null\"}" }
                .Select(head => WithToken(stage, Jwt(stage, head))),
            (stage, random, word) => WithToken(stage, Jwt(stage,
                $"{{\"alg\":\"{random.Pick("none", "None", "HS256", "ES256")}\",\"kid\":\"{word}\"}}"))),
        new BadInputRow(64, "a route of another role", NotAllowed).Of(
            stage => [
                new Sending(stage.Applicant, "/api/v1/verification/queue"),
                new Sending(stage.Applicant, $"/api/v1/verification/applications/{stage.Draft}"),
                new Sending(stage.Officer, "/api/v1/applications"), new Sending(stage.Officer, $"/api/v1/applications/{stage.Draft}"),
                new Sending(stage.Officer, $"/api/v1/applications/{stage.Draft}/submission")
                {
                    Method = HttpMethod.Post,
                    Headers = [("Idempotency-Key", "a")],
                },
                new Sending(stage.Officer, Bodies.Documents),
            ]).By(typeof(RouteWalkTests)),
        new BadInputRow(65, "a cookie from a foreign page, or from no page that says where it is", new Answer(403, "csrf")).Of(Foreign),
    ];

    /// <summary>An access token of somebody, made at this time.</summary>
    public static async Task<string> TokenOf(Stage stage, Caller person, TimeProvider? time = null)
    {
        var tokens = new SessionTokens(stage.Door.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>(),
            time ?? TimeProvider.System);
        return tokens.MakeFor(await stage.Door.Grains.GetGrain<IAccountGrain>(person.AccountId).GetCard()).AccessToken;
    }

    private static Sending Forgot(Stage stage, string login, Reply known) => new(stage.Stranger, Resets)
    {
        Method = HttpMethod.Post,
        Content = Bodies.Json(new { login }),
        Note = login,
        Check = reply =>
        {
            Assert.Equal(Shape(known), Shape(reply));
            return Task.CompletedTask;
        },
    };

    private static IEnumerable<(string Name, int Length)> Shape(Reply reply) =>
        reply.Data.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!.Length));

    private static Sending WithToken(Stage stage, string authorization) => new(stage.Stranger, WhoAmI)
    {
        Headers = [("Authorization", authorization)],
        Unspoken = authorization.Length > 20 ? [authorization[^12..]] : [],
        Note = authorization,
    };

    private static string Jwt(Stage stage, string head)
    {
        var signature = head.Contains("none", StringComparison.OrdinalIgnoreCase) ? "" : Part("signature of nobody");
        return $"Bearer {Part(head)}.{Part($"{{\"sub\":\"{stage.Applicant.AccountId}\",\"role\":\"auditor\"}}")}.{signature}";
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static async Task<IEnumerable<Sending>> Tokens(Stage stage)
    {
        var expired = await TokenOf(stage, stage.Applicant, new ManualTimeProvider(DateTimeOffset.UtcNow.AddHours(-1)));
        using var leaver = await stage.Door.Applicant();
        var revoked = await TokenOf(stage, leaver);
        (await leaver.Delete(WhoAmI)).Is(204);
        var good = await TokenOf(stage, stage.Applicant);
        return [
            new Sending(stage.Stranger, WhoAmI) { Note = "none" }, new Sending(stage.Stranger, $"/api/v1/applications/{stage.Draft}")
            {
                Note = "none",
            },
            WithToken(stage, $"Bearer {expired}"), WithToken(stage, $"Bearer {revoked}"), WithToken(stage, $"Bearer {good[..^9]}"),
            WithToken(stage, $"Bearer {good[..40]}{(good[40] == 'A' ? 'B' : 'A')}{good[41..]}"),
        ];
    }

    private static async Task<IEnumerable<Sending>> Links(Stage stage)
    {
        var (used, waiting) = (await stage.Pending(), await stage.Pending());
        var links = stage.Door.Services.GetRequiredService<ActivationLinks>();
        var past = new ActivationLinks(
            stage.Door.Services.GetRequiredService<IDataProtectionProvider>(),
            new ManualTimeProvider(DateTimeOffset.UtcNow - ActivationLinks.Life - TimeSpan.FromHours(1)));
        var (first, second) = (await Chosen(stage, used), await Chosen(stage, waiting));
        var code = links.Create(IdOf(used), first);
        (await stage.Stranger.Post($"{used}/activation", new { code })).Is(200);
        var fresh = links.Create(IdOf(waiting), second);
        List<Sending> sendings =
        [
            Activate(stage, used, code, Gone), Activate(stage, waiting, past.Create(IdOf(waiting), second), Gone),
            Activate(stage, waiting, fresh[..^9], NoLink), Activate(stage, waiting, "", NoLink),
            Activate(stage, waiting, new string('a', 5_000), NoLink),
            Activate(stage, waiting, code, NoLink), Activate(stage, $"{Bodies.Registrations}/aaaaaaaaaaaaaaaaaaaaaaaaaa", fresh, NoLink),
        ];
        // Not the last character: some of its bits mean nothing.
        var random = new Random(60);
        for (var i = 0; i < HostileRun.SeedCount(20); i++)
        {
            var at = random.Next(fresh.Length - 1);
            sendings.Add(Activate(stage, waiting, $"{fresh[..at]}{(fresh[at] == 'A' ? 'B' : 'A')}{fresh[(at + 1)..]}", NoLink));
        }

        return sendings;
    }

    private static async Task<AccountSecret> Chosen(Stage stage, string registration)
    {
        Assert.True(EmailAddress.TryParse($"tautan.{Ids.New()}@contoh.test", out var email, out _));
        var stamp = Ids.NewStamp();
        await stage.Door.Grains.GetGrain<IAccountGrain>(IdOf(registration)).ChooseCredentials(
            new ChooseCredentials
            {
                Email = email,
                Mobile = People.NewMobile(),
                PasswordHash = AccountSecret.Restore("none"),
                SecurityStamp = stamp,
                ActivateBy = ActivationChannel.Email,
                Code = Ids.NewCode(),
            });
        return stamp;
    }

    private static string IdOf(string registration) => registration.Split('/')[^1];

    private static Sending Activate(Stage stage, string registration, string code, Answer answer) =>
        new(stage.Stranger, $"{registration}/activation")
        {
            Method = HttpMethod.Post,
            Content = Bodies.Json(new { code }),
            Answer = answer,
            Unspoken = code.Length > 40 ? [code[..40]] : [],
        };

    private static async Task<IEnumerable<Sending>> Foreign(Stage stage)
    {
        var session = await stage.Stranger.Post("/api/v1/sessions",
            new { login = stage.Applicant.Email, password = People.Password, mode = "cookie" });
        var set = session.Is(200).Header("Set-Cookie")!;
        var cookie = ("Cookie", set[set.IndexOf("__Host-siskop2mi=", StringComparison.Ordinal)..].Split(';')[0]);
        return new (string, string)[][]
        {
            [cookie], [cookie, ("Origin", "https://elsewhere.example")], [cookie, ("Origin", "null")],
            [cookie, ("Sec-Fetch-Site", "cross-site")],
            [cookie, ("Sec-Fetch-Site", "same-site")], [cookie, ("Sec-Fetch-Site", "none")],
            [cookie, ("Origin", $"{stage.Door.Address.GetLeftPart(UriPartial.Authority)}.example")],
        }.Select(headers => new Sending(stage.Stranger, $"/api/v1/applications/{stage.Draft}/submission")
        {
            Method = HttpMethod.Post,
            Headers = [.. headers, ("Idempotency-Key", "a")],
            Note = $"{headers[^1]}",
        });
    }
}
