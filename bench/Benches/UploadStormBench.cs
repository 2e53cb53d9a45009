using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Seeding;
using Siskop2mi.Bench.Storms;

namespace Siskop2mi.Bench.Benches;

/// <summary>Scans of documents come in while others apply.</summary>
internal sealed class UploadStormBench : StormBench
{
    private const int Parallel = 20;
    private const int WarmUps = 4;

    // A phone does not hand megabytes over at once; copying them into the system would take the processors of the server here.
    private const int SendBuffer = 64 * 1024;

    public override string Name => "upload-storm";

    public override string What => "20 parallel uploads of 5 MB beside a rush";

    protected override double MostMoved => 0.3;

    protected override async Task WarmUp(TicketBook book)
    {
        var body = HttpText.UploadBody(Scan.Type, Scan.OfFiveMegabytes());
        using var line = new HttpLine(book.Server.Address, SendBuffer);
        for (var person = 0; person < WarmUps; person++) await Upload(line, book, book.World.People.Count - 1 - person, body);
    }

    protected override async Task Storm(BenchRun run, TicketBook book, TimeSpan time, CancellationToken over)
    {
        var body = HttpText.UploadBody(Scan.Type, Scan.OfFiveMegabytes());
        var (kept, turned, other, next) = (0, 0, 0, -1);
        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Task.Run(async () =>
        {
            using var line = new HttpLine(book.Server.Address, SendBuffer);
            while (!over.IsCancellationRequested)
            {
                // A person may upload a few of them a day.
                var status = await Upload(line, book, Interlocked.Increment(ref next) % book.World.People.Count, body);
                if (status == 201) Interlocked.Increment(ref kept);
                else if (status is 429 or 503) Interlocked.Increment(ref turned);
                else Interlocked.Increment(ref other);
            }
        })));
        run.Figure("uploads kept", kept, "");
        run.Figure("uploads told to come back", turned, "");
        run.Count("uploads answered otherwise", other, 0);
    }

    private static Task<int> Upload(HttpLine line, TicketBook book, int person, byte[] body) =>
        Send(line, HttpText.UploadHead("/api/v1/documents", book.World.Tokens[person], body), body);

    private static async Task<int> Send(HttpLine line, byte[] head, byte[] body)
    {
        try
        {
            return await line.Send(head, body);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
