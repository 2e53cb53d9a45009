using Siskop2mi.Storage.Leases;

namespace Siskop2mi.Storage.Tests.Leases;

/// <summary>A node that does nothing but hold the lease, and tells when it gets and loses it.</summary>
internal sealed class LeasedNode : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource<long> acquired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task run;

    public LeasedNode(string connection, string name, TimeProvider? time = null)
    {
        Lease = new NodeLease(connection, new NodeLeaseOptions
        {
            Node = name,
            Ttl = TimeSpan.FromSeconds(2),
            RenewEvery = TimeSpan.FromMilliseconds(200),
            LookEvery = TimeSpan.FromMilliseconds(50),
            Patience = TimeSpan.FromMilliseconds(300),
            Time = time ?? TimeProvider.System,
        });
        run = Lease.RunAsync(WorkAsync, stop.Token);
    }

    public NodeLease Lease { get; }

    /// <summary>Epochs in the order in which this node got them.</summary>
    public List<long> Epochs { get; } = [];

    /// <summary>Holds up the end of the node's work, as a drain of calls under way does.</summary>
    public TaskCompletionSource? Drain { get; set; }

    public Task<long> AcquiredAsync() => acquired.Task.WaitAsync(Limit);

    public Task LostAsync() => lost.Task.WaitAsync(Limit);

    public Task BeginStop() => stop.CancelAsync();

    public async Task StopAsync()
    {
        await BeginStop();
        await run.WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        Drain?.TrySetResult();
        await StopAsync();
        await Lease.DisposeAsync();
        stop.Dispose();
    }

    private async Task WorkAsync(long epoch, CancellationToken lost)
    {
        Epochs.Add(epoch);
        acquired.TrySetResult(epoch);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lost, stop.Token);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lost.IsCancellationRequested) this.lost.TrySetResult();
        if (Drain is { } drain) await drain.Task;
    }
}
