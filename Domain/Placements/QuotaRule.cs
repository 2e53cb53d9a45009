using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Placements;

/// <summary>
/// Use of a permit's quota (domain reference 5.7): reserved when an application is accepted, committed when its placement
/// agreement is verified, released when it comes to nothing, restored when a used unit is given back. Every step is keyed by
/// the application or old record, so a repeat is harmless. Agencies were told to look at the quota before they sign, because
/// data was refused when it was used up (2023): here it is kept before anybody signs.
/// </summary>
public static class QuotaRule
{
    /// <summary>How long a reservation waits for its agreement [assumption: 14 days].</summary>
    public static readonly TimeSpan ReservationLasts = TimeSpan.FromDays(14);

    public static Decision<PermitState> Reserve(PermitState state, UseQuota command, DateTimeOffset now) =>
        state.Holdings.Find(command.Reference)?.Status switch
        {
            HoldingStatus.Taken or HoldingStatus.Committed => Decision.Repeat(state),
            _ when WhyNotValid(state, now) is { } refusal => Decision.Refuse(state, refusal),
            _ when state.Available < 1 => Decision.Refuse(state, PermitRefusals.QuotaExhausted),
            _ => Decided(state, new QuotaReserved(command.Reference, state.LastNumber + 1, now, now + ReservationLasts)),
        };

    /// <summary>Who was reserved for goes on, also after the permit's last day; who was not needs a free unit.</summary>
    public static Decision<PermitState> Commit(PermitState state, UseQuota command, DateTimeOffset now) =>
        state.Holdings.Find(command.Reference) switch
        {
            { Status: HoldingStatus.Committed } => Decision.Repeat(state),
            { Status: HoldingStatus.Taken } => Decided(state, new QuotaCommitted(command.Reference, state.LastNumber + 1, now)),
            _ when WhyNotValid(state, now) is { } refusal => Decision.Refuse(state, refusal),
            _ when state.Available < 1 => Decision.Refuse(state, PermitRefusals.QuotaExhausted),
            _ => Decided(state, new QuotaCommitted(command.Reference, state.LastNumber + 1, now)),
        };

    public static Decision<PermitState> Release(PermitState state, UseQuota command) =>
        state.Holdings.Find(command.Reference)?.Status switch
        {
            HoldingStatus.Taken => Decided(state, new QuotaReleased([command.Reference])),
            HoldingStatus.Committed => Decision.Refuse(state, PermitRefusals.AlreadyCommitted),
            _ => Decision.Repeat(state),
        };

    /// <summary>Once a record, and only while the permit is valid (letter on the closing of SISKOTKLN, point 4).</summary>
    public static Decision<PermitState> Restore(PermitState state, UseQuota command, DateTimeOffset now) =>
        state.Holdings.Find(command.Reference)?.Status switch
        {
            HoldingStatus.Restored => Decision.Repeat(state),
            not HoldingStatus.Committed => Decision.Refuse(state, PermitRefusals.NotCommitted),
            _ when WhyNotValid(state, now) is { } refusal => Decision.Refuse(state, refusal),
            _ => Decided(state, new QuotaRestored(command.Reference, state.LastNumber + 1, now)),
        };

    /// <summary>Reservations whose agreement did not come in time go back.</summary>
    public static Decision<PermitState> Lapse(PermitState state, DateTimeOffset now)
    {
        var lapsed = state.Holdings.All.Where(one => one.Status is HoldingStatus.Taken && one.Until <= now)
            .Select(one => one.Key).Order(StringComparer.Ordinal).ToImmutableArray();
        return lapsed.IsEmpty ? Decision.Repeat(state) : Decided(state, new QuotaReleased(lapsed));
    }

    /// <summary>The quota in figures; nothing is available once the permit is not valid.</summary>
    public static QuotaBalance Balance(PermitState state, DateTimeOffset now) => new(
        state.Quota,
        state.InUse - state.Holdings.Committed,
        state.Holdings.Committed,
        WhyNotValid(state, now) is null ? state.Available : 0);

    private static Refusal? WhyNotValid(PermitState state, DateTimeOffset now) => state.Status switch
    {
        PermitStatus.NotStarted => PermitRefusals.NotFound,
        PermitStatus.Suspended => PermitRefusals.Suspended,
        PermitStatus.Revoked => PermitRefusals.Revoked,
        _ when IndonesianTime.JakartaDate(now) < state.ValidFrom => PermitRefusals.NotYetValid,
        _ when IndonesianTime.JakartaDate(now) > state.ValidUntil => PermitRefusals.Expired,
        _ => null,
    };

    private static Decision<PermitState> Decided<TEvent>(PermitState state, TEvent happened) where TEvent : DomainEvent, IChangesHoldings
    {
        var book = state.Holdings.With(happened);
        var highest = happened.Changes().Max(change => change.After?.Number) ?? 0;
        return Decision.Accept(
            state with { Holdings = book, InUse = book.InUse, LastNumber = Math.Max(state.LastNumber, highest) }, happened);
    }
}

/// <summary>Why a permit command is not carried out.</summary>
public static class PermitRefusals
{
    public static readonly Refusal NotFound = new("permit-not-found", RefusalKind.NotFound);
    public static readonly Refusal AlreadyIssued = new("permit-already-issued", RefusalKind.Conflict);
    public static readonly Refusal QuotaWrong = new("permit-quota-wrong", RefusalKind.Invalid);
    public static readonly Refusal DatesWrong = new("permit-dates-wrong", RefusalKind.Invalid);
    public static readonly Refusal StatusWrong = new("permit-status-wrong", RefusalKind.Invalid);
    public static readonly Refusal Suspended = new("permit-suspended", RefusalKind.Conflict);
    public static readonly Refusal Revoked = new("permit-revoked", RefusalKind.Conflict);
    public static readonly Refusal NotYetValid = new("permit-not-yet-valid", RefusalKind.Conflict);
    public static readonly Refusal Expired = new("permit-expired", RefusalKind.Conflict);

    /// <summary>Every unit is reserved or used.</summary>
    public static readonly Refusal QuotaExhausted = new("permit-quota-exhausted", RefusalKind.Conflict);

    /// <summary>The quota would fall below what is in use.</summary>
    public static readonly Refusal QuotaInUse = new("permit-quota-in-use", RefusalKind.Conflict);

    /// <summary>A verified agreement is not released; it is restored.</summary>
    public static readonly Refusal AlreadyCommitted = new("permit-already-committed", RefusalKind.Conflict);

    /// <summary>Only what was used can be given back.</summary>
    public static readonly Refusal NotCommitted = new("permit-not-committed", RefusalKind.Conflict);
}
