using System.Diagnostics.Metrics;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Admission;

/// <summary>What the gate does, by lane: measured, not logged.</summary>
internal sealed class AdmissionMetrics : IDisposable
{
    private readonly Meter meter = new("Siskop2mi.WebApi");
    private readonly Counter<long> admitted;
    private readonly Counter<long> refused;
    private readonly Histogram<double> waited;

    public AdmissionMetrics()
    {
        admitted = meter.CreateCounter<long>("siskop2mi.admission.admitted", "{request}", "Requests let in, by lane.");
        refused = meter.CreateCounter<long>("siskop2mi.admission.refused", "{request}", "Requests refused, by lane and reason.");
        waited = meter.CreateHistogram<double>("siskop2mi.admission.wait", "s", "From arrival to the place in the lane.");
    }

    /// <summary>Shows how many are under way and waiting.</summary>
    public void Watch(IEnumerable<LaneQueue> queues)
    {
        var watched = queues.ToArray();
        meter.CreateObservableGauge(
            "siskop2mi.admission.in_flight", () => watched.Select(queue => Measured(queue.InFlight, queue)), "{request}", "Under way.");
        meter.CreateObservableGauge(
            "siskop2mi.admission.waiting", () => watched.Select(queue => Measured(queue.Waiting, queue)), "{request}", "Waiting.");
    }

    /// <summary>Shows how many browsers wait in line.</summary>
    public void Watch(WaitingLine line) =>
        meter.CreateObservableGauge("siskop2mi.admission.line", () => line.Length, "{browser}", "Browsers in the waiting line.");

    public void Admitted(Lane lane, TimeSpan after)
    {
        if (admitted.Enabled) admitted.Add(1, NameOf(lane));
        if (waited.Enabled) waited.Record(after.TotalSeconds, NameOf(lane));
    }

    public void Refused(Lane lane, Entry why)
    {
        if (refused.Enabled) refused.Add(1, NameOf(lane), new("reason", Words.Of(why)));
    }

    public void Dispose() => meter.Dispose();

    private static Measurement<int> Measured(int value, LaneQueue queue) => new(value, NameOf(queue.Lane));

    private static KeyValuePair<string, object?> NameOf(Lane lane) => new("lane", Words.Of(lane));
}
