using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Peers;

if (args is [OneWriteServer.Command, .. var rest])
{
    await OneWriteServer.Run(rest);
    return 0;
}

if (BenchCommand.TryParse(args, out var problem) is not { } command)
{
    Console.Error.WriteLine(problem);
    return 2;
}

return await BenchProgram.Run(command, Console.Out);
