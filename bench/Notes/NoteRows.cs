namespace Siskop2mi.Bench.Notes;

/// <summary>The table of notes. Benches make it in databases of their own: it is no migration of the product.</summary>
internal static class NoteRows
{
    public const string Table = "bench_note";

    public const string CreateTable = $"select create_grain_table('{Table}')";

    public static IEnumerable<string> Keys(int count) => Enumerable.Range(0, count).Select(Key);

    public static string Key(int number) => $"note-{number:0000000}";
}
