using Siskop2mi.Grains.Tests.Host.Samples;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Host;

public sealed class HostileHostTests
{
    private const int Operations = 300;

    [Fact]
    public void Well_written_grains_keep_their_promises_under_2000_seeds()
    {
        var counts = HostileRun.ExecuteMany(HostileRun.SeedCount(2000), Operations, () => new SampleWorkload());

        // A fault that never struck proves nothing.
        Assert.All([.. counts.Strikes, counts.TimeJumps], count => Assert.NotEqual(0, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(1234567)]
    public void The_same_seed_gives_the_same_run(ulong seed)
    {
        var first = HostileRun.Execute(seed, Operations, () => new SampleWorkload());
        var second = HostileRun.Execute(seed, Operations, () => new SampleWorkload());
        Assert.Equal(first, second);
    }

    [Fact]
    public void Another_seed_gives_another_run() => Assert.NotEqual(
        HostileRun.Execute(1, Operations, () => new SampleWorkload()).TraceHash,
        HostileRun.Execute(2, Operations, () => new SampleWorkload()).TraceHash);

    [Theory]
    [InlineData(SampleDefect.StateAheadOfDisk)]
    [InlineData(SampleDefect.NoIdempotencyKey)]
    [InlineData(SampleDefect.TickTrusted)]
    [InlineData(SampleDefect.SharedByReference)]
    [InlineData(SampleDefect.AnswerBeforeDurable)]
    [InlineData(SampleDefect.NothingCarriesOn)]
    public void A_planted_bug_is_found_and_its_seed_named(SampleDefect defect)
    {
        var failure = HostileRun.FirstFailure(300, Operations, () => new SampleWorkload(defect));
        Assert.NotNull(failure);
        Assert.StartsWith($"Seed {failure.Seed} of {nameof(SampleWorkload)}", failure.Message, StringComparison.Ordinal);

        var again = Assert.Throws<HostileRunException>(
            () => HostileRun.Execute(failure.Seed, Operations, () => new SampleWorkload(defect)));
        Assert.Equal(failure.Message, again.Message);
    }
}
