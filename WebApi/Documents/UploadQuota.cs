using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Queries;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// How much a person may upload a day, counted from the documents that are stored: a restart forgets nothing, and a repeat of
/// an upload adds nothing. Only the active node takes uploads, so one person's uploads can be put in a row here.
/// </summary>
internal sealed class UploadQuota(DocumentQueries documents, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Why this person may not upload so much more today; null when all is well.</summary>
    public async Task<Refusal?> Check(string ownerId, long bytes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var midnight = IndonesianTime.StartOfJakartaDay(IndonesianTime.JakartaDate(now));
        return UploadQuotaRule.Check(await documents.UploadedSince(ownerId, midnight, cancellationToken), bytes, now);
    }

    /// <summary>Does what uses up the quota, one at a time for a person, so that thirty at once are counted as thirty.</summary>
    public async Task<Outcome<T>> Within<T>(
        string ownerId, long bytes, Func<Task<Outcome<T>>> act, CancellationToken cancellationToken)
    {
        var turn = turns[(uint)string.GetHashCode(ownerId, StringComparison.Ordinal) % turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await Check(ownerId, bytes, cancellationToken) is { } refusal ? refusal : await act();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var turn in turns) turn.Dispose();
    }
}
