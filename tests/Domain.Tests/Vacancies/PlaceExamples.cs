namespace Siskop2mi.Domain.Tests.Vacancies;

/// <summary>Vacancies that keep places, with holdings put in by hand; the numbers and attempts are those of the holdings.</summary>
internal static class PlaceExamples
{
    public const string Seed = "benih-2026";

    public static readonly Intake FirstCome = new() { Kind = IntakeKind.FirstCome, Places = 2 };

    public static readonly Intake WithLine = FirstCome with { KeepsWaitingList = true };

    public static readonly Intake Drawn = new() { Kind = IntakeKind.Draw, Places = 2, SeedHash = DrawRule.SeedHash(Seed) };

    public static VacancyState Empty(Intake? intake) =>
        new() { Status = VacancyStatus.Announced, Notice = Examples.Notice() with { Intake = intake } };

    public static VacancyState With(params ReadOnlySpan<Holding> held) => Of(FirstCome, held);

    public static VacancyState Line(params ReadOnlySpan<Holding> held) => Of(WithLine, held);

    public static VacancyState Draw(params ReadOnlySpan<Holding> held) => Of(Drawn, held);

    public static VacancyState Of(Intake intake, params ReadOnlySpan<Holding> held)
    {
        var book = HoldingBook.Of(held.ToArray());
        return Empty(intake) with
        {
            Holdings = book,
            Taken = book.InUse,
            LastNumber = book.All.Select(one => one.Number).DefaultIfEmpty().Max(),
            LastAttempt = book.All.Select(one => one.Attempt).DefaultIfEmpty().Max(),
        };
    }

    /// <summary>The state after an event, whether a rule would have made it or not.</summary>
    public static VacancyState Applied(VacancyState state, DomainEvent happened)
    {
        var book = state.Holdings.With((IChangesHoldings)happened);
        return state with
        {
            Holdings = book,
            Taken = book.InUse,
            LastNumber = Math.Max(state.LastNumber, book.All.Select(one => one.Number).DefaultIfEmpty().Max()),
            LastAttempt = Math.Max(state.LastAttempt, book.All.Select(one => one.Attempt).DefaultIfEmpty().Max()),
        };
    }

    public static Holding Held(string key, HoldingStatus status, long number = 1, long attempt = 1) => new(
        key, status, number, attempt, Examples.Now, status is HoldingStatus.Offered ? Examples.Now.AddHours(48) : null, IsSettled: false);

    public static Holding Settled(string key, HoldingStatus status, long number = 1, long attempt = 1) =>
        Held(key, status, number, attempt) with { IsSettled = true };

    public static Decision<VacancyState> Take(VacancyState state, string id) => PlaceRule.Take(state, new TakePlace(id), Examples.Now);

    public static Decision<VacancyState> Settle(VacancyState state, string id, long attempt, bool isHeld) =>
        PlaceRule.Settle(state, [new PlaceSettlement(id, attempt, isHeld)], Examples.Now);

    /// <summary>What is kept for an application, in one word.</summary>
    public static HoldingStatus StatusOf(VacancyState state, string id) => state.Holdings.Find(id)?.Status ?? HoldingStatus.Unspecified;
}
