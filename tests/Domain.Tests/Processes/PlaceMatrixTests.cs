using Siskop2mi.Domain.Tests.Vacancies;

namespace Siskop2mi.Domain.Tests.Processes;

/// <summary>Every command of a vacancy on everything it may keep for an application.</summary>
public sealed class PlaceMatrixTests
{
    private const string Own = "own";
    private const string Other = "other";

    private static readonly DateTimeOffset Late = Examples.Now.AddDays(3);

    internal static readonly ImmutableSortedDictionary<string, Func<HoldingStatus, Decision<VacancyState>>> Commands =
        new Dictionary<string, Func<HoldingStatus, Decision<VacancyState>>>
        {
            ["TakePlace: free"] = kept => PlaceExamples.Take(State(PlaceExamples.FirstCome, kept), Own),
            ["TakePlace: full"] = kept => PlaceExamples.Take(Full(PlaceExamples.FirstCome, kept), Own),
            ["TakePlace: full, with a line"] = kept => PlaceExamples.Take(Full(PlaceExamples.WithLine, kept), Own),
            ["TakePlace: draw"] = kept => PlaceExamples.Take(State(PlaceExamples.Drawn, kept), Own),
            ["TakePlace: draw held"] = kept => PlaceExamples.Take(
                State(PlaceExamples.Drawn, kept) with { Draw = new DrawResult(PlaceExamples.Seed, Examples.Now, 2, 1) }, Own),
            ["AcceptPlace"] = kept => PlaceRule.Accept(State(PlaceExamples.WithLine, kept), new AcceptPlace(Own), Examples.Now),
            ["AcceptPlace: too late"] = kept => PlaceRule.Accept(State(PlaceExamples.WithLine, kept), new AcceptPlace(Own), Late),
            ["DoubtPlace"] = kept => PlaceRule.Doubt(State(PlaceExamples.WithLine, kept), new DoubtPlace(Own), Examples.Now),
            ["settled: held"] = kept => PlaceExamples.Settle(Full(PlaceExamples.WithLine, kept), Own, 1, isHeld: true),
            ["settled: not held"] = kept => PlaceExamples.Settle(Full(PlaceExamples.WithLine, kept), Own, 1, isHeld: false),
            ["settled: an older attempt"] = kept => PlaceExamples.Settle(Full(PlaceExamples.WithLine, kept), Own, 0, isHeld: false),
            ["a place becomes free"] = kept => PlaceExamples.Settle(Full(PlaceExamples.WithLine, kept), Other, 9, isHeld: false),
            ["48 hours pass"] = kept => PlaceRule.Lapse(Full(PlaceExamples.WithLine, kept), Late),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Nothing, and what a vacancy may keep; it uses nothing up for good.</summary>
    internal static IEnumerable<HoldingStatus> Statuses => Enum.GetValues<HoldingStatus>().Except([HoldingStatus.Committed]);

    internal static IEnumerable<Decision<VacancyState>> Taking => Commands
        .Where(one => one.Key.StartsWith("Take", StringComparison.Ordinal))
        .SelectMany(one => new[] { HoldingStatus.Unspecified, HoldingStatus.Offered }.Select(one.Value));

    internal static IEnumerable<Decision<VacancyState>> Settling => [
        PlaceExamples.Settle(State(PlaceExamples.WithLine, HoldingStatus.Taken), Own, 1, isHeld: true),
        Commands["a place becomes free"](HoldingStatus.Waiting)];

    private static ImmutableDictionary<(string, HoldingStatus), HoldingStatus> Table =>
        new Dictionary<(string, HoldingStatus), HoldingStatus>
        {
            [("TakePlace: free", HoldingStatus.Unspecified)] = HoldingStatus.Taken,
            [("TakePlace: free", HoldingStatus.Waiting)] = HoldingStatus.Waiting,
            [("TakePlace: free", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("TakePlace: free", HoldingStatus.Offered)] = HoldingStatus.Taken,
            [("TakePlace: free", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("TakePlace: free", HoldingStatus.Lost)] = HoldingStatus.Taken,
            [("TakePlace: full", HoldingStatus.Waiting)] = HoldingStatus.Waiting,
            [("TakePlace: full", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("TakePlace: full", HoldingStatus.Offered)] = HoldingStatus.Taken,
            [("TakePlace: full", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("TakePlace: full, with a line", HoldingStatus.Unspecified)] = HoldingStatus.Waiting,
            [("TakePlace: full, with a line", HoldingStatus.Waiting)] = HoldingStatus.Waiting,
            [("TakePlace: full, with a line", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("TakePlace: full, with a line", HoldingStatus.Offered)] = HoldingStatus.Taken,
            [("TakePlace: full, with a line", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("TakePlace: full, with a line", HoldingStatus.Lost)] = HoldingStatus.Waiting,
            [("TakePlace: draw", HoldingStatus.Unspecified)] = HoldingStatus.Entered,
            [("TakePlace: draw", HoldingStatus.Waiting)] = HoldingStatus.Waiting,
            [("TakePlace: draw", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("TakePlace: draw", HoldingStatus.Offered)] = HoldingStatus.Taken,
            [("TakePlace: draw", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("TakePlace: draw", HoldingStatus.Lost)] = HoldingStatus.Entered,
            [("TakePlace: draw held", HoldingStatus.Waiting)] = HoldingStatus.Waiting,
            [("TakePlace: draw held", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("TakePlace: draw held", HoldingStatus.Offered)] = HoldingStatus.Taken,
            [("TakePlace: draw held", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("AcceptPlace", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("AcceptPlace", HoldingStatus.Offered)] = HoldingStatus.Taken,
            [("AcceptPlace: too late", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("DoubtPlace", HoldingStatus.Waiting)] = HoldingStatus.Waiting,
            [("DoubtPlace", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("DoubtPlace", HoldingStatus.Offered)] = HoldingStatus.Offered,
            [("DoubtPlace", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("DoubtPlace", HoldingStatus.Lost)] = HoldingStatus.Lost,
            [("settled: held", HoldingStatus.Waiting)] = HoldingStatus.Waiting,
            [("settled: held", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("settled: held", HoldingStatus.Offered)] = HoldingStatus.Offered,
            [("settled: held", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("settled: held", HoldingStatus.Lost)] = HoldingStatus.Unspecified,
            [("settled: not held", HoldingStatus.Waiting)] = HoldingStatus.Unspecified,
            [("settled: not held", HoldingStatus.Taken)] = HoldingStatus.Unspecified,
            [("settled: not held", HoldingStatus.Offered)] = HoldingStatus.Unspecified,
            [("settled: not held", HoldingStatus.Entered)] = HoldingStatus.Unspecified,
            [("settled: not held", HoldingStatus.Lost)] = HoldingStatus.Unspecified,
            [("a place becomes free", HoldingStatus.Unspecified)] = HoldingStatus.Unspecified,
            [("a place becomes free", HoldingStatus.Waiting)] = HoldingStatus.Offered,
            [("a place becomes free", HoldingStatus.Taken)] = HoldingStatus.Taken,
            [("a place becomes free", HoldingStatus.Offered)] = HoldingStatus.Offered,
            [("a place becomes free", HoldingStatus.Entered)] = HoldingStatus.Entered,
            [("a place becomes free", HoldingStatus.Lost)] = HoldingStatus.Lost,
            [("48 hours pass", HoldingStatus.Offered)] = HoldingStatus.Lost,
        }.ToImmutableDictionary();

    public static TheoryData<HoldingStatus, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<HoldingStatus, string>();
            foreach (var status in Statuses)
            {
                foreach (var command in Commands.Keys) pairs.Add(status, command);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_rules_agree_with_the_table(HoldingStatus status, string command)
    {
        var cell = Run(status, command);
        if (Table.TryGetValue((command, status), out var next)) Assert.Equal(next.ToString(), Assert.Single(cell.Next));
        else Assert.Empty(cell.Next);
    }

    [Fact]
    public void Every_row_of_the_table_is_run() => Assert.All(Table.Keys, key => Assert.Contains(key.Item1, Commands.Keys));

    // Whatever is done, the counter in the state is what the rows say, and no more is in use than there is.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_counter_is_what_the_rows_say(HoldingStatus status, string command)
    {
        var next = Commands[command](status).State;
        Assert.Equal(next.Holdings.InUse, next.Taken);
        Assert.InRange(next.Taken, 0, next.Notice!.Intake!.Places);
    }

    internal static Cell Run(HoldingStatus status, string command) =>
        Cell.Of([Commands[command](status)], state => PlaceExamples.StatusOf(state, Own).ToString());

    private static VacancyState State(Intake intake, HoldingStatus kept) => PlaceExamples.Of(intake, [.. OwnHolding(kept)]);

    // Others have every place that this one has not.
    private static VacancyState Full(Intake intake, HoldingStatus kept)
    {
        var others = intake.Places - (kept is HoldingStatus.Taken or HoldingStatus.Offered ? 1 : 0);
        return PlaceExamples.Of(intake, [.. OwnHolding(kept), .. Enumerable.Range(0, others).Select(
            number => PlaceExamples.Held(number == 0 ? Other : $"other-{number}", HoldingStatus.Taken, 20 + number, 9))]);
    }

    private static IEnumerable<Holding> OwnHolding(HoldingStatus kept) =>
        kept is HoldingStatus.Unspecified ? [] : [PlaceExamples.Held(Own, kept)];
}
