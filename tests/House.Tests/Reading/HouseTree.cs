using System.Diagnostics;

namespace Siskop2mi.House.Tests.Reading;

/// <summary>The source tree these tests read.</summary>
public static class HouseTree
{
    private static readonly string[] Ignored =
        [".git", "artifacts", ".data", "node_modules", "bin", "obj", "TestResults", ".vs", ".idea"];

    /// <summary>The folder that holds <c>Siskop2mi.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files that are or are about to be in the repository; paths relative to the root, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. (FromGit() ?? FromDisk()).Order(StringComparer.Ordinal)];

    /// <summary>C# files below a folder; of the whole tree when it is empty.</summary>
    public static IEnumerable<SourceFile> CSharp(string folder = "") => Read(folder, ".cs");

    /// <summary>Files below a folder with one of the endings.</summary>
    public static IEnumerable<SourceFile> Read(string folder, params string[] endings) => Files
        .Where(path => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal))
        .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
        .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))));

    /// <summary>Full path of a file of the tree.</summary>
    public static string FullPath(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Siskop2mi.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("No Siskop2mi.sln above the tests.");
    }

    // The owner of the clone may be another than who runs the tests, hence safe.directory.
    private static IReadOnlyList<string>? FromGit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git")
            {
                ArgumentList = { "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard" },
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = git.StandardError.ReadToEndAsync();
            var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            _ = errors.Result;
            return git.ExitCode == 0 ? [.. files.Distinct().Where(file => File.Exists(Path.Combine(Root, file)))] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;   // no git on this machine: the tree came as an archive
        }
    }

    private static IEnumerable<string> FromDisk(string folder = "")
    {
        var here = new DirectoryInfo(Path.Combine(Root, folder));
        var files = here.EnumerateFiles().Select(file => folder + file.Name);
        var below = here.EnumerateDirectories().Where(child => !Ignored.Contains(child.Name));
        return files.Concat(below.SelectMany(child => FromDisk(folder + child.Name + "/")));
    }
}

/// <summary>A file and its text.</summary>
/// <param name="Path">Relative to the root, with slashes.</param>
/// <param name="Text">What it holds.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>Number of lines.</summary>
    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>C# without comments and literals.</summary>
    public string Code => field ??= CodeText.WithoutCommentsAndLiterals(Text);
}
