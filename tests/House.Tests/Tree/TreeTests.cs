using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Tree;

public sealed class TreeTests
{
    private const int LongestReadme = 80;

    [Fact]
    public void Everything_has_its_place() => Findings.AreNone(HouseTree.Files.SelectMany(TreeRules.Place));

    [Fact]
    public void Every_project_has_a_reason() => Findings.AreNone(HouseTree.Files.SelectMany(TreeRules.Projects));

    [Theory]
    [InlineData("tests/Probe/Probe.csproj")]
    [InlineData("Domain/Documents/Documents.csproj")]
    public void Sabotage_one_project_more_is_found(string path) => Findings.Are(TreeRules.Projects(path), path);

    [Fact]
    public void Every_type_has_a_home() => Findings.AreNone(HouseTree.CSharp().SelectMany(TreeRules.TypeNames));

    [Fact]
    public void The_repository_speaks_of_the_product_only() => Findings.AreNone(
        HouseTree.Read("", "").Where(file => TreeRules.IsText(file.Path)).SelectMany(TreeRules.Words));

    [Fact]
    public void Packages_come_from_the_public_sources() => Findings.AreNone(
        HouseTree.Read("", ".config", ".Config", ".npmrc", "package-lock.json").SelectMany(TreeRules.PackageSources));

    [Fact]
    public void The_readme_is_short() => Assert.All(
        HouseTree.Read("", "README.md").Where(file => file.Path == "README.md"),
        file => Assert.True(file.Lines < LongestReadme, $"README.md has {file.Lines} lines."));

    [Theory]
    [InlineData("lib/Thing.cs", "lib/")]
    [InlineData("Domain/Common/Thing.cs", "Common")]
    [InlineData("Domain/Documents/DateHelper.cs", "DateHelper")]
    [InlineData("WebApi/Shared.cs", "Shared")]
    [InlineData("Grains.Utils.cs", "Grains.Utils")]
    public void Sabotage_a_thing_without_a_place_is_found(string path, string finding) => Findings.Are(TreeRules.Place(path), finding);

    [Fact]
    public void Sabotage_a_type_without_a_home_is_found() =>
        Findings.Are(
            TreeRules.TypeNames(new SourceFile("Domain/Bad.cs", "sealed class GrantManager { }\nclass Manager2 { }")), "GrantManager");

    [Theory]
    [InlineData("see /wo{0}rk/main/Domain", "machine")]
    [InlineData("see ../sha{0}red/notes.md", "outside")]
    [InlineData("// TO{0}DO later", "undone")]
    [InlineData("fixes iss{0}ue 2", "tracker")]
    public void Sabotage_a_word_about_the_workplace_is_found(string text, string finding) =>
        Findings.Are(TreeRules.Words(new SourceFile("Domain/Bad.cs", text.Replace("{0}", "", StringComparison.Ordinal))), finding);

    [Theory]
    [InlineData("nuget.config", "<configuration/>")]
    [InlineData("scripts/package-lock.json", """{ "resolved": "https://registry.example.test/a.tgz" }""")]
    public void Sabotage_a_private_package_source_is_found(string path, string text) =>
        Findings.Are(TreeRules.PackageSources(new SourceFile(path, text)), path);
}
