using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains.Tests.Host.Samples;

namespace Siskop2mi.Grains.Tests.Host;

/// <summary>The setting that measurements use to switch shared writes off.</summary>
public sealed class IgnoreReentrantTests : ProbeHost
{
    protected override void Configure(GrainHostOptions options) => options.IgnoreReentrant = true;

    [Fact]
    public async Task A_reentrant_grain_takes_one_call_at_a_time()
    {
        var probe = Host.GetGrain<IReentrantProbeGrain>("r");
        var first = probe.Hold("1");
        var second = probe.Hold("2");
        await Board.Seen("begin 1");
        Board.Open("beside");
        await probe.HoldInterleaving("beside").WaitAsync(Patience);
        Assert.DoesNotContain("begin 2", Board.Lines);
        Board.Open("1");
        await Board.Seen("begin 2");
        Board.Open("2");
        await Task.WhenAll(first, second).WaitAsync(Patience);
    }
}
