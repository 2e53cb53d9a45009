using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Tests.Vacancies;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>What is right by itself and comes at the wrong time or from the wrong person.</summary>
internal static class WorkflowRows
{
    private const string Applications = "/api/v1/applications";

    private static readonly Answer NotAllowed = new(403, "forbidden");

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(73, "a second application to the same batch", new Answer(409, "already-applied"))
        {
            Remark = "the fact `applicationId` names the first",
        }.Of(
            stage => [Start(stage, "ijepa-16-nurse") with
            {
                Check = reply =>
                {
                    Assert.Equal(stage.Draft, reply.Json.GetProperty("facts").GetProperty("applicationId").GetString());
                    return Task.CompletedTask;
                },
            }]),
        new BadInputRow(74, "a place when all are taken", new Answer(409, "quota-exhausted"))
        {
            Remark = "where the vacancy keeps places and no waiting list; the draft is kept and can be sent when one is free",
        }.Of(
            async stage => {
                var started = (await stage.Newcomer.Post(Applications, new { vacancyId = await Full(stage) })).Location;
                return [new Sending(stage.Newcomer, $"{started}/submission")
                {
                    Method = HttpMethod.Post,
                    Headers = [("Idempotency-Key", "a")],
                }];
            }).By(typeof(PlaceTests)),
        new BadInputRow(75, "an application before the opening, after the end", new Answer(409, "registration-closed"))
        {
            Remark = "by the server's clock",
        }.Of(
            async stage => [
                Start(stage, await Announced(stage, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddMinutes(-1))),
                Start(stage, await Announced(stage, DateTimeOffset.UtcNow.AddMinutes(5), DateTimeOffset.UtcNow.AddDays(2))),
            ]),
        new BadInputRow(76, "an application sent with steps left out", new Answer(409, "workflow-order"))
        {
            Remark = "`errors` has everything that is missing, in the order to mend it",
        }.Of(
            async stage => {
                var started = (await stage.Newcomer.Post(Applications, new { vacancyId = "ijepa-16-careworker" })).Location;
                return [new Sending(stage.Newcomer, $"{started}/submission")
                {
                    Method = HttpMethod.Post,
                    Headers = [("Idempotency-Key", "a")],
                }];
            }).By(typeof(RefusedSubmissionTests)),
        new BadInputRow(77, "approving one's own application", NotAllowed)
        {
            Remark = "applicants have no such route; an officer who is the applicant hears `own-application`",
        }.Of(
            stage => new[] { "claim", "verification" }.Select(
                act => new Sending(stage.Applicant,
                    $"/api/v1/verification/applications/{stage.Draft}/{act}") { Method = HttpMethod.Post })),
    ];

    /// <summary>A vacancy of a batch of its own, as long as this.</summary>
    public static async Task<string> Announced(Stage stage, DateTimeOffset opensAt, DateTimeOffset closesAt, Intake? intake = null)
    {
        var notice = (await stage.Door.Grains.GetGrain<IVacancyGrain>("ijepa-16-careworker").GetNotice())!;
        var id = $"window-{Guid.NewGuid():N}";
        var announced = notice with { VacancyId = id, BatchId = id, OpensAt = opensAt, ClosesAt = closesAt, Intake = intake };
        Assert.Null((await stage.Door.Grains.GetGrain<IVacancyGrain>(id).Announce(new AnnounceVacancy(announced))).Refusal);
        return id;
    }

    // The only place is kept for somebody who is just sending.
    private static async Task<string> Full(Stage stage)
    {
        var one = new Intake { Kind = IntakeKind.FirstCome, Places = 1 };
        var id = await Announced(stage, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), one);
        Assert.Null((await stage.Door.Grains.GetGrain<IVacancyGrain>(id).TakePlace(new TakePlace($"somebody.{id}"))).Refusal);
        return id;
    }

    private static Sending Start(Stage stage, string vacancyId) =>
        new(stage.Applicant, Applications) { Method = HttpMethod.Post, Content = Bodies.Json(new { vacancyId }), Note = vacancyId };
}
