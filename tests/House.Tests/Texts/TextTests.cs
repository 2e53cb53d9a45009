using System.Text.RegularExpressions;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.House.Tests.Contracts;
using Siskop2mi.House.Tests.Dependencies;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Texts;

public sealed partial class TextTests
{
    private static readonly IReadOnlyList<TextCatalogue> Languages =
        [.. HouseTree.Read("WebApi/Text", "/id.json", "/en.json").Select(file => TextCatalogue.Parse(file.Path, file.Text))];

    private static readonly IReadOnlyList<SourceFile> FrontDoor = [.. HouseTree.Read("WebApi", ".cs", ".cshtml", ".razor")];
    private static readonly IReadOnlyList<Type> Domain = [.. Product.Types("Domain")];

    [Fact]
    public void Both_languages_are_there_as_soon_as_one_is() =>
        Assert.Equal(HouseTree.Read("WebApi/Text", ".json").Any()
            ? ["WebApi/Text/en.json", "WebApi/Text/id.json"] : [], Languages.Select(language => language.Name));

    [Fact]
    public void Both_languages_say_the_same() =>
        Findings.AreNone(Languages.Skip(1).SelectMany(other => TextCatalogue.Compare(Languages[0], other)));

    [Fact]
    public void Every_refusal_and_reason_has_words()
    {
        var refusals = DomainRules.RefusalCodes(Domain).Select(refusal => refusal.Code).ToList();
        var reasons = DomainRules.ReasonCodes(Domain).Select(reason => reason.Code).ToList();
        Findings.AreNone(Languages.SelectMany(language => language.Missing("refusal", refusals)
            .Concat(language.Missing("refusal", refusals, ".detail"))
            .Concat(language.Missing("reason", reasons))));
    }

    [Fact]
    public void Every_key_is_read() => Findings.AreNone(Languages.Take(1).SelectMany(language => language.Unused(FrontDoor, KnownWords())));

    [Fact]
    public void Every_key_that_is_read_is_there() =>
        Findings.AreNone(Languages.Take(1).SelectMany(language => language.Unknown(FrontDoor)));

    [Fact]
    public void No_words_are_typed_into_pages() =>
        Findings.AreNone(HouseTree.Read("WebApi/Pages", ".cs", ".cshtml", ".razor").SelectMany(PageRules.Words));

    [Fact]
    public void Sabotage_languages_that_differ_are_found() => Findings.Are(
        TextCatalogue.Compare(
            TextCatalogue.Parse("id", """{ "a": { "b": "x {n}", "c": "x" }, "d": " " }"""),
            TextCatalogue.Parse("en", """{ "a.b": "x {m}", "d": "x", "e": "x" }""")),
        "en lacks a.c", "id lacks e", "a.b: the placeholders", "id: d is empty");

    [Fact]
    public void Sabotage_missing_unused_and_unknown_keys_are_found()
    {
        var language = TextCatalogue.Parse("id", """
            {
              "page.title": "x", "page.old": "x", "page.title.detail": "x", "page.title.aside": "x",
              "status.draft": "x", "status.gone": "x", "refusal.a": "x"
            }
            """);
        SourceFile[] sources =
        [
            new("WebApi/A.cs",
                """var a = text["page.title"] + text[$"{key}.detail"] + text[$"status.{status}"] + text["page.missing"]; // "page.old" """),
        ];
        Findings.Are(language.Missing("refusal", ["a", "c"]), "refusal.c");
        Findings.Are(language.Missing("refusal", ["a"], ".detail"), "refusal.a.detail");
        Findings.Are(language.Unused(sources, new HashSet<string> { "draft" }), "page.old", "page.title.aside", "status.gone", "refusal.a");
        Findings.Are(language.Unknown(sources), "page.missing");
    }

    [Theory]
    [InlineData("Bad.cshtml", "<p>Lamaran Anda</p>", "Lamaran Anda")]
    [InlineData("Bad.razor", "<p>@Text[\"a.b\"] Kirim</p>", "Kirim")]
    [InlineData("Bad.cshtml", "<img alt=\"Foto Anda\">", "Foto Anda")]
    [InlineData("Bad.cs", "var page = $\"<b>Kirim {name}</b>\";", "Kirim")]
    public void Sabotage_words_in_pages_are_found(string name, string text, string finding) =>
        Findings.Are(PageRules.Words(new SourceFile("WebApi/Pages/" + name, text)), finding);

    [Theory]
    [InlineData("Good.cshtml",
        "@page \"/masuk\"\n@model Masuk\n<p>@Text[\"a.b\"] &ndash; @(1 + 2)</p>@{ if (a > b) { var c = d < e; } }<img alt=\"@Text[\"c\"]\">")]
    [InlineData("Good.razor", "@* Kirim *@<p>@name</p>\n@code { private string Name() => a > b ? \"x\" : \"y\"; }<br>")]
    [InlineData("Good.cs", "if (a > b && c < d) Write($\"<b>{text[\"a.b\"]}</b>\");")]
    public void Keys_and_code_in_pages_are_fine(string name, string text) =>
        Findings.AreNone(PageRules.Words(new SourceFile("WebApi/Pages/" + name, text)));

    // Words a hole in a key may stand for: members of enums, names of events, codes in code and in reference data.
    private static HashSet<string> KnownWords() =>
    [
        .. Domain.Where(type => type.IsEnum).SelectMany(Enum.GetNames).Select(KebabCase.From),
        .. Domain.Where(type => type.IsSubclassOf(typeof(DomainEvent))).Select(EventTypes.NameOf),
        .. HouseTree.Read("reference-data", ".json").SelectMany(file => CodeInJson().Matches(file.Text)).Select(
            match => match.Groups["code"].Value),
        .. HouseTree.CSharp("Domain").Concat(HouseTree.CSharp("WebApi")).SelectMany(file => CodeText.Literals(file.Text)).Where(
            literal => Code().IsMatch(literal)),
    ];

    [GeneratedRegex("\"code\": \"(?<code>[a-z0-9-]+)\"")]
    private static partial Regex CodeInJson();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Code();
}
