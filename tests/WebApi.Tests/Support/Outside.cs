using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>The simulators of registers, mail and text messages, as a process of their own that ends with this one.</summary>
internal sealed partial class Outside : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly DirectoryInfo mails;

    private Outside(Process process, DirectoryInfo mails, Uri http, string smtp)
    {
        (this.process, this.mails) = (process, mails);
        Http = new HttpClient { BaseAddress = http };
        (SmtpHost, SmtpPort) = (smtp.Split(':')[0], smtp.Split(':')[1]);
    }

    public HttpClient Http { get; }

    public string SmtpHost { get; }

    public string SmtpPort { get; }

    public static async Task<Outside> Start()
    {
        var mails = Directory.CreateTempSubdirectory("siskop2mi-mail-");
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Simulators", here.Name, "Siskop2mi.Simulators.dll");
        var process =
            Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "--mail-directory", mails.FullName, "--exit-with-parent"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        var ready = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var addresses = JsonDocument.Parse(ready ?? throw new InvalidOperationException("The simulators did not start.")).RootElement;
        return new Outside(process, mails, new Uri(addresses.GetProperty("http").GetString()!), addresses.GetProperty("smtp").GetString()!);
    }

    /// <summary>The text of a mail to an address that has these words; waits for it.</summary>
    public Task<string> MailTo(string address, string words) => Sent("mail", address, words);

    /// <summary>The text message to a number that has these words; waits for it.</summary>
    public Task<string> SmsTo(string number, string words) => Sent("sms", number, words);

    /// <summary>The six digits of the newest text message to a number, once so many have come.</summary>
    public async Task<string> CodeTo(MobileNumber to, int count = 1)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = await Http.GetFromJsonAsync<JsonElement>(
                $"sms?to={Uri.EscapeDataString(to.Reveal())}&waitSeconds=30", limit.Token);
            if (found.GetArrayLength() >= count) return SixDigits().Match(found[0].GetProperty("text").GetString()!).Value;
            await Task.Delay(100, limit.Token);
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience)) process.Kill();
        process.Dispose();
        mails.Delete(recursive: true);
    }

    private async Task<string> Sent(string list, string to, string words)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested)
        {
            var found = await Http.GetFromJsonAsync<JsonElement>($"{list}?to={Uri.EscapeDataString(to)}&waitSeconds=30", limit.Token);
            var texts = found.EnumerateArray().Select(message => message.GetProperty("text").GetString()!);
            if (texts.FirstOrDefault(text => text.Contains(words, StringComparison.Ordinal)) is { } text) return text;
            await Task.Delay(100, limit.Token);
        }

        throw new TimeoutException("The message did not come.");
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
