using System.Globalization;

namespace Siskop2mi.Simulators;

/// <summary>What the command line says.</summary>
public sealed record SimulatorOptions
{
    /// <summary>How to start the program.</summary>
    public const string Usage =
        "usage: --mail-directory PATH [--port N] [--smtp-port N] [--slow-seconds N] [--exit-with-parent]   (a port of 0 takes a free one)";

    /// <summary>Port of the HTTP simulators; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Port of the mail sink; 0 takes a free one.</summary>
    public int SmtpPort { get; init; }

    /// <summary>Where mails are kept; text messages in its folder <c>sms</c>.</summary>
    public string MailDirectory { get; init; } = "";

    /// <summary>How long a slow answer takes.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>End when standard input ends, as it does when the program that started this one is gone.</summary>
    public bool ExitWithParent { get; init; }

    /// <summary>Reads the command line; a <see cref="FormatException"/> says what is wrong with it.</summary>
    public static SimulatorOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulatorOptions();
        for (var at = 0; at < arguments.Count; at++)
        {
            options = arguments[at] switch
            {
                "--port" => options with { Port = Number(arguments, ++at, 65_535) },
                "--smtp-port" => options with { SmtpPort = Number(arguments, ++at, 65_535) },
                "--slow-seconds" => options with { Slow = TimeSpan.FromSeconds(Number(arguments, ++at, 600)) },
                "--mail-directory" => options with { MailDirectory = Path.GetFullPath(Value(arguments, ++at)) },
                "--exit-with-parent" => options with { ExitWithParent = true },
                var unknown => throw new FormatException($"Unknown option {unknown}."),
            };
        }

        return options.MailDirectory.Length > 0 ? options : throw new FormatException("--mail-directory is missing.");
    }

    private static string Value(IReadOnlyList<string> arguments, int at) =>
        at < arguments.Count && arguments[at].Length > 0 ? arguments[at] : throw new FormatException($"{arguments[at - 1]} needs a value.");

    private static int Number(IReadOnlyList<string> arguments, int at, int most) =>
        int.TryParse(Value(arguments, at), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new FormatException($"{arguments[at - 1]} needs a number from 0 to {most}.");
}
