using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Passwords, and who is let in.</summary>
internal static class PasswordRows
{
    private const string Sessions = "/api/v1/sessions";

    private static readonly Answer Weak = new(422, "password-not-accepted");
    private static readonly Answer NotIn = new(401, "invalid-credentials");
    private static readonly Answer In = new(200);

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(51, "a password of fewer than 8 characters, or without one of the four kinds", Weak)
        {
            Remark = "the rule of the account guide: 8 characters, lower and upper case, digit, symbol; `errors` names every reason",
        }.Of(
            stage => new[] { "Aa1!aaa", "", "sakura#mekar16", "SAKURA#MEKAR16", "Sakura#Mekar", "SakuraMekar16", $"Aa1!{new string('a', 253)}" }
                .Select(password => Choose(stage, password)),
            (stage, random, word) => Choose(stage, random.Pick($"Aa1!{word[..3]}", $"{word}#1", $"{word.ToUpperInvariant()}#1", $"A{word}1")) with { Note = word }),
        new BadInputRow(52, "a password that everybody guesses, such as `Password123456!`") { Remark = "no list of common passwords yet" },
        new BadInputRow(53, "a password of 64 or 128 code points, with spaces, in any letters", In, NotIn)
        {
            Remark = "the whole of it counts: without its last character nobody is let in",
            Leaves = ["log-in-failed", "logged-in"],
        }.Of(Long),
        new BadInputRow(54, "a password of 10 MB", new Answer(413, "body-too-large")).Of(
            stage => [LogIn(stage, "a@contoh.test", new string('a', 10_000_000)) with { Headers = [("Expect", "100-continue")] }]),
        new BadInputRow(55, "a wrong password, a name nobody has, an account not yet active", NotIn)
        {
            Remark = "one answer, down to the byte",
            Leaves = ["log-in-failed"],
        }.Of(Wrong, (stage, _, word) => LogIn(stage, $"{word}@contoh.test", $"Aa1!{word}")),
        new BadInputRow(56, "one wrong password after the other", new Answer(429, "too-many-attempts"))
        {
            Remark = "from the fifth on, for 15 minutes, whether or not somebody has the name",
            Leaves = ["log-in-failed", "account-locked"],
        }.Of(Locked),
        new BadInputRow(57, "a one-time code that is wrong, expired, used, of another session") { Remark = "no one-time codes yet" },
        new BadInputRow(58, "a one-time code tried for the sixth time") { Remark = "no one-time codes yet" },
        new BadInputRow(59, "another one-time code asked for within a minute") { Remark = "no one-time codes yet" },
    ];

    public static Sending LogIn(Stage stage, string login, string password) => new(stage.Stranger, Sessions)
    {
        Method = HttpMethod.Post,
        Content = Bodies.Json(new { login, password, mode = "bearer" }),
        Note = login,
    };

    private static Sending Choose(Stage stage, string password) => ContactRows.Credentials(
        stage, $"{Bodies.Registrations}/aaaaaaaaaaaaaaaaaaaaaaaaaa", "siti@contoh.test", password) with
    { Note = password };

    private static async Task<IEnumerable<Sending>> Long(Stage stage)
    {
        List<Sending> sendings = [];
        foreach (var password in new[]
        {
            $"Aa1!{new string('x', 60)}", $"Aa1!{string.Concat(Enumerable.Repeat("\U0001F338", 124))}", "Aa1! dengan spasi di dalam dan di akhir ", "Kata Sandi Ünïcødé №1!",
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
        (await stage.Stranger.Post($"{pending}/credentials", new { email = waiting, password = People.Password })).Is(202);
        string? first = null;
        return new[] { (person.Email, "Salah#Sekali1"), ($"tidak.ada.{Guid.NewGuid():N}@contoh.test", People.Password), (waiting, People.Password), ("bukan alamat", "x") }
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
            for (var attempt = 1; attempt < Domain.Applicants.LogInRule.MaxFailedLogIns; attempt++)
                (await stage.Stranger.Post(Sessions, new { login = name, password = "Salah#Sekali1", mode = "bearer" })).Is(401);
        }

        return names.SelectMany(name => new[] { LogIn(stage, name, "Salah#Sekali1"), LogIn(stage, name, People.Password) });
    }
}
