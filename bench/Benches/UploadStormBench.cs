using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Seeding;
using Siskop2mi.Bench.Storms;

namespace Siskop2mi.Bench.Benches;

/// <summary>Scans of documents come in while others apply.</summary>
internal sealed class UploadStormBench : StormBench
{
    private const int Parallel = 20;

    public override string Name => "upload-storm";

    public override string What => "20 parallel uploads of 5 MB beside a rush";

    protected override double MostMoved => 0.3;

    protected override async Task Storm(BenchRun run, TicketBook book, TimeSpan time, CancellationToken over)
    {
        var file = Scan.OfFiveMegabytes();
        var (kept, turned, other, next) = (0, 0, 0, -1);
        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Task.Run(async () =>
        {
            using var line = new HttpLine(book.Server.Address);
            while (!over.IsCancellationRequested)
            {
                // A person may upload a few of them a day.
                var person = Interlocked.Increment(ref next) % book.World.People.Count;
                var status = await Send(line, HttpText.Upload("/api/v1/documents", book.World.Tokens[person], Scan.Type, file));
                if (status == 201) Interlocked.Increment(ref kept);
                else if (status is 429 or 503) Interlocked.Increment(ref turned);
                else Interlocked.Increment(ref other);
            }
        })));
        run.Figure("uploads kept", kept, "");
        run.Figure("uploads told to come back", turned, "");
        run.Count("uploads answered otherwise", other, 0);
    }

    private static async Task<int> Send(HttpLine line, byte[] request)
    {
        try
        {
            return await line.Send(request);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
