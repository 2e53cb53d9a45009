namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>Nobody goes on before everybody is here.</summary>
internal sealed class Rendezvous(int expected)
{
    private readonly TaskCompletionSource everybody = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int here;

    public Task Arrive()
    {
        if (Interlocked.Increment(ref here) == expected) everybody.SetResult();
        return everybody.Task;
    }
}
