using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains.Tests.Host.Samples;

namespace Siskop2mi.Grains.Tests.Host;

/// <summary>The twin of the first of <see cref="InterleavingTests"/>: the same grain, the attribute ignored.</summary>
public sealed class IgnoredReentrancyTests : ProbeHost
{
    [Fact]
    public async Task Requests_of_a_reentrant_grain_wait_for_each_other()
    {
        var probe = Host.GetGrain<IReentrantProbeGrain>("r");
        var first = probe.Hold("1");
        var second = probe.Hold("2");
        Board.Open("marker");
        await probe.HoldInterleaving("marker").WaitAsync(Patience);
        Assert.Contains("begin 1", Board.Lines);
        Assert.DoesNotContain("begin 2", Board.Lines);
        Board.Open("2");
        Board.Open("1");
        await Task.WhenAll(first, second).WaitAsync(Patience);
        Assert.Equal(
            ["begin 1", "end 1", "begin 2", "end 2"], Board.Lines.Where(line => !line.EndsWith("marker", StringComparison.Ordinal)));
    }

    protected override void Configure(GrainHostOptions options) => options.IgnoreReentrancy = true;
}
