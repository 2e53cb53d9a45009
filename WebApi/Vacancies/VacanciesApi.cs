using Microsoft.OpenApi;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>What is offered. Public, so that anybody can check whether an offer is real (SISKOP2MI guide L1-L2).</summary>
internal static class VacanciesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/vacancies").WithTags("Vacancies").AllowEverybody();
        group.MapGet("", List)
            .Describe<IReadOnlyList<VacancyBody>>(200, "Vacancies, by id", 400)
            .Takes("country", ParameterLocation.Query, false, "ISO 3166-1 alpha-2, such as JP.").TakesPage();
        group.MapGet("/{id}", Get)
            .Describe<VacancyBody>(200, "One vacancy", 404);
    }

    private static async Task<IResult> List(
        PageRequest page, HttpRequest request, VacancyQueries vacancies, TimeProvider time, CancellationToken cancellationToken)
    {
        var country = request.Single("country");
        if (country is not null && country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']) throw QueryValues.Wrong("country");
        var found = await vacancies.List(country, page.After, page.Limit, cancellationToken);
        var now = time.GetUtcNow();
        return Answer.OkByContent<IReadOnlyList<VacancyBody>>(
            [.. found.Rows.Select(notice => VacancyBody.Of(notice, now))], new PageMeta(found.Next));
    }

    private static async Task<IResult> Get(string id, IGrainFactory grains, TimeProvider time)
    {
        var notice = Ids.IsName(id) ? await grains.GetGrain<IVacancyGrain>(id).GetNotice() : null;
        return notice is null ? Answer.Refused(VacancyRefusals.NotFound) : Answer.OkByContent(VacancyBody.Of(notice, time.GetUtcNow()));
    }
}
