using Orleans.Runtime;
using Siskop2mi.GrainHost.Activations;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.References;

namespace Siskop2mi.GrainHost.Reminders;

/// <summary>
/// Claims due reminders and delivers their ticks, a bounded number at once. A tick that fails is logged and gone: what is due
/// stands in the grain's state, and the next tick comes.
/// </summary>
internal sealed class ReminderService : ITurnOwner
{
    private readonly GrainHostRuntime host;
    private readonly IReminderSource source;
    private readonly GrainHostOptions options;
    private readonly TurnScheduler turns;
    private readonly Queue<DueReminder> claimed = new();
    private ITimer? timer;
    private CancellationTokenSource stopped = new();
    private int polling;
    private int underWay;
    private int lanes;
    private bool moreDue;

    public ReminderService(GrainHostRuntime host, IReminderSource source, GrainHostOptions options)
    {
        this.host = host;
        this.source = source;
        this.options = options;
        turns = new TurnScheduler(this, host.Executor);
    }

    public void Start()
    {
        stopped = new CancellationTokenSource();
        timer = host.Time.CreateTimer(
            static state => ((ReminderService)state!).Tick(), this, options.ReminderPollPeriod, options.ReminderPollPeriod);
    }

    public void Stop()
    {
        timer?.Dispose();
        timer = null;
        stopped.Cancel();
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref polling, 1) == 0) turns.TryPost(stopped.Token);
    }

    public override string ToString() => "reminders";

    void ITurnOwner.Failed(Exception exception) => host.Log.ClaimFailed(exception);

    void ITurnOwner.Take(object item) => _ = Poll((CancellationToken)item);

    private async Task Poll(CancellationToken token)
    {
        try
        {
            // Claims no more than it has room for: a tick that is claimed and waits here is lost when the node dies.
            while (!token.IsCancellationRequested && options.ReminderBatch - underWay is > 0 and var room)
            {
                var due = await source.ClaimDueAsync(host.Time.GetUtcNow(), room, token);
                foreach (var one in due) claimed.Enqueue(one);
                underWay += due.Count;
                StartLanes();
                moreDue = due.Count == room;
                if (!moreDue) return;
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The host closes; unclaimed ticks are for whoever opens next.
        }
        catch (Exception exception)
        {
            host.Log.ClaimFailed(exception);
        }
        finally
        {
            Volatile.Write(ref polling, 0);
        }
    }

    // Lanes instead of a task a tick; they share the queue without a lock because all run in turns of one scheduler. A slow
    // tick holds its own lane and nothing else.
    private void StartLanes()
    {
        while (lanes < options.ReminderParallelism && lanes < underWay && claimed.Count > 0)
        {
            lanes++;
            _ = Lane();
        }
    }

    private async Task Lane()
    {
        while (claimed.TryDequeue(out var due))
        {
            try
            {
                await Deliver(due);
            }
            catch (Exception exception)
            {
                host.Log.ReminderFailed(exception, due.Reminder.Name, due.Reminder.Grain);
            }

            underWay--;
            if (moreDue && claimed.Count == 0) Tick();
        }

        lanes--;
    }

    private async Task Deliver(DueReminder due)
    {
        var (grain, name, firstTick, period) = due.Reminder;
        if (host.FindKind(grain.Type.ToString()) is not { Kind.Remindable: true } slot)
        {
            host.Log.ReminderUnknown(name, grain);
            return;
        }

        var call = new ReminderCall(name, new TickStatus(firstTick.UtcDateTime, period, host.Time.GetUtcNow().UtcDateTime));
        host.Send(call, new GrainAddress(slot, grain.Key.ToString()), slot.Kind.ReminderMethod, CancellationToken.None);
        try
        {
            await call.Answered;
        }
        catch (Exception exception)
        {
            host.Log.ReminderFailed(exception, name, grain);
        }
    }
}
