using Microsoft.AspNetCore.Mvc;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>
/// The photo of a profile (account guide C1). It takes no If-Match: the last one counts, and the same one again changes nothing.
/// </summary>
internal static class PhotoApi
{
    private const long MaxUploadBytes = ProfileLimits.MaxPhotoBytes + JsonBody.MaxBytes;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applicants/me/photo").WithTags("Profile").AllowRoles(AccountRole.Applicant);
        group.MapPut("", Save).InLane(Lane.Upload).WithMetadata(new RequestSizeLimitAttribute(MaxUploadBytes))
            .Describe<ProfileBody>(200, "Replace my photo: JPEG or PNG, the face large and clear", 400, 413, 415, 422).TakesPhoto();
        group.MapGet("", Get).DescribeFile("My photo", 404);
    }

    /// <summary>The photo of a person as an answer, for who may see it.</summary>
    public static async Task<IResult> Show(
        string applicantId, IGrainFactory grains, IBlobStore blobs, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IApplicantGrain>(applicantId).GetProfile()).Photo is { } photo
            ? await FileAnswer.Open(photo, blobs, cancellationToken)
            : Answer.Refused(ProfileRefusals.PhotoNotFound);

    private static async Task<IResult> Save(
        CurrentUser user, HttpRequest request, Photos photos, IGrainFactory grains, ProfileReader reader,
            CancellationToken cancellationToken)
    {
        var upload = await UploadReader.Open(request, cancellationToken);
        var outcome = await photos.Save(user.AccountId, upload, cancellationToken);
        return await ProfileApi.Show(outcome, grains.GetGrain<IApplicantGrain>(user.AccountId), reader);
    }

    private static Task<IResult> Get(CurrentUser user, IGrainFactory grains, IBlobStore blobs, CancellationToken cancellationToken) =>
        Show(user.AccountId, grains, blobs, cancellationToken);
}
