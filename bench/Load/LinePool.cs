using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Siskop2mi.Bench.Load;

/// <summary>Connections for open-loop load, and the watch that cuts a request which waits too long.</summary>
internal sealed class LinePool(IPEndPoint server, TimeSpan patience) : IDisposable
{
    private readonly ConcurrentBag<HttpLine> idle = [];
    private readonly ConcurrentDictionary<HttpLine, long> busy = [];
    private Timer? watch;

    /// <summary>Sends on a free connection, or on a new one. Gives the status, or 0 when the answer did not come in time.</summary>
    public async Task<int> Send(ReadOnlyMemory<byte> request)
    {
        watch ??= new Timer(_ => CutLate(), null, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
        if (!idle.TryTake(out var line)) line = new HttpLine(server);
        busy[line] = Stopwatch.GetTimestamp();
        try
        {
            return await line.Send(request);
        }
        catch (IOException)
        {
            return 0;
        }
        finally
        {
            busy.TryRemove(line, out _);
            idle.Add(line);
        }
    }

    public void Dispose()
    {
        watch?.Dispose();
        foreach (var line in idle) line.Dispose();
    }

    private void CutLate()
    {
        foreach (var (line, since) in busy)
        {
            if (Stopwatch.GetElapsedTime(since) > patience) line.Cut();
        }
    }
}
