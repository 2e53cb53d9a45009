using Orleans;
using Orleans.Runtime;
using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.GrainHost.Activations;

/// <summary>Beginning and end of an activation.</summary>
internal sealed partial class Activation
{
    private static readonly TaskCompletionSource Over = Completed();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (scheduler.IsRunningHere) BeginEnd(deactivationReason);
        else scheduler.TryPost((Action<Activation>)(activation => activation.BeginEnd(deactivationReason)));
    }

    /// <summary>Ends the activation unless it has work; what the collector asks.</summary>
    public void DeactivateIfIdle(DeactivationReason reason, long unusedSince) => scheduler.TryPost((Action<Activation>)(activation =>
    {
        if (activation.running == 0 && activation.waiting.Count == 0 && activation.LastUsed <= unusedSince) activation.BeginEnd(reason);
    }));

    /// <summary>The generation is dropped: nobody waits for this activation any more.</summary>
    public void Abandon() => MarkDeactivated();

    // Who asks later finds the one that is over; who asked before hears it now.
    private void MarkDeactivated() => Interlocked.Exchange(ref deactivated, Over)?.TrySetResult();

    private async Task Activate(Call first)
    {
        stage = Stage.Activating;
        try
        {
            context = ExecutionContext.Capture();
            // In the flow of the call that woke it, so that a cycle through an activation is named by its time-out.
            Flow.Enter(this, first, values: null);
            grain = Kind.Create(this, host.Services);
            foreach (var state in states) await state.ReadStateAsync();
            lifecycle = new CancellationTokenSource();
            await grain.OnActivateAsync(lifecycle.Token);
        }
        catch (Exception exception)
        {
            host.Log.ActivationFailed(exception, GrainId);
            FailActivation(exception);
            return;
        }

        BeginWork();
    }

    private void BeginWork()
    {
        lifecycle = null;
        stage = Stage.Active;
        if (ending is { } reason)
        {
            // It asked to end while it began: it serves the call it was woken for, else the next one would do the same for ever.
            if (waiting.TakeFirst(this, pastHead: true) is { } first)
            {
                Table.CountWaiting(-1);
                if (!first.IsFinished) Start(first);
            }

            ending = null;
            BeginEnd(reason);
            return;
        }

        StartWaiting();
    }

    private void FailActivation(Exception exception)
    {
        stage = Stage.Gone;
        var calls = waiting.TakeAll();
        Table.CountWaiting(-calls.Count);
        scheduler.Retire(queued =>
        {
            calls.AddRange(queued);
            Generation.Forget(this);
        });
        MarkDeactivated();
        foreach (var call in calls) call.Fail(exception);
    }

    private void BeginEnd(DeactivationReason reason)
    {
        if (stage is Stage.Deactivating or Stage.Ending or Stage.Gone || ending is not null) return;
        ending = reason;
        if (stage is not Stage.Active) return;
        stage = Stage.Deactivating;
        EndWhenIdle();
    }

    private void EndWhenIdle()
    {
        if (stage is not Stage.Deactivating || running > 0) return;
        stage = Stage.Ending;
        _ = EndActivation();
    }

    private async Task EndActivation()
    {
        try
        {
            ExecutionContext.Restore(context!);
            Flow.Enter(this, request: null, values: null);
            lifecycle = new CancellationTokenSource();
            await grain!.OnDeactivateAsync(ending!.Value, lifecycle.Token);
        }
        catch (Exception exception)
        {
            host.Log.DeactivationFailed(exception, GrainId);
        }

        Retire();
    }

    // Whoever still waits goes on to the next activation, in order and before anybody new: the table is changed under the
    // lock that every sender takes.
    private void Retire()
    {
        stage = Stage.Gone;
        var calls = waiting.TakeAll();
        Table.CountWaiting(-calls.Count);
        Activation? next = null;
        scheduler.Retire(queued =>
        {
            calls.AddRange(queued);
            calls.RemoveAll(static call => call.IsFinished);
            if (calls.Count == 0 || Generation.Dropped)
            {
                Generation.Forget(this);
                return;
            }

            next = new Activation(host, Generation, Address);
            next.scheduler.Preload(calls);
            foreach (var call in calls) call.Activation = next;
            Generation.Replace(this, next);
        });
        MarkDeactivated();
        if (next is not null) host.Metrics.ActivationMade(Kind);
        next?.scheduler.StartPreloaded();
        if (Generation.Dropped) calls.ForEach(call => call.Fail(new HostClosedException("The host was dropped.")));
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
