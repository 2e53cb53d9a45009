using Orleans;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.GrainHost.Activations;

/// <summary>Ends activations nobody used for long, and the least recently used ones when memory or their number runs high.</summary>
internal sealed class ActivationCollector(GrainHostRuntime host, GrainHostOptions options)
{
    private const double TrimTo = 0.9;

    private static readonly DeactivationReason Idle = new(DeactivationReasonCode.ActivationIdle, "Nobody called it for long.");
    private static readonly DeactivationReason Pressure = new(
        DeactivationReasonCode.HighMemoryPressure, "Memory or the number of activations ran high.");

    private ITimer? timer;
    private int made;
    private int trimming;

    public void Start() =>
        timer = host.Time.CreateTimer(
            static state => ((ActivationCollector)state!).Collect(), this, options.CollectionQuantum, options.CollectionQuantum);

    public void Stop()
    {
        timer?.Dispose();
        timer = null;
    }

    /// <summary>Looks at the count bound now and then, so that a burst between two collections is met too.</summary>
    public void ActivationMade()
    {
        var interval = Math.Clamp(options.ActivationLimit / 16, 1, 1024);
        if (Interlocked.Increment(ref made) % interval != 0) return;
        if (host.Generation.Alive > options.ActivationLimit && Interlocked.Exchange(ref trimming, 1) == 0)
            host.Executor.Post(new TrimCount(this));
    }

    private void Collect()
    {
        var unusedSince = host.Time.GetTimestamp() - (long)(options.CollectionAge.TotalSeconds * host.Time.TimestampFrequency);
        foreach (var activation in host.Generation.Activations)
        {
            if (activation.LastUsed <= unusedSince) activation.DeactivateIfIdle(Idle, unusedSince);
        }

        var load = options.MemoryLoad();
        if (load > options.MemoryLoadLimit) Trim((int)(host.Generation.Alive * options.MemoryLoadTarget / load), load);
        else if (host.Generation.Alive > options.ActivationLimit) Trim((int)(options.ActivationLimit * TrimTo), load);
    }

    private void TrimCountNow()
    {
        Volatile.Write(ref trimming, 0);
        Trim((int)(options.ActivationLimit * TrimTo), options.MemoryLoad());
    }

    private void Trim(int keep, double load)
    {
        var all = host.Generation.Activations.Select(activation => (Activation: activation, activation.LastUsed)).ToArray();
        Array.Sort(all, static (left, right) => left.LastUsed.CompareTo(right.LastUsed));
        var surplus = Math.Max(0, all.Length - keep);
        foreach (var (activation, lastUsed) in all.AsSpan(0, surplus)) activation.DeactivateIfIdle(Pressure, lastUsed);
        if (surplus > 0) host.Log.Trimmed(surplus, all.Length, load);
    }

    private sealed class TrimCount(ActivationCollector owner) : IThreadPoolWorkItem
    {
        public void Execute() => owner.TrimCountNow();
    }
}
