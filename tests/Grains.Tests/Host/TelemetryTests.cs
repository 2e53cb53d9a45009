using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains.Tests.Host.Samples;

namespace Siskop2mi.Grains.Tests.Host;

public interface ITelemetryProbe : IProbeGrain;

/// <summary>A kind of its own: meters and activity sources are seen by the whole process, other tests included.</summary>
[GrainType("telemetry-probe")]
public sealed class TelemetryProbe(ProbeBoard board) : Probe(board), ITelemetryProbe;

public sealed class TelemetryTests : ProbeHost
{
    private const string Kind = "telemetry-probe";

    protected override IReadOnlyList<Type> Classes => [typeof(TelemetryProbe), typeof(ProbeGrain)];

    private ITelemetryProbe Grain => Host.GetGrain<ITelemetryProbe>("t");

    [Fact]
    public async Task Calls_are_counted_by_kind_method_and_outcome()
    {
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = Listen(seen);
        await Grain.Say("x");
        await Grain.Say("x");
        await Assert.ThrowsAsync<ProbeFailure>(() => Grain.Fail("as planned"));
        var held = Grain.Hold("1");
        var queued = Grain.Say("queued");
        await Board.Seen("begin 1");
        Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => held.WaitAsync(Patience));
        await Assert.ThrowsAsync<TimeoutException>(() => queued.WaitAsync(Patience));

        Assert.Equal(2, seen["siskop2mi.grain.calls Say answered"]);
        Assert.Equal(1, seen["siskop2mi.grain.calls Fail failed"]);
        Assert.Equal(1, seen["siskop2mi.grain.calls Hold timed-out"]);
        Assert.Equal(1, seen["siskop2mi.grain.call.timeouts Hold "]);
        Assert.Equal(1, seen["siskop2mi.grain.activations.created  "]);
        Assert.InRange(seen["siskop2mi.grain.call.duration Hold timed-out"], 30, 31);
        listener.RecordObservableInstruments();
        Assert.Equal(1, seen["siskop2mi.grain.activations  "]);
        Board.Open("1");
    }

    [Fact]
    public async Task A_call_is_a_span_under_its_caller()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var source = new ActivitySource("test");
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name is GrainHostRuntime.TelemetryName or "test",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var root = source.StartActivity("request")!;
        var call = Grain.HoldOther("b", "1");
        await Board.Seen("begin 1");
        Board.Open("1");
        await call;
        await Assert.ThrowsAsync<ProbeFailure>(() => Grain.Fail("as planned"));

        var mine = spans.Where(span => span.TraceId == root.TraceId).ToArray();
        var outer = mine.Single(span => span.OperationName == $"{Kind}.HoldOther");
        Assert.Equal(root.SpanId, outer.ParentSpanId);
        Assert.Equal(outer.SpanId, mine.Single(span => span.OperationName == "probe.Hold").ParentSpanId);
        Assert.Equal(ActivityStatusCode.Error, mine.Single(span => span.OperationName == $"{Kind}.Fail").Status);
    }

    private static MeterListener Listen(ConcurrentDictionary<string, double> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == GrainHostRuntime.TelemetryName) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(seen, instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(seen, instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(seen, instrument, value, tags));
        listener.Start();
        return listener;
    }

    private static void Add(
        ConcurrentDictionary<string, double> seen, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = new Dictionary<string, object?>(tags.ToArray());
        if (!Kind.Equals(named.GetValueOrDefault("grain.kind"))) return;
        var name = $"{instrument.Name} {named.GetValueOrDefault("grain.method")} {named.GetValueOrDefault("outcome")}";
        seen.AddOrUpdate(name, value, (_, sum) => sum + value);
    }
}
