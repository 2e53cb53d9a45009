using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Requests sent twice, and changes to what somebody else has changed.</summary>
internal static class RepeatRows
{
    private const string Step = """{"officeId":"bp3mi-jawa-barat","needsPassportRecommendation":false,"message":"zzcanaryzz"}""";

    private static readonly Answer Invalid = new(400, "idempotency-key-invalid");
    private static readonly Answer Stale = new(412, "version-conflict");

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(66, "an application sent without `Idempotency-Key`", new Answer(400, "idempotency-key-missing"))
            .Of(stage => [Submit(stage)]),
        new BadInputRow(67, "a key that is empty, too long, not ASCII, or there twice", Invalid).Of(
            async stage => [
                .. new[] { "", " ", "a b", new string('a', 256) }.Select(key => Submit(stage, key)), Submit(stage, "a", "b"),
                new Sending(stage.Applicant, "")
                {
                    Raw = Stage.Wire(
                        $"POST /api/v1/applications/{stage.Draft}/submission HTTP/1.1\nHost: a\nConnection: close\nContent-Length: 0\n"
                        + $"Authorization: Bearer {await SessionRows.TokenOf(stage, stage.Applicant)}\nIdempotency-Key: kunci\u00c3\u00a9"),
                    Note = "not ASCII",
                },
            ],
            (stage, random, word) => Submit(stage, random.Pick($"{word} {word}", new string('k', random.Next(256, 2_000)), $"{word}\t1"))),
        new BadInputRow(68, "a key used again with other content", new Answer(422, "idempotency-key-reused")).Of(Reused),
        new BadInputRow(69, "the same key five times at once", new Answer(200))
        {
            Remark = "not 409: an application takes one request after the other, so each of the five gets the one receipt",
        }.Of(AtOnce),
        new BadInputRow(70, "the key of somebody else", new Answer(201)) { Remark = "keys are each person's own" }.Of(
            async stage => {
                var key = $"kunci-{Guid.NewGuid()}";
                var theirs = (await stage.Other.AddDocument("diploma", key: key)).Is(201);
                return [(await Upload(stage, Papers.Pdf, key)) with
                {
                    Check = reply =>
                    {
                        Assert.StartsWith($"/api/v1/documents/{stage.Newcomer.AccountId}.", reply.Location);
                        Assert.NotEqual(theirs.Location, reply.Location);
                        return Task.CompletedTask;
                    },
                }];
            }),
        new BadInputRow(71, "a change without `If-Match`", new Answer(428, "precondition-required")).Of(
            stage => [
                stage.LastStep(Step, "zzcanaryzz") with { Headers = [] },
                new Sending(stage.Applicant, $"/api/v1/applications/{stage.Draft}/documents")
                {
                    Method = HttpMethod.Put,
                    Content = Bodies.Json("""{"documents":{}}"""),
                },
                stage.Applicant.Saving("biodata", Profiles.BiodataWith("zzcanaryzz"), "zzcanaryzz") with { Headers = [] },
            ]),
        new BadInputRow(72, "a change to an older version", Stale) { Remark = "with the `ETag` there is now" }.Of(
            stage => [
                .. new[] { "\"0\"", "\"999\"", "W/\"3\"", "*", "3", "\"\"", "zzcanaryzz", "\"-1\"", "\"99999999999999999999\"" }
                    .Select(tag => LastStep(stage, tag)),
                stage.Applicant.Saving("biodata", Profiles.BiodataWith("zzcanaryzz"), "zzcanaryzz") with
                {
                    Check = HasTag(stage, Profiles.Path),
                },
            ],
            (stage, random, word) => LastStep(stage, random.Pick($"\"{random.Next(1_000, 9_000)}\"", $"\"{word}\"", $"\"3\", \"{word}\""))),
    ];

    private static Sending Submit(Stage stage, params string[] keys) =>
        new(stage.Applicant, $"/api/v1/applications/{stage.Draft}/submission")
        {
            Method = HttpMethod.Post,
            Headers = [.. keys.Select(key => ("Idempotency-Key", key))],
        };

    private static Sending LastStep(Stage stage, string tag) => stage.LastStep(Step, "zzcanaryzz") with
    {
        Headers = [("If-Match", tag)],
        Check = HasTag(stage, $"/api/v1/applications/{stage.Draft}"),
        Note = tag,
    };

    private static Func<Reply, Task> HasTag(Stage stage, string path) => async reply => Assert.Equal(await stage.TagOf(path), reply.Tag);

    private static async Task<Sending> Upload(Stage stage, byte[] file, string key)
    {
        var fields = await stage.Newcomer.FieldsOf("diploma");
        return new Sending(stage.Newcomer, Bodies.Documents)
        {
            Method = HttpMethod.Post,
            Content = () => Papers.Upload(fields, file, file == Papers.Png ? "scan.png" : "scan.pdf"),
            Headers = [("Idempotency-Key", key)],
        };
    }

    private static async Task<IEnumerable<Sending>> Reused(Stage stage)
    {
        var key = $"kunci-{Guid.NewGuid()}";
        (await stage.Newcomer.AddDocument("diploma", key: key)).Is(201);
        return [await Upload(stage, Papers.Png, key)];
    }

    private static async Task<IEnumerable<Sending>> AtOnce(Stage stage)
    {
        var person = await stage.Door.Applicant();
        var path = $"/api/v1/applications/{await person.Drafted()}/submission";
        var others = Enumerable.Range(0, 4).Select(_ => person.Post(path, null, ("Idempotency-Key", "sekali"))).ToList();
        return [new Sending(person, path)
        {
            Method = HttpMethod.Post,
            Headers = [("Idempotency-Key", "sekali")],
            Check = async reply => Assert.All(await Task.WhenAll(others), other => Assert.Equal(reply.Text, other.Is(200).Text)),
        }];
    }
}
