using System.Globalization;

namespace Siskop2mi.WebApi.Text;

/// <summary>Dates and times as people read them, always Western Indonesian Time and saying so.</summary>
internal static class WibText
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    /// <summary>An instant: <c>2 Maret 2026 pukul 10.00 WIB</c>.</summary>
    public static string Of(DateTimeOffset instant, string language)
    {
        var there = instant.ToOffset(Wib);
        return $"{Of(DateOnly.FromDateTime(there.DateTime), language)} {Of(TimeOnly.FromDateTime(there.DateTime), language)}";
    }

    /// <summary>A day: <c>2 Maret 2026</c>.</summary>
    public static string Of(DateOnly date, string language) => date.ToString("d MMMM yyyy", CultureOf(language));

    /// <summary>A day with its name: <c>Senin, 2 Maret 2026</c>.</summary>
    public static string WithDay(DateOnly date, string language) => date.ToString("dddd, d MMMM yyyy", CultureOf(language));

    /// <summary>A time of the day: <c>pukul 10.00 WIB</c>.</summary>
    public static string Of(TimeOnly time, string language) => language == Languages.Default
        ? $"pukul {time.ToString("HH.mm", CultureInfo.InvariantCulture)} WIB"
        : $"at {time.ToString("HH:mm", CultureInfo.InvariantCulture)} WIB";

    private static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language == Languages.Default ? "id-ID" : "en-GB");
}
