using Siskop2mi.Bench.Benches;

if (BenchCommand.TryParse(args, out var problem) is not { } command)
{
    Console.Error.WriteLine(problem);
    return 2;
}

return await BenchProgram.Run(command, Console.Out);
