using System.Reflection;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Dependencies;

/// <summary>The assemblies of the product that these tests look at.</summary>
public static class Product
{
    private const string Prefix = "Siskop2mi.";

    /// <summary>Projects with rules of their own; all but the simulators, which stand outside the product.</summary>
    public static readonly IReadOnlyList<string> Projects =
        ["Domain", "GrainHost.Abstractions", "GrainHost", "GrainInterfaces", "Grains", "Storage", "Silo", "WebApi"];

    /// <summary>Names of those built beside these tests.</summary>
    public static IReadOnlyList<string> Built { get; } = [.. Projects.Where(IsBuilt)];

    /// <summary>Loads one.</summary>
    public static Assembly Load(string project) => Assembly.Load(Prefix + project);

    /// <summary>The public and internal types of a project; none when it is not built yet.</summary>
    public static IEnumerable<Type> Types(string project) => IsBuilt(project) ? Load(project).GetTypes() : [];

    /// <summary>Projects that hold code and that these tests do not reference.</summary>
    public static IEnumerable<string> Unwatched() => Projects
        .Where(project => !IsBuilt(project) && HouseTree.CSharp(project).Any())
        .Select(project => $"{project} holds code: add ../../{project}/{project}.csproj to tests/House.Tests/House.Tests.csproj.");

    private static bool IsBuilt(string project) => File.Exists(Path.Combine(AppContext.BaseDirectory, $"{Prefix}{project}.dll"));
}
