using System.Text.Json;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>What can be announced. Announcing the same again changes nothing, so reference data may be loaded at every start.</summary>
public static class AnnounceVacancyRule
{
    public static Decision<VacancyState> Decide(VacancyState state, AnnounceVacancy command)
    {
        var notice = command.Notice;
        if (notice.ClosesAt <= notice.OpensAt) return Decision.Refuse(state, VacancyRefusals.WindowEmpty);
        if (state.Notice is { } known && known.BatchId != notice.BatchId) return Decision.Refuse(state, VacancyRefusals.OtherBatch);
        if (Wrong(notice.Intake) is { } wrong) return Decision.Refuse(state, wrong);
        if (notice.Intake is { } intake ? intake.Places < state.Taken || IsOtherDraw(state, intake) : state.Holdings.Count > 0)
            return Decision.Refuse(state, VacancyRefusals.PlacesInUse);
        if (state.Notice is { } same && IsSame(same, notice)) return Decision.Repeat(state);

        var next = state with { Status = VacancyStatus.Announced, Notice = notice };
        return Decision.Accept(next, new VacancyAnnounced(notice.BatchId, notice.OpensAt, notice.ClosesAt));
    }

    private static Refusal? Wrong(Intake? intake) =>
        intake is null ? null
        : intake is { Places: < 1 } or { OfferHours: < 1 or > Intake.MaxOfferHours } or { Kind: IntakeKind.Unspecified }
            ? VacancyRefusals.IntakeWrong
        : intake.Kind is IntakeKind.Draw == DrawRule.IsSeedHash(intake.SeedHash) ? null
        : VacancyRefusals.IntakeWrong;

    // Once somebody is in, the terms of the draw are a promise.
    private static bool IsOtherDraw(VacancyState state, Intake intake) =>
        state.Holdings.Count > 0 && state.Notice?.Intake is { } known
        && (known.Kind, known.SeedHash) != (intake.Kind, intake.SeedHash);

    // Records compare their collections by reference, and a notice that came back from the store is another instance; what is
    // the same when written down is the same notice.
    private static bool IsSame(VacancyNotice one, VacancyNotice other) => Written(one) == Written(other);

    private static string Written(VacancyNotice notice) => JsonSerializer.Serialize(
        notice with { OpensAt = notice.OpensAt.ToUniversalTime(), ClosesAt = notice.ClosesAt.ToUniversalTime() }, DomainJson.Options);
}

/// <summary>Why a vacancy command is not carried out.</summary>
public static class VacancyRefusals
{
    public static readonly Refusal NotFound = new("vacancy-not-found", RefusalKind.NotFound);
    public static readonly Refusal WindowEmpty = new("vacancy-window-empty", RefusalKind.Invalid);
    public static readonly Refusal OtherBatch = new("vacancy-of-other-batch", RefusalKind.Conflict);

    /// <summary>Places below one, hours of an offer below one or above a year, or a draw without the hash of its seed.</summary>
    public static readonly Refusal IntakeWrong = new("intake-wrong", RefusalKind.Invalid);

    /// <summary>Fewer places than are in use, or other terms while somebody is in.</summary>
    public static readonly Refusal PlacesInUse = new("places-in-use", RefusalKind.Conflict);

    /// <summary>The vacancy takes everybody: there is nothing to take.</summary>
    public static readonly Refusal NoPlacesKept = new("no-places-kept", RefusalKind.Conflict);

    /// <summary>Every place is taken, and nobody waits.</summary>
    public static readonly Refusal QuotaExhausted = new("quota-exhausted", RefusalKind.Conflict);

    /// <summary>The draw was held.</summary>
    public static readonly Refusal DrawHeld = new("draw-held", RefusalKind.Conflict);

    /// <summary>No offer is open for this application any more.</summary>
    public static readonly Refusal OfferLapsed = new("offer-lapsed", RefusalKind.Conflict);
}
