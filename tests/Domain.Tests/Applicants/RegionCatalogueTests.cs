namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class RegionCatalogueTests
{
    private static readonly RegionCatalogue Regions = Examples.Regions();

    [Theory]
    [InlineData("35", "Jawa Timur")]
    [InlineData("35.78", "Kota Surabaya")]
    [InlineData("35.78.08", "Gubeng")]
    [InlineData("35.78.08.1003", "Airlangga")]
    [InlineData("32.01.01", "Cibinong")]
    [InlineData("36", null)]
    [InlineData("35.78.08.1002", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("3578", null)]
    [InlineData("35.7", null)]
    [InlineData("35-78", null)]
    [InlineData("35.78.08.100x", null)]
    [InlineData("٣٥", null)]
    [InlineData("+5", null)]
    public void A_code_finds_its_region_or_nothing(string? code, string? name) => Assert.Equal(name, Regions.Find(code)?.Name);

    [Theory]
    [InlineData("35", "35.73 35.78")]
    [InlineData("32", "32.01")]
    [InlineData("35.78", "35.78.02 35.78.08")]
    [InlineData("35.78.08", "35.78.08.1001 35.78.08.1003")]
    [InlineData("35.78.02", "")]
    [InlineData("35.78.08.1001", "")]
    [InlineData("99", "")]
    [InlineData("x", "")]
    public void Below_a_region_are_its_own(string code, string below) =>
        Assert.Equal(below, string.Join(' ', Regions.Below(code).Select(region => region.Code)));

    [Fact]
    public void Provinces_are_in_order_of_their_codes() => Assert.Equal(["32", "35"], Regions.Provinces.Select(region => region.Code));

    [Fact]
    public void Names_keep_their_letters()
    {
        Region odd = new("35.13.15.2017", "Soka\"an"), accented = new("35.13.15.2018", "Regapu’u");
        var regions = new RegionCatalogue([new("35", "A")], [new("35.13", "B")], [new("35.13.15", "C")], [odd, accented]);
        Assert.Equal([odd, accented], regions.Below("35.13.15").AsEnumerable());
        Assert.Equal(5, regions.Count);
    }

    public static TheoryData<Region[], Region[], string> Broken => new()
    {
        { [new("35", "A"), new("32", "B")], [], "32" }, // not in order
        { [new("35", "A"), new("35", "B")], [], "35" }, // twice
        { [new("35", "")], [], "35" }, // no name
        { [new("35.78", "A")], [], "35.78" }, // another level
        { [new("35", "A")], [new("32.01", "B")], "32.01" }, // in no province
        { [new("x5", "A")], [], "x5" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_list_is_refused_with_the_code(Region[] provinces, Region[] cities, string code) => Assert.Contains(
        code, Assert.Throws<FormatException>(() => new RegionCatalogue(provinces, cities, [], [])).Message, StringComparison.Ordinal);
}
