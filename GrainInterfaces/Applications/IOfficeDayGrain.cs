using System.Collections.Immutable;
using Orleans.Concurrency;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Applications;

/// <summary>
/// The places of one office on one day. Key: <see cref="OfficeDayKey"/>. Only applications call it to change something:
/// reserve or doubt first, then the application commits, then settle. What is never settled the office-day settles itself, by
/// asking the application.
/// </summary>
public interface IOfficeDayGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps a place until it is settled. The same application and slot again keeps the same place under a new attempt. Refuses
    /// with <c>slot-unknown</c>, <c>slot-taken</c>, <c>office-day-full</c>.
    /// </summary>
    Task<Outcome<SlotReceipt>> Reserve(ReserveSlot command);

    /// <summary>Says that the application may be about to let go of a place. It stays taken until it is settled.</summary>
    Task<SlotReceipt> Doubt(DoubtSlot command);

    /// <summary>Says what became of an attempt; harmless to repeat, and void when there is a newer attempt.</summary>
    Task Settle(SettleSlot command);

    /// <summary>The slots that still lie ahead, with what is free in each.</summary>
    [ReadOnly]
    Task<ImmutableArray<OfficeDaySlot>> GetSlots();
}
