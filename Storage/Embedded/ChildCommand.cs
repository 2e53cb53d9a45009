using System.ComponentModel;
using System.Diagnostics;

namespace Siskop2mi.Storage.Embedded;

/// <summary>Exit code and both outputs of a command that ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output);

/// <summary>Runs a program of the system to its end.</summary>
internal static class ChildCommand
{
    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        using var process = Start(command, info => info.RedirectStandardOutput = info.RedirectStandardError = true);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new CommandResult(process.ExitCode, (await output + await errors).Trim());
    }

    public static Process Start(IReadOnlyList<string> command, Action<ProcessStartInfo> configure)
    {
        // "/" because another user may not be allowed to enter the current folder.
        var info = new ProcessStartInfo(Locate(command[0]), command.Skip(1)) { WorkingDirectory = "/", RedirectStandardInput = true };
        // PGDATA, PGPORT, PGOPTIONS... of the person's shell speak of another server.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(name);
        info.Environment["LC_ALL"] = "C";
        configure(info);
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception error)
        {
            throw new EmbeddedPostgresException($"Cannot run {command[0]}: {error.Message}", error);
        }
    }

    // .NET looks for a bare name in the program's folder and in the current one first, where anything may bear it: the
    // repository itself has a "test".
    private static string Locate(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal)) return name;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Path.IsPathFullyQualified);
        return folders.Concat(["/usr/bin", "/bin", "/usr/sbin", "/sbin"]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(
            File.Exists)
            ?? throw new EmbeddedPostgresException($"This system has no '{name}' (Debian: packages coreutils, util-linux, libc-bin).");
    }
}
