namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Costly work of the back seat: one piece at a time, and while people are sending their applications a rest after each. Files
/// that came in at one pace end together; looked into without a pause they would fill a processor for a second.
/// </summary>
internal sealed class SpacedWork(CostlyWork threads, BackSeat backSeat, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Does a piece of work when those before it are done and have rested. What was begun is finished.</summary>
    public async Task<T> Run<T>(Func<T> piece, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        // Of the work alone: others use these threads too, and waiting for one is no work.
        var began = time.GetTimestamp();
        try
        {
            return await threads.Run(
                () =>
                {
                    began = time.GetTimestamp();
                    return piece();
                },
                CancellationToken.None);
        }
        finally
        {
            // What was no use has cost as much. Who gives up does not end the rest for those who come after.
            await backSeat.Rest(began, CancellationToken.None);
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();
}
