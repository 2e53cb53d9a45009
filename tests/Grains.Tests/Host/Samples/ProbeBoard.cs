using System.Collections.Concurrent;

namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>What a test sees of its probes, and the gates it holds them at.</summary>
public sealed class ProbeBoard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly Dictionary<string, TaskCompletionSource> awaited = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();
    private readonly ConcurrentDictionary<string, int> alive = new();

    /// <summary>What happened, in order.</summary>
    public string[] Lines
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    /// <summary>Most activations of one grain that were alive at once.</summary>
    public int MostAlive { get; private set; }

    public void Say(string line)
    {
        lock (gate)
        {
            lines.Add(line);
            if (awaited.Remove(line, out var source)) source.SetResult();
        }
    }

    /// <summary>Completes when the line was said.</summary>
    public Task Seen(string line)
    {
        lock (gate)
        {
            if (lines.Contains(line)) return Task.CompletedTask;
            if (!awaited.TryGetValue(line, out var source))
            {
                source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited[line] = source;
            }

            return source.Task.WaitAsync(Patience);
        }
    }

    public Task Gate(string name) => GateOf(name).Task;

    public void Open(string name) => GateOf(name).TrySetResult();

    public void Born(string grain)
    {
        var now = alive.AddOrUpdate(grain, 1, static (_, count) => count + 1);
        lock (gate) MostAlive = Math.Max(MostAlive, now);
    }

    public void Gone(string grain) => alive.AddOrUpdate(grain, 0, static (_, count) => count - 1);

    private TaskCompletionSource GateOf(string name) =>
        gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
