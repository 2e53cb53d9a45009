using Microsoft.Extensions.Logging;
using Siskop2mi.Storage.Blobs;

namespace Siskop2mi.Silo;

/// <summary>
/// Removes what uploads left behind: half a file when a node was killed in the middle, a whole one when it was never known
/// whether its document was kept. When a node becomes active, and every hour from then on.
/// </summary>
internal sealed partial class AbandonedUploadsDuty(
    FileSystemBlobStore blobs, OrphanBlobs orphans, TimeProvider time, ILogger<AbandonedUploadsDuty> log) : INodeDuty
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(1);

    // Far longer than any call takes: a document that was to name the file does so by then, or never.
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromDays(1);

    public async Task Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            var halves = blobs.RemoveAbandoned(time.GetUtcNow() - LongestUpload);
            var wholes = await orphans.RemoveAsync(time.GetUtcNow() - LongestDoubt, cancellationToken);
            if (halves + wholes > 0) LogRemoved(halves, wholes);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Halves} unfinished uploads and {Wholes} files that no document names.")]
    private partial void LogRemoved(int halves, int wholes);
}
