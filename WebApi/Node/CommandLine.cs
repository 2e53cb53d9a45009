namespace Siskop2mi.WebApi.Node;

/// <summary>What the program was asked to do: <c>[command] [operands] [--port N] [configuration switches]</c>.</summary>
/// <param name="Command"><c>serve</c> (default), <c>verify-audit</c>, <c>rotate-keys</c>,
/// <c>rotate-letter-key</c>, <c>migrate</c> or <c>appoint-admin</c>.</param>
/// <param name="Port">Port to serve on.</param>
/// <param name="Configuration">What is left, for the configuration: <c>--Section:Key value</c>.</param>
internal sealed record CommandLine(string Command, int Port, string[] Configuration)
{
    public const int DefaultPort = 8080;

    /// <summary>What follows the command before the first switch: of <c>appoint-admin</c> the address and the name.</summary>
    public IReadOnlyList<string> Operands { get; init; } = [];

    private static readonly string[] Commands = ["serve", "verify-audit", "rotate-keys", "rotate-letter-key", "migrate", "appoint-admin"];

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
        var operands = command == "appoint-admin" ? rest.TakeWhile(word => !word.StartsWith('-')).ToList() : [];
        if (command == "appoint-admin" && operands.Count != 2) problem = "appoint-admin needs an e-mail address and a name in quotes.";
        return problem.Length > 0 ? null : new CommandLine(command, port, [.. rest.Skip(operands.Count)]) { Operands = operands };
    }
}
