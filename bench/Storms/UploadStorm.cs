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
    private int next = -1;
    private int kept;
    private int turned;
    private int other;

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
            var status = await Upload(line, Interlocked.Increment(ref next) % book.World.People.Count);
            if (status == 201) Interlocked.Increment(ref kept);
            else if (status is 429 or 503) Interlocked.Increment(ref turned);
            else Interlocked.Increment(ref other);
        }
    })));

    public void Tell(BenchRun run)
    {
        run.Figure("uploads kept", kept, "");
        run.Figure("uploads told to come back", turned, "");
        run.Count("uploads answered otherwise", other, 0);
    }

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
