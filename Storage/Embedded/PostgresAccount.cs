using System.Globalization;

namespace Siskop2mi.Storage.Embedded;

/// <summary>The user that PostgreSQL runs as. PostgreSQL refuses root, so root hands over to another user.</summary>
/// <param name="User">Numeric id; null when the program's own user serves.</param>
/// <param name="Group">Numeric id of the main group.</param>
internal sealed record PostgresAccount(uint? User, uint Group)
{
    private const string DebianUser = "postgres";

    /// <summary>The owner of <paramref name="existing"/> data, else the program's own user, else Debian's user for PostgreSQL.</summary>
    public static async Task<PostgresAccount> ChooseAsync(string? existing, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess) return new(null, 0);
        if (existing is not null)
        {
            // Data first made by an ordinary user stay that user's, also when root starts the program for once.
            var owner = (await ChildCommand.RunAsync(["stat", "-L", "-c", "%u %g", existing], cancellation)).Output.Split(' ');
            var (user, group) = (Number(owner[0]), Number(owner[1]));
            if (user != 0) return new(user, group);
        }

        var entry = await ChildCommand.RunAsync(["getent", "passwd", DebianUser], cancellation);
        var fields = entry.Output.Split(':');
        if (entry.ExitCode == 0 && fields.Length > 3) return new(Number(fields[2]), Number(fields[3]));
        throw new EmbeddedPostgresException(
            $"PostgreSQL does not run as root, and there is no user '{DebianUser}' to run it as. Start the program as an "
            + $"ordinary user, or make the user with: useradd --system {DebianUser}");
    }

    /// <summary>The command line that runs <paramref name="command"/> as this user.</summary>
    public IReadOnlyList<string> Run(params IReadOnlyList<string> command) =>
        User is null ? command : ["setpriv", $"--reuid={User}", $"--regid={Group}", "--clear-groups", "--", .. command];

    /// <summary>Hands a file or folder over, so that PostgreSQL, or the same person without root, can use it.</summary>
    public void Own(string path)
    {
        if (User is { } user) Posix.GiveTo(path, user, Group);
    }

    private static uint Number(string text) => uint.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
