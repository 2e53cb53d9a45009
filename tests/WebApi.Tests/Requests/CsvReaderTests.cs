using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Tests.Requests;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n\r\n\n", "")]
    [InlineData("a", "1[a]")]
    [InlineData("a,b\nc,d", "1[a|b] 2[c|d]")]
    [InlineData("a,b\r\nc,d\r\n", "1[a|b] 2[c|d]")]
    [InlineData("a,b\rc,d", "1[a|b] 2[c|d]")]
    [InlineData("a,b\n\n\nc,d\n", "1[a|b] 4[c|d]")]
    [InlineData("a;b\nc,d;e", "1[a|b] 2[c,d|e]")]
    [InlineData("a,b;c", "1[a|b;c]")]
    [InlineData("a,,\n,,", "1[a||] 2[||]")]
    [InlineData(" a , b ", "1[ a | b ]")]
    [InlineData("\"a\",\"b,c\"", "1[a|b,c]")]
    [InlineData("\"a \"\"b\"\" c\"", "1[a \"b\" c]")]
    [InlineData("\"\"\"\"", "1[\"]")]
    [InlineData("\"a\nb\",c\nd,e", "1[a\nb|c] 3[d|e]")]
    [InlineData("\"a\r\nb\"\r\nd", "1[a\r\nb] 3[d]")]
    [InlineData("\"\",\"\"", "1[|]")]
    [InlineData("\"\"x\nb", "1! 2[b]")]
    [InlineData("\"a\"b,c\nd,e", "1! 2[d|e]")]
    [InlineData("a\"b,c\nd,e", "1! 2[d|e]")]
    [InlineData("a,\"b\nc,d", "1!")]
    [InlineData("\"", "1!")]
    public void Lines_are_read_as_the_standard_says(string text, string expected) => Assert.Equal(
        expected,
        string.Join(' ', CsvReader.Read(text).Select(
            line => line.IsBroken ? $"{line.Number}!" : $"{line.Number}[{string.Join('|', line.Cells)}]")));

    [Fact]
    public void What_nobody_asks_for_is_not_read()
    {
        using var lines = CsvReader.Read("a\nb\n\"").GetEnumerator();
        Assert.True(lines.MoveNext());
        Assert.Equal("a", Assert.Single(lines.Current.Cells));
    }
}
