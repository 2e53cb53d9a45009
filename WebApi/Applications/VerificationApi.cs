using System.Globalization;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>
/// Officers of a BP3MI check the documents of what was sent to their office. Another office's dossiers do not exist for them.
/// </summary>
internal static class VerificationApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/verification").WithTags("Verification").AllowRoles(AccountRole.RegionalVerifier);
        group.MapGet("/queue", Queue)
            .Describe<IReadOnlyList<QueueRow>>(200, "What waits at my office, oldest first", 400).TakesPage();
        group.MapGet("/applications/{id}", Get)
            .Describe<Dossier>(200, "A dossier of my office", 404);
        group.MapGet("/applications/{id}/documents/{type}/content", Download)
            .DescribeFile("The file of a picked document", 404);
        group.MapGet("/applications/{id}/photo", Photo)
            .DescribeFile("The photo of the applicant's profile", 404);
        group.MapPost("/applications/{id}/claim", Claim).Repeatable()
            .Describe<ApplicationBody>(200, "Take the dossier", 404, 409);
        group.MapDelete("/applications/{id}/claim", Release).Repeatable()
            .Describe<ApplicationBody>(200, "Give the dossier back", 404, 409);
        group.MapPost("/applications/{id}/verification", Verify).Repeatable()
            .Describe<ApplicationBody>(200, "Find the documents in order", 404, 409);
    }

    private static async Task<IResult> Queue(
        CurrentUser user, PageRequest page, ApplicationQueries applications, CancellationToken cancellationToken)
    {
        if (page.After?.Contains('|', StringComparison.Ordinal) is false) throw QueryValues.Wrong("cursor");
        var waiting = await applications.VerificationQueue(user.OfficeId, page.After, page.Limit, cancellationToken);
        return Answer.Page([.. waiting.Rows.Select(row => RowOf(row, user))], waiting.Next);
    }

    private static async Task<IResult> Get(string id, CurrentUser user, IGrainFactory grains, Reader reader)
    {
        if (await Find(id, user, grains) is not { } view) return Answer.Refused(ApplicationRefusals.NotFound);
        var account = grains.GetGrain<IAccountGrain>(view.ApplicantId).GetCard();
        var profile = grains.GetGrain<IApplicantGrain>(view.ApplicantId).GetProfile();
        var documents = await Task.WhenAll(view.Documents.Values.Select(documentId => grains.GetGrain<IDocumentGrain>(documentId).Get()));
        var dossier = new Dossier
        {
            Application = ApplicationBody.Of(view, reader),
            Applicant = DossierApplicant.Of(await account, await profile),
            Documents = [.. documents.OfType<DocumentView>().Where(document => document.OwnerId == view.ApplicantId).Select(
                DocumentBody.Of)],
        };
        return Answer.Ok(dossier, Answer.TagOf(view.Revision));
    }

    private static async Task<IResult> Download(
        string id, string type, CurrentUser user, IGrainFactory grains, IBlobStore blobs, CancellationToken cancellationToken)
    {
        if (await Find(id, user, grains) is not { } view) return Answer.Refused(ApplicationRefusals.NotFound);
        var document = view.Documents.TryGetValue(type, out var documentId)
            ? await grains.GetGrain<IDocumentGrain>(documentId).Get() : null;
        return document?.OwnerId == view.ApplicantId
            ? await FileAnswer.Open(document.File, blobs, cancellationToken)
            : Answer.Refused(DocumentRefusals.NotFound);
    }

    private static async Task<IResult> Photo(
        string id, CurrentUser user, IGrainFactory grains, IBlobStore blobs, CancellationToken cancellationToken) =>
        await Find(id, user, grains) is { } view
            ? await PhotoApi.Show(view.ApplicantId, grains, blobs, cancellationToken) : Answer.Refused(ApplicationRefusals.NotFound);

    private static Task<IResult> Claim(string id, CurrentUser user, IGrainFactory grains, Reader reader) =>
        Decide(id, user, grains, reader, application => application.Claim(new ClaimApplication(user.AccountId, user.OfficeId)));

    private static Task<IResult> Release(string id, CurrentUser user, IGrainFactory grains, Reader reader) =>
        Decide(id, user, grains, reader, application => application.Release(new ReleaseApplication(user.AccountId, user.OfficeId)));

    private static Task<IResult> Verify(string id, CurrentUser user, IGrainFactory grains, Reader reader) =>
        Decide(id, user, grains, reader, application => application.Verify(new VerifyApplication(user.AccountId, user.OfficeId)));

    private static async Task<IResult> Decide(
        string id, CurrentUser user, IGrainFactory grains, Reader reader, Func<IApplicationGrain, Task<Outcome<ApplicationView>>> command)
    {
        if (await Find(id, user, grains) is null) return Answer.Refused(ApplicationRefusals.NotFound);
        var outcome = await command(grains.GetGrain<IApplicationGrain>(id));
        return outcome.ToHttp(view => Answer.Ok(ApplicationBody.Of(view, reader), Answer.TagOf(view.Revision)));
    }

    private static async Task<ApplicationView?> Find(string id, CurrentUser user, IGrainFactory grains) =>
        Ids.IsOwned(id) && user.Account.OfficeId is { } office && await grains.GetGrain<IApplicationGrain>(id).Get() is { } view
        && view.Status >= ApplicationStatus.Submitted && view.LastStep?.OfficeId == office ? view : null;

    private static QueueRow RowOf(VerificationRow row, CurrentUser user) => new(
        row.ApplicationId,
        row.VacancyId,
        DateTimeOffset.Parse(row.SubmittedAt, CultureInfo.InvariantCulture),
        row.ClaimedBy is null ? "free" : row.ClaimedBy == user.AccountId ? "mine" : "other");
}
