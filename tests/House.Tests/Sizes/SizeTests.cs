using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Sizes;

public sealed class SizeTests
{
    [Fact]
    public void Nothing_has_outgrown_its_place() => Findings.AreNone(HouseTree.CSharp().SelectMany(SizeRules.Check));

    [Fact]
    public void The_reader_sees_what_stands_in_this_tree()
    {
        var reader = HouseTree.CSharp("tests/House.Tests/Reading").Single(
            file => file.Path.EndsWith("/CodeText.cs", StringComparison.Ordinal));
        var blocks = CodeBlocks.In(reader.Code);
        Assert.Equal("CodeText", Assert.Single(blocks, block => block.Kind == CodeBlockKind.Type).Name);
        Assert.Equal(17, blocks.Count(block => block.Kind == CodeBlockKind.Member));
        Assert.Contains("literals", Assert.Single(blocks, block => block.Kind == CodeBlockKind.Data).Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Domain/Bad.cs", 401, "", "401 lines; 400")]
    [InlineData("WebApi/Bad.cs", 201, "app.MapGet(\"/\", Get);", "201 lines; 200")]
    public void Sabotage_a_long_file_is_found(string path, int lines, string code, string finding) =>
        Findings.Are(SizeRules.Check(new SourceFile(path, code + new string('\n', lines - 1) + "//\n")), finding);

    [Fact]
    public void Sabotage_a_long_method_is_found() => Findings.Are(
        SizeRules.Check(new SourceFile("Domain/Bad.cs", $$"""class Bad { void Short() { } void Long() { {{new string('\n', 60)}} } }""")),
            "has 61 lines; 60");

    [Fact]
    public void Sabotage_a_long_grain_class_is_found() => Findings.Are(
        SizeRules.Check(new SourceFile("Grains/Bad.cs", $$"""class BadGrain { int a; {{new string('\n', 250)}} }""")),
            "BadGrain has 251 lines");

    [Theory]
    [InlineData("a = b + ", 30)]
    [InlineData("// because ", 20)]
    public void Sabotage_a_long_line_is_found(string words, int times) => Assert.Single(
        SizeRules.Check(new SourceFile("Domain/Bad.cs", string.Concat(Enumerable.Repeat(words, times)))));

    [Fact]
    public void A_long_literal_may_stay_in_one_piece() =>
        Assert.Empty(SizeRules.Check(new SourceFile("Domain/Good.cs", $"const string A = \"{new string('a', 200)}\";")));
}
