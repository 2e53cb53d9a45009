using Orleans;
using Siskop2mi.GrainHost.Activations;
using Siskop2mi.GrainHost.Calls;

namespace Siskop2mi.GrainHost.Hosting;

/// <summary>Opening, closing, dropping, and the clockwork in between.</summary>
public sealed partial class GrainHostRuntime
{
    private readonly ActivationCollector collector;
    private ITimer? sweeper;

    /// <summary>Takes calls and delivers reminders from now on. Harmless when open already.</summary>
    /// <exception cref="InvalidOperationException">The host is just closing.</exception>
    public Task OpenAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (lifeGate)
        {
            if (stage is HostStage.Open) return Task.CompletedTask;
            if (stage is HostStage.Closing) throw new InvalidOperationException("The grain host is closing.");
            sweeper = Time.CreateTimer(
                static host =>
                    ((GrainHostRuntime)host!).FailOverdue(), this, options.ResponseTimeoutSweepPeriod, options.ResponseTimeoutSweepPeriod);
            stage = HostStage.Open;
            collector.Start();
            reminders?.Start();
        }

        Log.Opened(kinds.Slots.Length);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Refuses new calls, lets those under way end, ends all activations, and is closed. What has not ended after
    /// <paramref name="drainTime"/> is dropped.
    /// </summary>
    public async Task CloseAsync(TimeSpan drainTime)
    {
        lock (lifeGate)
        {
            if (stage is not HostStage.Open) return;
            stage = HostStage.Closing;
            reminders?.Stop();
            collector.Stop();
        }

        var until = Time.GetTimestamp() + ToTimestamp(drainTime);
        var left = 0;
        try
        {
            await Pending.WhenNone().WaitAsync(Left(until), Time);
            await EndActivations(until);
        }
        catch (TimeoutException)
        {
            left = Pending.Count;
        }

        End();
        Log.Closed(left);
    }

    /// <summary>
    /// Abandons everything at once: the node has lost its lease, somebody else may own the grains already. Calls under way
    /// fail with <see cref="HostClosedException"/>; code of the old activations that still runs reaches neither a grain nor its
    /// own store.
    /// </summary>
    public void DropAll()
    {
        lock (lifeGate)
        {
            reminders?.Stop();
            collector.Stop();
        }

        var (activations, calls) = End();
        if (activations + calls > 0) Log.Dropped(activations, calls);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        DropAll();
        Metrics.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task EndActivations(long until)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host closes.");

        // An ending grain may wake others; they end in the next round.
        while (Generation.Alive > 0)
        {
            var round = Generation.Activations.ToArray();
            foreach (var activation in round) activation.Deactivate(reason);
            await Task.WhenAll(round.Select(activation => activation.Deactivated)).WaitAsync(Left(until), Time);
        }
    }

    private TimeSpan Left(long until)
    {
        var left = Time.GetElapsedTime(Time.GetTimestamp(), until);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private (int Activations, int Calls) End()
    {
        Generation old;
        lock (lifeGate)
        {
            stage = HostStage.Closed;
            old = Generation;
            old.Drop();
            Volatile.Write(ref generation, new Generation(kinds));
            sweeper?.Dispose();
            sweeper = null;
        }

        // From here on a call that slipped past sees the dropped generation by itself.
        var calls = Pending.All();
        foreach (var call in calls)
            call.Abandon(
                CallOutcome.Dropped, new HostClosedException($"The host was dropped while this call was under way: {call.Chain}."));
        var activations = old.Activations.ToArray();
        foreach (var activation in activations) activation.Abandon();
        return (activations.Length, calls.Count);
    }

    private void FailOverdue()
    {
        var overdue = Pending.Overdue(Time.GetTimestamp());
        if (overdue.Count == 0) return;
        Log.TimedOut(overdue.Count, overdue[0].Chain);
        foreach (var call in overdue) call.TimeOut();
    }
}
