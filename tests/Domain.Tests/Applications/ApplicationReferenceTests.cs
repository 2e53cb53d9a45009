namespace Siskop2mi.Domain.Tests.Applications;

public sealed class ApplicationReferenceTests
{
    private static readonly string Reference = ApplicationReference.Of("JP", "ijepa-16", ApplicationExamples.Id, Examples.Now);

    [Fact]
    public void It_names_country_and_batch_and_holds_no_look_alikes()
    {
        Assert.Matches("^JP16-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", Reference);
        Assert.Equal(Reference, ApplicationReference.Of("JP", "ijepa-16", ApplicationExamples.Id, Examples.Now));
        Assert.NotEqual(Reference, ApplicationReference.Of("JP", "ijepa-16", ApplicationExamples.Id, Examples.Now.AddTicks(1)));
    }

    [Fact]
    public void It_is_read_as_people_write_it()
    {
        string[] written = [Reference, Reference.ToLowerInvariant(), Reference.Replace("-", ""), $" {Reference.Replace('-', ' ')}"];
        foreach (var text in written)
        {
            Assert.True(ApplicationReference.TryParse(text, out var read), text);
            Assert.Equal(Reference, read);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("JP16")]
    [InlineData("2222-2222")]
    [InlineData("JP16-2222-222O")]
    [InlineData("JP16-2222-2222-2222-2222-2222-2222-2222-2222")]
    public void What_is_none_is_not_read(string? text) => Assert.False(ApplicationReference.TryParse(text, out _));

    [Fact]
    public void One_wrong_character_or_two_swapped_are_noticed()
    {
        var code = Reference.Replace("-", "")[4..];
        for (var at = 0; at < code.Length; at++)
        {
            foreach (var other in "23456789ABCDEFGHJKMNPQRSTUVWXYZ".Where(letter => letter != code[at]))
                Assert.False(ApplicationReference.TryParse($"JP16{code[..at]}{other}{code[(at + 1)..]}", out _));
            if (at + 1 == code.Length || code[at] == code[at + 1]) continue;
            Assert.False(ApplicationReference.TryParse($"JP16{code[..at]}{code[at + 1]}{code[at]}{code[(at + 2)..]}", out _));
        }
    }

    [Fact]
    public void Fifty_thousand_are_hardly_ever_the_same()
    {
        var all = Enumerable.Range(0, 50_000).Select(i => ApplicationReference.Of("JP", "ijepa-16", $"a{i}.ijepa-16", Examples.Now));
        Assert.InRange(all.Distinct().Count(), 49_998, 50_000);
    }
}
