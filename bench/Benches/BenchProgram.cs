using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Reports;

namespace Siskop2mi.Bench.Benches;

/// <summary>Runs benches as the command line asks.</summary>
internal static class BenchProgram
{
    /// <summary>0: all ran and their counts are right, whatever the speed. 1: counts are wrong or one failed. 2: cannot be read.</summary>
    public static async Task<int> Run(BenchCommand command, TextWriter to)
    {
        await using var ground = await BenchGround.Open();
        var isWrong = false;
        foreach (var bench in command.Benches)
        {
            try
            {
                var result = await RunOne(bench, command, ground);
                ResultTable.Print(result, to);
                to.WriteLine($"  {ResultFile.Write(result, command.Folder)}");
                isWrong |= !result.AreCountsRight;
            }
            catch (Exception failure) when (command.Benches.Count > 1)
            {
                // The others still run: a whole round takes long.
                await to.WriteLineAsync($"\n{bench.Name} FAILED: {failure}");
                isWrong = true;
            }
        }

        return isWrong ? 1 : 0;
    }

    private static async Task<BenchResult> RunOne(IBench bench, BenchCommand command, BenchGround ground)
    {
        List<BenchResult> runs = [];
        for (var i = 0; i < command.Runs; i++)
        {
            Console.Error.WriteLine($"{bench.Name}, run {i + 1} of {command.Runs}");
            var result = new BenchResult(bench.Name, bench.What);
            await bench.Run(new BenchRun(ground, result, command.Size));
            runs.Add(result);
        }

        var all = Medians.Of(runs);
        if (command.Size.Scale < 1) all.Notes.Add($"scaled down to {command.Size.Scale:P0} of the size that the promise is about");
        if (command.Size.IsShort) all.Notes.Add("a short run: it proves that the bench works, its figures mean nothing");
        return all;
    }
}
