using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Seeding;
using Siskop2mi.Bench.Storms;

namespace Siskop2mi.Bench.Benches;

/// <summary>Password hashing is meant to be slow; it must not make everybody else slow.</summary>
internal sealed class LogInStormBench : StormBench
{
    private const double PerSecond = 50;
    private const int WarmUps = 10;

    public override string Name => "login-storm";

    public override string What => "50 log-ins a second beside a rush";

    protected override double MostMoved => 0.2;

    protected override async Task WarmUp(TicketBook book)
    {
        using var line = new HttpLine(book.Server.Address);
        for (var person = 0; person < WarmUps; person++) await line.Send(LogIn(book, person));
    }

    protected override async Task Storm(BenchRun run, TicketBook book, TimeSpan time, CancellationToken over)
    {
        using var lines = new LinePool(book.Server.Address, TimeSpan.FromSeconds(30));
        var (let, turned, other) = (0, 0, 0);
        var times = await OpenLoop.Run(PerSecond, time, async (number, _) =>
        {
            var status = await lines.Send(LogIn(book, (int)(number % book.World.People.Count)));
            if (status == 200) Interlocked.Increment(ref let);
            else if (status is 429 or 503) Interlocked.Increment(ref turned);
            else Interlocked.Increment(ref other);
        });
        run.Latency("log-in", times);
        run.Figure("log-ins let in", let, "");
        run.Figure("log-ins told to come back", turned, "");
        run.Count("log-ins answered otherwise", other, 0);
    }

    private static byte[] LogIn(TicketBook book, int person) => HttpText.PostJson(
        "/api/v1/sessions",
        $$"""{"login":"{{book.World.People[person].Email.Reveal()}}","password":"{{World.Password}}","mode":"bearer"}""");
}
