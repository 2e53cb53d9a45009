using System.Collections.Frozen;
using Microsoft.OpenApi;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.GrainInterfaces.Vacancies;
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
    // A draft is nobody's but the applicant's; and who has no place of the vacancy is not to be checked.
    private static readonly FrozenSet<string> Statuses = Enum.GetValues<ApplicationStatus>()
        .Where(status => status is not (ApplicationStatus.NotStarted or ApplicationStatus.Draft or ApplicationStatus.WaitingForPlace
            or ApplicationStatus.PlaceOnOffer or ApplicationStatus.InDraw or ApplicationStatus.NotDrawn))
        .Select(Words.Of).ToFrozenSet();

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/verification").WithTags("Verification").AllowRoles(AccountRole.RegionalVerifier);
        group.MapGet("/queue", Queue)
            .Describe<IReadOnlyList<QueueRow>>(200, "What was sent to my office, oldest first", 400)
            .Takes("status", ParameterLocation.Query, false, "A status of applications; submitted when left out.")
            .Takes("claimed", ParameterLocation.Query, false, "free, mine or all; all when left out.").TakesPage();
        group.MapGet("/applications", Search)
            .Describe<IReadOnlyList<ApplicationBody>>(200, "The dossier of a reference, if it is of my office", 400)
            .Takes("reference", ParameterLocation.Query, true, "Such as JP16-7K3M-92QX; small letters and missing hyphens are fine.");
        group.MapGet("/applications/{id}", Get)
            .Describe<Dossier>(200, "A dossier of my office", 404);
        group.MapGet("/applications/{id}/documents/{type}/content", Download)
            .DescribeFile("The file of a picked document", 404);
        group.MapGet("/applications/{id}/photo", Photo)
            .DescribeFile("The photo of the applicant's profile", 404);
        group.MapPost("/applications/{id}/claim", Claim).Repeatable()
            .Describe<ApplicationBody>(200, "Take the dossier", 403, 404, 409);
        group.MapDelete("/applications/{id}/claim", Release).Repeatable()
            .Describe<ApplicationBody>(200, "Give the dossier back", 404, 409);
    }

    private static async Task<IResult> Queue(
        CurrentUser user, PageRequest page, HttpRequest request, QueueRows rows, Reader reader, CancellationToken cancellationToken)
    {
        if (page.After?.Contains('|', StringComparison.Ordinal) is false) throw QueryValues.Wrong("cursor");
        var (status, claimed) = (request.Single("status") ?? "submitted", request.Single("claimed") ?? "all");
        if (!Statuses.Contains(status)) throw QueryValues.Wrong("status");
        if (claimed is not ("free" or "mine" or "all")) throw QueryValues.Wrong("claimed");
        var (found, next) = await rows.Find(user, status, claimed, page, reader, cancellationToken);
        return Answer.Page(found, next);
    }

    private static async Task<IResult> Search(
        CurrentUser user, HttpRequest request, ApplicationQueries applications, IGrainFactory grains, Reader reader,
            CancellationToken cancellationToken)
    {
        if (!ApplicationReference.TryParse(request.Single("reference"), out var reference)) throw QueryValues.Wrong("reference");
        var found = await applications.FindByReference([reference], cancellationToken);
        var views = await Task.WhenAll(found.Select(row => Find(row.ApplicationId, user, grains)));
        return Answer.Ok<IReadOnlyList<ApplicationBody>>([.. views.OfType<ApplicationView>().Select(
            view => ApplicationBody.Of(view, reader))]);
    }

    private static async Task<IResult> Get(string id, CurrentUser user, IGrainFactory grains, Reader reader)
    {
        if (await Find(id, user, grains) is not { } view) return Answer.Refused(ApplicationRefusals.NotFound);
        var account = grains.GetGrain<IAccountGrain>(view.ApplicantId).GetCard();
        var profile = grains.GetGrain<IApplicantGrain>(view.ApplicantId).GetProfile();
        var notice = grains.GetGrain<IVacancyGrain>(view.VacancyId).GetNotice();
        var documents = await Task.WhenAll(view.Documents.Values.Select(documentId => grains.GetGrain<IDocumentGrain>(documentId).Get()));
        var dossier = new Dossier
        {
            Application = ApplicationBody.Of(view, reader, await notice),
            Applicant = DossierApplicant.Of(await account, await profile),
            Documents = [.. documents.OfType<DocumentView>().Where(document => document.OwnerId == view.ApplicantId).Select(
                DocumentBody.Of)],
            Items = [.. view.Documents.Keys.Select(type => DossierItem.Of(view, type, reader))],
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

    /// <summary>Carries out a command on a dossier of the caller's office.</summary>
    internal static async Task<IResult> Decide(
        string id, CurrentUser user, IGrainFactory grains, Reader reader, Func<IApplicationGrain, Task<Outcome<ApplicationView>>> command)
    {
        if (await Find(id, user, grains) is null) return Answer.Refused(ApplicationRefusals.NotFound);
        var outcome = await command(grains.GetGrain<IApplicationGrain>(id));
        return outcome.ToHttp(view => Answer.Ok(ApplicationBody.Of(view, reader), Answer.TagOf(view.Revision)));
    }

    private static async Task<ApplicationView?> Find(string id, CurrentUser user, IGrainFactory grains) =>
        Ids.IsOwned(id) && user.Account.OfficeId is { } office && await grains.GetGrain<IApplicationGrain>(id).Get() is { } view
        && view.OfficeId == office && Statuses.Contains(Words.Of(view.Status)) ? view : null;
}
