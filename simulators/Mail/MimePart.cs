using System.Text;

namespace Siskop2mi.Simulators.Mail;

/// <summary>A MIME entity: headers and body (RFC 2045, the part of it that mail programs send).</summary>
public sealed class MimePart
{
    private const int DeepestNesting = 10;
    private readonly Dictionary<string, string> headers;
    private readonly byte[] body;
    private readonly int depth;

    private MimePart(Dictionary<string, string> headers, byte[] body, int depth)
    {
        this.headers = headers;
        this.body = body;
        this.depth = depth;
    }

    /// <summary>Type and subtype in lower case; <c>text/plain</c> when nothing is said.</summary>
    public string MediaType => Header("Content-Type") is { Length: > 0 } type ? type.Split(';')[0].Trim().ToLowerInvariant() : "text/plain";

    /// <summary>Splits headers from body.</summary>
    public static MimePart Parse(ReadOnlySpan<byte> content, int depth = 0)
    {
        var end = content.IndexOf("\r\n\r\n"u8);
        var head = end < 0 ? content : content[..end];
        var body = end < 0 ? [] : content[(end + 4)..];
        return new MimePart(Unfold(Encoding.UTF8.GetString(head)), body.ToArray(), depth);
    }

    /// <summary>The value of a header, unfolded; empty when there is none.</summary>
    public string Header(string name) => headers.GetValueOrDefault(name, "");

    /// <summary>The parts that hold content, in order.</summary>
    public IEnumerable<MimePart> Leaves()
    {
        if (depth >= DeepestNesting || !MediaType.StartsWith("multipart/", StringComparison.Ordinal)) return [this];
        var boundary = Parameter("boundary");
        return boundary.Length == 0 ? [this] : Children(boundary).SelectMany(part => part.Leaves());
    }

    /// <summary>The body as text: transfer encoding and charset undone.</summary>
    public string DecodedText()
    {
        var bytes = Header("Content-Transfer-Encoding").Trim().ToLowerInvariant() switch
        {
            "base64" => MimeWords.FromBase64(Encoding.ASCII.GetString(body)),
            "quoted-printable" => MimeWords.FromQuotedPrintable(body),
            _ => body,
        };
        return MimeWords.Charset(Parameter("charset")).GetString(bytes);
    }

    private static Dictionary<string, string> Unfold(string head)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var lines = head.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }

        return headers;
    }

    private string Parameter(string name)
    {
        foreach (var part in Header("Content-Type").Split(';').Skip(1))
        {
            var pair = part.Split('=', 2);
            if (pair.Length == 2 && pair[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return pair[1].Trim().Trim('"');
        }

        return "";
    }

    private IEnumerable<MimePart> Children(string boundary)
    {
        // Latin-1 keeps each byte as one character, so that the split does not touch what is inside.
        var sections = ("\r\n" + Encoding.Latin1.GetString(body)).Split("\r\n--" + boundary);
        return sections.Skip(1)
            .TakeWhile(section => !section.StartsWith("--", StringComparison.Ordinal))
            .Select(section => Parse(
                Encoding.Latin1.GetBytes(section[(section.IndexOf("\r\n", StringComparison.Ordinal) + 2)..]), depth + 1));
    }
}
