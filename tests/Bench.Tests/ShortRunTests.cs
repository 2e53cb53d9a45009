using System.Text.Json;
using Siskop2mi.Bench.Benches;

namespace Siskop2mi.Bench.Tests;

/// <summary>
/// Every in-process bench still runs, counts right and writes what it found. Speeds are not looked at: on a busy machine they
/// mean nothing.
/// </summary>
public sealed class ShortRunTests : IDisposable
{
    private readonly DirectoryInfo results = Directory.CreateTempSubdirectory("siskop2mi-bench-results-");

    [Fact]
    public async Task In_process_benches_run_and_count_right()
    {
        string[] names = ["commits", "hot-grain", "calls", "memory"];
        var command = BenchCommand.TryParse([.. names, "--short", "--results", results.FullName], out var problem);
        Assert.Equal("", problem);
        using var table = new StringWriter();
        Assert.True(await BenchProgram.Run(command!, table) == 0, table.ToString());

        foreach (var name in names)
        {
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(results.FullName, $"{name}.json")));
            var root = json.RootElement;
            Assert.Equal(name, root.GetProperty("name").GetString());
            Assert.True(root.GetProperty("reached").ValueKind is JsonValueKind.True or JsonValueKind.False);
            Assert.NotEmpty(root.GetProperty("figures").EnumerateObject());
            Assert.NotEmpty(root.GetProperty("ratios").EnumerateObject());
            Assert.NotEmpty(root.GetProperty("counts").EnumerateObject());
            Assert.All(root.GetProperty("counts").EnumerateObject(), count => Assert.True(
                count.Value.GetProperty("isRight").GetBoolean(), $"{name}, {count.Name}: {count.Value}"));
            Assert.Contains($"\n{name}: ", table.ToString(), StringComparison.Ordinal);
        }
    }

    public void Dispose() => results.Delete(recursive: true);
}
