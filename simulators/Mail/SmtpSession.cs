using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Siskop2mi.Simulators.Mail;

/// <summary>
/// One conversation with a sending program. The local part of a recipient chooses a failure; <c>simulators/README.md</c> lists them.
/// </summary>
public sealed partial class SmtpSession(SmtpLines lines, MailStore store, TimeSpan slow)
{
    private const int LargestMail = 10 * 1024 * 1024;
    private const int MostRecipients = 100;
    private readonly List<string> recipients = [];
    private string? sender;
    private bool greeted;

    /// <summary>Talks until the sender leaves.</summary>
    public async Task Run(CancellationToken stopping)
    {
        await lines.Answer("220 siskop2mi-simulators mail sink");
        while (await lines.Read() is { } bytes)
        {
            if (!await Obey(Encoding.UTF8.GetString(bytes), stopping)) return;
        }
    }

    // False ends the conversation.
    private async Task<bool> Obey(string line, CancellationToken stopping)
    {
        switch (line.Split(' ', 2)[0].ToUpperInvariant())
        {
            case "HELO": Greet(); return await Say("250 siskop2mi-simulators");
            case "EHLO": Greet(); return await Say("250-siskop2mi-simulators", $"250-SIZE {LargestMail}", "250-8BITMIME", "250 SMTPUTF8");
            case "MAIL": return await TakeSender(line);
            case "RCPT": return await TakeRecipient(line, stopping);
            case "DATA": return await TakeData();
            case "RSET": Forget(); return await Say("250 forgotten");
            case "NOOP": return await Say("250 ok");
            case "VRFY": return await Say("252 try and see");
            case "QUIT": await lines.Answer("221 bye"); return false;
            default: return await Say("500 unknown command");
        }
    }

    private async Task<bool> TakeSender(string line)
    {
        if (!greeted || sender is not null) return await Say("503 not now");
        if (From().Match(line) is not { Success: true } match) return await Say("501 MAIL FROM:<address>");
        if (match.Groups["size"].Success
            && (!long.TryParse(match.Groups["size"].Value, CultureInfo.InvariantCulture, out var size) || size > LargestMail))
        {
            return await Say("552 too large");
        }

        sender = match.Groups["address"].Value;
        return await Say("250 ok");
    }

    private async Task<bool> TakeRecipient(string line, CancellationToken stopping)
    {
        if (sender is null) return await Say("503 not now");
        if (To().Match(line) is not { Success: true } match) return await Say("501 RCPT TO:<address>");
        if (recipients.Count >= MostRecipients) return await Say("452 too many recipients");
        switch (LocalPart(match.Groups["address"].Value))
        {
            case "refuse-550": return await Say("550 no such mailbox");
            case "later-451": return await Say("451 try again later");
            case "busy-421":
                await lines.Answer("421 closing, too busy");
                return false;
            case "slow":
                await Task.Delay(slow, stopping);
                break;
        }

        recipients.Add(match.Groups["address"].Value);
        return await Say("250 ok");
    }

    private async Task<bool> TakeData()
    {
        if (recipients.Count == 0) return await Say("503 not now");
        await lines.Answer("354 end with a dot on a line of its own");
        if (await ReadContent() is not { } content) return false;
        if (content.Length > LargestMail) return ForgetAnd(await Say("552 too large"));
        if (IsFor("reject-554")) return ForgetAnd(await Say("554 content refused"));
        await store.Add(sender!, [.. recipients], content);
        return !IsFor("lost-answer") && ForgetAnd(await Say("250 stored"));
    }

    // Null when the sender leaves before the end. Past the limit it reads on without keeping, so that the refusal is heard.
    private async Task<byte[]?> ReadContent()
    {
        using var content = new MemoryStream();
        while (await lines.Read() is { } line)
        {
            if (line is [(byte)'.']) return content.ToArray();
            if (content.Length > LargestMail) continue;
            content.Write(line.AsSpan(line is [(byte)'.', ..] ? 1 : 0));   // dot-stuffing, RFC 5321 section 4.5.2
            content.Write("\r\n"u8);
        }

        return null;
    }

    private async Task<bool> Say(params string[] answer)
    {
        await lines.Answer(answer);
        return true;
    }

    private bool ForgetAnd(bool goOn)
    {
        Forget();
        return goOn;
    }

    private void Forget()
    {
        sender = null;
        recipients.Clear();
    }

    private void Greet()
    {
        Forget();
        greeted = true;
    }

    private bool IsFor(string localPart) => recipients.Exists(address => LocalPart(address) == localPart);

    private static string LocalPart(string address) => address[..Math.Max(0, address.LastIndexOf('@'))].ToLowerInvariant();

    [GeneratedRegex(@"^MAIL FROM:\s*<(?<address>[^<>\s]*)>(?:\s+(?:SIZE=(?<size>\d+)|\S+))*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex From();

    [GeneratedRegex(@"^RCPT TO:\s*<(?<address>[^<>\s@]+@[^<>\s]+)>(?:\s+\S+)*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex To();
}
