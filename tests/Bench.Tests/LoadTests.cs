using System.Net;
using System.Net.Sockets;
using System.Text;
using Siskop2mi.Bench.Load;

namespace Siskop2mi.Bench.Tests;

/// <summary>What measures must be right itself.</summary>
public sealed class LoadTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(7)]
    [InlineData(63.2)]
    [InlineData(12_345.6)]
    [InlineData(3_600_000)]
    public void A_time_is_told_within_two_per_cent(double milliseconds)
    {
        var times = new Times();
        times.Add(TimeSpan.FromMilliseconds(milliseconds));
        Assert.InRange(times.Percentile(0.5), milliseconds * 0.98, milliseconds * 1.02);
    }

    [Fact]
    public void Percentiles_are_by_rank()
    {
        var (times, others) = (new Times(), new Times());
        for (var i = 1; i <= 50; i++) times.Add(TimeSpan.FromMilliseconds(i));
        for (var i = 51; i <= 100; i++) others.Add(TimeSpan.FromMilliseconds(i));
        times.Add(others);
        Assert.Equal(100, times.Total);
        Assert.InRange(times.Percentile(0.50), 49, 51);
        Assert.InRange(times.Percentile(0.99), 97.5, 100.5);
    }

    // Sabotage of a load generator that omits what it caused: a server that stalls must be charged for all who were due meanwhile.
    [Fact]
    public async Task A_stall_is_charged_to_everybody_who_was_due()
    {
        var stall = new TaskCompletionSource();
        var seen = 0;
        var times = await OpenLoop.Run(200, TimeSpan.FromMilliseconds(500), (_, _) =>
        {
            // All wait for the last.
            if (Interlocked.Increment(ref seen) == 100) stall.SetResult();
            return stall.Task;
        });
        Assert.Equal(100, times.Total);
        Assert.True(times.Percentile(0.5) >= 200, $"Half of the calls were due a quarter of a second before: {times.Percentile(0.5)} ms");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200)]
    [InlineData("HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 409)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204)]
    public async Task An_answer_is_read_whole_however_it_comes(string answer, int status)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var line = new HttpLine((IPEndPoint)server.LocalEndpoint);
        var sending = line.Send("GET / HTTP/1.1\r\n\r\n"u8.ToArray()).AsTask();
        using var client = await server.AcceptSocketAsync();
        client.NoDelay = true;
        // Byte by byte, so that every cut is met.
        foreach (var one in Encoding.ASCII.GetBytes(answer)) await client.SendAsync(new[] { one });
        Assert.Equal(status, await sending);
        Assert.Equal(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..], Encoding.ASCII.GetString(line.Body));
    }

    [Fact]
    public async Task A_cut_line_is_an_error_and_works_again()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var line = new HttpLine((IPEndPoint)server.LocalEndpoint);
        var first = line.Send("GET / HTTP/1.1\r\n\r\n"u8.ToArray()).AsTask();
        (await server.AcceptSocketAsync()).Dispose();
        await Assert.ThrowsAsync<IOException>(() => first);
        var second = line.Send("GET / HTTP/1.1\r\n\r\n"u8.ToArray()).AsTask();
        using var client = await server.AcceptSocketAsync();
        await client.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        Assert.Equal(200, await second);
    }
}
