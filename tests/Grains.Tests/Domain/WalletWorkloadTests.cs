using System.Collections.Concurrent;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

public sealed class WalletWorkloadTests
{
    private const int Operations = 120;

    [Fact]
    public void Wallets_keep_their_promises_under_500_seeds()
    {
        var happened = new ConcurrentDictionary<Type, int>();
        var counts = HostileRun.ExecuteMany(HostileRun.SeedCount(500), Operations, () => new WalletWorkload(happened));
        Assert.All(
            new[] { counts.Crashes, counts.Deactivations, counts.FailedBeforeCommit, counts.FailedAfterCommit, counts.TicksDropped },
            count => Assert.NotEqual(0, count));
        Assert.Equal([], EventTypes.All.Values.Where(type => type.Namespace == typeof(DocumentAdded).Namespace).Except(happened.Keys));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run() => Assert.Equal(
        HostileRun.Execute(7, Operations, () => new WalletWorkload()), HostileRun.Execute(7, Operations, () => new WalletWorkload()));
}
