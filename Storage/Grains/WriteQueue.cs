using System.Threading.Channels;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// Writes waiting for a commit. Two writes of one grain are never under way at once: the second becomes ready when the
/// first is through, so no batch holds a key twice and no writer waits for another writer's row.
/// </summary>
internal sealed class WriteQueue(int most)
{
    private readonly Channel<PendingWrite> ready = Channel.CreateUnbounded<PendingWrite>();
    private readonly Dictionary<(GrainTable, string), Queue<PendingWrite>?> underWay = [];
    private readonly Lock gate = new();
    private bool closed;
    private int count;

    /// <exception cref="StorageUnavailableException">The store is stopping, or too much waits already.</exception>
    public void Add(PendingWrite write)
    {
        lock (gate)
        {
            if (closed) throw new StorageUnavailableException("this node is stopping");
            if (count >= most) throw new StorageUnavailableException($"{most} writes wait already");
            count++;
            StorageTelemetry.Queue.Add(1);
            if (!underWay.TryAdd((write.Table, write.Key), null)) Line(write).Enqueue(write);
            else ready.Writer.TryWrite(write);
        }
    }

    /// <summary>Waits until there is something to take; false when the queue is closed and empty.</summary>
    public ValueTask<bool> WaitAsync() => ready.Reader.WaitToReadAsync();

    /// <summary>Takes what is there, up to a number and a size; at least one when there is one.</summary>
    public List<PendingWrite> Take(int most, int mostBytes)
    {
        var batch = new List<PendingWrite>(Math.Min(most, 64));
        for (var bytes = 0; batch.Count < most && bytes < mostBytes && ready.Reader.TryRead(out var write); bytes += write.Bytes)
            batch.Add(write);
        return batch;
    }

    /// <summary>The write is through, well or badly: the next one of its grain may go.</summary>
    public void Finished(PendingWrite write)
    {
        StorageTelemetry.Queue.Add(-1);
        lock (gate)
        {
            count--;
            var place = (write.Table, write.Key);
            if (underWay[place] is { Count: > 0 } line) ready.Writer.TryWrite(line.Dequeue());
            else underWay.Remove(place);
            if (closed && underWay.Count == 0) ready.Writer.TryComplete();
        }
    }

    /// <summary>Takes nothing more in; what is queued still goes.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            if (underWay.Count == 0) ready.Writer.TryComplete();
        }
    }

    private Queue<PendingWrite> Line(PendingWrite write) => underWay[(write.Table, write.Key)] ??= new Queue<PendingWrite>();
}
