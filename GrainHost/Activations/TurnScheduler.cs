using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.GrainHost.Activations;

/// <summary>Whose turns a <see cref="TurnScheduler"/> runs.</summary>
internal interface ITurnOwner
{
    /// <summary>Handles a posted item, inside a turn.</summary>
    void Take(object item);

    /// <summary>Taking an item failed, which is a fault of the host.</summary>
    void Failed(Exception exception);
}

/// <summary>
/// Runs turns one at a time, in the order in which they became ready: new calls, continuations, and the host's own commands
/// share one queue. A <see cref="TaskScheduler"/>, so that every await inside a turn comes back here.
/// </summary>
internal sealed class TurnScheduler(ITurnOwner owner, IWorkExecutor executor) : TaskScheduler, IThreadPoolWorkItem
{
    [ThreadStatic]
    private static TurnScheduler? running;

    private readonly Lock gate = new();
    private readonly Queue<object> queue = new();
    private bool scheduled;
    private bool retired;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether the caller is inside a turn of this scheduler.</summary>
    public bool IsRunningHere => running == this;

    /// <summary>Queues a call or command; false when the activation is retired and the item must go to the next one.</summary>
    public bool TryPost(object item)
    {
        lock (gate)
        {
            if (retired) return false;
            queue.Enqueue(item);
            if (scheduled) return true;
            scheduled = true;
        }

        executor.Post(this);
        return true;
    }

    /// <summary>Closes the queue for calls and hands over those in it, under the lock that <see cref="TryPost"/> takes.</summary>
    public void Retire(Action<List<Call>> handOver)
    {
        lock (gate)
        {
            retired = true;
            var kept = queue.Where(static item => item is not Call).ToArray();
            var calls = queue.OfType<Call>().ToList();
            queue.Clear();
            foreach (var item in kept) queue.Enqueue(item);
            handOver(calls);
        }
    }

    public override string ToString() => owner.ToString() ?? "";

    /// <summary>Puts calls into a queue that nobody else knows yet.</summary>
    public void Preload(List<Call> calls)
    {
        foreach (var call in calls) queue.Enqueue(call);
        scheduled = true;
    }

    /// <summary>Starts what <see cref="Preload"/> put in.</summary>
    public void StartPreloaded() => executor.Post(this);

    public void Execute()
    {
        var before = running;
        running = this;
        try
        {
            new Task(static state => ((TurnScheduler)state!).RunSlice(), this).RunSynchronously(this);
        }
        finally
        {
            running = before;
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (gate)
        {
            queue.Enqueue(task);
            if (scheduled) return;
            scheduled = true;
        }

        executor.Post(this);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        running == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate) return [.. queue.OfType<Task>()];
    }

    private void RunSlice()
    {
        var home = ExecutionContext.Capture();
        for (var turn = 0; Next(turn) is { } item; turn++)
        {
            if (item is Task task)
            {
                TryExecuteTask(task);
                continue;
            }

            try
            {
                owner.Take(item);
            }
            catch (Exception exception)
            {
                owner.Failed(exception);
            }

            ExecutionContext.Restore(home!);
        }
    }

    // Once it answers null another thread may be in the next slice already: whoever got null touches nothing any more.
    private object? Next(int turn)
    {
        lock (gate)
        {
            if (queue.Count == 0)
            {
                scheduled = false;
                return null;
            }

            if (turn < executor.TurnsPerSlice) return queue.Dequeue();
        }

        executor.Post(this);
        return null;
    }
}
