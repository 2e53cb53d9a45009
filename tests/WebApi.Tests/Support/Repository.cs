namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>The clone the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("No Siskop2mi.sln above the tests.")
        : File.Exists(Path.Combine(folder.FullName, "Siskop2mi.sln")) ? folder.FullName
        : Find(folder.Parent);
}
