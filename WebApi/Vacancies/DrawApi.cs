using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>Draws, for everybody: what is needed to work a draw out again, and before it who is in.</summary>
internal static class DrawApi
{
    private const string Reading =
        "Before the draw the hash of its seed, and from the end of the window on all tickets; after it the seed and all tickets by rank. "
        + "A ticket is ranked by SHA-256 of SEED:TICKET. With Accept: text/csv the tickets alone, as rank,ticket,outcome. "
        + "At most ten seconds old; sends ETag and takes If-None-Match (304).";

    public static void Add(IServiceCollection services) => services.AddSingleton<DrawSheets>();

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/vacancies/{id}/draw", Get).WithTags("Vacancies").AllowEverybody().WithDescription(Reading)
            .Describe<DrawBody>(200, "The draw of a vacancy", 404, 409).WithMetadata(new AnswersFile());

    private static async Task<IResult> Get(string id, HttpRequest request, IGrainFactory grains, DrawSheets sheets)
    {
        var accept = request.Headers.Accept.ToString();
        var asTable = accept.Contains("text/csv", StringComparison.OrdinalIgnoreCase);
        if (!asTable && !RequestShape.AcceptsJson(accept))
            throw new ProblemException(new Problem(StatusCodes.Status406NotAcceptable, ProblemCodes.NotAcceptable));
        var notice = Ids.IsName(id) ? await grains.GetGrain<IVacancyGrain>(id).GetNotice() : null;
        if (notice is null) return Answer.Refused(VacancyRefusals.NotFound);
        return notice.Intake is { Kind: IntakeKind.Draw } intake
            ? (await sheets.Get(notice, intake)).Answer(asTable)
            : Answer.Refused(DrawRefusals.NoDraw);
    }
}
