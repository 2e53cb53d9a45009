using Siskop2mi.Bench.Benches;

namespace Siskop2mi.Bench.Tests;

public sealed class BenchCommandTests
{
    [Fact]
    public void Without_a_name_all_benches_run_once()
    {
        var command = BenchCommand.TryParse([], out _)!;
        Assert.Equal(AllBenches.List, command.Benches);
        Assert.Equal(1, command.Runs);
        Assert.Equal(5_000_000, command.Size.Stored);
        Assert.EndsWith("/bench/results", command.Folder, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_runs_and_sizes_are_read()
    {
        var command = BenchCommand.TryParse(["commits", "--runs", "3", "growth", "--stored", "7"], out _)!;
        Assert.Equal(["commits", "growth"], command.Benches.Select(bench => bench.Name));
        Assert.Equal((3, 7), (command.Runs, command.Size.Stored));
    }

    [Theory]
    [InlineData("There is no bench 'comits'", "comits")]
    [InlineData("--runs needs a number", "--runs")]
    [InlineData("--runs needs a number", "--runs", "none")]
    [InlineData("--stored needs a number", "--stored", "0")]
    [InlineData("--scale needs a share", "--scale", "2")]
    public void A_mistake_is_named(string problem, params string[] arguments)
    {
        Assert.Null(BenchCommand.TryParse(arguments, out var found));
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }
}
