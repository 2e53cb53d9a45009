using System.Text.RegularExpressions;

namespace Siskop2mi.Simulators.Mail;

/// <summary>A mail that was taken in.</summary>
/// <param name="Id">Id within the mail directory; later mails have greater ones.</param>
/// <param name="From">Envelope sender.</param>
/// <param name="To">Envelope recipients.</param>
/// <param name="Subject">Decoded subject.</param>
/// <param name="At">When it was taken in, UTC.</param>
/// <param name="Text">The plain text, or the HTML when there is no plain text; decoded.</param>
/// <param name="Links">Addresses found in the plain text and the HTML, in order, each once.</param>
public sealed partial record MailMessage(
    string Id, string From, IReadOnlyList<string> To, string Subject, DateTimeOffset At, string Text, IReadOnlyList<string> Links)
{
    /// <summary>Reads a stored mail.</summary>
    public static MailMessage Read(string id, MailEnvelope envelope, ReadOnlySpan<byte> content)
    {
        var root = MimePart.Parse(content);
        var leaves = root.Leaves().ToList();
        var plain = leaves.FirstOrDefault(part => part.MediaType == "text/plain")?.DecodedText();
        var html = leaves.FirstOrDefault(part => part.MediaType == "text/html")?.DecodedText();
        var links = LinksIn(plain ?? "").Concat(LinksIn(html ?? "").Select(System.Net.WebUtility.HtmlDecode)).Distinct();
        return new MailMessage(
            id, envelope.From, envelope.To, MimeWords.Decode(root.Header("Subject")), envelope.At, plain ?? html ?? "", [.. links!]);
    }

    private static IEnumerable<string> LinksIn(string text) =>
        Link().Matches(text).Select(match => match.Value.TrimEnd('.', ',', ';', ')', '!'));

    [GeneratedRegex("""https?://[^\s"'<>]+""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}

/// <summary>What the mail protocol said around a mail.</summary>
/// <param name="From">Sender; empty for a bounce.</param>
/// <param name="To">Recipients.</param>
/// <param name="At">When it was taken in, UTC.</param>
public sealed record MailEnvelope(string From, IReadOnlyList<string> To, DateTimeOffset At);
