using System.Text.RegularExpressions;

namespace Siskop2mi.Storage.Grains;

/// <summary>The table of one kind of grain state, with its statements. One text a table, so that prepared plans are reused.</summary>
internal sealed partial class GrainTable
{
    private GrainTable(string name, string grainType)
    {
        Name = name;
        GrainType = grainType;
        var table = $"\"{name}\"";
        Read = $"select key, version, state from {table} where key = any($1::text[])";

        First = new WriteTexts(FirstWrite(table));
        Next = new WriteTexts(NextWrite(table));
    }

    public string Name { get; }

    /// <summary>The grain type whose states are here; two types in one table would share keys.</summary>
    public string GrainType { get; }

    /// <summary>Key, version and state of those of the keys $1 that have a row.</summary>
    public string Read { get; }

    /// <summary>Writes of grains that have no row yet.</summary>
    public WriteTexts First { get; }

    /// <summary>Writes of grains that have one.</summary>
    public WriteTexts Next { get; }

    public static GrainTable Of(string stateName, string grainType)
    {
        var name = stateName.Replace('-', '_');
        return ValidName().IsMatch(name)
            ? new GrainTable(name, grainType)
            : throw new ArgumentException(
                $"'{stateName}' is no name of a grain state: a letter, then letters, digits, hyphens.", nameof(stateName));
    }

    // A row that is there already is somebody else's first write: a conflict.
    private static string FirstWrite(string table) =>
        $"""
            insert into {table} (key, version, state)
            select item.key, item.expected + 1, item.state
            from unnest($1::text[], $2::bigint[], $3::jsonb[]) as item (key, expected, state)
            on conflict (key) do nothing
            returning key
        """;

    // An update is a tenth cheaper than an upsert, which looks each key up twice and locks the row before it replaces it. Keys
    // are named twice so that every plan looks them up in the index: one that was made while the table was small stays right.
    private static string NextWrite(string table) =>
        $"""
            update {table} as held set version = item.expected + 1, state = item.state
            from unnest($1::text[], $2::bigint[], $3::jsonb[]) as item (key, expected, state)
            where held.key = any($1::text[]) and held.key = item.key and held.version = item.expected
            returning held.key
        """;

    [GeneratedRegex("^[a-z][a-z0-9_]{0,54}$", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}
