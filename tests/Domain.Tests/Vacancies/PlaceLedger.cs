namespace Siskop2mi.Domain.Tests.Vacancies;

/// <summary>The rules of a place as the ledger's walk takes them; a test puts a broken one in the place of one of them.</summary>
internal sealed record LedgerRules
{
    public Func<VacancyState, TakePlace, DateTimeOffset, Decision<VacancyState>> Take { get; init; } = PlaceRule.Take;

    public Func<VacancyState, AcceptPlace, DateTimeOffset, Decision<VacancyState>> Accept { get; init; } = PlaceRule.Accept;

    public Func<VacancyState, IEnumerable<PlaceSettlement>, DateTimeOffset, Decision<VacancyState>> Settle { get; init; } =
        PlaceRule.Settle;

    public Func<VacancyState, DateTimeOffset, Decision<VacancyState>> Lapse { get; init; } = PlaceRule.Lapse;
}

/// <summary>
/// A vacancy as a bank: people ask for places, accept, doubt and settle them, offers lapse, a draw is held, in any order. After
/// every step the places in use and those that are free are all there are, and nothing moved that nobody moved.
/// </summary>
internal sealed class PlaceLedger(int seed, LedgerRules rules)
{
    private const int People = 9;
    private readonly Random random = new(seed);
    private readonly Dictionary<string, List<long>> attempts = [];
    private VacancyState state = new();
    private DateTimeOffset now = Examples.Now;

    public static void Walk(int seed, LedgerRules? rules = null) => new PlaceLedger(seed, rules ?? new LedgerRules()).Walk();

    private void Walk()
    {
        var isDraw = random.Next(3) == 0;
        state = PlaceExamples.Empty((isDraw ? PlaceExamples.Drawn : PlaceExamples.FirstCome) with
        {
            Places = 1 + random.Next(4),
            KeepsWaitingList = random.Next(2) == 0,
            OfferHours = 1 + random.Next(3),
        });
        for (var step = 0; step < 80; step++) Step();
    }

    private void Step()
    {
        var id = $"person-{random.Next(People)}";
        var before = state;
        var (decision, mayLose) = random.Next(10) switch
        {
            < 4 => (rules.Take(state, new TakePlace(id), now), Nobody),
            4 => (rules.Accept(state, new AcceptPlace(id), now), Nobody),
            5 => (PlaceRule.Doubt(state, new DoubtPlace(id), now), Nobody),
            < 8 => Settle(id),
            8 => (rules.Lapse(state, now), Lapsed()),
            _ => random.Next(3) == 0 ? (HoldDraw(), Nobody) : (Decision.Repeat(state), Nobody),
        };
        now = now.AddMinutes(random.Next(40));
        state = decision.State;
        foreach (var held in state.Holdings.All) Known(held.Key).Add(held.Attempt);
        Check(before, decision, mayLose);
    }

    private static ImmutableHashSet<string> Nobody => [];

    // Answers to attempts of any age, several at once: only those to the last attempt count.
    private (Decision<VacancyState>, ImmutableHashSet<string>) Settle(string first)
    {
        var ids = Enumerable.Range(0, random.Next(3)).Select(_ => $"person-{random.Next(People)}").Prepend(first).Distinct();
        var settlements = ids.Select(id => new PlaceSettlement(id, AnyAttempt(id), random.Next(2) == 0)).ToList();
        var current = settlements.Where(one =>
            state.Holdings.Find(one.ApplicationId) is { IsSettled: false } own && own.Attempt == one.Attempt).ToList();
        var decision = rules.Settle(state, settlements, now);
        if (current.Count == 0) Holds(ReferenceEquals(decision.State, state), "a settlement of an older attempt changed something");
        return (decision, [.. current.Where(one =>
            !one.IsHeld || state.Holdings.Find(one.ApplicationId)!.Status is HoldingStatus.Lost).Select(one => one.ApplicationId)]);
    }

    private long AnyAttempt(string id) =>
        state.Holdings.Find(id) is { } own && random.Next(2) == 0 ? own.Attempt
        : Known(id) is { Count: > 0 } known ? known[random.Next(known.Count)]
        : random.Next(5);

    private ImmutableHashSet<string> Lapsed() =>
        [.. state.Holdings.All.Where(one => one.Status is HoldingStatus.Offered && one.Until <= now).Select(one => one.Key)];

    private Decision<VacancyState> HoldDraw()
    {
        var settled = PlaceRule.Settle(
            state, state.Holdings.All.Select(one => new PlaceSettlement(one.Key, one.Attempt, IsHeld: true)).ToList(), now).State;
        var held = DrawRule.Hold(settled, new HoldDraw(PlaceExamples.Seed), Later(state.Notice!.ClosesAt));
        return held.Refusal is null && held.Events.Length > 0 ? held : Decision.Repeat(state);
    }

    private DateTimeOffset Later(DateTimeOffset closing) => now = now > closing ? now : closing;

    private List<long> Known(string id) => attempts.TryGetValue(id, out var known) ? known : attempts[id] = [];

    private void Check(VacancyState before, Decision<VacancyState> decision, ImmutableHashSet<string> mayLose)
    {
        var places = state.Notice!.Intake!.Places;
        var rows = state.Holdings.All.ToList();
        var inUse = rows.Count(one => one.Status is HoldingStatus.Taken or HoldingStatus.Offered);
        var line = rows.Where(one => one.Status is HoldingStatus.Waiting).ToList();
        Holds(inUse <= places, $"{inUse} of {places} places are in use");
        Holds((state.Taken, state.Holdings.InUse) == (inUse, inUse), $"{inUse} are in use, the state says {state.Taken}");
        Holds(rows.Select(one => one.Key).Distinct().Count() == rows.Count, "somebody has two");
        Holds(inUse == places || line.Count == 0, $"{places - inUse} places are free and {line.Count} wait");
        Holds(line.Select(one => one.Number).Distinct().Count() == line.Count, "two have one number in the line");
        Holds(rows.All(one => one.Attempt <= state.LastAttempt && one.Number <= state.LastNumber), "a counter went back");
        Holds(Same(HoldingBook.Of(rows)), "the book is not what its rows say");
        var told = decision.Events.OfType<IChangesHoldings>().Aggregate(before.Holdings, (book, happened) => book.With(happened));
        Holds(before.Draw != state.Draw || Same(told), "the events do not say what changed");
        Moves(before, mayLose);
    }

    // What somebody had they have, unless they gave it up or it lapsed; and the line moves from its front alone.
    private void Moves(VacancyState before, ImmutableHashSet<string> mayLose)
    {
        if (before.Draw != state.Draw) return;
        foreach (var old in before.Holdings.All)
        {
            var own = state.Holdings.Find(old.Key);
            if (mayLose.Contains(old.Key)) continue;
            Holds(own is not null, $"{old} is gone, and nobody gave it back");
            var isKept = own!.Status == old.Status
                || (old.Status, own.Status)
                    is (HoldingStatus.Waiting, HoldingStatus.Offered) or (HoldingStatus.Offered, HoldingStatus.Taken)
                || old.Status is HoldingStatus.Lost;
            Holds(isKept && (own.Number == old.Number || old.Status is HoldingStatus.Lost), $"{old} became {own}");
        }

        var stillWaiting = before.Holdings.All.Where(one => one.Status is HoldingStatus.Waiting
            && PlaceExamples.StatusOf(state, one.Key) is HoldingStatus.Waiting)
            .Select(one => one.Number).DefaultIfEmpty(long.MaxValue).Min();
        foreach (var old in before.Holdings.All.Where(one => one.Status is HoldingStatus.Waiting))
        {
            var isOffered = PlaceExamples.StatusOf(state, old.Key) is HoldingStatus.Offered;
            Holds(!isOffered || old.Number < stillWaiting, $"{old} jumped the line");
        }
    }

    private bool Same(HoldingBook other) =>
        other.Count == state.Holdings.Count && other.All.All(one => state.Holdings.Find(one.Key) == one)
        && (other.InUse, other.Waiting, other.Entered) == (state.Holdings.InUse, state.Holdings.Waiting, state.Holdings.Entered);

    private void Holds(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidOperationException($"Seed {seed}: {otherwise}");
    }
}
