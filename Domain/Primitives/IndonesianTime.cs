namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// The one place that turns an instant into an Indonesian calendar date. Official windows are in Western Indonesian Time
/// (WIB, UTC+7, no daylight saving since 1964): "17 Juli 2023 Pukul 00.00 WIB".
/// </summary>
public static class IndonesianTime
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    /// <summary>The date in Jakarta at an instant.</summary>
    public static DateOnly JakartaDate(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Wib).DateTime);

    /// <summary>The first instant of a date in Jakarta.</summary>
    public static DateTimeOffset StartOfJakartaDay(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Wib);

    /// <summary>The instant after the last one of a date in Jakarta: a window that ends on that date is open before it.</summary>
    public static DateTimeOffset EndOfJakartaDay(DateOnly date) => StartOfJakartaDay(date.AddDays(1));
}
