namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Addresses, query values and ids.</summary>
internal static class AddressRows
{
    private static readonly Answer NotFound = new(404, "not-found");
    private static readonly Answer NoRegistration = new(404, "registration-not-found");
    private static readonly Answer NoVacancy = new(404, "vacancy-not-found");
    private static readonly Answer NoApplication = new(404, "application-not-found");
    private static readonly Answer NoDocument = new(404, "document-not-found");

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(24, "query values twice, too large, negative, no number", new Answer(400, "validation")).Of(
            stage => new[]
            {
                "limit=1&limit=2", "limit=1000000000", "limit=-1", "limit=0", "limit=1e2", "limit=%D9%A1", "limit=zzcanaryzz", "cursor=%21",
                "cursor=AA", "country=japan", "country=jp", "country=JP&country=JP", "country=%00%00",
            }.Select(query => new Sending(stage.Stranger, $"/api/v1/vacancies?{query}") { Unspoken = ["zzcanaryzz"] }),
            (stage, random, word) => new Sending(stage.Applicant, $"/api/v1/applications?{random.Pick(
                $"limit={random.Next(101, int.MaxValue)}", $"limit=-{random.Next(1, 1_000)}", $"limit={word}",
                $"limit={random.Next(1, 99)}&limit={random.Next(1, 99)}", $"cursor=!{word}")}")),
        new BadInputRow(25, "`..`, `%2e%2e%2f`, `;`, `//`, `\\` in an address", NotFound, NoRegistration, NoVacancy, new Answer(400))
        {
            Remark = "where the path still names a route, what it names is not found; the web server refuses `%00`",
        }.Of(
            stage => [
                Walk(stage, "/api/v1/applications/../admin", NotFound), Walk(stage, "/api/v1/offices/%2e%2e/%2e%2e/admin", NotFound),
                Walk(stage, "/api/v1/vacancies/%2e%2e%2foffices", NoVacancy),
                Walk(stage, "/api/v1/registrations/..%2f..%2fadmin", NoRegistration),
                Walk(stage, "/api/v1//offices", NotFound), Walk(stage, "//api/v1/offices", NotFound),
                Walk(stage, "/api/v1/offices;a", NotFound),
                Walk(stage, "/api/v1/vacancies/a;b", NoVacancy), Walk(stage, "/api/v1/vacancies/..%5c..%5cetc", NoVacancy),
                Walk(stage, "/api/v1/nothing", NotFound), Walk(stage, "/../../../etc/passwd", NotFound),
                Walk(stage, "/.git/config", NotFound), Walk(stage, "/api/v1/vacancies/a%00b", new Answer(400)),
            ],
            (stage, random, word) =>
                Walk(stage, $"/api/v1/vacancies/{random.Pick("..%2f", "%2e%2e%2f", "%252e%252e%252f", "..%5c", ";", "%0a", "%7f")}{
                word}", NoVacancy)),
        new BadInputRow(26, "an id that is none, of somebody else, of another office", NoApplication, NoDocument, NoRegistration).Of(
            stage => [
                Mine(stage, $"applications/{stage.OtherDraft}", NoApplication),
                Mine(stage, $"applications/{stage.OtherDraft}/timeline", NoApplication),
                Mine(stage, "applications/x", NoApplication), Mine(stage, "applications/0", NoApplication),
                Mine(stage, "applications/-1", NoApplication),
                Mine(stage, $"documents/{stage.OtherDocument}", NoDocument),
                Mine(stage, $"documents/{stage.OtherDocument}/content", NoDocument),
                Mine(stage, "documents/'%20or%201=1--", NoDocument), new Sending(stage.Stranger, "/api/v1/registrations/x")
                {
                    Answer = NoRegistration,
                },
                new Sending(stage.Officer, $"/api/v1/verification/applications/{stage.Draft}")
                {
                    Answer = NoApplication,
                    Note = "not sent yet",
                },
            ],
            (stage, random, word) => random.Next(2) == 0
                ? Mine(stage, $"applications/{stage.Applicant.AccountId}.{word}", NoApplication)
                : Mine(stage, $"documents/{word}.{word}", NoDocument)),
    ];

    // On the bare line: a client would tidy the address before it sends it.
    private static Sending Walk(Stage stage, string path, Answer answer) => new(stage.Stranger, path)
    {
        Raw = Stage.Wire($"GET {path} HTTP/1.1\nHost: localhost\nConnection: close"),
        Answer = answer,
        Unspoken = ["passwd", "%2e"],
    };

    private static Sending Mine(Stage stage, string path, Answer answer) => new(stage.Applicant, $"/api/v1/{path}") { Answer = answer };
}
