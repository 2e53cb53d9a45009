using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Admission;
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
        group.MapPost("", Add).InLane(Lane.Upload).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxUploadBytes))
            .Describe<DocumentBody>(201, "Put a document into my wallet", 400, 404, 409, 413, 415, 422, 429)
                .TakesIdempotencyKey(isRequired: false)
                .TakesUpload();
        group.MapGet("", List)
            .Describe<IReadOnlyList<DocumentBody>>(200, "My documents", 400).TakesPage().TakesWalletFilter();
        group.MapGet("/{id}", Get)
            .Describe<DocumentBody>(200, "One of my documents", 404);
        group.MapDelete("/{id}", Remove)
            .Describe(204, "Take a document, or a number check, out of my wallet", 404, 409);
        group.MapGet("/{id}/content", Download)
            .DescribeFile("The file of one of my documents", 404);
    }

    private static IResult Types(DocumentCatalogue catalogue) => Answer.OkByContent<IReadOnlyList<DocumentTypeBody>>(
        [.. catalogue.All.OrderBy(type => type.Code, StringComparer.Ordinal).Select(DocumentTypeBody.Of)]);

    private static async Task<IResult> Add(
        CurrentUser user, HttpRequest request, Wallet wallet, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = request.FindIdKey();
        var upload = await UploadReader.Open(request, cancellationToken);
        var outcome = await wallet.Add(user.AccountId, key, upload, cancellationToken);
        return outcome.ToHttp(view => Answer.Created(
            $"{Routes.Root}/documents/{view.DocumentId}", DocumentBody.On(view, Today(time)), TagOf(view, time)));
    }

    private static async Task<IResult> List(
        CurrentUser user, PageRequest page, WalletRequest asked, DocumentQueries documents, IGrainFactory grains, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var ids = await documents.ListIds(user.AccountId, asked.Filter, page.After, page.Limit, cancellationToken);
        var views = await Task.WhenAll(ids.Rows.Select(id => grains.GetGrain<IDocumentGrain>(id).Get()));
        return Answer.Page([.. views.OfType<DocumentView>().Select(view => DocumentBody.On(view, Today(time)))], ids.Next);
    }

    private static async Task<IResult> Get(string id, CurrentUser user, Wallet wallet, TimeProvider time) =>
        await wallet.Find(user.AccountId, id) is { } view
            ? Answer.Ok(DocumentBody.On(view, Today(time)), TagOf(view, time)) : Answer.Refused(DocumentRefusals.NotFound);

    private static async Task<IResult> Remove(string id, CurrentUser user, Wallet wallet) =>
        (await wallet.Remove(user.AccountId, id)).ToHttp(_ => Results.NoContent());

    private static async Task<IResult> Download(
        string id, CurrentUser user, Wallet wallet, IBlobStore blobs, CancellationToken cancellationToken) =>
        await wallet.Find(user.AccountId, id) is { } view
            ? await FileAnswer.Open(view.File, blobs, cancellationToken)
            : Answer.Refused(DocumentRefusals.NotFound);

    private static DateOnly Today(TimeProvider time) => IndonesianTime.JakartaDate(time.GetUtcNow());

    // What is in a document does not change; where it stands does.
    private static string TagOf(DocumentView view, TimeProvider time)
    {
        var validity = DocumentValidities.On(view.ExpiresOn, Today(time));
        return $"\"{view.File.Sha256[..16]}-{(int)view.Status}{(int)validity}{(view.IsInUse ? 1 : 0)}\"";
    }
}
