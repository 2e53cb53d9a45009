using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Days that do not exist or cannot be meant.</summary>
internal static class DayRows
{
    private const string Type = "diploma";

    private static readonly Answer NoDay = new(422, "validation");
    private static readonly Answer Dates = new(422, "document-dates");

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(35, "birth date or sex other than the NIK encodes", new Answer(200))
        {
            Remark = "kept with the flag `nik-data-differs` for the officer: a NIK stays for life after a correction",
        }.Of(Differs),
        new BadInputRow(37, "birth date in the future, under 18, over 100", new Answer(422, "age-not-eligible"))
        {
            Remark = "the age a batch demands is checked again when the application is sent",
        }.Of(
            stage => new[] { Today.AddDays(1), Today.AddYears(-18).AddDays(1), Today.AddYears(-101), new DateOnly(1900, 1, 1) }.Select(
                day => Born(stage, $"{day:yyyy-MM-dd}")),
            (stage, random, _) => Born(stage, $"{random.Pick(
                Today.AddDays(-random.Next(0, 17 * 365)), Today.AddDays(random.Next(1, 9_000)),
                new DateOnly(1900 + random.Next(0, 20), 2, 3)):yyyy-MM-dd}")),
        new BadInputRow(38, "2026-02-30, 30/02/2026, 0001-01-01, the year 10000", NoDay).Of(
            stage => new[] { "2026-02-30", "30/02/2026", "0001-01-01", "10000-01-01", "2026-2-3", "1995-08-17T00:00:00Z", "", "kemarin",
                "1995-08-17 " }
                .Select(day => Born(stage, day)),
            (stage, random, word) => Born(stage, random.Pick(
                $"{random.Next(1900, 2100)}-{random.Next(13, 100)}-01", $"19{random.Digits(2)}-{random.Pick("04", "06", "09", "11")}-31",
                $"{random.Next(1, 29):00}-08-1995", $"1995{random.Digits(4)}", word, $"1995-08-17{word}",
                $"{random.Next(2200, 9999)}-01-01"))),
        new BadInputRow(39, "a document that ends before it begins, has ended, begins tomorrow, holds for more than 20 years", Dates).Of(
            async stage => {
                var fields = await stage.Newcomer.FieldsOf(Type);
                return new (string?, string?)[]
                {
                    ($"{Today:yyyy-MM-dd}", $"{Today.AddDays(-9):yyyy-MM-dd}"), ($"{Today.AddDays(2):yyyy-MM-dd}", null),
                    (null, $"{Today.AddDays(-2):yyyy-MM-dd}"), (null, $"{Today.AddYears(21):yyyy-MM-dd}"), ("2024-05-01", "2024-05-01"),
                }.Select(days => Dated(stage, fields, days.Item1, days.Item2));
            }),
    ];

    private static Sending Born(Stage stage, string day) => stage.Newcomer.Saving("biodata", Profiles.BiodataWith(birthDate: day)) with
    {
        Note = day,
    };

    private static Sending Dated(Stage stage, List<(string Name, string Value)> fields, string? issuedOn, string? expiresOn)
    {
        var sent = fields.ToDictionary(field => field.Name, field => field.Value);
        if (issuedOn is not null) sent["issuedOn"] = issuedOn;
        if (expiresOn is not null) sent["expiresOn"] = expiresOn;
        return new Sending(stage.Newcomer, Bodies.Documents)
        {
            Method = HttpMethod.Post,
            Content = () => Papers.Upload(sent.Select(field => (field.Key, field.Value)), Papers.Pdf, "a.pdf"),
            Note = $"{issuedOn} to {expiresOn}",
        };
    }

    private static async Task<IEnumerable<Sending>> Differs(Stage stage)
    {
        List<Sending> sendings = [];
        foreach (var biodata in new object[] { Bodies.With(Profiles.Biodata, ("/sex", "male")),
            Profiles.BiodataWith(birthDate: "1995-08-18") })
            sendings.Add((await stage.Door.Applicant()).Saving("biodata", biodata) with { Check = IsFlagged("nik-data-differs") });
        return sendings;
    }

    /// <summary>The profile that was saved has this flag for the officer.</summary>
    public static Func<Reply, Task> IsFlagged(string flag) => reply =>
    {
        Assert.Contains(flag, reply.Data.GetProperty("flags").EnumerateArray().Select(entry => entry.GetString()));
        return Task.CompletedTask;
    };
}
