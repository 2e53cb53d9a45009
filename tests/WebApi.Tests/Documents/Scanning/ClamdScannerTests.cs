using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Siskop2mi.WebApi.Documents.Scanning;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents.Scanning;

/// <summary>The words of clamd, over real sockets.</summary>
public sealed class ClamdScannerTests : IDisposable
{
    private readonly ClamdStandIn clamd = new();

    [Fact]
    public async Task A_clean_file_is_clean_and_a_harmful_one_is_named()
    {
        Assert.Equal(new ScanAnswer(ScanVerdict.Clean), await Scan(new byte[300_000]));
        Assert.Equal(new ScanAnswer(ScanVerdict.Clean), await Scan([]));
        byte[] harmful = [.. new byte[200_000], .. Encoding.ASCII.GetBytes(ClamdStandIn.Harmful)];
        Assert.Equal(new ScanAnswer(ScanVerdict.Infected, "Agreed.Test-Signature"), await Scan(harmful));
    }

    [Fact]
    public async Task It_may_listen_on_a_socket_of_this_machine()
    {
        var folder = Directory.CreateTempSubdirectory("siskop2mi-clamd-");
        var path = Path.Combine(folder.FullName, "clamd.ctl");
        using (new ClamdStandIn(new UnixDomainSocketEndPoint(path)))
            Assert.Equal(ScanVerdict.Clean, (await Scan([1], new FileScanOptions { Socket = path })).Verdict);
        folder.Delete(recursive: true);
        Assert.Equal(ScanVerdict.NoAnswer, (await Scan([1], new FileScanOptions { Socket = path })).Verdict);
    }

    [Fact]
    public async Task Without_a_place_nothing_is_asked() =>
        Assert.Equal(ScanVerdict.NotAsked, (await Scan([1], new FileScanOptions())).Verdict);

    [Theory]
    [InlineData("")]
    [InlineData("stream: lstat() failed ERROR")]
    [InlineData("UNKNOWN COMMAND")]
    [InlineData("stream: OK but not quite")]
    public async Task What_is_no_verdict_is_no_answer(string reply)
    {
        clamd.FixedReply = reply;
        Assert.Equal(ScanVerdict.NoAnswer, (await Scan([1])).Verdict);
    }

    [Fact]
    public async Task A_name_with_anything_in_it_is_made_safe_to_log()
    {
        clamd.FixedReply = "stream: Bad\r\n\u001b[31m Name FOUND";
        Assert.Equal(new ScanAnswer(ScanVerdict.Infected, "Bad[31mName"), await Scan([1]));
    }

    [Fact]
    public async Task A_file_too_large_for_it_is_no_answer()
    {
        clamd.MaxBytes = 1_000;
        Assert.Equal(ScanVerdict.NoAnswer, (await Scan(new byte[5_000_000])).Verdict);
    }

    [Fact]
    public async Task One_that_never_answers_is_no_answer()
    {
        var options = new FileScanOptions { Host = "127.0.0.1", Port = clamd.Port, Timeout = TimeSpan.FromMilliseconds(200) };
        clamd.IsSilent = true;
        Assert.Equal(
            ScanVerdict.NoAnswer,
            (await Scan([1], options)).Verdict);
    }

    public void Dispose() => clamd.Dispose();

    private async Task<ScanAnswer> Scan(byte[] file, FileScanOptions? options = null)
    {
        using var scanner = new ClamdScanner(
            options ?? new FileScanOptions { Host = "127.0.0.1", Port = clamd.Port }, NullLogger<ClamdScanner>.Instance);
        return await scanner.Scan(new MemoryStream(file), CancellationToken.None);
    }
}
