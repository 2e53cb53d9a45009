using System.Net.Sockets;
using System.Text;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class FrontGateTests
{
    private static readonly (string, string)[] OneAtOnceAndOneWaiting =
        [("Admission:Lanes:Submit:AtOnce", "1"), ("Admission:Lanes:Submit:Waiting", "1"), ("Admission:Lanes:Submit:Patience", "00:10:00")];

    [Fact]
    public async Task A_lane_takes_so_many_lets_so_many_wait_and_refuses_the_rest()
    {
        await using var server = await GateServer.Start(null, OneAtOnceAndOneWaiting);
        using var caller = server.NewCaller();
        var first = caller.Post("/held/Submit");
        await server.Arrived();
        var second = caller.Post("/held/Submit");
        await server.Queued(Lane.Submit, 1);

        var refused = (await caller.Post("/held/Submit")).IsProblem(503, "overloaded");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 10);
        Assert.Equal("Sistem sedang sibuk", refused.Json.GetProperty("title").GetString());
        Assert.Equal("The system is busy", (await caller.Post("/held/Submit", null, ("Accept-Language", "en")))
            .IsProblem(503, "overloaded").Json.GetProperty("title").GetString());

        server.GoOn();
        (await first).Is(200);
        await server.Arrived();
        server.GoOn();
        (await second).Is(200);
        Assert.Equal(1, server.MostUnderWay);
    }

    /// <summary>Sabotage: what the test above looks for is the gate's doing.</summary>
    [Fact]
    public async Task Without_the_gate_the_bound_does_not_hold()
    {
        await using var server = await GateServer.Start(null, [.. OneAtOnceAndOneWaiting, ("Admission:Enabled", "false")]);
        using var caller = server.NewCaller();
        var calls = Enumerable.Range(0, 5).Select(_ => caller.Post("/held/Submit")).ToList();
        await server.Arrived(5);
        Assert.Equal(5, server.MostUnderWay);
        server.GoOn(5);
        Assert.All(await Task.WhenAll(calls), reply => reply.Is(200));
    }

    [Theory]
    [InlineData(Lane.Submit)]
    [InlineData(Lane.LogIn)]
    [InlineData(Lane.Upload)]
    [InlineData(Lane.Letter)]
    public async Task A_full_lane_keeps_no_other_lane_waiting(Lane full)
    {
        await using var server = await GateServer.Start(
            null, ($"Admission:Lanes:{full}:AtOnce", "2"), ($"Admission:Lanes:{full}:Waiting", "0"));
        using var caller = server.NewCaller();
        var held = new[] { caller.Post($"/held/{full}"), caller.Post($"/held/{full}") };
        await server.Arrived(2);
        (await caller.Post($"/quick/{full}")).IsProblem(503, "overloaded");
        foreach (var other in Enum.GetValues<Lane>().Where(lane => lane is not Lane.Unspecified && lane != full))
            (await caller.Post($"/quick/{other}")).Is(200);
        server.GoOn(2);
        await Task.WhenAll(held);
        (await caller.Post($"/quick/{full}")).Is(200);
    }

    [Fact]
    public async Task One_person_has_a_few_under_way_and_everybody_else_goes_on()
    {
        await using var server = await GateServer.Start(null, ("Admission:Lanes:Submit:PerCaller", "2"));
        using var eager = server.NewCaller("eager");
        using var other = server.NewCaller("other");
        var held = new[] { eager.Post("/held/Submit"), eager.Post("/held/Submit") };
        await server.Arrived(2);
        var refused = (await eager.Post("/quick/Submit")).IsProblem(429, "rate-limited");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 3);
        (await other.Post("/quick/Submit")).Is(200);
        server.GoOn(2);
        Assert.All(await Task.WhenAll(held), reply => reply.Is(200));
        (await eager.Post("/quick/Submit")).Is(200);
    }

    [Fact]
    public async Task Who_hangs_up_while_waiting_gives_the_place_in_the_queue_back()
    {
        await using var server = await GateServer.Start(null, OneAtOnceAndOneWaiting);
        using var caller = server.NewCaller();
        var held = caller.Post("/held/Submit");
        await server.Arrived();
        using (var impatient = Raw(server, "POST /held/Submit HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
            await server.Queued(Lane.Submit, 1);
        await server.Queued(Lane.Submit, 0);
        Assert.Equal(1, server.Gate.Queue(Lane.Submit).InFlight);
        server.GoOn();
        (await held).Is(200);
    }

    [Fact]
    public async Task Who_hangs_up_while_served_gives_the_place_back()
    {
        await using var server = await GateServer.Start(null, OneAtOnceAndOneWaiting);
        using (var impatient = Raw(server, "POST /held/Submit HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
            await server.Arrived();
        using var caller = server.NewCaller();
        (await caller.Post("/quick/Submit")).Is(200);
        Assert.Equal(0, server.Gate.Queue(Lane.Submit).InFlight);
    }

    [Fact]
    public async Task Who_sends_slowly_takes_no_place_until_the_body_is_here()
    {
        await using var server = await GateServer.Start(null, OneAtOnceAndOneWaiting);
        using var slow = Raw(server, "POST /held/Submit HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
        using var caller = server.NewCaller();
        for (var i = 0; i < 3; i++) (await caller.Post("/quick/Submit")).Is(200);
        Assert.Equal(0, server.Gate.Queue(Lane.Submit).InFlight);
        slow.GetStream().Write("67890"u8);
        await server.Arrived();
        Assert.Equal(1, server.Gate.Queue(Lane.Submit).InFlight);
    }

    [Fact]
    public async Task The_lanes_are_public_and_tell_the_truth()
    {
        await using var server = await GateServer.Start(null, OneAtOnceAndOneWaiting);
        using var caller = server.NewCaller();
        Assert.False(await IsBusy(caller));
        var held = caller.Post("/held/Submit");
        await server.Arrived();
        Assert.True(await IsBusy(caller));
        server.GoOn();
        (await held).Is(200);
    }

    [Fact]
    public async Task A_form_of_a_browser_that_is_refused_is_told_in_a_page_that_does_not_send_it_again()
    {
        await using var server = await GateServer.Start(
            null, ("Admission:Lanes:Submit:AtOnce", "0"), ("Admission:Lanes:Submit:Waiting", "0"));
        using var caller = server.NewCaller();
        var reply = (await caller.Post("/quick/Submit", null, ("Accept", "text/html,*/*;q=0.8"))).Is(503);
        Assert.Equal("text/html", reply.MediaType);
        Assert.Null(reply.Header("Refresh"));
        Assert.NotNull(reply.Header("Retry-After"));
        Assert.Contains("belum diproses", reply.Text);
    }

    private static async Task<bool> IsBusy(Caller caller)
    {
        var reply = (await caller.Get("/api/v1/waiting-line")).Is(200);
        Assert.Equal("public, max-age=1", reply.Header("Cache-Control"));
        return reply.Data.GetProperty("lanes").EnumerateArray()
            .Single(lane => lane.GetProperty("lane").GetString() == "submit").GetProperty("isBusy").GetBoolean();
    }

    private static TcpClient Raw(GateServer server, string request)
    {
        var client = new TcpClient(server.Address.Host, server.Address.Port);
        client.GetStream().Write(Encoding.ASCII.GetBytes(request));
        return client;
    }
}
