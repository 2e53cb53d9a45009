using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Kinds;
using Siskop2mi.GrainHost.References;
using Siskop2mi.GrainHost.States;

namespace Siskop2mi.GrainHost.Activations;

/// <summary>
/// One grain in memory: its instance, its turns, the calls in front of it. Everything but the queue is touched only in its
/// own turns, so none of it needs a lock.
/// </summary>
internal sealed partial class Activation : IGrainContext, ITurnOwner
{
    private readonly GrainHostRuntime host;
    private readonly TurnScheduler scheduler;
    private readonly CallQueue waiting = new();
    private TaskCompletionSource? deactivated;
    private IActivationState[] states = [];
    private CancellationTokenSource? lifecycle;
    private ExecutionContext? context;
    private Grain? grain;
    private Stage stage;
    private DeactivationReason? ending;
    private int running;
    private int blocking;
    private int blockingReaders;
    private long lastUsed;

    public Activation(GrainHostRuntime host, Generation generation, GrainAddress address)
    {
        this.host = host;
        Generation = generation;
        Address = address;
        lastUsed = host.Time.GetTimestamp();
        scheduler = new TurnScheduler(this, host.Executor);
    }

    private enum Stage
    {
        New,
        Activating,
        Active,
        Deactivating,
        Ending,
        Gone,
    }

    public Generation Generation { get; }

    public GrainAddress Address { get; }

    public GrainId GrainId => Address.Id;

    public object? GrainInstance => grain;

    public IServiceProvider ActivationServices => host.Services;

    // Made when somebody asks: hardly anybody does, and there are hundreds of thousands of activations.
    public Task Deactivated
    {
        get
        {
            if (Volatile.Read(ref deactivated) is { } known) return known.Task;
            var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref deactivated, made, null) ?? made).Task;
        }
    }

    public TurnScheduler Turns => scheduler;

    /// <summary>Timestamp of the last request.</summary>
    public long LastUsed => Volatile.Read(ref lastUsed);

    /// <summary>The last version conflict of one of this activation's own states.</summary>
    public InconsistentStateException? Conflict { get; set; }

    private GrainKind Kind => Address.Slot.Kind;

    private KindTable Table => Generation.Tables[Address.Slot.Index];

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => base.GetHashCode();

    public IPersistentState<T> AddState<T>(string name, string? storageName)
    {
        var storage = storageName is null
            ? host.Services.GetRequiredService<IGrainStorage>()
            : host.Services.GetRequiredKeyedService<IGrainStorage>(storageName);
        var state = new PersistentState<T>(this, name, storage);
        states = [.. states, state];
        return state;
    }

    public void RefuseWhenDropped()
    {
        if (Generation.Dropped) throw new HostClosedException($"The host dropped this activation of {GrainId}.");
    }

    /// <summary>The caller of this call is gone: tell the method if it runs, take it out of the queue if it waits.</summary>
    public void Forget(Call call) => scheduler.TryPost(call);

    public override string ToString() => Address.Name;

    void ITurnOwner.Failed(Exception exception) => host.Log.TurnFailed(exception, Address.Name);

    void ITurnOwner.Take(object item)
    {
        if (item is Call call) Admit(call);
        else ((Action<Activation>)item)(this);
    }

    private void Admit(Call call)
    {
        if (call.IsFinished)
        {
            Discard(call);
            return;
        }

        if (stage is Stage.Active && MayStart(call))
        {
            Start(call);
            return;
        }

        waiting.Add(call);
        Table.CountWaiting(1);
        if (stage is Stage.New) _ = Activate(call);
    }

    private void Discard(Call call)
    {
        if (!waiting.Remove(call))
        {
            call.SignalCallee();
            return;
        }

        Table.CountWaiting(-1);

        // An activation or deactivation that outlasts the patience of those who wait for it is asked to stop.
        if (stage is Stage.Activating or Stage.Ending) lifecycle?.Cancel();
    }

    /// <summary>Whether the running requests let this one begin beside them.</summary>
    public bool MayStart(Call call) =>
        call.IsFinished
        || Address.Slot.Reentrant
        || blocking == 0
        || call.Method.AlwaysInterleave
        || (call.Method.ReadOnly && blockingReaders == blocking);

    private void StartWaiting()
    {
        // Past the head only where something could overtake.
        while (stage is Stage.Active
            && waiting.TakeFirst(this, pastHead: blockingReaders == blocking || waiting.HoldsInterleaving) is { } call)
        {
            Table.CountWaiting(-1);
            if (!call.IsFinished) Start(call);
        }
    }

    private void Start(Call call)
    {
        if (Generation.Dropped)
        {
            call.Fail(new HostClosedException($"The host was dropped before {call.Method.FullName} began."));
            return;
        }

        Count(call, 1);
        Volatile.Write(ref lastUsed, Math.Max(lastUsed, call.SentAt));
        ExecutionContext.Restore(context!);
        Flow.Current = call;
        var activity = CallTrace.Start(call);
        var task = Invoke(call);
        if (task.IsCompleted) End(call, task, activity);
        else _ = EndLater(call, task, activity);
    }

    private Task Invoke(Call call)
    {
        try
        {
            return call.Invoke(grain!)
                ?? Task.FromException(new InvalidOperationException($"{call.Method.FullName} returned null instead of a task."));
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    private async Task EndLater(Call call, Task task, Activity? activity)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            End(call, task, activity);
            // A request that ended in the turn it began in needs no second look at the clock.
            if (running == 0) Volatile.Write(ref lastUsed, Math.Max(lastUsed, host.Time.GetTimestamp()));
            StartWaiting();
        }
        catch (Exception exception)
        {
            host.Log.TurnFailed(exception, Address.Name);
        }
    }

    private void End(Call call, Task task, Activity? activity)
    {
        Count(call, -1);
        CallTrace.Stop(activity, task);

        // Memory is behind the store: what this activation knows is worth nothing any more.
        if (Conflict is { } conflict && task.IsFaulted && task.Exception.InnerExceptions.Contains(conflict))
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, "Its stored state was written by somebody else."));
        }

        call.Answer(task);
        EndWhenIdle();
    }

    private void Count(Call call, int change)
    {
        running += change;
        if (call.Method.AlwaysInterleave) return;
        blocking += change;
        if (call.Method.ReadOnly) blockingReaders += change;
    }
}
