using System.Globalization;

namespace Siskop2mi.FirstJourney;

/// <summary>A made-up applicant. The NIK is well formed; the civil registry of the demo knows everybody.</summary>
internal sealed record Person(
    string NationalId, string FullName, string MotherName, string Email, string Mobile, string Password, DateOnly BirthDate)
{
    private static readonly string[] First = ["Siti", "Dewi", "Rina", "Ayu", "Putri", "Lestari", "Nur", "Wulan"];
    private static readonly string[] Last = ["Handayani", "Rahmawati", "Kusuma", "Saraswati", "Pratiwi", "Anggraini"];

    public static Person Invent()
    {
        var random = Random.Shared;
        var born = new DateOnly(1995, 1, 1).AddDays(random.Next(0, 1_000));
        // 3204: Kabupaten Bandung; a woman's day is written with 40 added. Serials below 1000 choose answers of the demo registry.
        var nationalId = string.Create(
            CultureInfo.InvariantCulture,
            $"320410{born.Day + 40:00}{born.Month:00}{born.Year % 100:00}{random.Next(1_000, 9_999)}");
        var name = $"{First[random.Next(First.Length)]} {Last[random.Next(Last.Length)]}";
        var email = $"{name.Replace(' ', '.').ToLowerInvariant()}.{Guid.NewGuid().ToString("N")[..8]}@contoh.test";
        // Numbers that end in 04 choose answers of the demo gateway.
        var mobile = string.Create(CultureInfo.InvariantCulture, $"0812{random.Next(1_000_000, 9_999_999)}7");
        return new Person(nationalId, name, "Sri Wahyuni", email, mobile, "Sakura#Mekar16", born);
    }
}
