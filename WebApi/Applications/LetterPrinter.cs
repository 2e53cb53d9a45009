using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading.RateLimiting;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Applications;

/// <summary>How letters are printed. Configuration section <c>Letters</c>.</summary>
public sealed record LetterPrinterOptions
{
    /// <summary>The Python that knows WeasyPrint: Debian's own.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>How many are printed at once; each takes a processor for about half a second.</summary>
    public int AtOnce { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How many may wait; who comes after them is told to come back.</summary>
    public int Waiting { get; init; } = 32;

    /// <summary>After this a print is ended.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public int MemoryMegabytes { get; init; } = 1024;
}

/// <summary>
/// Turns a page of ours into PDF with WeasyPrint, in a process of its own that is bounded in time, memory and number, and that
/// loads nothing: no address but <c>data:</c> is followed.
/// </summary>
internal sealed partial class LetterPrinter(LetterPrinterOptions options, ILogger<LetterPrinter> log) : IDisposable
{
    private const int MissingExit = 69;
    private const int MostBytes = 4 * 1024 * 1024;
    private const int RetryAfterSeconds = 5;

    // Says the kind of an error only: the page has a person's name in it.
    private const string Script = """
        import os, resource, sys
        memory, seconds = int(sys.argv[1]) << 20, int(sys.argv[2])
        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            from weasyprint import HTML, default_url_fetcher
        except ImportError:
            sys.exit(69)
        def only_data(url, *rest, **named):
            if not url.startswith("data:"):
                raise ValueError("only data:")
            return default_url_fetcher(url, *rest, **named)
        try:
            page = sys.stdin.buffer.read().decode("utf-8")
            pdf = HTML(string=page, base_url="data:,", url_fetcher=only_data).write_pdf()
        except BaseException as error:
            sys.stderr.write(type(error).__name__)
            sys.exit(1)
        sys.stdout.buffer.write(pdf)
        """;

    private readonly ConcurrencyLimiter places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.AtOnce,
        QueueLimit = options.Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>The page as PDF.</summary>
    /// <exception cref="ProblemException">503: too many wait, WeasyPrint is missing, or the print went wrong.</exception>
    public async Task<byte[]> Print(string page, CancellationToken cancellationToken)
    {
        using var place = await places.AcquireAsync(1, cancellationToken);
        if (!place.IsAcquired) throw Problem(ProblemCodes.Overloaded);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            return await Run(page, limit.Token);
        }
        catch (Win32Exception)
        {
            LogMissing(options.Python);
            throw Problem(ProblemCodes.LetterUnavailable);
        }
        catch (Exception caught) when (!cancellationToken.IsCancellationRequested && caught is OperationCanceledException or IOException)
        {
            LogFailed(caught.GetType().Name);
            throw Problem(ProblemCodes.LetterUnavailable);
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<byte[]> Run(string page, CancellationToken cancellationToken)
    {
        using var process = Start();
        try
        {
            var (said, pdf) = (process.StandardError.ReadToEndAsync(cancellationToken),
                ReadAll(process.StandardOutput.BaseStream, cancellationToken));
            // A process that ended early reads nothing: its exit code says why, not the broken pipe.
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
            }

            await process.WaitForExitAsync(cancellationToken);
            var bytes = await pdf;
            if (process.ExitCode == 0 && bytes.AsSpan().StartsWith("%PDF-"u8)) return bytes;
            if (process.ExitCode == MissingExit) LogMissing(options.Python);
            else LogFailed($"exit code {process.ExitCode} {await said}");
            throw Problem(ProblemCodes.LetterUnavailable);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(options.Python, ["-I", "-c", Script,
            $"{options.MemoryMegabytes}", $"{(int)options.Timeout.TotalSeconds}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // Nothing of ours, such as secrets in settings.
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["HOME"] = Path.GetTempPath();
        return Process.Start(start) ?? throw new IOException("The print did not start.");
    }

    private static async Task<byte[]> ReadAll(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (all.Length + read > MostBytes) throw new IOException("The letter is far too large.");
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static ProblemException Problem(string code) =>
        new(new Problem(StatusCodes.Status503ServiceUnavailable, code) { RetryAfterSeconds = RetryAfterSeconds });

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Letters cannot be printed: {Python} does not know WeasyPrint. Install it "
            + "(apt-get install weasyprint) or set Letters:Python.")]
    private partial void LogMissing(string python);

    [LoggerMessage(Level = LogLevel.Error, Message = "A letter could not be printed: {Why}.")]
    private partial void LogFailed(string why);
}
