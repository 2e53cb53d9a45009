using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>
/// The draw of a batch. The hash of the seed is published with the notice, before anybody can be in; every entry has a ticket
/// that names nobody; the rank of a ticket is fixed by seed and ticket alone. So anybody who has the published list can work
/// the result out again with any tool that knows SHA-256.
/// </summary>
public static class DrawRule
{
    private const int TicketLength = 20;

    /// <summary>The public name of an application in a draw: the first 20 hexadecimal digits of SHA-256 of its id.</summary>
    public static string Ticket(string applicationId) => Hex(applicationId)[..TicketLength];

    /// <summary>What tickets are sorted by: SHA-256 of "seed:ticket" in lower-case hexadecimal.</summary>
    public static string Lot(string seed, string ticket) => Hex($"{seed}:{ticket}");

    /// <summary>What is published of a seed before the draw.</summary>
    public static string SeedHash(string seed) => Hex(seed);

    /// <summary>Whether a text can be the hash of a seed.</summary>
    public static bool IsSeedHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    public static Decision<VacancyState> Hold(VacancyState state, HoldDraw command, DateTimeOffset now)
    {
        if (state.Notice is not { Intake: { Kind: IntakeKind.Draw } intake } notice)
            return Decision.Refuse(state, DrawRefusals.NoDraw);
        if (state.Draw is { } held)
            return held.Seed == command.Seed ? Decision.Repeat(state) : Decision.Refuse(state, VacancyRefusals.DrawHeld);
        if (SeedHash(command.Seed) != intake.SeedHash) return Decision.Refuse(state, DrawRefusals.OtherSeed);
        if (now < notice.ClosesAt) return Decision.Refuse(state, DrawRefusals.TooEarly);
        // An entry whose application was never sent must not win; the reminder asks, and minutes after the close all are settled.
        if (state.Holdings.All.Any(one => !one.IsSettled)) return Decision.Refuse(state, DrawRefusals.EntriesOpen);

        var ranked = state.Holdings.All.Select(one => one.Key)
            .OrderBy(id => Lot(command.Seed, Ticket(id)), StringComparer.Ordinal).ToImmutableArray();
        var happened = new DrawHeld(
            command.Seed, now, intake.Places, intake.KeepsWaitingList, state.LastAttempt + 1, ranked);
        var next = PlaceRule.Apply(state, happened) with { Draw = new DrawResult(command.Seed, now, intake.Places, ranked.Length) };
        return Decision.Accept(next, happened);
    }

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The seed is revealed and the draw is held.</summary>
public sealed record HoldDraw(string Seed);

/// <summary>How a draw was held.</summary>
/// <param name="Seed">The revealed seed.</param>
/// <param name="At">When.</param>
/// <param name="Places">How many could win.</param>
/// <param name="Entries">How many were in.</param>
public sealed record DrawResult(string Seed, DateTimeOffset At, int Places, int Entries);

/// <summary>The draw: everybody who was in, best rank first. Rank 1 to <c>Places</c> have a place.</summary>
public sealed record DrawHeld(
    string Seed, DateTimeOffset At, int Places, bool KeepsWaitingList, long Attempt, ImmutableArray<string> Ranked)
    : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() => Ranked.Select((id, index) =>
        new HoldingChange(id, new Holding(id, StatusOf(index), index + 1, Attempt, At, null, IsSettled: false)));

    private HoldingStatus StatusOf(int index) =>
        index < Places ? HoldingStatus.Taken : KeepsWaitingList ? HoldingStatus.Waiting : HoldingStatus.Lost;
}

/// <summary>Why a draw is not held.</summary>
public static class DrawRefusals
{
    public static readonly Refusal NoDraw = new("no-draw", RefusalKind.Conflict);

    /// <summary>Not the seed whose hash was published.</summary>
    public static readonly Refusal OtherSeed = new("draw-other-seed", RefusalKind.Invalid);

    /// <summary>The window is still open.</summary>
    public static readonly Refusal TooEarly = new("draw-too-early", RefusalKind.Conflict);

    /// <summary>Some entries are not known to be sent; try again in a few minutes.</summary>
    public static readonly Refusal EntriesOpen = new("draw-entries-open", RefusalKind.Conflict);
}
