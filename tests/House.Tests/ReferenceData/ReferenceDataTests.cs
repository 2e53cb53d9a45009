using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.ReferenceData;

/// <summary>Holds what <c>reference-data/README.md</c> promises of the files.</summary>
public sealed class ReferenceDataTests
{
    private static readonly string[] FieldKinds = ["text", "date", "whole-number", "decimal", "national-id"];

    // regions/ names a package that brings its own files.
    public static TheoryData<string> Files { get; } = [.. HouseTree.Read("reference-data", ".json").Select(file => file.Path)
        .Where(path => !path.StartsWith("reference-data/regions/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_keeps_the_conventions(string path) =>
        Assert.Empty(ReferenceDataRules.Check(Load(path), Codes("sources.json", "sources")));

    [Fact]
    public void Every_document_type_can_be_filled_in()
    {
        foreach (var type in Load("reference-data/document-types.json")["documentTypes"]!.AsArray().Select(node => node!.AsObject()))
        {
            var code = (string)type["code"]!;
            foreach (var ask in new[] { "number", "issuedOn", "expiresOn" })
            {
                Assert.True((string)type[ask]! is "required" or "asked" or "none", $"{code}: {ask}");
            }

            Assert.Equal(5_242_880, (int)type["maxBytes"]!);
            Assert.NotEmpty(type["mediaTypes"]!.AsArray());
            Assert.All(type["mediaTypes"]!.AsArray(), media => Assert.Contains(
                (string)media!, new[] { "application/pdf", "image/jpeg", "image/png" }));
            if (type["validityMonths"] is { } months)
            {
                Assert.InRange((int)months, 1, 120);
                Assert.True((string)type["issuedOn"]! == "required", $"{code}: months count from a day of issue that must be given");
            }

            if (type["numberPattern"] is { } pattern) _ = new Regex((string)pattern!);
            Assert.Equal(
                type["extraFields"]!.AsArray().Count, type["extraFields"]!.AsArray().Select(field => (string)field!["name"]!).Distinct()
                    .Count());
            Assert.All(type["extraFields"]!.AsArray(), field => Assert.Contains((string)field!["kind"]!, FieldKinds));
        }
    }

    [Fact]
    public void Every_type_that_a_programme_asks_for_exists_and_is_asked_once()
    {
        var types = Codes("document-types.json", "documentTypes");
        foreach (var programme in Programmes())
        {
            var common = Types(programme["commonDocuments"]!);
            foreach (var position in programme["positions"]!.AsArray())
            {
                var asked = common.Concat(Types(position!["documents"]!)).ToList();
                Assert.Empty(asked.Except(types));
                Assert.Equal(asked.Count, asked.Distinct().Count());
            }
        }

        static IReadOnlyList<string> Types(JsonNode documents) => [.. documents.AsArray().Select(entry => (string)entry!["documentType"]!)];
    }

    [Fact]
    public void Every_optional_document_says_when_it_is_needed()
    {
        var optional = Programmes()
            .SelectMany(programme => programme["positions"]!.AsArray().Select(position => position!["documents"]!).Prepend(
                programme["commonDocuments"]!))
            .SelectMany(documents => documents.AsArray())
            .Where(entry => !(bool)entry!["required"]!)
            .ToList();
        Assert.NotEmpty(optional);
        Assert.All(optional, entry => Assert.NotNull(entry!["when"]));
    }

    [Fact]
    public void The_window_of_a_programme_is_sane_and_its_stages_are_in_order()
    {
        foreach (var programme in Programmes())
        {
            var (open, close) = (Instant(programme["openAt"]!), Instant(programme["closeAt"]!));
            Assert.True(open < close);
            Assert.Equal(TimeSpan.FromHours(7), open.Offset);
            Assert.Equal(TimeSpan.FromHours(7), close.Offset);
            Assert.True((int)programme["minimumAge"]! < (int)programme["maximumAge"]!);
            Assert.All(programme["positions"]!.AsArray(), position => Assert.Equal(
                $"{programme["code"]}-{position!["code"]}", (string)position["id"]!));
            var orders = programme["stages"]!.AsArray().Select(stage => (int)stage!["order"]!).ToList();
            Assert.Equal(Enumerable.Range(1, orders.Count), orders);
        }
    }

    [Fact]
    public void Batch_sixteen_is_as_it_was_announced()
    {
        var batch = Load("reference-data/programmes/ijepa-16.json");
        Assert.Equal(new DateTimeOffset(2023, 2, 7, 0, 0, 0, TimeSpan.FromHours(7)), Instant(batch["openAt"]!));
        Assert.Equal(new DateOnly(2023, 6, 16), DateOnly.FromDateTime(Instant(batch["closeAt"]!).DateTime));
        Assert.Equal(["ijepa-16-nurse", "ijepa-16-careworker"], batch["positions"]!.AsArray().Select(position => (string)position!["id"]!));
        Assert.Equal(12, batch["commonDocuments"]!.AsArray().Count);
    }

    [Fact]
    public void Offices_and_provinces_fit_together()
    {
        var provinces = Load("reference-data/provinces.json")["provinces"]!.AsArray();
        var offices = Load("reference-data/offices.json")["offices"]!.AsArray();
        Assert.Equal(38, provinces.Count);
        Assert.Equal(23, offices.Count);
        Assert.Empty(provinces.Select(province => (string)province!["servedBy"]!).Except(Codes("offices.json", "offices")));
        Assert.Empty(offices.Select(office => (string)office!["provinceCode"]!).Except(Codes("provinces.json", "provinces")));
        Assert.Empty(offices.Select(office => (string)office!["kind"]!).Except(Codes("offices.json", "kinds")));
        Assert.All(offices, office => Assert.True((int)office!["slotsPerDay"]! > 0));
        Assert.All(provinces, province => Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById((string)province!["timeZone"]!)));
    }

    [Fact]
    public void Notices_come_on_the_promised_days() => Assert.Equal(
        [90, 60, 30, 14, 7, 1, 0, -1],
        Load("reference-data/notice-thresholds.json")["documentExpiry"]!.AsArray().Select(notice => (int)notice!["daysLeft"]!));

    [Theory]
    [InlineData("""{ "things": [] }""", "source")]
    [InlineData("""{ "source": "x", "things": [{ "code": "a_b" }] }""", "a_b")]
    [InlineData("""{ "source": "x", "things": [{ "code": "a" }, { "code": "a" }] }""", "twice")]
    [InlineData("""{ "source": "x", "label": { "id": "x", "en": " " } }""", "label")]
    [InlineData("""{ "source": "x", "label": { "id": "x" } }""", "label")]
    [InlineData("""{ "source": "x", "effectiveFrom": "2023-02-30" }""", "2023-02-30")]
    [InlineData("""{ "source": "x", "effectiveFrom": "2024-01-01", "effectiveTo": "2023-01-01" }""", "before")]
    [InlineData("""{ "source": "x", "sources": ["nobody"] }""", "nobody")]
    [InlineData("""{ "source": "x", "assumed": ["y"] }""", "assum")]
    public void Sabotage_is_found(string json, string finding) =>
        Findings.Are(ReferenceDataRules.Check(JsonNode.Parse(json)!, new HashSet<string> { "known" }), finding);

    private static JsonNode Load(string path) =>
        JsonNode.Parse(File.ReadAllText(HouseTree.FullPath(path)), null, new JsonDocumentOptions { AllowDuplicateProperties = false })!;

    private static DateTimeOffset Instant(JsonNode node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);

    private static IEnumerable<JsonNode> Programmes() =>
        HouseTree.Read("reference-data/programmes", ".json").Select(file => Load(file.Path));

    private static HashSet<string> Codes(string file, string list) =>
        [.. Load($"reference-data/{file}")[list]!.AsArray().Select(entry => (string)entry!["code"]!)];
}
