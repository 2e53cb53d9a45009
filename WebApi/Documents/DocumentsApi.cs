using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Documents;

/// <summary>A person's wallet (Dokumen Saya; SISKOP2MI guide L7-L11).</summary>
internal static class DocumentsApi
{
    // The largest file any type allows, and room for the fields beside it.
    private const long MaxUploadBytes = (5 * 1024 * 1024) + JsonBody.MaxBytes;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/document-types", Types).WithTags("Reference data").AllowEverybody()
            .Describe<IReadOnlyList<DocumentTypeBody>>(200, "Kinds of documents and what is asked with them");

        var group = api.MapGroup("/documents").WithTags("Documents").AllowRoles(AccountRole.Applicant);
        group.MapPost("", Add).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxUploadBytes))
            .Describe<DocumentBody>(201, "Put a document into my wallet", 400, 413, 415, 422, 429).TakesIdempotencyKey(isRequired: false)
                .TakesUpload();
        group.MapGet("", List)
            .Describe<IReadOnlyList<DocumentBody>>(200, "My documents", 400).TakesPage();
        group.MapGet("/{id}", Get)
            .Describe<DocumentBody>(200, "One of my documents", 404);
        group.MapGet("/{id}/content", Download)
            .DescribeFile("The file of one of my documents", 404);
    }

    private static IResult Types(DocumentCatalogue catalogue) => Answer.OkByContent<IReadOnlyList<DocumentTypeBody>>(
        [.. catalogue.All.OrderBy(type => type.Code, StringComparer.Ordinal).Select(DocumentTypeBody.Of)]);

    private static async Task<IResult> Add(CurrentUser user, HttpRequest request, Wallet wallet, CancellationToken cancellationToken)
    {
        var key = request.FindIdKey();
        var upload = await UploadReader.Open(request, cancellationToken);
        var outcome = await wallet.Add(user.AccountId, key, upload, cancellationToken);
        return outcome.ToHttp(view => Answer.Created($"{Routes.Root}/documents/{view.DocumentId}", DocumentBody.Of(view), TagOf(view)));
    }

    private static async Task<IResult> List(
        CurrentUser user, PageRequest page, DocumentQueries documents, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var ids = await documents.ListIds(user.AccountId, page.After, page.Limit, cancellationToken);
        var views = await Task.WhenAll(ids.Rows.Select(id => grains.GetGrain<IDocumentGrain>(id).Get()));
        return Answer.Page([.. views.OfType<DocumentView>().Select(DocumentBody.Of)], ids.Next);
    }

    private static async Task<IResult> Get(string id, CurrentUser user, IGrainFactory grains) =>
        await Find(id, user, grains) is { } view
            ? Answer.Ok(DocumentBody.Of(view), TagOf(view)) : Answer.Refused(DocumentRefusals.NotFound);

    private static async Task<IResult> Download(
        string id, CurrentUser user, IGrainFactory grains, IBlobStore blobs, CancellationToken cancellationToken) =>
        await Find(id, user, grains) is { } view
            ? await FileAnswer.Open(view.File, blobs, cancellationToken)
            : Answer.Refused(DocumentRefusals.NotFound);

    private static async Task<DocumentView?> Find(string id, CurrentUser user, IGrainFactory grains) =>
        Ids.IsOwned(id) && id.StartsWith($"{user.AccountId}.", StringComparison.Ordinal)
        && await grains.GetGrain<IDocumentGrain>(id).Get() is { } view && view.OwnerId == user.AccountId ? view : null;

    // A document does not change once it is in the wallet.
    private static string TagOf(DocumentView view) => $"\"{view.File.Sha256[..16]}\"";
}
