using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Siskop2mi.Storage.Migrations;

/// <summary>One step of the database's history.</summary>
/// <param name="Number">Its place; steps are applied in ascending order.</param>
/// <param name="Name">File name without number and extension, such as <c>foundation</c>.</param>
/// <param name="Sql">Statements, run in one transaction.</param>
public sealed partial record MigrationFile(int Number, string Name, string Sql)
{
    /// <summary>File name, as people look for it.</summary>
    public string FileName => $"{Number:0000}_{Name}.sql";

    /// <summary>SHA-256 of the text in hexadecimal, the same for either kind of line end.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The files built into <paramref name="assembly"/>, in order.</summary>
    public static IReadOnlyList<MigrationFile> In(Assembly assembly) =>
        [.. assembly.GetManifestResourceNames()
            .Select(resource => (resource, match: ResourceName().Match(resource)))
            .Where(found => found.match.Success)
            .Select(found => new MigrationFile(
                int.Parse(found.match.Groups["number"].ValueSpan, provider: null),
                found.match.Groups["name"].Value,
                Read(assembly, found.resource)))
            .OrderBy(file => file.Number)];

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\.Migrations\.(?<number>[0-9]{4})_(?<name>[a-z0-9_]+)\.sql$")]
    private static partial Regex ResourceName();
}
