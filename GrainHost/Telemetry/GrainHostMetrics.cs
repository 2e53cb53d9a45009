using System.Diagnostics.Metrics;
using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Kinds;

namespace Siskop2mi.GrainHost.Telemetry;

/// <summary>
/// Meter <c>Siskop2mi.GrainHost</c>: calls, their duration (s), time-outs, activations alive and made, requests waiting.
/// Costs a flag check a call while nobody listens.
/// </summary>
internal sealed class GrainHostMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Outcomes =
    [
        new("outcome", "answered"), new("outcome", "failed"), new("outcome", "timed-out"), new("outcome", "cancelled"),
        new("outcome", "dropped"),
    ];

    private readonly Meter meter = new(GrainHostRuntime.TelemetryName);
    private readonly GrainHostRuntime host;
    private readonly Counter<long> calls;
    private readonly Histogram<double> duration;
    private readonly Counter<long> timeouts;
    private readonly Counter<long> created;

    public GrainHostMetrics(GrainHostRuntime host)
    {
        this.host = host;
        calls = meter.CreateCounter<long>("siskop2mi.grain.calls", "{call}", "Calls ended, by outcome.");
        duration = meter.CreateHistogram<double>("siskop2mi.grain.call.duration", "s", "From sending a call to its end.");
        timeouts = meter.CreateCounter<long>("siskop2mi.grain.call.timeouts", "{call}", "Calls nobody answered in time.");
        created = meter.CreateCounter<long>("siskop2mi.grain.activations.created", "{activation}", "Activations made.");
        meter.CreateObservableGauge(
            "siskop2mi.grain.activations", () => ByKind(table => table.Alive), "{activation}", "Activations alive.");
        meter.CreateObservableGauge(
            "siskop2mi.grain.requests.waiting", () => ByKind(table => table.Waiting), "{call}", "Calls queued in front of activations.");
    }

    public void CallEnded(Call call, CallOutcome outcome)
    {
        var tag = Outcomes[(int)outcome];
        if (calls.Enabled) calls.Add(1, call.Method.KindTag, call.Method.MethodTag, tag);
        if (duration.Enabled)
            duration.Record(host.Time.GetElapsedTime(call.SentAt).TotalSeconds, call.Method.KindTag, call.Method.MethodTag, tag);
        if (outcome is CallOutcome.TimedOut && timeouts.Enabled) timeouts.Add(1, call.Method.KindTag, call.Method.MethodTag);
    }

    public void ActivationMade(GrainKind kind)
    {
        if (created.Enabled) created.Add(1, kind.KindTag);
    }

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<int>> ByKind(Func<Activations.KindTable, int> value) =>
        host.Generation.Tables.Select(table => new Measurement<int>(value(table), table.Slot.Kind.KindTag));
}
