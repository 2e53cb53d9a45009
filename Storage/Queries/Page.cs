using System.Buffers.Text;
using System.Text;

namespace Siskop2mi.Storage.Queries;

/// <summary>A slice of a list, and where the next one starts.</summary>
/// <param name="Rows">At most as many as were asked for.</param>
/// <param name="Next">Opaque cursor of the next slice; null at the end.</param>
public sealed record Page<TRow>(IReadOnlyList<TRow> Rows, string? Next)
{
    /// <summary>Makes a page from one row more than was asked for: the extra row tells that there is a next page.</summary>
    public static Page<TRow> From(List<TRow> rows, int limit, Func<TRow, string> keyOf)
    {
        if (rows.Count <= limit) return new Page<TRow>(rows, null);
        rows.RemoveRange(limit, rows.Count - limit);
        return new Page<TRow>(rows, PageCursor.Encode(keyOf(rows[^1])));
    }
}

/// <summary>Cursors are keys, not offsets, so that a page never skips or repeats a row when others come and go.</summary>
public static class PageCursor
{
    public static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>Reads a cursor a client sent; false when it is not one of ours.</summary>
    public static bool TryDecode(string cursor, out string key)
    {
        key = "";
        if (cursor.Length > 1_000 || !Base64Url.IsValid(cursor)) return false;
        key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return !key.Contains('\0', StringComparison.Ordinal);
    }
}
