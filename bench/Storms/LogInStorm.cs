using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Storms;

/// <summary>People who log in on a schedule, whatever becomes of those before them.</summary>
internal sealed class LogInStorm(TicketBook book) : IStorm
{
    private const double PerSecond = 50;
    private const int WarmUps = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Times times = new();
    private readonly Tally tally = new(served: 200);

    public async Task WarmUp()
    {
        using var line = new HttpLine(book.Server.Address);
        for (var person = 0; person < WarmUps; person++) await line.Send(LogIn(person));
    }

    public async Task Run(TimeSpan time, CancellationToken over)
    {
        using var lines = new LinePool(book.Server.Address, Patience);
        times.Add(await OpenLoop.Run(PerSecond, time, async (number, _) =>
        {
            tally.Note(await lines.Send(LogIn((int)(number % book.World.People.Count))));
        }));
    }

    public void Tell(BenchRun run)
    {
        run.Latency("log-in", times);
        tally.Tell(run, "log-ins", "let in");
    }

    private byte[] LogIn(int person) => HttpText.PostJson(
        "/api/v1/sessions",
        $$"""{"login":"{{book.World.People[person].Email.Reveal()}}","password":"{{World.Password}}","mode":"bearer"}""");
}
