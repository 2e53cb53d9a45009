namespace Siskop2mi.House.Tests.Reading;

/// <summary>The rules are worth what their reader of C# is worth.</summary>
public sealed class CodeReadingTests
{
    [Theory]
    [InlineData("a // DateTime\nb", "a            \nb")]
    [InlineData("a /* { */ b", "a         b")]
    [InlineData("""x = "{ // \" }";""", """x =            ;""")]
    [InlineData("""x = @"a""{" + y;""", """x =         + y;""")]
    [InlineData("""x = $"a{Clock.Now}{{b";""", """x =     Clock.Now     ;""")]
    [InlineData("""x = $"{f("}")}" + y;""", """x =    f(   )   + y;""")]
    [InlineData("""c = '"'; d = '\''; e;""", """c =    ; d =     ; e;""")]
    [InlineData("""x = "" + y;""", """x =    + y;""")]
    public void Comments_and_literals_are_blanked(string source, string expected) =>
        Assert.Equal(expected, CodeText.WithoutCommentsAndLiterals(source));

    [Fact]
    public void Raw_literals_are_blanked()
    {
        var source = "x = \"\"\"\n  { \" }\n  \"\"\"; y = $$\"\"\"a{b}{{c}}\"\"\";";
        Assert.Equal("x =    \n       \n     ; y =            c     ;", CodeText.WithoutCommentsAndLiterals(source));
        Assert.Equal(["\n  { \" }\n  ", "a{b}{}"], CodeText.Literals(source));
    }

    [Fact]
    public void Members_are_found_with_their_lines()
    {
        const string Source = """
            namespace A;

            public sealed record Point(int X, int Y);

            public sealed class Thing<T>(int size) : Base where T : class
            {
                private static readonly int[] Table =
                [
                    1,
                    2,
                ];

                public string Name { get; init; } = "";

                public int Old
                {
                    get => 1;
                }

                [Something(typeof(int))]
                public void Work(int a = 1)
                {
                    if (a == 1) { }
                    var local = new Thing { A = 1 };
                }

                public int Size() => size switch
                {
                    1 => 2,
                    _ => 3,
                };

                private enum Inner
                {
                    None = 0,
                }
            }
            """;
        Assert.Equal(
            [
                (CodeBlockKind.Data, 7, 5), (CodeBlockKind.Member, 13, 1), (CodeBlockKind.Member, 15, 4), (CodeBlockKind.Member, 20, 6),
                (CodeBlockKind.Member, 27, 5), (CodeBlockKind.Type, 33, 4), (CodeBlockKind.Type, 5, 33),
            ],
            CodeBlocks.In(CodeText.WithoutCommentsAndLiterals(Source)).Select(block => (block.Kind, block.FirstLine, block.Lines)));
    }
}
