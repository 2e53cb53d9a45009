using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Siskop2mi.Simulators.Sms;

/// <summary>
/// Keeps text messages in a directory, one file each, named after the sender's id of the message: the same id is kept once. A
/// message is on the disk before the sender hears that it was taken.
/// </summary>
public sealed class SmsStore
{
    private readonly Lock gate = new();
    private readonly string directory;
    private readonly TimeProvider clock = TimeProvider.System;
    private ImmutableList<SmsMessage> messages;
    private TaskCompletionSource changed = New();

    /// <summary>Opens the directory and reads what is there.</summary>
    public SmsStore(SimulatorOptions options)
    {
        directory = Directory.CreateDirectory(Path.Combine(options.MailDirectory, "sms")).FullName;
        messages = [.. Directory.EnumerateFiles(directory, "*.json").Select(Load).OrderBy(message => message.At)];
    }

    /// <summary>Messages to a number, or all of them; newest first.</summary>
    public IReadOnlyList<SmsMessage> List(string? to) => [.. messages.Reverse().Where(message => to is null || message.To == Plain(to))];

    /// <summary>As <see cref="List"/>, but waits while there is none, at most <paramref name="atMost"/>.</summary>
    public async Task<IReadOnlyList<SmsMessage>> ListOnceThereIsOne(string? to, TimeSpan atMost, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        while (true)
        {
            var next = changed.Task;   // taken before the look, so that no message falls between the two
            var found = List(to);
            if (found.Count > 0 || limit.IsCancellationRequested) return found;
            await next.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Stores a message; one whose id is there already is dropped.</summary>
    public void Add(string id, string to, string text)
    {
        lock (gate)
        {
            if (messages.Exists(message => message.Id == id)) return;
            var message = new SmsMessage(id, to, text, clock.GetUtcNow());
            var path = PathOf(id);
            using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, message, JsonSerializerOptions.Web);
                file.Flush(flushToDisk: true);
            }

            File.Move(path + ".part", path, overwrite: true);
            messages = messages.Add(message);
        }

        Interlocked.Exchange(ref changed, New()).SetResult();
    }

    /// <summary>Removes all messages.</summary>
    public void Clear()
    {
        lock (gate)
        {
            foreach (var message in messages) File.Delete(PathOf(message.Id));
            messages = [];
        }
    }

    // A plus in a query is read as a blank, and people type 08.
    private static string Plain(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return "+" + (digits.StartsWith('0') ? "62" + digits[1..] : digits);
    }

    private string PathOf(string id) =>
        Path.Combine(directory, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))) + ".json");

    private static SmsMessage Load(string path) =>
        JsonSerializer.Deserialize<SmsMessage>(File.ReadAllBytes(path), JsonSerializerOptions.Web)!;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A text message that was taken.</summary>
/// <param name="Id">The sender's id of it.</param>
/// <param name="To">The number, as <c>+628...</c>.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When it was taken, UTC.</param>
public sealed record SmsMessage(string Id, string To, string Text, DateTimeOffset At);
