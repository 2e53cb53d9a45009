using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>The regions of the country, for the domicile: level by level, small and cacheable.</summary>
internal static class RegionsApi
{
    // They change a few times a year, and a form that is a day behind is told so when it is saved.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/regions").WithTags("Reference data").AllowEverybody();
        group.MapGet("/provinces", (RegionCatalogue regions) => Show(regions.Provinces))
            .Describe<IReadOnlyList<RegionBody>>(200, "Provinces");
        group.MapGet("/provinces/{code}/cities", (string code, RegionCatalogue regions) => Below(code, RegionLevel.Province, regions))
            .Describe<IReadOnlyList<RegionBody>>(200, "Cities and regencies of a province", 404);
        group.MapGet("/cities/{code}/districts", (string code, RegionCatalogue regions) => Below(code, RegionLevel.City, regions))
            .Describe<IReadOnlyList<RegionBody>>(200, "Districts of a city or regency", 404);
        group.MapGet("/districts/{code}/villages", (string code, RegionCatalogue regions) => Below(code, RegionLevel.District, regions))
            .Describe<IReadOnlyList<RegionBody>>(200, "Villages of a district", 404);
    }

    private static IResult Below(string code, RegionLevel level, RegionCatalogue regions) =>
        RegionCatalogue.LevelOf(code) == level && regions.Find(code) is not null
            ? Show(regions.Below(code)) : Answer.Refused(RegionRefusals.NotFound);

    private static IResult Show(ImmutableArray<Region> regions) => Answer.OkByContent<IReadOnlyList<RegionBody>>(
        [.. regions.Select(region => new RegionBody(region.Code, region.Name))], fresh: Fresh);

    /// <summary>A region.</summary>
    /// <param name="Code">Of the Ministry of Home Affairs, such as <c>32.04</c>.</param>
    /// <param name="Name">Official name.</param>
    internal sealed record RegionBody(string Code, string Name);
}
