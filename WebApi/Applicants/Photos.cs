using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Documents;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Brings a photo in: the file to the blob store first, then the profile that names it; then the one before goes.</summary>
internal sealed class Photos(IGrainFactory grains, IBlobStore blobs, FileIntake intake)
{
    public async Task<Outcome<ApplicantProfile>> Save(string applicantId, UploadReader upload, CancellationToken cancellationToken)
    {
        if (upload.Fields.Count > 0) throw new ProblemException(new Problem(StatusCodes.Status400BadRequest, ProblemCodes.UnknownField));
        var applicant = grains.GetGrain<IApplicantGrain>(applicantId);
        var before = (await applicant.GetProfile()).Photo;
        var file = await intake.Receive(upload, ProfileLimits.MaxPhotoBytes, applicantId, cancellationToken);
        var outcome = await applicant.SavePhoto(new SavePhoto(file));
        // Refused, or the same photo as is kept: the new file goes. After an exception it stays: the profile may hold it, and
        // the clean-up of files that nothing names comes by.
        var isKept = outcome.Value?.Photo?.BlobId == file.BlobId;
        if ((isKept ? before?.BlobId : file.BlobId) is { } unused) await blobs.DeleteAsync(unused, CancellationToken.None);
        return outcome;
    }
}
