using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Pages.Applications;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Tests.Applications;

public sealed class LetterSheetTests
{
    private static readonly string Address = $"https://siskop2mi.example/verify/{new string('a', 560)}";

    private static readonly LetterWords Long = new()
    {
        Reference = $"{new string('w', 26)}.ijepa-16",
        FullName = "Siti Nur Handayani <script>alert(1)</script> binti Sulaiman & Abdurrahman",
        NationalId = "************2001",
        Programme = "Program G to G Jepang (IJEPA) Batch XVI Penempatan Tahun 2023",
        Position = "Kandidat careworker (Kaigofukushishi)",
        Office = "BP3MI Daerah Istimewa Yogyakarta",
        SubmittedAt = new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero),
        Appointment = new Appointment("bp3mi-aceh", new DateOnly(2026, 3, 3), new TimeOnly(9, 30)),
        NeedsPassportRecommendation = true,
        Documents =
            [.. Enumerable.Range(0, 16).Select(number => number % 2 == 0 ? "Surat pernyataan tidak mundur setelah matching" : "Ijazah")],
        MadeAt = new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero),
    };

    private readonly LetterSheet sheet = new(new TextCatalogue(isStrict: true));

    [Fact]
    public void Times_are_WIB_and_what_people_wrote_stays_text()
    {
        var page = sheet.Page(Long, Address);
        Assert.Contains("2 Maret 2026 pukul 10.00 WIB", page, StringComparison.Ordinal);
        Assert.Contains("Selasa, 3 Maret 2026, pukul 09.30 WIB", page, StringComparison.Ordinal);
        Assert.Contains("3 Maret 2026 pukul 00.00 WIB", page, StringComparison.Ordinal); // made at midnight in Jakarta
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_letter_is_one_sheet()
    {
        using var printer = new LetterPrinter(
            new LetterPrinterOptions { Timeout = TimeSpan.FromMinutes(2) }, NullLogger<LetterPrinter>.Instance);
        var pdf = Encoding.Latin1.GetString(await printer.Print(sheet.Page(Long, Address), CancellationToken.None));
        Assert.Matches("/Type /Pages\\s+/Kids \\[[^\\]]*\\]\\s+/Count 1\\s", pdf);
    }
}
