using Orleans.Concurrency;

namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>A grain that does what a test of the runtime needs.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Says <c>begin G</c>, waits for gate G, says <c>end G</c>.</summary>
    Task<string> Hold(string gate);

    [ReadOnly]
    Task<string> HoldReading(string gate);

    [AlwaysInterleave]
    Task<string> HoldInterleaving(string gate);

    [ResponseTimeout("00:00:05")]
    Task<string> HoldShort(string gate);

    /// <summary>Waits for the gate or the token.</summary>
    Task<string> HoldWith(string gate, CancellationToken token);

    Task Say(string line);

    /// <summary>Calls Hold of another probe, then says whether it is back on its own activation.</summary>
    Task<bool> HoldOther(string other, string gate);

    /// <summary>Calls the next of a chain of probes; the last is only touched.</summary>
    Task Pass(string[] chain);

    [ResponseTimeout("00:00:05")]
    Task Touch();

    Task Fail(string message);

    Task<string?> Context(string name, string? change);

    /// <summary>The context that another probe sees.</summary>
    Task<string?> ContextOfOther(string other, string name);

    Task<int> EndSoon();

    Task<bool> StaysOnItsActivation();

    /// <summary>Calls another probe after the gate has opened, whatever happened to this activation.</summary>
    Task CallLate(string gate, string other);

    Task<int> Incarnation();

    Task<int> CountUnguarded(int rounds);
}

/// <summary>The same, reentrant.</summary>
public interface IReentrantProbeGrain : IProbeGrain;

public sealed class ProbeFailure(string message) : Exception(message);

public abstract class Probe(ProbeBoard board) : Grain
{
    private static int incarnations;

    private readonly int incarnation = Interlocked.Increment(ref incarnations);
    private int inside;
    private int count;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        board.Born(Name);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        board.Gone(Name);
        board.Say($"{Name} ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    private string Name => this.GetGrainId().ToString();

    public async Task<string> Hold(string gate)
    {
        board.Say($"begin {gate}");
        await board.Gate(gate);
        board.Say($"end {gate}");
        return gate;
    }

    public Task<string> HoldReading(string gate) => Hold(gate);

    public Task<string> HoldInterleaving(string gate) => Hold(gate);

    public Task<string> HoldShort(string gate) => Hold(gate);

    public async Task<string> HoldWith(string gate, CancellationToken token)
    {
        board.Say($"begin {gate}");
        try
        {
            await board.Gate(gate).WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            board.Say($"cancelled {gate}");
            throw;
        }

        return gate;
    }

    public Task Say(string line)
    {
        board.Say(line);
        return Task.CompletedTask;
    }

    public async Task<bool> HoldOther(string other, string gate)
    {
        var home = TaskScheduler.Current;
        await GrainFactory.GetGrain<IProbeGrain>(other).Hold(gate);
        return TaskScheduler.Current == home && ReferenceEquals(RuntimeContext.Current, GrainContext);
    }

    public Task Pass(string[] chain)
    {
        var next = GrainFactory.GetGrain<IProbeGrain>(chain[0]);
        return chain.Length == 1 ? next.Touch() : next.Pass(chain[1..]);
    }

    public Task Touch() => Task.CompletedTask;

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new ProbeFailure(message);
    }

    public Task<string?> Context(string name, string? change)
    {
        var seen = (string?)RequestContext.Get(name);
        if (change is not null) RequestContext.Set(name, change);
        return Task.FromResult(seen);
    }

    public async Task<string?> ContextOfOther(string other, string name)
    {
        await GrainFactory.GetGrain<IProbeGrain>(other).Context(name, "changed by the other");
        return (string?)RequestContext.Get(name);
    }

    public async Task<int> EndSoon()
    {
        this.DeactivateOnIdle();
        await Task.Yield();
        return incarnation;
    }

    public async Task<bool> StaysOnItsActivation()
    {
        var home = TaskScheduler.Current;
        await Task.Yield();
        var yielded = TaskScheduler.Current == home;
        await Task.Run(() => Thread.SpinWait(100));
        var back = TaskScheduler.Current == home;
        await Task.WhenAll(Task.Run(() => 1), Task.Run(() => 2));
        return home != TaskScheduler.Default && yielded && back && TaskScheduler.Current == home && RuntimeContext.Current == GrainContext;
    }

    public async Task CallLate(string gate, string other)
    {
        board.Say($"begin {gate}");
        await board.Gate(gate);
        try
        {
            await GrainFactory.GetGrain<IProbeGrain>(other).Say("late call arrived");
        }
        catch (Exception exception)
        {
            board.Say($"late call: {exception.GetType().Name}");
        }
    }

    public Task<int> Incarnation() => Task.FromResult(incarnation);

    public async Task<int> CountUnguarded(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            if (Interlocked.Increment(ref inside) != 1) board.Say("two turns at once");
            var before = count;
            Thread.SpinWait(20);
            count = before + 1;
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }

        return count;
    }
}

[GrainType("probe")]
public sealed class ProbeGrain(ProbeBoard board) : Probe(board), IProbeGrain;

[Reentrant]
[GrainType("reentrant-probe")]
public sealed class ReentrantProbeGrain(ProbeBoard board) : Probe(board), IReentrantProbeGrain;
