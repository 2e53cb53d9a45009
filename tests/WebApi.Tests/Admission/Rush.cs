using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Admission;

/// <summary>Takes every place of some lanes of a real server, and every place to wait, until it is over.</summary>
internal sealed class Rush : IDisposable
{
    private const string Crowd = "a crowd";

    private readonly CancellationTokenSource over = new();
    private readonly List<(LaneQueue Lane, Task<Entry> Entry)> crowd = [];

    public Rush(FrontDoorFixture door, params IEnumerable<Lane> lanes)
    {
        foreach (var lane in lanes.Select(door.Services.GetRequiredService<FrontGate>().Queue))
        {
            while (lane.Look(Crowd, int.MaxValue) is Entry.Admitted)
                crowd.Add((lane, lane.Enter(Crowd, int.MaxValue, over.Token).AsTask()));
        }
    }

    public void Dispose()
    {
        // Those who wait go first; only then nobody moves up.
        over.Cancel();
        foreach (var (lane, entry) in crowd)
            if (Entered(entry)) lane.Leave(Crowd, TimeSpan.FromMilliseconds(20));
        over.Dispose();
    }

    private static bool Entered(Task<Entry> entry)
    {
        try
        {
            return entry.GetAwaiter().GetResult() is Entry.Admitted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
