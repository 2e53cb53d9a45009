using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Storms;

/// <summary>People who upload one scan after the other, until it is over; what is under way then is sent to its end.</summary>
internal sealed class UploadStorm(TicketBook book) : IStorm
{
    private const int Parallel = 20;
    private const int WarmUps = 4;

    // A phone does not hand megabytes over at once; copying them into the system would take the processors of the server here.
    private const int SendBuffer = 64 * 1024;

    private readonly byte[] body = HttpText.UploadBody(Scan.Type, Scan.OfFiveMegabytes());
    private readonly Tally tally = new(served: 201);
    private int next = -1;

    public async Task WarmUp()
    {
        using var line = new HttpLine(book.Server.Address, SendBuffer);
        for (var person = 0; person < WarmUps; person++) await Upload(line, book.World.People.Count - 1 - person);
    }

    public Task Run(TimeSpan time, CancellationToken over) => Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Task.Run(async () =>
    {
        using var line = new HttpLine(book.Server.Address, SendBuffer);
        while (!over.IsCancellationRequested)
        {
            // A person may upload a few of them a day.
            tally.Note(await Upload(line, Interlocked.Increment(ref next) % book.World.People.Count));
        }
    })));

    public void Tell(BenchRun run) => tally.Tell(run, "uploads", "kept");

    private async Task<int> Upload(HttpLine line, int person)
    {
        try
        {
            return await line.Send(HttpText.UploadHead("/api/v1/documents", book.World.Tokens[person], body), body);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
