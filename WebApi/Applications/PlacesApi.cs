using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>What an applicant does about a place that became free.</summary>
internal static class PlacesApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id}/place-acceptance", Accept).WithTags("Applications").AllowRoles(AccountRole.Applicant).Repeatable()
            .Describe<ApplicationBody>(200, "Accept the place on offer; again changes nothing", 404, 409);

    private static async Task<IResult> Accept(string id, CurrentUser user, IGrainFactory grains, Reader reader)
    {
        if (!user.OwnsApplication(id)) return Answer.Refused(ApplicationRefusals.NotFound);
        var outcome = await grains.GetGrain<IApplicationGrain>(id).AcceptPlace();
        if (outcome.Refusal is { } refusal) return Answer.Refused(refusal);
        var view = outcome.Value!;
        var notice = await grains.GetGrain<IVacancyGrain>(view.VacancyId).GetNotice();
        return Answer.Ok(ApplicationBody.Of(view, reader, notice), Answer.TagOf(view.Revision));
    }
}
