using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Siskop2mi.Simulators.Mail;

/// <summary>
/// Keeps mails in a directory, one <c>.eml</c> file each, with the envelope in a first header line of our own. A mail is on the
/// disk before the sender hears that it was taken.
/// </summary>
public sealed class MailStore
{
    private const string EnvelopeHeader = "X-Simulator-Envelope: ";
    private readonly Lock gate = new();
    private readonly string directory;
    private readonly TimeProvider clock;
    private ImmutableList<MailMessage> messages;
    private TaskCompletionSource changed = New();
    private int sequence;

    /// <summary>Opens the directory and reads what is there.</summary>
    public MailStore(SimulatorOptions options)
    {
        directory = Directory.CreateDirectory(options.MailDirectory).FullName;
        clock = TimeProvider.System;
        messages = [.. Directory.EnumerateFiles(directory, "*.eml").Order(StringComparer.Ordinal).Select(Load).OfType<MailMessage>()];
    }

    /// <summary>Mails to an address, or all of them; newest first.</summary>
    public IReadOnlyList<MailMessage> List(string? to) =>
        [.. messages.Reverse().Where(mail => to is null || mail.To.Contains(to, StringComparer.OrdinalIgnoreCase))];

    /// <summary>As <see cref="List"/>, but waits while there is none, at most <paramref name="atMost"/>.</summary>
    public async Task<IReadOnlyList<MailMessage>> ListOnceThereIsOne(string? to, TimeSpan atMost, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        while (true)
        {
            var next = changed.Task;   // taken before the look, so that no mail falls between the two
            var found = List(to);
            if (found.Count > 0 || limit.IsCancellationRequested) return found;
            await next.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Stores a mail.</summary>
    public async Task Add(string from, IReadOnlyList<string> to, byte[] content)
    {
        var envelope = new MailEnvelope(from, to, clock.GetUtcNow());
        var number = Interlocked.Increment(ref sequence);
        var id = string.Create(CultureInfo.InvariantCulture, $"{envelope.At:yyyyMMdd'T'HHmmssfffffff}-{number:D6}");
        byte[] head = [.. Encoding.UTF8.GetBytes(EnvelopeHeader + JsonSerializer.Serialize(envelope) + "\r\n")];
        await Write(Path.Combine(directory, id + ".eml"), [.. head, .. content]);
        var message = MailMessage.Read(id, envelope, content);
        lock (gate) messages = messages.Add(message);
        Interlocked.Exchange(ref changed, New()).SetResult();
    }

    /// <summary>Removes all mails.</summary>
    public void Clear()
    {
        lock (gate)
        {
            foreach (var message in messages) File.Delete(Path.Combine(directory, message.Id + ".eml"));
            messages = [];
        }
    }

    private static async Task Write(string path, byte[] content)
    {
        var unfinished = path + ".part";
        await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
    }

    private static MailMessage? Load(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var end = bytes.IndexOf("\r\n"u8);
        if (end < 0 || !bytes.StartsWith(Encoding.UTF8.GetBytes(EnvelopeHeader))) return null;
        var envelope = JsonSerializer.Deserialize<MailEnvelope>(bytes[EnvelopeHeader.Length..end]);
        return envelope is null ? null : MailMessage.Read(Path.GetFileNameWithoutExtension(path), envelope, bytes[(end + 2)..]);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
