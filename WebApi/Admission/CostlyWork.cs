using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// A few threads for work that fills a processor for a while (hashing passwords, looking into files). There are fewer of them than
/// processors, and where the system allows it they yield to all other threads: when nothing else is to do they run at full speed.
/// Threads of their own, because in the thread pool two such pieces keep every other request of two processors waiting.
/// </summary>
public sealed class CostlyWork : IDisposable
{
    // A third of the weight of a normal thread: others go first, but at full load people still get their log-in.
    internal const int DefaultNiceness = 5;

    private readonly int niceness;
    private readonly BlockingCollection<Action> work = [];

    /// <param name="threads">How many; null is half the processors.</param>
    /// <param name="niceness">How far they yield, 0 (not at all) to 19.</param>
    public CostlyWork(int? threads = null, int niceness = DefaultNiceness)
    {
        this.niceness = niceness;
        Threads = threads ?? Math.Max(1, Environment.ProcessorCount / 2);
        for (var i = 0; i < Threads; i++) new Thread(Work) { IsBackground = true, Name = $"costly work {i}" }.Start();
    }

    /// <summary>How many pieces are worked on at the same time.</summary>
    public int Threads { get; }

    /// <summary>Does a piece of work, after those that came before. What was begun is finished.</summary>
    public Task<T> Run<T>(Func<T> piece, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(
            () =>
            {
                if (cancellationToken.IsCancellationRequested) done.TrySetCanceled(cancellationToken);
                else Finish(piece, done);
            },
            CancellationToken.None);
        return done.Task;
    }

    /// <inheritdoc />
    public void Dispose() => work.CompleteAdding();

    private static void Finish<T>(Func<T> piece, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(piece());
        }
        catch (Exception failure)
        {
            done.SetException(failure);
        }
    }

    private void Work()
    {
        // Linux takes 0 for the calling thread, not the process, and lets everybody lower the own priority.
        if (OperatingSystem.IsLinux()) _ = SetPriority(0, 0, niceness);
        foreach (var piece in work.GetConsumingEnumerable()) piece();
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
