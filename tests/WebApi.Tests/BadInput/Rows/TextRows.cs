using System.Text.Json.Nodes;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Text that means something to a database, a shell, a log, a browser or a spreadsheet.</summary>
internal static class TextRows
{
    private static readonly Answer Kept = new(200);
    private static readonly Answer Characters = new(422, "name-characters");
    private static readonly Answer NotAccepted = new(422, "profile-not-accepted");
    private static readonly Answer NotIn = new(401, "invalid-credentials");
    private static readonly Answer NoOffice = new(422, "office-unknown");
    private static readonly Answer NoVacancy = new(404, "vacancy-not-found");

    private static readonly string[] Attacks =
    [
        "' OR 1=1--", "%27", "\\\\", "${jndi:ldap://x/a}", "$(id)", "`id`", "; drop table event; --", "*)(uid=*))(|(uid=*",
        "' or '1'='1", "<script>alert(1)</script>",
        "{{7*7}}", "=HYPERLINK(\"http://x\")", "../../etc/passwd", "%00", "\"><img src=x onerror=alert(1)>", "{\"$ne\":null}", "a|b|c",
        "O'Brien; --",
    ];

    private static readonly (string Step, object Body, string At, string[] Texts)[] Steps =
    [
        ("biodata", Profiles.BiodataWith(about: "-"), "/biodata", ["/birthPlace", "/identityAddress", "/about", "/domicile/address"]),
        ("emergency-contacts", Profiles.ContactWith("081234567890"), "/emergencyContacts", ["/0/relation", "/0/address"]),
        ("work", new { hasNone = false, entries = new[] { Job } }, "/work",
            ["/entries/0/jobTitle", "/entries/0/company", "/entries/0/location", "/entries/0/description"]),
    ];

    private static object Job => new
    {
        jobTitle = "-",
        company = "-",
        employmentType = "full-time",
        locationType = "domestic",
        location = "-",
        startedOn = "2020-01-01",
        isCurrent = true,
        description = "-",
    };

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(97, "`' OR 1=1--`, `%27`, `${jndi:}`, `$(id)`, LDAP and XPath in every text", Kept, Characters, NotAccepted,
            NotIn, NoOffice, NoVacancy)
        {
            Remark = "free text is kept as it is, letter for letter; what must be a name or a code is refused",
        }.Of(
            async stage => [.. await Written(stage), .. Attacks.SelectMany(attack => Refused(stage, attack))],
            (stage, random, word) => random.Pick(Refused(stage, $"{random.Pick(Attacks)}{word}").ToList())),
        new BadInputRow(98, "a line break in a name or header that would forge a line of the log", new Answer(422, "name-characters"),
            new Answer(400), Kept)
        {
            Remark = "a request is one line in the log, with the route instead of the address and none of the headers",
        }.Of(
            stage => [
                .. new[] { "Siti\n2026-11-21 INFO zzcanaryzz admin login", "Siti\r\nzzcanaryzz", "Siti\u0085zzcanaryzz",
                    "Siti\u2028zzcanaryzz" }.Select(
                    name => stage.Register(Bodies.Registration("fullName", Bodies.Quoted(name)),
                        "zzcanaryzz") with { Answer = Characters }),
                Agent(stage, "a\u0085zzcanaryzz INFO admin login") with { Answer = new Answer(400) },
                Agent(stage, "a\rzzcanaryzz INFO admin login") with { Answer = new Answer(400) },
                Agent(stage, "a\n2026-11-21 zzcanaryzz INFO admin login") with { Answer = new Answer(400) },
            ],
            (stage, random, word) =>
                Agent(stage, $"a{random.Pick("%0a", "%0d%0a", "\\n", "\\r", " ")}2026-11-21 INFO {word} admin login") with
            {
                Answer = Kept,
                Check = _ =>
                {
                    Assert.DoesNotContain(stage.Door.Logs.Lines, line => line.Contains(word, StringComparison.Ordinal));
                    return Task.CompletedTask;
                },
            }),
        new BadInputRow(99, "an address of the inner network where a web address is asked for")
        {
            Remark = "nothing asks for a web address",
        },
    ];

    private static Sending Agent(Stage stage, string agent) =>
        new(stage.Stranger, "")
        {
            Raw = [.. Stage.Wire("GET /api/v1/offices HTTP/1.1\nHost: a\nConnection: close\nUser-Agent: ")[..^4],
            .. System.Text.Encoding.Latin1.GetBytes($"{agent}\r\n\r\n")],
            Unspoken = ["zzcanaryzz"]
        };

    private static IEnumerable<Sending> Refused(Stage stage, string attack)
    {
        if (!attack.All(letter => char.IsLetter(letter) || letter is ' ' or '\''))
        {
            yield return stage.Register(Bodies.Registration("fullName", Bodies.Quoted(attack))) with { Answer = Characters, Note = attack };
            yield return stage.Register(Bodies.Registration("motherName", Bodies.Quoted(attack))) with
            {
                Answer = Characters,
                Note = attack,
            };
        }

        yield return stage.Newcomer.Saving("biodata", Profiles.BiodataWith(domicile: Profiles.HomeWith(villageCode: attack))) with
        {
            Answer = NotAccepted,
            Note = attack,
        };
        yield return stage.Newcomer.Saving("languages", new { languages = new[] { new { language = attack, level = attack } } }) with
        {
            Answer = NotAccepted,
            Note = attack,
        };
        yield return PasswordRows.LogIn(stage, attack, attack) with { Answer = NotIn };
        yield return new Sending(stage.Newcomer, "/api/v1/applications")
        {
            Method = HttpMethod.Post,
            Content = Bodies.Json(new { vacancyId = attack }),
            Answer = NoVacancy,
            Note = attack,
        };
    }

    // One version after the other: each must be sent with the tag the one before it left.
    private static async Task<IEnumerable<Sending>> Written(Stage stage)
    {
        var person = await stage.Door.Applicant();
        var draft = (await person.Post("/api/v1/applications", new { vacancyId = "ijepa-16-careworker" })).Is(201);
        List<Sending> sendings = [];
        foreach (var (index, attack) in Attacks.Index())
        {
            sendings.Add(new Sending(person, $"{draft.Location}/last-step")
            {
                Method = HttpMethod.Put,
                Content = Bodies.Json(new { officeId = "bp3mi-jawa-barat", needsPassportRecommendation = false, message = attack }),
                Headers = [("If-Match", $"\"{index + 1}\"")],
                Answer = Kept,
                Check = reply => Says(attack, reply.Data.GetProperty("lastStep").GetProperty("message").GetString()),
                Note = attack,
            });
            foreach (var (order, (step, body, at, texts)) in Steps.Index())
                sendings.Add(person.Saving(step, Bodies.With(body, texts.Select(text => (Sent(at, text), attack)))) with
                {
                    Headers = [("If-Match", $"\"{(Steps.Length * index) + order}\"")],
                    Answer = Kept,
                    Check = reply => Task.WhenAll(texts.Select(
                        text => Says(attack, JsonNode.Parse(reply.Data.GetRawText())!.At(at + text).GetValue<string>()))),
                    Note = attack,
                });
        }

        var office = Bodies.Json(new { officeId = Attacks[0], needsPassportRecommendation = false });
        return [.. sendings, new Sending(person, $"{draft.Location}/last-step")
        {
            Method = HttpMethod.Put,
            Content = office,
            Headers = [("If-Match", $"\"{Attacks.Length + 1}\"")],
            Answer = NoOffice,
        }];
    }

    // Contacts are sent as a list with a name, and shown as a list.
    private static string Sent(string at, string text) => at == "/emergencyContacts" ? $"/contacts{text}" : text;

    private static Task Says(string expected, string? actual)
    {
        Assert.Equal(expected, actual);
        return Task.CompletedTask;
    }
}
