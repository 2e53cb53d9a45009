using System.Diagnostics;
using Orleans.Runtime;
using Siskop2mi.GrainHost.Activations;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Kinds;
using Siskop2mi.GrainHost.References;

namespace Siskop2mi.GrainHost.Calls;

/// <summary>How a call ended, as metrics name it.</summary>
internal enum CallOutcome
{
    Answered,
    Failed,
    TimedOut,
    Cancelled,
    Dropped,
}

/// <summary>
/// One call of one grain method, from the moment it is sent to its answer. It ends exactly once: by the answer, the
/// time-out, the caller's cancellation, or the end of the host; whichever comes later changes nothing.
/// </summary>
internal abstract class Call : Flow
{
    // A chain is kept only as deep as a person reads; a ping-pong of calls nobody awaits must not hold memory for ever.
    private const int DeepestChain = 32;

    private int finished;
    private Dictionary<string, object>? values;
    private CancellationTokenSource? calleeSource;
    private CancellationTokenRegistration callerRegistration;

    public GrainHostRuntime Host { get; private set; } = null!;

    public GrainAddress Address { get; private set; } = null!;

    public MethodShape Method { get; private set; } = null!;

    public Call? Caller { get; private set; }

    public int Depth { get; private set; }


    /// <summary>The span under which it was sent; null while nobody listens.</summary>
    public Activity? Trace { get; private set; }

    /// <summary>Timestamp at which it was sent.</summary>
    public long SentAt { get; private set; }

    /// <summary>Timestamp from which on it is overdue.</summary>
    public long Deadline { get; private set; }

    public Activation? Activation { get; set; }

    // What the method sees around it while it runs.
    public override IGrainContext? Grain => Activation;

    public override object? Request => this;

    public override Dictionary<string, object>? Values => values;

    public bool IsFinished => Volatile.Read(ref finished) != 0;

    /// <summary>The token handed to the method; signalled on its activation when the caller gave up.</summary>
    public CancellationToken CalleeToken => calleeSource?.Token ?? CancellationToken.None;

    // Links of the list of calls under way, and of the queue in front of an activation.
    internal Call? PendingBefore { get; set; }

    internal Call? PendingAfter { get; set; }

    internal int PendingStripe { get; set; }

    internal Call? Behind { get; set; }

    public string Chain
    {
        get
        {
            var links = new List<string>();
            var call = this;
            for (; call is not null; call = call.Caller) links.Add($"{call.Address.Id}.{call.Method.Name}");
            links.Add(links.Count > DeepestChain ? "..." : "client");
            return string.Join(" <- ", links);
        }
    }

    public abstract Task Invoke(object grain);

    public abstract void CopyArguments(ICallCopier copier);

    internal void Prepare(
        GrainHostRuntime host, GrainAddress address, MethodShape method, Flow? from, long now, long deadline)
    {
        Host = host;
        Address = address;
        Method = method;
        var caller = from?.Request as Call;
        Depth = caller is null ? 0 : caller.Depth + 1;
        Caller = Depth % (DeepestChain + 1) == DeepestChain ? null : caller;
        values = from?.Values;
        SentAt = now;
        Deadline = deadline;
        if (CallTrace.IsOn) Trace = Activity.Current;
        Open(host.Executor.AnswersInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        if (method.TakesToken) calleeSource = new CancellationTokenSource();
    }

    internal void Watch(CancellationToken token)
    {
        if (!token.CanBeCanceled) return;
        callerRegistration = token.UnsafeRegister(
            static (state, token) => ((Call)state!).Abandon(CallOutcome.Cancelled, new OperationCanceledException(token)), this);
        if (IsFinished) callerRegistration.Unregister();
    }

    internal void Answer(Task task)
    {
        var outcome = task.IsCompletedSuccessfully ? CallOutcome.Answered : CallOutcome.Failed;
        if (Finish(outcome)) Deliver(task);
        else Host.Log.LateAnswer(Address.Slot.Kind.Name, Method.Name);
    }

    internal void Fail(Exception exception)
    {
        if (Finish(CallOutcome.Failed)) DeliverFailure(exception);
    }

    internal void TimeOut()
    {
        var after = Host.Time.GetElapsedTime(SentAt, Deadline);
        Abandon(CallOutcome.TimedOut, new TimeoutException($"No answer within {after.TotalSeconds:0.###} s: {Chain}."));
    }

    /// <summary>The caller goes on without an answer; the callee is told, and the call leaves its queue.</summary>
    internal void Abandon(CallOutcome outcome, Exception exception)
    {
        if (!Finish(outcome)) return;
        DeliverFailure(exception);
        Activation?.Forget(this);
    }

    internal void SignalCallee() => calleeSource?.Cancel();

    protected abstract void Open(TaskCreationOptions options);

    protected abstract void Deliver(Task task);

    protected abstract void DeliverFailure(Exception exception);

    private bool Finish(CallOutcome outcome)
    {
        if (Interlocked.Exchange(ref finished, 1) != 0) return false;
        Host.Pending.Remove(this);
        callerRegistration.Unregister();
        Host.Metrics.CallEnded(this, outcome);
        return true;
    }
}
