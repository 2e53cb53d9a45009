using System.Globalization;
using System.Text;

namespace Siskop2mi.Bench.Seeding;

/// <summary>A PDF of one page with a picture's worth of bytes, as a scanner makes it.</summary>
internal static class Scan
{
    /// <summary>A document type that asks for nothing but the file.</summary>
    public const string Type = "employment-contract-draft";

    private const int Room = 1_000;

    public static byte[] OfFiveMegabytes()
    {
        var picture = new byte[(5 * 1024 * 1024) - Room];
        new Random(16).NextBytes(picture);
        using var pdf = new MemoryStream();
        List<long> places = [];
        Text("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        Object("<</Type/Catalog/Pages 2 0 R>>");
        Object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>");
        places.Add(pdf.Position);
        Text($"4 0 obj\n<</Length {picture.Length}>>\nstream\n");
        pdf.Write(picture);
        Text("\nendstream\nendobj\n");
        var table = pdf.Position;
        Text("xref\n0 5\n0000000000 65535 f \n");
        foreach (var place in places) Text(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Text($"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return pdf.ToArray();

        void Text(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));

        void Object(string body)
        {
            places.Add(pdf.Position);
            Text($"{places.Count} 0 obj\n{body}\nendobj\n");
        }
    }
}
