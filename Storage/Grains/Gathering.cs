using System.Diagnostics;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// When a worker of several may go with what waits. One at a time waits for work, so that one piece wakes one of them. Who would go
/// a moment after the last one, with little, waits until the moment is over: what each round trip costs is then shared by more. On a
/// quiet server nobody waits.
/// </summary>
/// <param name="apart">From one start to the next.</param>
/// <param name="enough">With so many there is nothing to wait for.</param>
internal sealed class Gathering(TimeSpan apart, int enough)
{
    private readonly SemaphoreSlim door = new(1);
    private long last;

    /// <summary>What to go with, which may be nothing; null when there will be no more.</summary>
    /// <param name="wait">Waits until something is there; false when there will be no more.</param>
    /// <param name="count">How much is there.</param>
    /// <param name="take">Takes it.</param>
    public async Task<List<T>?> Next<T>(Func<ValueTask<bool>> wait, Func<int> count, Func<List<T>> take)
    {
        await door.WaitAsync();
        try
        {
            if (!await wait()) return null;
            // Whoever was just answered goes first: else the first of them to come again would go alone.
            await Task.Yield();
            var rest = apart - Stopwatch.GetElapsedTime(last);
            if (rest > TimeSpan.Zero && count() < enough) await Task.Delay(rest);
            last = Stopwatch.GetTimestamp();
            return take();
        }
        finally
        {
            door.Release();
        }
    }
}
