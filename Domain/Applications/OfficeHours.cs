using System.Collections.Immutable;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// When regional offices see people, Western Indonesian Time. [assumption] Half hours from 08:00 to 15:00 without the noon
/// break: no announcement says more than the days. Configuration section <c>OfficeHours</c>.
/// </summary>
public sealed record OfficeHours
{
    public TimeOnly Opens { get; init; } = new(8, 0);

    /// <summary>The last slot ends by then.</summary>
    public TimeOnly Closes { get; init; } = new(15, 0);

    public TimeOnly BreakFrom { get; init; } = new(12, 0);

    public TimeOnly BreakTo { get; init; } = new(13, 0);

    public int SlotMinutes { get; init; } = 30;

    /// <summary>Starts of the slots of a day, in order.</summary>
    public ImmutableArray<TimeOnly> Slots()
    {
        if (SlotMinutes < 5 || Opens >= Closes) throw new InvalidOperationException("OfficeHours: no slot fits into the day.");
        List<TimeOnly> slots = [];
        for (var minute = MinuteOf(Opens); minute + SlotMinutes <= MinuteOf(Closes); minute += SlotMinutes)
        {
            if (minute >= MinuteOf(BreakTo) || minute + SlotMinutes <= MinuteOf(BreakFrom)) slots.Add(TimeOnly.MinValue.AddMinutes(minute));
        }

        return [.. slots];
    }

    /// <summary>
    /// How many people each slot takes when an office takes so many a day: equal shares, and what is left over goes to the
    /// earliest slots, one each.
    /// </summary>
    public ImmutableArray<SlotPlaces> Places(int perDay)
    {
        var slots = Slots();
        return
        [
            .. slots.Select((time, index) => new SlotPlaces(time, (perDay / slots.Length) + (index < perDay % slots.Length ? 1 : 0)))
                .Where(slot => slot.Count > 0),
        ];
    }

    private static int MinuteOf(TimeOnly time) => (time.Hour * 60) + time.Minute;
}

/// <summary>How many people a slot takes.</summary>
public sealed record SlotPlaces(TimeOnly Time, int Count);
