using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>The programme's staff see how full a vacancy is, and hold its draw.</summary>
internal static class ProgrammePlacesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{batchId}/vacancies/{id}").WithTags("Programmes").AllowRoles(AccountRole.ProgrammeAdmin);
        group.MapGet("/places", Count)
            .Describe<PlacesReport>(200, "How many places a vacancy has, and how many are in use", 404, 409);
        group.MapPost("/draw", Hold).Repeatable()
            .Describe<DrawReport>(200, "Reveal the seed and hold the draw; the same seed again changes nothing", 400, 404, 409, 422);
    }

    private static async Task<IResult> Count(string batchId, string id, IGrainFactory grains)
    {
        if (await Notice(batchId, id, grains) is not { } notice) return Answer.Refused(VacancyRefusals.NotFound);
        return notice.Intake is { } intake && await grains.GetGrain<IVacancyGrain>(id).CountPlaces() is { } count
            ? Answer.Ok(new PlacesReport(
                id, Words.Of(intake.Kind), count.Places, count.InUse, Math.Max(0, count.Places - count.InUse), count.Waiting, count.Entered))
            : Answer.Refused(VacancyRefusals.NoPlacesKept);
    }

    private static async Task<IResult> Hold(
        string batchId, string id, Body<NewDraw> body, IGrainFactory grains, DrawSheets sheets)
    {
        var command = body.Value.ToCommand();
        if (await Notice(batchId, id, grains) is null) return Answer.Refused(VacancyRefusals.NotFound);
        var outcome = await grains.GetGrain<IVacancyGrain>(id).HoldDraw(command);
        sheets.Forget(id);
        return outcome.ToHttp(held => Answer.Ok(
            new DrawReport(id, held.At, held.Places, held.Entries, $"{Routes.Root}/vacancies/{id}/draw")));
    }

    private static async Task<VacancyNotice?> Notice(string batchId, string id, IGrainFactory grains)
    {
        var notice = Ids.IsName(id) ? await grains.GetGrain<IVacancyGrain>(id).GetNotice() : null;
        return notice?.BatchId == batchId ? notice : null;
    }
}
