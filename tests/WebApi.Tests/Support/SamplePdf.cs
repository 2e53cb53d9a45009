using System.Globalization;
using System.Text;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>PDFs made to measure. Texts stand for bytes (Latin-1).</summary>
internal static class SamplePdf
{
    private const string Tree = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    private const string Page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>";

    public static readonly byte[] Plain = With();

    /// <summary>One page, further objects from number 5 on, and entries of the catalogue.</summary>
    public static byte[] With(string catalogue = "", string trailer = "", params string[] more) => Write(
        ["<</Type/Catalog/Pages 2 0 R" + catalogue + ">>", Tree, Page, Stream("", "q 1 0 0 1 0 0 cm Q"u8.ToArray()), .. more], trailer);

    /// <summary>So many pages.</summary>
    public static byte[] WithPages(int count)
    {
        var kids = string.Join(' ', Enumerable.Range(3, count).Select(number => $"{number} 0 R"));
        return Write(
        [
            "<</Type/Catalog/Pages 2 0 R>>", $"<</Type/Pages/Kids[{kids}]/Count {count}>>",
            .. Enumerable.Repeat("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", count),
        ]);
    }

    /// <summary>As newer programs write it: objects packed in a stream, and the table as a stream. More objects from number 7 on.</summary>
    public static byte[] Packed(string entries = "", params string[] more)
    {
        string[] inside = ["<</Type/Catalog/Pages 2 0 R>>", Tree, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"];
        (int, string)[] objects =
            [.. inside.Select((body, index) => (index + 1, body)), .. more.Select((body, index) => (index + 7, body))];
        var text = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        text.Append("5 0 obj\n").Append(ObjectStream(objects)).Append("\nendobj\n");
        var table = text.Length;
        text.Append("6 0 obj\n").Append(Stream("/Type/XRef/Size 20/W[1 2 1]/Root 1 0 R" + entries, new byte[80])).Append("\nendobj\n");
        return Bytes(text.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n"));
    }

    public static string ObjectStream(params (int Number, string Body)[] objects) =>
        ObjectStream("/Filter/FlateDecode", SamplePng.Pack, objects);

    public static string ObjectStream(string filter, Func<byte[], byte[]> pack, params (int Number, string Body)[] objects)
    {
        var (head, bodies) = (new StringBuilder(), new StringBuilder());
        foreach (var (number, body) in objects)
        {
            head.Append(CultureInfo.InvariantCulture, $"{number} {bodies.Length} ");
            bodies.Append(body).Append('\n');
        }

        var content = pack(Encoding.Latin1.GetBytes(head.ToString() + bodies));
        return Stream($"/Type/ObjStm/N {objects.Length}/First {head.Length}{filter}", content);
    }

    public static string Stream(string entries, byte[] content) =>
        $"<<{entries}/Length {content.Length}>>\nstream\n{Encoding.Latin1.GetString(content)}\nendstream";

    public static byte[] Write(IReadOnlyList<string> objects, string trailer = "")
    {
        var text = new StringBuilder("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        var table = new StringBuilder($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Count; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:0000000000} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var at = text.Length;
        text.Append(table).Append(
            CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Count + 1}/Root 1 0 R{trailer}>>\nstartxref\n{at}\n%%EOF\n");
        return Bytes(text);
    }

    public static byte[] Replace(this byte[] pdf, string old, string with) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace(old, with, StringComparison.Ordinal));

    private static byte[] Bytes(StringBuilder text) => Encoding.Latin1.GetBytes(text.ToString());
}
