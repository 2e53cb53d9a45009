using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>
/// The thread pool, with a way to wait until the hosts on it have nothing left to do. Takes the place of sleeping in tests.
/// </summary>
public sealed class QuietExecutor : IWorkExecutor
{
    private readonly Lock gate = new();
    private TaskCompletionSource? quiet;
    private int busy;

    /// <inheritdoc />
    public int TurnsPerSlice => 32;

    /// <inheritdoc />
    public bool AnswersInline => false;

    /// <inheritdoc />
    public void Post(IThreadPoolWorkItem item)
    {
        lock (gate) busy++;
        ThreadPool.UnsafeQueueUserWorkItem(new Item(this, item), preferLocal: true);
    }

    /// <summary>Completes when no turn is ready or running. What waits for a gate of the test, or for time, is quiet.</summary>
    public Task WhenQuiet()
    {
        lock (gate)
        {
            if (busy == 0) return Task.CompletedTask;
            quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return quiet.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private void Done()
    {
        lock (gate)
        {
            if (--busy > 0) return;
            quiet?.SetResult();
            quiet = null;
        }
    }

    private sealed class Item(QuietExecutor owner, IThreadPoolWorkItem item) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                item.Execute();
            }
            finally
            {
                owner.Done();
            }
        }
    }
}
