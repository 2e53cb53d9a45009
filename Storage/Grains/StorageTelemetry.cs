using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Siskop2mi.Storage.Grains;

/// <summary>Metrics and traces of the store, all under the name <see cref="Name"/>.</summary>
public static class StorageTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Siskop2mi.Storage";

    private static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Activities = new(Name);

    internal static readonly Counter<long> Commits =
        Meter.CreateCounter<long>("siskop2mi.storage.commits", "{commit}", "Transactions tried, by outcome.");

    internal static readonly Histogram<int> BatchSize =
        Meter.CreateHistogram<int>("siskop2mi.storage.batch.size", "{write}", "Grain writes in one transaction.");

    internal static readonly Histogram<double> CommitSeconds =
        Meter.CreateHistogram<double>("siskop2mi.storage.commit.duration", "s", "From sending a transaction to its answer.");

    internal static readonly Counter<long> Conflicts =
        Meter.CreateCounter<long>("siskop2mi.storage.conflicts", "{write}", "Writes whose version was stale.");

    internal static readonly Counter<long> Splits =
        Meter.CreateCounter<long>("siskop2mi.storage.poison.retries", "{commit}", "Transactions split because one write was refused.");

    internal static readonly UpDownCounter<long> Queue =
        Meter.CreateUpDownCounter<long>("siskop2mi.storage.queue", "{write}", "Grain writes waiting or under way.");
}
