namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class NationalIdTests
{
    [Theory]
    [InlineData("3201011708950001", Sex.Male)]
    [InlineData("3578025708980002", Sex.Female)]
    [InlineData("1101010101000001", Sex.Male)]
    [InlineData("9671014101009999", Sex.Female)]
    [InlineData("3201013112990001", Sex.Male)]
    [InlineData("3201017112990001", Sex.Female)]
    [InlineData("3201012902000001", Sex.Male)] // 2000 was a leap year, 1900 was not
    [InlineData("3201016902960001", Sex.Female)]
    [InlineData("3299991708950001", Sex.Male)] // regency and district of no today's map: regions were split
    public void Reads(string text, Sex sex)
    {
        Assert.True(NationalId.TryParse(text, out var value, out var refusal));
        Assert.Null(refusal);
        Assert.Equal(text, value.Reveal());
        Assert.Equal(sex, value.EncodedSex);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("320101170895000")] // 15
    [InlineData("32010117089500012")] // 17
    [InlineData("32010117089500O1")]
    [InlineData("3201 11708950001")]
    [InlineData(" 3201011708950001")]
    [InlineData("3201011708950001\n")]
    [InlineData("٣٢٠١٠١١٧٠٨٩٥٠٠٠١")]
    [InlineData("３２０１０１１７０８９５０００１")]
    [InlineData("0000000000000000")]
    [InlineData("1111111111111111")]
    [InlineData("9999999999999999")]
    [InlineData("3201011708950000")] // serial 0000
    public void Refuses_what_is_no_number_of_the_registry(string? text) => Refuses(text, "nik-format");

    [Theory]
    [InlineData("0001011708950001")]
    [InlineData("1001011708950001")]
    [InlineData("9901011708950001")]
    [InlineData("2001011708950001")]
    [InlineData("9701011708950001")]
    public void Refuses_an_unknown_province(string text) => Refuses(text, "nik-region");

    [Theory]
    [InlineData("3201010008950001")]
    [InlineData("3201013208950001")]
    [InlineData("3201014008950001")]
    [InlineData("3201017208950001")]
    [InlineData("3201019908950001")]
    [InlineData("3201011700950001")]
    [InlineData("3201011713950001")]
    [InlineData("3201013002950001")] // 30 February
    [InlineData("3201017002960001")] // 30 February of a woman
    [InlineData("3201012902950001")] // neither 1995 nor 2095 is a leap year
    [InlineData("3201013104950001")] // 31 April
    public void Refuses_a_day_that_never_was(string text) => Refuses(text, "nik-date");

    [Fact]
    public void Knows_the_38_provinces()
    {
        var known = Enumerable.Range(0, 100).Count(
            code => Provinces.IsKnown(code.ToString("00", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(38, known);
    }

    [Theory]
    [InlineData("3578025708980002", "1998-08-17", Sex.Female, true)]
    [InlineData("3578025708980002", "1998-08-17", Sex.Male, false)]
    [InlineData("3578025708980002", "1998-08-18", Sex.Female, false)]
    [InlineData("3578025708980002", "1998-09-17", Sex.Female, false)]
    [InlineData("3578025708980002", "1997-08-17", Sex.Female, false)]
    [InlineData("3201011708950001", "1995-08-17", Sex.Male, true)]
    [InlineData("3201011708950001", "1895-08-17", Sex.Male, true)] // the century is not encoded
    [InlineData("3201011708950001", "1995-08-17", Sex.Unspecified, false)]
    [InlineData("3201012902000001", "2000-02-29", Sex.Male, true)]
    public void Agrees_with_what_a_person_declares(string text, string birthDate, Sex sex, bool agrees) => Assert.Equal(
        agrees,
        Examples.Nik(text).AgreesWith(DateOnly.Parse(birthDate, System.Globalization.CultureInfo.InvariantCulture), sex));

    private static void Refuses(string? text, string code)
    {
        Assert.False(NationalId.TryParse(text, out var value, out var refusal));
        Assert.Null(value);
        Assert.Equal((code, RefusalKind.Invalid), (refusal.Code, refusal.Kind));
        Assert.Empty(refusal.Facts);
    }
}
