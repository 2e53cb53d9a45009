namespace Siskop2mi.Domain.Vacancies;

/// <summary>
/// How many applications a vacancy takes and who gets in when there are more. Not the partner's demand: a government batch takes
/// far more applications than it has jobs, unless it says otherwise here.
/// </summary>
public sealed record Intake
{
    /// <summary>A year: nobody keeps a place on offer for longer.</summary>
    public const int MaxOfferHours = 8_760;

    public required IntakeKind Kind { get; init; }

    /// <summary>How many applications are taken; at least 1.</summary>
    public required int Places { get; init; }

    /// <summary>Whether who comes too late, or is not drawn, waits for a place that becomes free.</summary>
    public bool KeepsWaitingList { get; init; }

    /// <summary>Hours to accept an offered place, at most <see cref="MaxOfferHours"/> [assumption: 48].</summary>
    public int OfferHours { get; init; } = 48;

    /// <summary>
    /// For a draw: SHA-256 of the seed in lower-case hexadecimal, published with the notice, so that nobody can choose the seed
    /// after they know who is in.
    /// </summary>
    public string? SeedHash { get; init; }
}

/// <summary>Who gets a place.</summary>
public enum IntakeKind
{
    Unspecified = 0,

    /// <summary>First come, first served, in the order in which the vacancy's grain hears of it.</summary>
    FirstCome = 1,

    /// <summary>Everybody who is in time is in; a draw after the window decides.</summary>
    Draw = 2,
}
