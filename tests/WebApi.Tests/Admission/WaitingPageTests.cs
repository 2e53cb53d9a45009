using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Admission;

/// <summary>What a browser goes through that wants a page while the server is over capacity.</summary>
public sealed class WaitingPageTests : IAsyncLifetime
{
    private readonly ManualTimeProvider time = new();
    private GateServer server = null!;

    public async Task InitializeAsync() => server = await GateServer.Start(
        time, ("Admission:Lanes:PublicRead:AtOnce", "4"), ("Admission:Lanes:PublicRead:Waiting", "0"));

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_browser_waits_in_line_moves_up_and_goes_on_by_itself_where_it_wanted_to_go()
    {
        using var crowd = server.NewCaller("crowd");
        var held = Enumerable.Range(0, 4).Select(_ => crowd.Get("/held/PublicRead")).ToList();
        await server.Arrived(4);
        using var visitor = new Browser(server);
        var (first, second) = (await visitor.Open("/page"), await new Browser(server).Open("/page"));
        Assert.Contains("Berikutnya giliran Anda.", first.Is(503).Text);
        Assert.Contains("Ada 1 orang di depan Anda.", second.Is(503).Text);
        Assert.InRange(int.Parse(first.Header("Refresh")!), 3, 4);
        Assert.Equal(first.Header("Retry-After"), first.Header("Refresh"));
        Assert.Equal(2, server.Line.Length);

        Assert.Contains("Berikutnya giliran Anda.", (await visitor.Open("/page")).Is(503).Text);
        server.GoOn(4);
        await Task.WhenAll(held);
        time.Advance(TimeSpan.FromSeconds(3));
        await visitor.Open("/page");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("there", (await visitor.Open("/page")).Is(200).Text);
        Assert.Equal(1, server.Line.Length);
    }

    [Fact]
    public async Task Who_was_let_in_goes_past_the_line_for_some_minutes_and_nobody_else_does()
    {
        using var visitor = new Browser(server);
        await LetIn(visitor);
        Assert.StartsWith("__Host-siskop2mi-line=p.", visitor.Cookie);
        using var crowd = server.NewCaller("crowd");
        var held = Enumerable.Range(0, 3).Select(_ => crowd.Get("/held/PublicRead")).ToList();
        await server.Arrived(3);
        var waiting = new Browser(server);
        server.Line.Ask(null, "10.9.9.9", 0);
        (await waiting.Open("/page")).Is(503);
        (await visitor.Open("/page")).Is(200);

        using var forger = new Browser(server) { Cookie = visitor.Cookie + "x" };
        (await forger.Open("/page")).Is(503);
        time.Advance(TimeSpan.FromMinutes(11));
        server.Line.Ask(null, "10.9.9.9", 0);
        (await visitor.Open("/page")).Is(503);
        server.GoOn(3);
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task Who_is_in_when_the_rush_begins_stays_in()
    {
        using var crowd = server.NewCaller("crowd");
        var held = Enumerable.Range(0, 3).Select(_ => crowd.Get("/held/PublicRead")).ToList();
        await server.Arrived(3);
        using var early = new Browser(server);
        (await early.Open("/page")).Is(200);
        Assert.StartsWith("__Host-siskop2mi-line=p.", early.Cookie);
        server.Line.Ask(null, "10.9.9.9", 0);
        (await early.Open("/page")).Is(200);
        server.GoOn(3);
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task The_page_speaks_the_language_of_its_reader_needs_no_script_and_is_kept_by_nobody()
    {
        server.Line.Ask(null, "10.9.9.9", 0);
        using var visitor = new Browser(server);
        var page = (await visitor.Open("/page", ("Accept-Language", "en"))).Is(503);
        Assert.Contains("<html lang=\"en\">", page.Text);
        Assert.Contains("<h1>You are in line</h1>", page.Text);
        Assert.Contains("People in front of you: 1.", page.Text);
        Assert.Contains("role=\"status\"", page.Text);
        Assert.Contains("width=device-width", page.Text);
        Assert.DoesNotContain("<script", page.Text);
        Assert.Contains("style-src 'sha256-", page.Header("Content-Security-Policy"));
        Assert.Contains("httponly", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Programs_do_not_wait_in_line()
    {
        server.Line.Ask(null, "10.9.9.9", 0);
        using var program = server.NewCaller();
        (await program.Get("/page")).Is(200);
        using var crowd = server.NewCaller("crowd");
        var held = Enumerable.Range(0, 4).Select(_ => crowd.Get("/held/PublicRead")).ToList();
        await server.Arrived(4);
        (await program.Get("/page")).IsProblem(503, "overloaded");
        server.GoOn(4);
        await Task.WhenAll(held);
    }

    private async Task LetIn(Browser visitor)
    {
        server.Line.Ask(null, "10.9.9.9", 0);
        (await visitor.Open("/page")).Is(503);
        time.Advance(TimeSpan.FromSeconds(3));
        (await visitor.Open("/page")).Is(200);
        time.Advance(TimeSpan.FromMinutes(3));
    }

    /// <summary>Keeps the cookie of the line, as a browser does, and sends it again.</summary>
    private sealed class Browser(GateServer server) : IDisposable
    {
        private readonly Caller caller = server.NewCaller();

        public string Cookie { get; set; } = "";

        public async Task<Reply> Open(string path, params (string, string)[] headers)
        {
            var reply = await caller.Get(path, [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("Cookie", Cookie), .. headers]);
            if (reply.Header("Set-Cookie") is { } set) Cookie = set.Split(';')[0];
            return reply;
        }

        public void Dispose() => caller.Dispose();
    }
}
