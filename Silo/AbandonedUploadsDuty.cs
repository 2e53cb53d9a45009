using Siskop2mi.Storage.Blobs;

namespace Siskop2mi.Silo;

/// <summary>Removes what uploads left behind when a node was killed in the middle of them. Once, when a node becomes active.</summary>
internal sealed class AbandonedUploadsDuty(FileSystemBlobStore blobs, TimeProvider time) : INodeDuty
{
    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(1);

    public Task Run(CancellationToken cancellationToken)
    {
        blobs.RemoveAbandoned(time.GetUtcNow() - LongestUpload);
        return Task.CompletedTask;
    }
}
