using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>Runs all work of a host, and of its callers, on one thread; which of the ready items comes next is drawn.</summary>
internal sealed class SeededExecutor(SeededRandom random, HostileTrace trace) : IWorkExecutor
{
    private readonly List<IThreadPoolWorkItem> ready = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool leaked;

    public int TurnsPerSlice => 1;

    public bool AnswersInline => true;

    /// <summary>Work came from another thread: something ran outside the host, and the run means nothing.</summary>
    public bool Leaked => leaked;

    public void Post(IThreadPoolWorkItem item)
    {
        if (Environment.CurrentManagedThreadId != thread) leaked = true;
        ready.Add(item);
    }

    public bool Step()
    {
        if (ready.Count == 0) return false;
        var index = random.Next(ready.Count);
        var item = ready[index];
        ready[index] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        trace.Mix((ulong)((ready.Count << 16) + index));
        item.Execute();
        return true;
    }

    /// <summary>Completes some steps later.</summary>
    public Task Pause()
    {
        var pause = new Paused();
        Post(pause);
        return pause.Source.Task;
    }

    private sealed class Paused : IThreadPoolWorkItem
    {
        public readonly TaskCompletionSource Source = new();

        public void Execute() => Source.SetResult();
    }
}

/// <summary>Puts the awaits of a run's clients among the other work.</summary>
internal sealed class ClientScheduler(SeededExecutor executor) : TaskScheduler
{
    public Task Start(Func<Task> client) =>
        Task.Factory.StartNew(client, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    protected override void QueueTask(Task task) => executor.Post(new Item(this, task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private sealed class Item(ClientScheduler owner, Task task) : IThreadPoolWorkItem
    {
        public void Execute() => owner.TryExecuteTask(task);
    }
}
