namespace Siskop2mi.WebApi.Node;

/// <summary>What the program was asked to do: <c>[command] [--port N] [configuration switches]</c>.</summary>
/// <param name="Command"><c>serve</c> (default), <c>verify-audit</c>, <c>rotate-keys</c>,
/// <c>rotate-letter-key</c> or <c>migrate</c>.</param>
/// <param name="Port">Port to serve on.</param>
/// <param name="Configuration">What is left, for the configuration: <c>--Section:Key value</c>.</param>
internal sealed record CommandLine(string Command, int Port, string[] Configuration)
{
    public const int DefaultPort = 8080;

    private static readonly string[] Commands = ["serve", "verify-audit", "rotate-keys", "rotate-letter-key", "migrate"];

    /// <summary>Reads the arguments; on a mistake <paramref name="problem"/> says in plain words which.</summary>
    public static CommandLine? TryParse(string[] arguments, out string problem)
    {
        problem = "";
        var (command, port, rest) = ("serve", DefaultPort, new List<string>());
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i == 0 && !arguments[i].StartsWith('-')) command = arguments[i];
            else if (arguments[i] != "--port") rest.Add(arguments[i]);
            else if (i + 1 == arguments.Length || !int.TryParse(arguments[++i], out port) || port is < 0 or > 65535)
                problem = "--port needs a number from 1 to 65535 (0 takes any free port).";
        }

        if (!Commands.Contains(command)) problem = $"Unknown command '{command}'. Commands: {string.Join(", ", Commands)}.";
        return problem.Length > 0 ? null : new CommandLine(command, port, [.. rest]);
    }
}
