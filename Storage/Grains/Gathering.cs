using System.Diagnostics;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// When a worker of several may go with what waits. One at a time waits for work, so that one piece wakes one of them. While those
/// who went of late carried little, the next waits until a moment after the last one: what a round trip costs by itself is then shared
/// by more. Where they carry much anyway, waiting would only leave processors idle; on a quiet server the moment is over.
/// </summary>
/// <param name="apart">From one start to the next.</param>
/// <param name="enough">What they should carry on average.</param>
internal sealed class Gathering(TimeSpan apart, int enough)
{
    // Of the average; so it follows within some ten of them.
    private const double Newest = 1 / 8.0;

    private readonly SemaphoreSlim door = new(1);
    private long? last;
    private double average;

    /// <summary>What to go with, which may be nothing; null when there will be no more.</summary>
    /// <param name="wait">Waits until something is there; false when there will be no more.</param>
    /// <param name="take">Takes it.</param>
    public async Task<List<T>?> Next<T>(Func<ValueTask<bool>> wait, Func<List<T>> take)
    {
        await door.WaitAsync();
        try
        {
            if (!await wait()) return null;
            // Whoever was just answered goes first: else the first of them to come again would go alone.
            await Task.Yield();
            var rest = last is { } before ? apart - Stopwatch.GetElapsedTime(before) : TimeSpan.Zero;
            if (rest > TimeSpan.Zero && average < enough) await Task.Delay(rest);
            last = Stopwatch.GetTimestamp();
            var taken = take();
            average += (taken.Count - average) * Newest;
            return taken;
        }
        finally
        {
            door.Release();
        }
    }
}
