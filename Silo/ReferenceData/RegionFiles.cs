using System.Globalization;
using Siskop2mi.Domain.Applicants;

namespace Siskop2mi.Silo.ReferenceData;

/// <summary>
/// Reads the regions: CSV files of the package that <c>reference-data/regions/package.json</c> names. They are installed by
/// <c>./run</c> and <c>./test</c> and are no part of the repository.
/// </summary>
public static class RegionFiles
{
    private static readonly string[] Names = ["provinces.csv", "regencies.csv", "districts.csv", "villages.csv"];

    /// <summary>All regions. Throws <see cref="RegionsMissingException"/> when the files are not there or cannot be read.</summary>
    public static RegionCatalogue Read(string directory)
    {
        try
        {
            var files = Names.Select(name => Read(Path.Combine(directory, name), name is "provinces.csv")).ToArray();
            return new RegionCatalogue(files[0], files[1], files[2], files[3]);
        }
        catch (Exception caught) when (caught is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new RegionsMissingException(directory, caught);
        }
    }

    // code,parent,name and code,name. A quotation mark is a letter of some names (Soka"an), not a quotation.
    private static IEnumerable<Region> Read(string path, bool isTop) => File.ReadLines(path).Skip(1).Where(line => line.Length > 0)
        .Select(line => line.Split(',', isTop ? 2 : 3))
        .Select(cells => cells.Length == (isTop ? 2 : 3)
            ? new Region(cells[0], Spell(cells[^1])) : throw new FormatException($"{path}: {cells[0]} lacks a column."));

    // Provinces, cities and regencies are written in capitals.
    private static string Spell(string name) => name.Any(char.IsLower) ? name : string.Join(' ', name.Split(' ').Select(word => word switch
    {
        "DKI" => word,
        "DAN" => "dan",
        _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word.ToLowerInvariant()),
    }));
}

/// <summary>The regions are not there, which only happens to a program that was not started by <c>./run</c>.</summary>
public sealed class RegionsMissingException(string directory, Exception cause) : Exception(
    $"The list of regions cannot be read from {directory}: {cause.Message} "
    + "It is installed by ./run and ./test; by hand: npm ci --ignore-scripts in reference-data/regions, then build again. "
    + "Another place is told by Node:RegionsDirectory.", cause);
