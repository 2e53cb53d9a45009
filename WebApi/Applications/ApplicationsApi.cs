using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>A person's applications (SISKOP2MI guide L3-L12).</summary>
internal static class ApplicationsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applications").WithTags("Applications").AllowRoles(AccountRole.Applicant);
        group.MapPost("", Start).Repeatable()
            .Describe<ApplicationBody>(201, "Begin an application; 200 when it was begun before", 400, 404, 409);
        group.MapGet("", List)
            .Describe<IReadOnlyList<ApplicationBody>>(200, "My applications", 400).TakesPage();
        group.MapGet("/{id}", Get)
            .Describe<ApplicationBody>(200, "One of my applications", 404);
        group.MapGet("/{id}/status", Status)
            .WithDescription("For polling: sends ETag and takes If-None-Match (304 while nothing changed).")
            .Describe<StatusBody>(200, "Where one of my applications stands", 404);
        group.MapPut("/{id}/documents", PickDocuments)
            .Describe<ApplicationBody>(200, "Replace the documents picked from the wallet", 400, 404, 409, 412, 422, 428).TakesIfMatch();
        group.MapPut("/{id}/last-step", AnswerLastStep)
            .Describe<ApplicationBody>(200, "Replace the answers of the last step", 400, 404, 409, 412, 422, 428).TakesIfMatch();
        group.MapPost("/{id}/submission", Submit).Repeatable()
            .Describe<Receipt>(200, "Send the application; the same key gets the same receipt", 400, 404, 409).TakesIdempotencyKey(
                isRequired: true);
        group.MapPost("/{id}/withdrawal", Withdraw).Repeatable()
            .Describe<ApplicationBody>(200, "Step back", 400, 404, 409, 422);
        group.MapGet("/{id}/timeline", Timeline)
            .Describe<IReadOnlyList<TimelineEntry>>(200, "What happened, oldest first", 404);
    }

    private static async Task<IResult> Start(CurrentUser user, Body<NewApplication> body, IGrainFactory grains, Reader reader)
    {
        var fields = new FieldReader();
        var vacancyId = fields.Required(body.Value.VacancyId, "/vacancyId");
        fields.Check();
        var notice = Ids.IsName(vacancyId) ? await grains.GetGrain<IVacancyGrain>(vacancyId).GetNotice() : null;
        if (notice is null) return Answer.Refused(VacancyRefusals.NotFound);

        var id = ApplicationKey.Of(user.AccountId, notice.BatchId);
        var application = grains.GetGrain<IApplicationGrain>(id);
        var isRepeat = await application.Get() is not null;
        var outcome = await application.Start(new StartApplication(user.AccountId, vacancyId));
        return outcome.ToHttp(view => isRepeat
            ? Show(view, reader)
            : Answer.Created($"{Routes.Root}/applications/{id}", ApplicationBody.Of(view, reader), Answer.TagOf(view.Revision)));
    }

    private static async Task<IResult> List(
        CurrentUser user, PageRequest page, ApplicationQueries applications, IGrainFactory grains, Reader reader,
            CancellationToken cancellationToken)
    {
        var ids = await applications.ListIds(user.AccountId, page.After, page.Limit, cancellationToken);
        var views = await Task.WhenAll(ids.Rows.Select(id => grains.GetGrain<IApplicationGrain>(id).Get()));
        return Answer.Page([.. views.OfType<ApplicationView>().Select(view => ApplicationBody.Of(view, reader))], ids.Next);
    }

    private static async Task<IResult> Get(
        string id, CurrentUser user, ReceivedAt received, IGrainFactory grains, ApplicationAnswers answers, Reader reader)
    {
        if (await Own(id, user, grains) is not { } view) return Answer.Refused(ApplicationRefusals.NotFound);
        // Only the names of stages and whether a place was drawn come from the vacancy.
        var notice = view.Results.IsEmpty && view.Place is null ? null : await grains.GetGrain<IVacancyGrain>(view.VacancyId).GetNotice();
        if (view.Status is ApplicationStatus.WaitingForPlace) return await ShowWaiting(view, notice, grains, reader);
        var tag = Answer.TagOf(view.Revision);
        if (view.Status is not (ApplicationStatus.Draft or ApplicationStatus.NeedsFix))
            return Answer.OkBytes(answers.Whole(view, reader, notice), tag);

        // What is missing changes with profile, wallet and clock, not with the application: it is looked for every time.
        var missing = await grains.GetGrain<IApplicationGrain>(id).FindMissing(received.Instant);
        return Answer.OkAnew(
            ApplicationBody.Of(view, reader, notice) with
            {
                Missing = missing.IsEmpty ? null : [.. missing.Select(reason => Mending.Of(reason, id, reader))],
            },
            tag);
    }

    // The line moves without a change of the application.
    private static async Task<IResult> ShowWaiting(
        ApplicationView view, VacancyNotice? notice, IGrainFactory grains, Reader reader)
    {
        var body = ApplicationBody.Of(view, reader, notice);
        body = body with { Place = await PlaceBody.WithAhead(body.Place, view.ApplicationId, view.VacancyId, grains) };
        return Answer.Ok(body, $"\"{view.Revision}-{body.Place?.Ahead ?? 0}\"");
    }

    private static async Task<IResult> Status(
        string id, CurrentUser user, IGrainFactory grains, ApplicationAnswers answers, Reader reader) =>
        await Own(id, user, grains) is { } view
            ? Answer.OkBytes(answers.Status(view, reader), Answer.TagOf(view.Revision))
            : Answer.Refused(ApplicationRefusals.NotFound);

    private static async Task<IResult> PickDocuments(
        string id, CurrentUser user, Body<NewPicks> body, HttpRequest request, IGrainFactory grains, Reader reader)
    {
        if (!user.OwnsApplication(id)) return Answer.Refused(ApplicationRefusals.NotFound);
        var command = body.Value.ToCommand(request.RequireIfMatch());
        var application = grains.GetGrain<IApplicationGrain>(id);
        var outcome = await application.PickDocuments(command);
        return await outcome.ToHttp(view => Show(view, reader), () => CurrentTag(application));
    }

    private static async Task<IResult> AnswerLastStep(
        string id, CurrentUser user, Body<NewLastStep> body, HttpRequest request, IGrainFactory grains, Reader reader)
    {
        if (!user.OwnsApplication(id)) return Answer.Refused(ApplicationRefusals.NotFound);
        var command = body.Value.ToCommand(request.RequireIfMatch());
        var application = grains.GetGrain<IApplicationGrain>(id);
        var outcome = await application.AnswerLastStep(command);
        return await outcome.ToHttp(view => Show(view, reader), () => CurrentTag(application));
    }

    private static async Task<IResult> Submit(
        string id, CurrentUser user, HttpRequest request, ReceivedAt received, IGrainFactory grains, Reader reader)
    {
        var key = request.RequireIdempotencyKey();
        if (!user.OwnsApplication(id)) return Answer.Refused(ApplicationRefusals.NotFound);
        var outcome = await grains.GetGrain<IApplicationGrain>(id).Submit(new SubmitApplication(key, received.Instant));
        return outcome.Refusal is { } refusal
            ? Answer.Refused(refusal, pointer => MendingPlaces.Of(id, pointer))
            : Answer.Ok(await ReceiptOf(outcome.Value!, grains, reader));
    }

    private static async Task<IResult> Withdraw(
        string id, CurrentUser user, Body<NewWithdrawal> body, IGrainFactory grains, Reader reader)
    {
        if (!user.OwnsApplication(id)) return Answer.Refused(ApplicationRefusals.NotFound);
        var outcome = await grains.GetGrain<IApplicationGrain>(id).Withdraw(body.Value.ToCommand());
        return outcome.ToHttp(view => Show(view, reader));
    }

    private static async Task<IResult> Timeline(
        string id, CurrentUser user, IGrainFactory grains, EventFeed feed, Reader reader, CancellationToken cancellationToken)
    {
        if (!user.OwnsApplication(id) || await grains.GetGrain<IApplicationGrain>(id).Get() is not { } view)
            return Answer.Refused(ApplicationRefusals.NotFound);
        var notice = await grains.GetGrain<IVacancyGrain>(view.VacancyId).GetNotice();
        var story = await feed.OfGrainAsync("application", id, cancellationToken);
        return Answer.Ok<IReadOnlyList<TimelineEntry>>([.. story
            .Where(happened => happened.Event is not VerdictRecorded) // until the officer has decided on the whole, it may change
            .Select(happened => (happened, text: reader.EventText(happened.Type, EventValues.Of(happened.Event, view, reader, notice))))
            .Where(entry => entry.text is not null)
            .Select(entry => new TimelineEntry(entry.happened.At, entry.happened.Type, entry.text!))]);
    }

    private static async Task<ApplicationView?> Own(string id, CurrentUser user, IGrainFactory grains) =>
        user.OwnsApplication(id) ? await grains.GetGrain<IApplicationGrain>(id).Get() : null;

    private static async Task<Receipt> ReceiptOf(ApplicationReceipt receipt, IGrainFactory grains, Reader reader)
    {
        var id = receipt.ApplicationId;
        var place = PlaceBody.Of(id, receipt.Status, receipt.Place);
        if (receipt.Status is ApplicationStatus.WaitingForPlace && await grains.GetGrain<IApplicationGrain>(id).Get() is { } view)
            place = await PlaceBody.WithAhead(place, id, view.VacancyId, grains);
        return new Receipt(
            id, receipt.Reference, receipt.Round, receipt.SubmittedAt, Words.Of(receipt.Status), reader.StatusText(receipt.Status), place);
    }

    private static IResult Show(ApplicationView view, Reader reader) =>
        Answer.Ok(ApplicationBody.Of(view, reader), Answer.TagOf(view.Revision));

    private static async Task<string?> CurrentTag(IApplicationGrain application) =>
        await application.Get() is { } view ? Answer.TagOf(view.Revision) : null;
}
