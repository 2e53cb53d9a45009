using System.Collections.Concurrent;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>A store whose writes of one grain wait until they are let through, or fail, one by one.</summary>
internal sealed class GatedStore : IStorageFaults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<TaskCompletionSource>> waiting = [];
    private readonly SemaphoreSlim arrived = new(0);
    private int underWay;

    /// <summary>The most writes of the gated grain that were under way at once.</summary>
    public int MostUnderWay { get; private set; }

    /// <summary>Whether the next write that is stored ends in a failure nonetheless.</summary>
    public bool LosesNextAnswer { get; set; }

    public bool IsOpen { get; set; }

    /// <summary>Key of a grain whose state cannot be read.</summary>
    public string? Unreadable { get; set; }

    public Task BeforeRead(GrainId grain) => grain.Key.ToString() == Unreadable
        ? Task.FromException(new InjectedFaultException("The state cannot be read.")) : Task.CompletedTask;

    public async Task BeforeCommit(GrainId grain)
    {
        if (grain.Key.ToString() != "gated" || IsOpen) return;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        MostUnderWay = Math.Max(MostUnderWay, Interlocked.Increment(ref underWay));
        waiting.GetOrAdd("gated", _ => new ConcurrentQueue<TaskCompletionSource>()).Enqueue(gate);
        arrived.Release();
        try
        {
            await gate.Task;
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    public Task AfterCommit(GrainId grain)
    {
        if (!LosesNextAnswer) return Task.CompletedTask;
        LosesNextAnswer = false;
        throw new InjectedFaultException("The answer was lost.");
    }

    /// <summary>The next write that waits, once it does.</summary>
    public async Task<TaskCompletionSource> Next()
    {
        if (!await arrived.WaitAsync(TimeSpan.FromMinutes(2))) throw new TimeoutException("No write came.");
        return waiting["gated"].TryDequeue(out var gate) ? gate : throw new InvalidOperationException("A write came and went.");
    }
}
