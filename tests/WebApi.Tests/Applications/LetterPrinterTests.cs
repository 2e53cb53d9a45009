using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

public sealed class LetterPrinterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("siskop2mi-print-");
    private readonly CapturedLogs logs = new();
    private readonly LetterPrinterOptions options = new() { Timeout = Patience };

    public void Dispose()
    {
        logs.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_page_becomes_a_pdf_and_loads_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}/x";
        var page = $"<html lang=\"id\"><link rel=\"stylesheet\" href=\"{address}\"><body><img src=\"{address}\">"
            + "<img src=\"file:///etc/passwd\">"
            + "<p>Ny. Şükran &amp; Ó'Neill</p></body></html>";
        var pdf = await Printer(options).Print(page, CancellationToken.None);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5), StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Without_Python_letters_are_unavailable_and_the_log_says_what_to_do()
    {
        var problem = await Refused(options with { Python = Path.Combine(folder.FullName, "nothing") });
        Assert.Equal((503, "letter-unavailable", 5), (problem.Status, problem.Code, problem.RetryAfterSeconds));
        Assert.Contains(logs.Lines, line => line.Contains("apt-get install weasyprint", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exit 69", "apt-get install weasyprint")] // what our script does when Python has no WeasyPrint
    [InlineData("exit 3", "exit code 3")]
    [InlineData("cat >/dev/null; echo no pdf", "exit code 0")]
    [InlineData("exec sleep 600", "CanceledException")]
    public async Task A_print_that_goes_wrong_is_unavailable_and_told(string script, string told)
    {
        var timeout = script.Contains("sleep", StringComparison.Ordinal) ? TimeSpan.FromSeconds(1) : Patience;
        var problem = await Refused(options with { Python = Program(script), Timeout = timeout });
        Assert.Equal((503, "letter-unavailable"), (problem.Status, problem.Code));
        Assert.Contains(logs.Lines, line => line.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_little_memory_ends_the_print_and_not_the_server() =>
        Assert.Equal("letter-unavailable", (await Refused(options with { MemoryMegabytes = 24 })).Code);

    [Fact]
    public async Task Who_comes_when_too_many_wait_is_told_to_come_back()
    {
        using var printer = Printer(options with { Python = Program("exec sleep 600"), AtOnce = 1, Waiting = 1 });
        using var enough = new CancellationTokenSource();
        Task[] crowd = [printer.Print("<p>", enough.Token), printer.Print("<p>", enough.Token)];
        var refused = await Assert.ThrowsAsync<ProblemException>(() => printer.Print("<p>", CancellationToken.None));
        Assert.Equal((503, "overloaded", 5), (refused.Problem.Status, refused.Problem.Code, refused.Problem.RetryAfterSeconds));
        await enough.CancelAsync();
        foreach (var one in crowd) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
    }

    private async Task<Problem> Refused(LetterPrinterOptions with)
    {
        using var printer = Printer(with);
        return (await Assert.ThrowsAsync<ProblemException>(() => printer.Print("<p>", CancellationToken.None))).Problem;
    }

    private LetterPrinter Printer(LetterPrinterOptions with) =>
        new(with, LoggerFactory.Create(logging => logging.AddProvider(logs)).CreateLogger<LetterPrinter>());

    private string Program(string script)
    {
        var path = Path.Combine(folder.FullName, "program");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Owner);
        return path;
    }
}
