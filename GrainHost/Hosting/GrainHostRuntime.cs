using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Siskop2mi.GrainHost.Activations;
using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Kinds;
using Siskop2mi.GrainHost.References;
using Siskop2mi.GrainHost.Reminders;
using Siskop2mi.GrainHost.Telemetry;

namespace Siskop2mi.GrainHost.Hosting;

/// <summary>
/// The grains of one process. Starts closed: the node opens it when it becomes active, closes it when it stops, and drops it
/// when it has lost its lease. It may be opened again after either.
/// </summary>
public sealed partial class GrainHostRuntime : IGrainFactory, IGrainRuntime, IAsyncDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string TelemetryName = "Siskop2mi.GrainHost";

    private readonly GrainHostOptions options;
    private readonly KindCatalogue kinds;
    private readonly ReminderService? reminders;
    private readonly Lock lifeGate = new();
    private readonly long responseTimeout;
    private Generation generation;
    private volatile HostStage stage = HostStage.Closed;

    /// <summary>Made by the container; see <see cref="GrainHostRegistration"/>.</summary>
    public GrainHostRuntime(
        IServiceProvider services, GrainAssemblies grains, IOptions<GrainHostOptions> options, TimeProvider time,
        ILogger<GrainHostRuntime> logger, IReminderSource? reminderSource = null)
    {
        options.Value.Check();
        this.options = options.Value;
        Services = services;
        Time = time;
        Log = new GrainHostLog(logger);
        kinds = new KindCatalogue(grains.Assemblies, grains.Classes, this.options.IgnoreReentrancy);
        generation = new Generation(kinds);
        Metrics = new GrainHostMetrics(this);
        responseTimeout = ToTimestamp(this.options.ResponseTimeout);
        if (reminderSource is not null) reminders = new ReminderService(this, reminderSource, this.options);
        collector = new ActivationCollector(this, this.options);
    }

    private enum HostStage
    {
        Closed,
        Open,
        Closing,
    }

    /// <summary>Whether calls are taken.</summary>
    public bool IsOpen => stage is HostStage.Open;

    /// <summary>Activations alive.</summary>
    public int ActivationCount => Generation.Alive;

    /// <summary>Calls under way.</summary>
    public int PendingCallCount => Pending.Count;

    /// <summary>The activations alive, for operators and tests. A snapshot; grains never see it.</summary>
    public IReadOnlyList<IGrainContext> Activations => [.. Generation.Activations];

    IGrainFactory IGrainRuntime.GrainFactory => this;

    internal IServiceProvider Services { get; }

    internal TimeProvider Time { get; }

    internal GrainHostLog Log { get; }

    internal GrainHostMetrics Metrics { get; }

    internal PendingCalls Pending { get; } = new();

    internal IWorkExecutor Executor => options.Executor;

    internal ICallCopier? Copier => options.Copier;

    internal Generation Generation => Volatile.Read(ref generation);

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var slot = kinds.ByInterface(typeof(TGrainInterface));
        return (TGrainInterface)(object)slot.Kind.References.Create(this, new GrainAddress(slot, primaryKey));
    }

    internal KindSlot? FindKind(string name) => kinds.ByName(name);

    internal void ActivationMade(GrainKind kind)
    {
        Metrics.ActivationMade(kind);
        collector.ActivationMade();
    }

    internal void Send(Call call, GrainAddress address, MethodShape method, CancellationToken token)
    {
        var from = Flow.Current;
        var here = Generation;
        var now = Time.GetTimestamp();
        var patience = method.Timeout is { } own ? ToTimestamp(own) : responseTimeout;
        call.Prepare(this, address, method, from, now, now + patience);
        Pending.Add(call);
        if (Refusal(here, from) is { } refusal)
        {
            call.Abandon(CallOutcome.Dropped, refusal);
            return;
        }

        if (options.Copier is { } copier) call.CopyArguments(copier);
        call.Watch(token);
        if (!call.IsFinished) Dispatch(call, here, address);
    }

    private static void Dispatch(Call call, Generation here, GrainAddress address)
    {
        while (true)
        {
            var activation = here.Find(call.Host, address);
            call.Activation = activation;
            if (activation.Turns.TryPost(call)) return;
        }
    }

    private HostClosedException? Refusal(Generation here, Flow? flow)
    {
        var from = flow?.Grain as Activation;

        // A late continuation of a dropped activation reaches nothing, also when the host has been opened again.
        if (from is { Generation.Dropped: true })
            return new HostClosedException($"The host dropped the activation of {from.GrainId} that calls.");
        if (here.Dropped) return new HostClosedException("The host was dropped.");
        if (stage is HostStage.Open) return null;

        // While it drains, requests under way may still call other grains in order to end well.
        return stage is HostStage.Closing && from is not null
            ? null : new HostClosedException("The grain host is closed.");
    }

    private long ToTimestamp(TimeSpan span) => (long)(span.TotalSeconds * Time.TimestampFrequency);
}
