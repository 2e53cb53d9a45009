using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Silo;
using Siskop2mi.Silo.ReferenceData;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class RegionTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/regions";

    [Fact]
    public async Task From_a_province_down_to_a_village_without_an_account()
    {
        using var anybody = door.Anonymous();
        Assert.Contains(("32", "Jawa Barat"), await List(anybody, "/provinces"));
        Assert.Contains(("31", "DKI Jakarta"), await List(anybody, "/provinces"));
        Assert.Contains(("32.04", "Kabupaten Bandung"), await List(anybody, "/provinces/32/cities"));
        Assert.Contains(("73.10", "Kabupaten Pangkajene dan Kepulauan"), await List(anybody, "/provinces/73/cities"));
        Assert.Contains(("32.04.09", "Margahayu"), await List(anybody, "/cities/32.04/districts"));
        Assert.Contains(("32.04.09.2005", "Sayati"), await List(anybody, "/districts/32.04.09/villages"));
        Assert.Contains(("35.13.15.2017", "Soka\"an"), await List(anybody, "/districts/35.13.15/villages"));
    }

    [Theory]
    [InlineData("/provinces/99/cities")]
    [InlineData("/provinces/32.04/cities")]
    [InlineData("/cities/32/districts")]
    [InlineData("/districts/32.04.99/villages")]
    [InlineData("/districts/x/villages")]
    public async Task A_code_of_no_region_of_the_level_is_not_found(string path)
    {
        using var anybody = door.Anonymous();
        (await anybody.Get(Path + path)).IsProblem(404, "region-not-found");
    }

    [Fact]
    public async Task A_list_may_be_kept_for_a_day_and_is_compared_by_its_tag()
    {
        using var anybody = door.Anonymous();
        var list = (await anybody.Get($"{Path}/provinces")).Is(200);
        Assert.Equal("public, max-age=86400", list.Header("Cache-Control"));
        Assert.Empty((await anybody.Get($"{Path}/provinces", ("If-None-Match", list.Tag!))).Is(304).Bytes);
    }

    [Fact]
    public void All_regions_load_fast_and_small()
    {
        var started = Stopwatch.GetTimestamp();
        var regions = RegionFiles.Read(new NodeOptions().RegionsDirectory);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Assert.Equal(38 + 514 + 7_277 + 83_763, regions.Count);
        Assert.InRange(regions.Size, 1_500_000, 2_500_000);
        // 0.1 to 0.2 on an idle core; the start of a node has a limit of 0.5, and tests share their machine.
        Assert.True(seconds < 2, $"Loading took {seconds} seconds.");
    }

    // Both come from the ministry's list: a NIK's province is checked against the one, a domicile against the other.
    [Fact]
    public void The_provinces_of_a_NIK_are_those_of_the_regions()
    {
        var regions = door.Services.GetRequiredService<RegionCatalogue>();
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("reference-data", "provinces.json")));
        var listed = file.RootElement.GetProperty("provinces").EnumerateArray()
            .ToDictionary(
                province => province.GetProperty("code").GetString()!, province => province.GetProperty("label").GetProperty("id"));
        Assert.Equal(listed.Keys.Order(), regions.Provinces.Select(province => province.Code));
        Assert.All(Enumerable.Range(0, 100), number => Assert.Equal(
            regions.Find($"{number:00}") is not null, Provinces.IsKnown($"{number:00}")));
        // The one that people, and provinces.json, call by its short name.
        Assert.Equal(["34"], regions.Provinces.Where(province => listed[province.Code].GetString() != province.Name).Select(
            province => province.Code));
    }

    [Fact]
    public void Without_the_files_the_start_ends_with_what_to_do()
    {
        var nowhere = Directory.CreateTempSubdirectory("siskop2mi-regions-");
        try
        {
            var missing = Assert.Throws<RegionsMissingException>(() => RegionFiles.Read(nowhere.FullName));
            Assert.Contains("npm ci", missing.Message, StringComparison.Ordinal);
            File.WriteAllText(System.IO.Path.Combine(nowhere.FullName, "provinces.csv"), "code,name\n32;JAWA BARAT\n");
            Assert.Throws<RegionsMissingException>(() => RegionFiles.Read(nowhere.FullName));
        }
        finally
        {
            nowhere.Delete(recursive: true);
        }
    }

    private static async Task<List<(string, string)>> List(Caller anybody, string path) =>
        [.. (await anybody.Get(Path + path)).Is(200).Data.EnumerateArray()
            .Select(region => (region.GetProperty("code").GetString()!, region.GetProperty("name").GetString()!))];
}
