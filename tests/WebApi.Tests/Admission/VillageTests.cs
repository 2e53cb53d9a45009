using System.Net;
using System.Net.Sockets;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

/// <summary>Many people behind one address are let in; one machine that tries without end is not.</summary>
public sealed class VillageTests
{
    private const int PerMinute = 600;

    private readonly ManualTimeProvider time = new();

    [Fact]
    public void Five_hundred_people_register_and_log_in_within_ten_minutes_behind_one_address()
    {
        using var budget = new AddressBudget(PerMinute, time);
        // Registration, password, a wrong code, the right one, two wrong passwords, log-in, one refresh: eight attempts each.
        var refused = 0;
        for (var attempt = 0; attempt < 500 * 8; attempt++)
        {
            using var lease = budget.AttemptAcquire();
            if (!lease.IsAcquired) refused++;
            time.Advance(TimeSpan.FromMinutes(10) / 4_000);
        }

        Assert.Equal(0, refused);
    }

    [Fact]
    public void Five_hundred_people_log_in_in_the_same_moment_behind_one_address()
    {
        using var budget = new AddressBudget(PerMinute, time);
        Assert.Equal(500, Enumerable.Range(0, 500).Count(_ => budget.AttemptAcquire().IsAcquired));
    }

    [Fact]
    public void A_machine_that_tries_two_thousand_times_a_minute_is_stopped_and_free_again_soon_after_it_stops()
    {
        using var budget = new AddressBudget(PerMinute, time);
        var first = Machine(budget, 2_000);
        Assert.InRange(first, PerMinute, 2 * PerMinute);
        Assert.Equal(0, Machine(budget, 20_000));

        time.Advance(TimeSpan.FromSeconds(16));
        Assert.True(budget.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void Who_is_refused_learns_when_there_is_room_again()
    {
        using var budget = new AddressBudget(60, time);
        for (var i = 0; i < 60; i++) Assert.True(budget.AttemptAcquire().IsAcquired);
        using var refused = budget.AttemptAcquire();
        Assert.True(refused.TryGetMetadata(System.Threading.RateLimiting.MetadataName.RetryAfter, out var after));
        Assert.Equal(1.5, after.TotalSeconds, 3);
        time.Advance(after);
        Assert.True(budget.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public async Task Each_address_has_a_budget_of_its_own_and_what_a_header_says_is_no_address()
    {
        await using var server = await GateServer.Start(null, ("RateLimits:AttemptsPerMinute", "5"));
        using var machine = From(server, "127.0.0.21");
        using var village = From(server, "127.0.0.22");
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Attempt(machine, $"10.1.1.{i}")));
        Assert.Equal(5, replies.Count(status => status == 200));
        Assert.Equal(15, replies.Count(status => status == 429));
        for (var i = 0; i < 5; i++) Assert.Equal(200, await Attempt(village, "127.0.0.21"));
    }

    [Fact]
    public async Task A_configured_proxy_is_believed_for_the_last_hop_and_nobody_else_is()
    {
        await using var server = await GateServer.Start(
            null, ("RateLimits:AttemptsPerMinute", "2"), ("Proxy:Networks", "127.0.0.30, 10.0.0.0/8"));
        using var proxy = From(server, "127.0.0.30");
        using var stranger = From(server, "127.0.0.31");
        for (var i = 0; i < 4; i++) Assert.Equal(200, await Attempt(proxy, $"203.0.113.{i}"));
        // A client behind the proxy invents a hop before its own.
        for (var i = 0; i < 3; i++) Assert.Equal(i < 2 ? 200 : 429, await Attempt(proxy, $"198.51.100.{i}, 203.0.113.9"));
        for (var i = 0; i < 3; i++) Assert.Equal(i < 2 ? 200 : 429, await Attempt(stranger, $"203.0.113.2{i}"));
    }

    private int Machine(AddressBudget budget, int attempts)
    {
        var admitted = 0;
        for (var i = 0; i < attempts; i++)
        {
            using var lease = budget.AttemptAcquire();
            if (lease.IsAcquired) admitted++;
            time.Advance(TimeSpan.FromMinutes(1) / 2_000);
        }

        return admitted;
    }

    private static async Task<int> Attempt(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/attempt");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    // Loopback has many addresses: each stands for a network.
    private static HttpClient From(GateServer server, string address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = server.Address };
}
