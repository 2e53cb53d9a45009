using System.Collections.Immutable;
using System.Text;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Bench.Notes;

/// <summary>About 1.5 KB of JSON, shaped like an application.</summary>
public sealed record NoteState : Entity
{
    public string Status { get; init; } = "draft";

    public int Revision { get; init; }

    public string ApplicantId { get; init; } = "aaaabbbbccccddddeeeeffffgg";

    public ImmutableSortedDictionary<string, string> Documents { get; init; } = NoteText.Documents;

    public DateTimeOffset StartedAt { get; init; } = new(2026, 1, 5, 2, 0, 0, TimeSpan.Zero);

    /// <summary>The bulk of it; empty until the first change.</summary>
    public string Message { get; init; } = "";
}

/// <summary>A note was changed.</summary>
public sealed record NoteChanged(string Status, int Revision) : DomainEvent;

/// <summary>Fills notes with words, other ones for each key, so that nothing compresses better than life does.</summary>
internal static class NoteText
{
    private const int Length = 1_000;

    private static readonly string[] Words =
        ["paspor", "ijazah", "perawat", "magang", "kontrak", "alamat", "surat", "izin", "keluarga", "dokter", "lulus", "berkas"];

    public static ImmutableSortedDictionary<string, string> Documents { get; } = new[]
        {
            "diploma", "family-card", "health-certificate", "identity-card", "nurse-registration", "passport",
        }
        .ToImmutableSortedDictionary(type => type, type => $"aaaabbbbccccddddeeeeffffgg.{type}-2345", StringComparer.Ordinal);

    public static string Of(string key)
    {
        var random = new Random(key.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)));
        var text = new StringBuilder(key);
        while (text.Length < Length) text.Append(' ').Append(Words[random.Next(Words.Length)]).Append(random.Next(1_000));
        return text.ToString(0, Length);
    }
}
