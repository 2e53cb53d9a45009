using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Tests.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Passwords, and who is let in.</summary>
internal static class PasswordRows
{
    private const string Sessions = "/api/v1/sessions";

    private static readonly Answer Weak = new(422, "password-not-accepted");
    private static readonly Answer WrongCode = new(401, "invalid-code");
    private static readonly Answer NotIn = new(401, "invalid-credentials");
    private static readonly Answer In = new(200);

    public static IEnumerable<BadInputRow> All => [.. Chosen, .. Tried];

    private static IEnumerable<BadInputRow> Chosen =>
    [
        new BadInputRow(51, "a password of fewer than 8 characters, or without one of the four kinds", Weak)
        {
            Remark = "the rule of the account guide: 8 characters, lower and upper case, digit, symbol; `errors` names every reason",
        }.Of(
            async stage => {
                var pending = await stage.Pending();
                return new[]
                {
                    ("Aa1!aaa", "password-too-short"), ("", "password-too-short"), ("sakura#mekar16", "password-needs-upper-case"),
                    ("SAKURA#MEKAR16", "password-needs-lower-case"), ("Sakura#Mekar", "password-needs-digit"),
                    ("SakuraMekar16", "password-needs-symbol"),
                    ($"Aa1!{new string('a', 253)}", "password-too-long"),
                }.Select(weak => Choose(stage, pending, weak.Item1, weak.Item2));
            }),
        new BadInputRow(52, "a password that everybody guesses, such as `Password123456!`; one's own name, address or number", Weak)
        {
            Remark = "the reason is `password-blocklisted` or `password-personal`",
        }.Of(
            async stage => {
                var pending = await stage.Pending();
                return new[]
                {
                    ("Password123456!", "password-blocklisted"), ("P@ssw0rd1!", "password-blocklisted"),
                    ("Siskop2mi12345!", "password-blocklisted"),
                    ("Indonesia45!", "password-blocklisted"), ("Aktif#2026x", "password-personal"),
                    ("Sakura.mekar.zz#1", "password-personal"),
                }.Select(weak => Choose(stage, pending, weak.Item1, weak.Item2));
            }),
        new BadInputRow(53, "a password of 64 or 128 code points, with spaces, in any letters", In, NotIn)
        {
            Remark = "the whole of it counts: without its last character nobody is let in",
            Leaves = ["log-in-failed", "logged-in"],
        }.Of(Long),
        new BadInputRow(54, "a password of 10 MB", new Answer(413, "body-too-large")).Of(
            stage => [LogIn(stage, "a@contoh.test", new string('a', 10_000_000)) with { Headers = [("Expect", "100-continue")] }]),
    ];

    private static IEnumerable<BadInputRow> Tried =>
    [
        new BadInputRow(55, "a wrong password, a name nobody has, an account not yet active", NotIn)
        {
            Remark = "one answer, down to the byte",
            Leaves = ["log-in-failed"],
        }.Of(Wrong, (stage, _, word) => LogIn(stage, $"{word}@contoh.test", $"Aa1!{word}")),
        new BadInputRow(56, "one wrong password after the other", new Answer(429, "too-many-attempts"))
        {
            Remark = "after so many in a row, whether or not somebody has the name",
            Leaves = ["log-in-failed", "account-locked"],
        }.Of(Locked),
        new BadInputRow(57, "a one-time code that is wrong, expired, used, of another registration", WrongCode)
        {
            Remark = "one answer",
            Leaves = ["activation-code-refused"],
        }.Of(Codes).By(typeof(ActivationCodeTests)),
        new BadInputRow(58, "a one-time code tried for the sixth time", new Answer(429, "too-many-attempts")).Of(
            async stage => {
                var (path, code) = await Texted(stage);
                for (var tries = 1; tries <= OneTimeCodeRule.MostTries; tries++) (await stage.Stranger.Post($"{path}/activation",
                    new { code = Other(code) })).Is(401);
                return [Activate(stage, path, Other(code)), Activate(stage, path, code)];
            }),
        new BadInputRow(59, "another one-time code asked for within a minute", new Answer(429, "resend-too-soon")).Of(
            async stage => {
                var (path, _) = await Texted(stage);
                return [
                    new Sending(stage.Stranger, $"{path}/activation/resend") { Method = HttpMethod.Post },
                    new Sending(stage.Stranger, $"{path}/mobile")
                    {
                        Method = HttpMethod.Put,
                        Content = Bodies.Json(new { mobile = People.NewMobile().Reveal() }),
                    },
                ];
            }),
    ];

    public static Sending LogIn(Stage stage, string login, string password) => new(stage.Stranger, Sessions)
    {
        Method = HttpMethod.Post,
        Content = Bodies.Json(new { login, password, mode = "bearer" }),
        Note = login,
    };

    private static Sending Choose(Stage stage, string registration, string password, string reason) =>
        ContactRows.Credentials(stage, registration, "sakura.mekar@contoh.test", password) with
        {
            Unspoken = password.Length > 8 ? [password] : [],
            Note = password,
            Check = reply =>
            {
                Assert.Contains(("/password", reason), reply.Errors);
                return Task.CompletedTask;
            },
        };

    /// <summary>A registration that waits for the code of a text message, and the code.</summary>
    private static async Task<(string Path, string Code)> Texted(Stage stage)
    {
        var (path, mobile) = (await stage.Pending(), People.NewMobile());
        (await stage.Stranger.Post($"{path}/credentials", People.Credentials($"pesan.{Guid.NewGuid():N}@contoh.test", mobile.Reveal(),
            "sms"))).Is(202);
        return (path, await stage.Door.Outside.CodeTo(mobile));
    }

    private static string Other(string code) => code == "000000" ? "000001" : "000000";

    private static Sending Activate(Stage stage, string registration, string code) =>
        new(stage.Stranger, $"{registration}/activation") { Method = HttpMethod.Post, Content = Bodies.Json(new { code }) };

    private static async Task<IEnumerable<Sending>> Codes(Stage stage)
    {
        var ((open, code), (done, used)) = (await Texted(stage), await Texted(stage));
        (await stage.Stranger.Post($"{done}/activation", new { code = used })).Is(200);
        return [
            Activate(stage, open, Other(code)) with { Note = "wrong" }, Activate(stage, done, used) with { Note = "used" },
            Activate(stage, await stage.Pending(), code) with { Note = "of another" },
            Activate(stage, $"{Bodies.Registrations}/aaaaaaaaaaaaaaaaaaaaaaaaaa", code),
        ];
    }

    private static async Task<IEnumerable<Sending>> Long(Stage stage)
    {
        List<Sending> sendings = [];
        foreach (var password in new[]
        {
            $"Aa1!{new string('x', 60)}", $"Aa1!{string.Concat(Enumerable.Repeat("\U0001F338", 124))}",
            "Aa1! dengan spasi di dalam dan di akhir ", "Kata Sandi Ünïcødé №1!",
        })
        {
            using var person = await stage.Door.Applicant(password);
            sendings.Add(LogIn(stage, person.Email, password) with { Answer = In });
            sendings.Add(LogIn(stage, person.Email, password[..^(char.IsLowSurrogate(password[^1]) ? 2 : 1)]) with { Answer = NotIn });
        }

        return sendings;
    }

    private static async Task<IEnumerable<Sending>> Wrong(Stage stage)
    {
        using var person = await stage.Door.Applicant(People.Password);
        var pending = await stage.Pending();
        var waiting = $"menunggu.{Guid.NewGuid():N}@contoh.test";
        (await stage.Stranger.Post($"{pending}/credentials", People.Credentials(waiting))).Is(202);
        string? first = null;
        return new[] { (person.Email, "Salah#Sekali1"), ($"tidak.ada.{Guid.NewGuid():N}@contoh.test", People.Password),
            (waiting, People.Password), ($"bukan alamat {Guid.NewGuid():N}", "x") }
            .Select(attempt => LogIn(stage, attempt.Item1, attempt.Item2) with
            {
                Check = reply =>
                {
                    var text = reply.Text.Replace(reply.Json.GetProperty("traceId").GetString()!, "", StringComparison.Ordinal);
                    Assert.Equal(first ??= text, text);
                    return Task.CompletedTask;
                },
            });
    }

    private static async Task<IEnumerable<Sending>> Locked(Stage stage)
    {
        using var person = await stage.Door.Applicant(People.Password);
        var names = new[] { person.Email, $"tidak.ada.{Guid.NewGuid():N}@contoh.test" };
        foreach (var name in names)
        {
            for (var attempt = 1; attempt < LogInRule.MaxFailedLogIns; attempt++)
                (await stage.Stranger.Post(Sessions, new { login = name, password = "Salah#Sekali1", mode = "bearer" })).Is(401);
        }

        return names.SelectMany(name => new[] { LogIn(stage, name, "Salah#Sekali1"), LogIn(stage, name, People.Password) });
    }
}
