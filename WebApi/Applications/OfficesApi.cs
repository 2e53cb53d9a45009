using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>The regional offices (BP3MI), for the choice in the last step.</summary>
internal static class OfficesApi
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/offices", List).WithTags("Reference data").AllowEverybody()
        .Describe<IReadOnlyList<OfficeBody>>(200, "Regional offices");

    private static IResult List(OfficeCatalogue offices) => Answer.OkByContent<IReadOnlyList<OfficeBody>>(
        [.. offices.All.Select(office => new OfficeBody(office.OfficeId, office.Name, office.VerifiesProgrammes))]);

    /// <summary>A regional office.</summary>
    /// <param name="Id">Stable code.</param>
    /// <param name="Name">Official name.</param>
    /// <param name="VerifiesProgrammes">Whether it checks documents of government programmes.</param>
    internal sealed record OfficeBody(string Id, string Name, bool VerifiesProgrammes);
}
