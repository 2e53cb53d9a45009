using Xunit.Abstractions;

namespace Siskop2mi.Faults.Tests;

/// <summary>Two nodes on one database: one serves, the other takes over, and whoever was replaced writes nothing more.</summary>
public sealed class StandbyTests(ITestOutputHelper output)
{
    // Not a promise about speed: a machine may be slow. The measured time is printed; the promise is 10 seconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_standby_takes_over_from_a_killed_node()
    {
        using var scene = new Scene();
        var (first, second) = await TwoNodes(scene);
        await using var firstNode = first;
        await using var secondNode = second;
        await using var journal = new Journal(first.Http, writers: 4);
        await journal.WaitForAcknowledged(50);
        first.Kill();
        output.WriteLine($"The standby was active {(await second.WaitFor("active", Limit)).TotalSeconds:0.0} s after the kill.");
        await Scene.Holds(second.Http, journal.Acknowledged);
        Assert.Contains("clean", await scene.VerifyAudit(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standby_takes_over_from_a_node_that_is_stopped_in_order()
    {
        using var scene = new Scene();
        var (first, second) = await TwoNodes(scene);
        await using var firstNode = first;
        await using var secondNode = second;
        await using var journal = new Journal(first.Http, writers: 4);
        await journal.WaitForAcknowledged(50);
        first.Stop();
        output.WriteLine($"The standby was active {(await second.WaitFor("active", Limit)).TotalSeconds:0.0} s after the stop.");
        await first.WhenGone();
        Assert.Equal(0, first.ExitCode);
        await Scene.Holds(second.Http, journal.Acknowledged);
        Assert.Contains("clean", await scene.VerifyAudit(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_was_paused_past_its_lease_cannot_write_when_it_wakes_up()
    {
        using var scene = new Scene();
        var (first, second) = await TwoNodes(scene);
        await using var firstNode = first;
        await using var secondNode = second;
        await using var journal = new Journal(first.Http, writers: 8);
        await journal.WaitForAcknowledged(50);
        first.Pause();
        output.WriteLine($"The standby was active {(await second.WaitFor("active", Limit)).TotalSeconds:0.0} s after the pause.");
        var before = journal.Failures;
        first.Continue();
        using (var health = await first.Http.GetAsync("/health/ready"))
            Assert.Contains("standby", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The eight requests that were under way wake up with the node: none of them may be acknowledged and lost.
        await journal.WaitForFailures(before + 8);
        await first.WaitFor("standby", Limit);
        await Scene.Holds(second.Http, journal.Acknowledged);
        Assert.Contains("clean", await scene.VerifyAudit(), StringComparison.Ordinal);
    }

    private static async Task<(ServerProcess First, ServerProcess Second)> TwoNodes(Scene scene)
    {
        var first = await ServerProcess.Start(scene.DataDirectory);
        await first.WaitFor("active", Limit);
        var second = await ServerProcess.Start(scene.DataDirectory);
        await second.WaitFor("standby", Limit);
        return (first, second);
    }
}
