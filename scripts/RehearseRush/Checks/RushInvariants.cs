using Siskop2mi.RehearseRush.Journals;

namespace Siskop2mi.RehearseRush.Checks;

/// <summary>Something that must never be.</summary>
/// <param name="Invariant">Which of I1 to I5 is broken.</param>
/// <param name="Words">What was found, in plain words.</param>
internal sealed record Finding(string Invariant, string Words)
{
    public override string ToString() => $"{Invariant} {Words}";
}

/// <summary>
/// What must hold after a rush, whatever broke in it: what clients know against what the database holds. Each invariant stands
/// alone, so that a finding says which promise is broken. The clients must have stopped.
/// </summary>
internal sealed class RushInvariants(IReadOnlyList<SendingHistory> histories, RushRows rows)
{
    private static readonly string[] SentEvents = ["application-submitted", "line-joined", "draw-joined"];

    private readonly Dictionary<string, ApplicationRow> applications =
        rows.Applications.ToDictionary(row => row.Key, StringComparer.Ordinal);

    private readonly ILookup<string, HoldingRow> holdings = rows.Holdings.ToLookup(row => row.ApplicationId, StringComparer.Ordinal);

    private readonly Dictionary<string, int> sent = rows.Events
        .Where(one => one.GrainType == "application" && SentEvents.Contains(one.Type))
        .CountBy(one => one.GrainKey, StringComparer.Ordinal)
        .ToDictionary(StringComparer.Ordinal);

    public IEnumerable<Finding> All() =>
    [
        .. AcknowledgedExistOnce(), .. UnacknowledgedExistAtMostOnce(), .. NoneOversold(), .. ReferencesAreUnique(),
        .. VersionsGrowByOne(),
    ];

    /// <summary>I1: what was acknowledged exists exactly once.</summary>
    public IEnumerable<Finding> AcknowledgedExistOnce()
    {
        foreach (var history in histories.Where(one => one.IsAcknowledged))
        {
            var id = history.ApplicationId;
            if (!applications.TryGetValue(id, out var row))
            {
                yield return new("I1", $"{id} was acknowledged and is not in the database.");
                continue;
            }

            foreach (var key in history.Receipts.Select(one => one.Sending.Key).Distinct().Where(key => !row.Keys.Contains(key)))
                yield return new("I1", $"{id} was acknowledged for the key {key}, which it was never sent with.");
            if (sent.GetValueOrDefault(id) is var times && times != 1)
                yield return new("I1", $"{id} was acknowledged and its sending was written down {times} times.");
            if (row.KeepsSomething && holdings[id].Count(one => one.VacancyId == row.VacancyId) != 1)
                yield return new("I1", $"{id} was acknowledged and {row.VacancyId} keeps nothing for it.");
        }
    }

    /// <summary>I2: what was not acknowledged exists at most once, what was refused not at all, and nothing that nobody sent.</summary>
    public IEnumerable<Finding> UnacknowledgedExistAtMostOnce()
    {
        foreach (var history in histories.Where(one => !one.IsAcknowledged))
        {
            var times = sent.GetValueOrDefault(history.ApplicationId);
            if (times > 1) yield return new("I2", $"{history.ApplicationId} was never acknowledged and exists {times} times.");
            if (times > 0 && history.IsRefused) yield return new("I2", $"{history.ApplicationId} was refused and exists all the same.");
        }

        foreach (var id in holdings.Where(own => own.Count() > 1).Select(own => own.Key))
            yield return new("I2", $"{id} is kept something by {holdings[id].Count()} vacancies.");
        var known = histories.Select(one => one.ApplicationId).ToHashSet(StringComparer.Ordinal);
        foreach (var id in sent.Keys.Where(id => !known.Contains(id))) yield return new("I2", $"{id} exists and nobody sent it.");
    }

    /// <summary>I3: no vacancy gives more places than it has, and every place is accounted for.</summary>
    public IEnumerable<Finding> NoneOversold()
    {
        var unknown = histories.Where(one => one.HasUnknown).Select(one => one.ApplicationId).ToHashSet(StringComparer.Ordinal);
        foreach (var vacancy in rows.Vacancies)
        {
            if (vacancy.Places is not { } places) continue;
            var inUse = rows.Holdings.Where(one => one.VacancyId == vacancy.Key && one.IsInUse).ToList();
            var accepted = applications.Values.Count(one => one.VacancyId == vacancy.Key && one.HoldsPlace);
            // The vacancy committed, the application did not, and no client heard: the vacancy asks within minutes.
            var open = inUse.Count(one => !one.IsSettled && unknown.Contains(one.ApplicationId)
                && applications.GetValueOrDefault(one.ApplicationId) is not { HoldsPlace: true });
            if (inUse.Count > places) yield return new("I3", $"{vacancy.Key} has {places} places and {inUse.Count} are in use: oversold.");
            if (vacancy.Taken != inUse.Count)
                yield return new("I3", $"{vacancy.Key} counts {vacancy.Taken} places taken and keeps {inUse.Count}.");
            if (accepted + open + places - vacancy.Taken != places)
            {
                yield return new("I3", $"{vacancy.Key}: {accepted} accepted + {open} in doubt + {places - vacancy.Taken} free "
                    + $"are not {places} places.");
            }
        }
    }

    /// <summary>I4: a registration number belongs to one application, and is the one on the receipt.</summary>
    public IEnumerable<Finding> ReferencesAreUnique()
    {
        var numbered = applications.Values.Where(row => row.Reference is not null).ToList();
        foreach (var same in numbered.GroupBy(row => row.Reference).Where(one => one.Count() > 1))
            yield return new("I4", $"{same.Key} is the number of {string.Join(" and of ", same.Select(row => row.Key))}.");
        foreach (var (history, receipt) in histories.SelectMany(one => one.Receipts.Select(receipt => (one, receipt.Hearing!))))
        {
            var number = applications.GetValueOrDefault(history.ApplicationId)?.Reference;
            if (number is not null && number != receipt.Reference)
                yield return new("I4", $"{history.ApplicationId} has the number {number}; a receipt says {receipt.Reference}.");
        }
    }

    /// <summary>
    /// I5: each write of a grain grew its version by one. In a rush every write has an event, so from the first event on the
    /// versions of events are those of the row without a gap, and none is there twice.
    /// </summary>
    public IEnumerable<Finding> VersionsGrowByOne()
    {
        var versions = applications.Values.ToDictionary(row => ("application", row.Key), row => row.Version);
        foreach (var vacancy in rows.Vacancies) versions.Add(("vacancy", vacancy.Key), vacancy.Version);
        foreach (var grain in rows.Events.GroupBy(one => (one.GrainType, one.GrainKey)))
        {
            var name = $"{grain.Key.GrainType} {grain.Key.GrainKey}";
            foreach (var fork in grain.GroupBy(one => (one.Version, one.Ordinal)).Where(one => one.Count() > 1))
                yield return new("I5", $"{name} has {fork.Count()} events {fork.Key.Ordinal} of version {fork.Key.Version}: forked.");
            var (first, last) = (grain.Min(one => one.Version), grain.Max(one => one.Version));
            if (grain.DistinctBy(one => one.Version).Count() is var seen && seen != last - first + 1)
                yield return new("I5", $"{name} has events of {seen} versions between {first} and {last}: a gap.");
            if (versions.TryGetValue(grain.Key, out var row) && row != last)
                yield return new("I5", $"{name} is stored at version {row}, and its last event is of version {last}.");
        }
    }
}
