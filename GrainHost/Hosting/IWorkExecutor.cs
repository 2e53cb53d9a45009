namespace Siskop2mi.GrainHost.Hosting;

/// <summary>
/// Where turns run. The seam that lets a test run a whole host on one thread in an order of its choosing; in production it
/// is the thread pool.
/// </summary>
public interface IWorkExecutor
{
    /// <summary>How many turns of one activation run before others get the thread.</summary>
    int TurnsPerSlice { get; }

    /// <summary>
    /// Whether an answer may run what waits for it on the thread that gives it. False on a thread pool, where a caller that
    /// blocks would hold up the grain; true where all runs on one thread and nothing may slip to another.
    /// </summary>
    bool AnswersInline { get; }

    /// <summary>Runs the item soon, on any thread without a synchronization context; never inside this call.</summary>
    void Post(IThreadPoolWorkItem item);
}

/// <summary>Turns on the thread pool.</summary>
public sealed class ThreadPoolExecutor : IWorkExecutor
{
    /// <summary>The one instance.</summary>
    public static readonly ThreadPoolExecutor Instance = new();

    /// <inheritdoc />
    public int TurnsPerSlice => 32;

    /// <inheritdoc />
    public bool AnswersInline => false;

    /// <inheritdoc />
    public void Post(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
}
