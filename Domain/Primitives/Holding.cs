using System.Collections.Immutable;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// One unit of something scarce that is kept for somebody (a place of a vacancy, a unit of a permit's quota), or where they
/// stand in the line for one. Whoever owns the scarce thing commits first and keyed by the other's id, so asking again is
/// harmless; a holding is unsettled until the other side is known to know of it.
/// </summary>
/// <param name="Key">For whom: the id of the application.</param>
/// <param name="Status">What is held.</param>
/// <param name="Number">Order in which it was asked for, or the rank drawn; starts at 1.</param>
/// <param name="Attempt">Grows with everything asked of the owner; a settlement names the one it knows.</param>
/// <param name="At">When the attempt was made.</param>
/// <param name="Until">When an offer lapses; null for none.</param>
/// <param name="IsSettled">Whether the other side is known to know.</param>
public sealed record Holding(
    string Key, HoldingStatus Status, long Number, long Attempt, DateTimeOffset At, DateTimeOffset? Until, bool IsSettled);

/// <summary>What a holding is.</summary>
public enum HoldingStatus
{
    Unspecified = 0,

    /// <summary>In the line for one that becomes free.</summary>
    Waiting = 1,

    /// <summary>Kept for this one.</summary>
    Taken = 2,

    /// <summary>Kept until a deadline, for this one to accept.</summary>
    Offered = 3,

    /// <summary>In a draw that is still to come.</summary>
    Entered = 4,

    /// <summary>Not got, or lapsed; the row stays until its application knows.</summary>
    Lost = 5,

    /// <summary>Used up for good.</summary>
    Committed = 6,

    /// <summary>Was used up and given back; the row stays, so that it is given back only once.</summary>
    Restored = 7,
}

/// <summary>A holding after an event; null when there is none any more.</summary>
public readonly record struct HoldingChange(string Key, Holding? After);

/// <summary>
/// An event that changes holdings. The storage writes their rows in the commit of the event: the list grows with traffic and
/// so is never part of the state.
/// </summary>
public interface IChangesHoldings
{
    /// <summary>In order; of several changes of one key the last counts.</summary>
    IEnumerable<HoldingChange> Changes();
}

/// <summary>
/// Base of the state of a grain that owns something scarce. The storage reads the rows with the state; memory and rows
/// change by the same events.
/// </summary>
public abstract record HoldingEntity : Entity
{
    /// <summary>All holdings; rows of their own, never in the JSON of the state.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public HoldingBook Holdings { get; init; } = HoldingBook.Empty;
}

/// <summary>
/// Holdings by key and the line by number. Immutable; a change copies a path and not the list, so it costs about the same at
/// ten holdings and at fifty thousand.
/// </summary>
public sealed class HoldingBook
{
    /// <summary>Nobody holds anything.</summary>
    public static readonly HoldingBook Empty = new(
        ImmutableDictionary.Create<string, Holding>(StringComparer.Ordinal), ImmutableSortedDictionary<long, string>.Empty, default);

    private readonly ImmutableDictionary<string, Holding> byKey;
    private readonly ImmutableSortedDictionary<long, string> line;
    private readonly Tally tally;

    private HoldingBook(ImmutableDictionary<string, Holding> byKey, ImmutableSortedDictionary<long, string> line, Tally tally) =>
        (this.byKey, this.line, this.tally) = (byKey, line, tally);

    /// <summary>How many there are, of whatever kind.</summary>
    public int Count => byKey.Count;

    /// <summary>Units that nobody else can get: taken, on offer or used up.</summary>
    public int InUse => tally.InUse;

    /// <summary>Units used up for good.</summary>
    public int Committed => tally.Committed;

    /// <summary>How many are in the line.</summary>
    public int Waiting => line.Count;

    /// <summary>How many are in a draw.</summary>
    public int Entered => tally.Entered;

    /// <summary>Who is first in the line; null when nobody is.</summary>
    public Holding? FirstWaiting => line.IsEmpty ? null : byKey[line.First().Value];

    /// <summary>All holdings, in no order.</summary>
    public IEnumerable<Holding> All => byKey.Values;

    /// <summary>The holding of a key, or null.</summary>
    public Holding? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>How many stand in the line before this one; null when it is not in the line.</summary>
    public int? Ahead(string key) =>
        Find(key) is { Status: HoldingStatus.Waiting } own ? line.Keys.TakeWhile(number => number < own.Number).Count() : null;

    /// <summary>The book after one change.</summary>
    public HoldingBook With(HoldingChange change)
    {
        var (before, after) = (Find(change.Key), change.After);
        var nextLine = line;
        if (before is { Status: HoldingStatus.Waiting }) nextLine = nextLine.Remove(before.Number);
        if (after is { Status: HoldingStatus.Waiting }) nextLine = nextLine.Add(after.Number, after.Key);
        return new HoldingBook(
            after is null ? byKey.Remove(change.Key) : byKey.SetItem(change.Key, after), nextLine, tally.Less(before).More(after));
    }

    /// <summary>The book after an event.</summary>
    public HoldingBook With(IChangesHoldings happened) => happened.Changes().Aggregate(this, (book, change) => book.With(change));

    /// <summary>A book of rows as they are stored.</summary>
    public static HoldingBook Of(IEnumerable<Holding> rows)
    {
        var byKey = Empty.byKey.ToBuilder();
        var line = Empty.line.ToBuilder();
        var tally = default(Tally);
        foreach (var row in rows)
        {
            byKey.Add(row.Key, row);
            if (row.Status is HoldingStatus.Waiting) line.Add(row.Number, row.Key);
            tally = tally.More(row);
        }

        return new HoldingBook(byKey.ToImmutable(), line.ToImmutable(), tally);
    }

    private readonly record struct Tally(int InUse, int Committed, int Entered)
    {
        public Tally More(Holding? one) => Add(one, 1);

        public Tally Less(Holding? one) => Add(one, -1);

        private Tally Add(Holding? one, int sign) => one?.Status switch
        {
            HoldingStatus.Taken or HoldingStatus.Offered => this with { InUse = InUse + sign },
            HoldingStatus.Committed => this with { InUse = InUse + sign, Committed = Committed + sign },
            HoldingStatus.Entered => this with { Entered = Entered + sign },
            _ => this,
        };
    }
}
