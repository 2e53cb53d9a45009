using System.Collections.Immutable;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>
/// The draw of a vacancy, for everybody. Before it: the hash of its seed, then who is in. After it: everything that is needed to work
/// it out again. Tickets are ranked by SHA-256 of <c>SEED:TICKET</c> in lower-case hexadecimal, smallest first.
/// </summary>
public sealed record DrawBody
{
    public required string VacancyId { get; init; }

    /// <summary><c>open</c> while people can apply, <c>closed</c> until the draw, <c>held</c>.</summary>
    public required string State { get; init; }

    /// <summary>SHA-256 of the seed in lower-case hexadecimal, published with the vacancy.</summary>
    public required string SeedHash { get; init; }

    /// <summary>The first instant at which nobody can apply any more.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>How many are drawn.</summary>
    public required int Places { get; init; }

    /// <summary>Whether who is not drawn waits, in the order of rank.</summary>
    public required bool KeepsWaitingList { get; init; }

    /// <summary>How many are in; left out while it is open.</summary>
    public int? Entries { get; init; }

    /// <summary>
    /// Only while it is closed: whether every entry is known to be sent. It becomes so within minutes; from then on entries only go
    /// when their owners withdraw.
    /// </summary>
    public bool? IsFinal { get; init; }

    /// <summary>The seed, revealed by the draw.</summary>
    public string? Seed { get; init; }

    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Closed: all tickets in their own order. Held: all tickets, best rank first, as drawn. Left out while it is open.</summary>
    public ImmutableArray<TicketBody>? Tickets { get; init; }

    internal static DrawBody Open(VacancyNotice notice, Intake intake) => new()
    {
        VacancyId = notice.VacancyId,
        State = "open",
        SeedHash = intake.SeedHash!,
        ClosesAt = notice.ClosesAt,
        Places = intake.Places,
        KeepsWaitingList = intake.KeepsWaitingList,
    };

    internal static DrawBody Closed(VacancyNotice notice, Intake intake, IReadOnlyCollection<DrawEntry> entries) =>
        Open(notice, intake) with
        {
            State = "closed",
            Entries = entries.Count,
            IsFinal = entries.All(entry => entry.IsSettled),
            Tickets = [.. entries.Select(entry => DrawRule.Ticket(entry.ApplicationId)).Order(StringComparer.Ordinal)
                .Select(ticket => new TicketBody(ticket, null, null))],
        };

    internal static DrawBody Held(VacancyNotice notice, Intake intake, DrawHeld held) => Open(notice, intake) with
    {
        State = "held",
        Places = held.Places,
        KeepsWaitingList = held.KeepsWaitingList,
        Entries = held.Ranked.Length,
        Seed = held.Seed,
        HeldAt = held.At,
        Tickets = [.. held.Ranked.Select((id, index) => new TicketBody(
            DrawRule.Ticket(id), index + 1, index < held.Places ? "place" : held.KeepsWaitingList ? "waiting" : "not-drawn"))],
    };
}

/// <summary>One entry of a draw.</summary>
/// <param name="Ticket">The first 20 hexadecimal digits of SHA-256 of the application's id.</param>
/// <param name="Rank">1 is best; left out before the draw.</param>
/// <param name="Outcome"><c>place</c>, <c>waiting</c> or <c>not-drawn</c>, as drawn; left out before the draw.</param>
public sealed record TicketBody(string Ticket, int? Rank, string? Outcome);

/// <summary>The seed is revealed and the draw is held.</summary>
/// <param name="Seed">The text whose SHA-256 was published.</param>
public sealed record NewDraw(string? Seed)
{
    private const int MaxLength = 200;

    public override string ToString() => nameof(NewDraw);

    internal HoldDraw ToCommand()
    {
        var fields = new FieldReader();
        var seed = fields.Line(Seed, "/seed", MaxLength);
        fields.Check();
        return new HoldDraw(seed);
    }
}

/// <summary>A draw that was held.</summary>
/// <param name="VacancyId">The vacancy.</param>
/// <param name="HeldAt">When.</param>
/// <param name="Places">How many were drawn at most.</param>
/// <param name="Entries">How many were in.</param>
/// <param name="Published">Where everybody can read it.</param>
public sealed record DrawReport(string VacancyId, DateTimeOffset HeldAt, int Places, int Entries, string Published);

/// <summary>How full a vacancy is, for the programme's staff.</summary>
/// <param name="VacancyId">The vacancy.</param>
/// <param name="Kind"><c>first-come</c> or <c>draw</c>.</param>
/// <param name="Places">How many there are.</param>
/// <param name="InUse">Taken or on offer.</param>
/// <param name="Left">Places that nobody has.</param>
/// <param name="Waiting">How many are in the line.</param>
/// <param name="Entered">How many are in a draw to come.</param>
public sealed record PlacesReport(string VacancyId, string Kind, int Places, int InUse, int Left, int Waiting, int Entered);
