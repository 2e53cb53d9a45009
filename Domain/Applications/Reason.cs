using System.Collections.Frozen;
using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>A reason that officers and applicants choose, as reference data: two levels, a group and a reason in it.</summary>
public sealed record Reason
{
    /// <summary>Kebab-case, such as <c>file-unreadable</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What it can be given for.</summary>
    public required ReasonUse Use { get; init; }

    /// <summary>Code of the group it stands in, such as <c>file</c>.</summary>
    public required string Group { get; init; }

    /// <summary>Name of the group by language (id, en).</summary>
    public required ImmutableSortedDictionary<string, string> GroupLabel { get; init; }

    /// <summary>The reason by language (id, en).</summary>
    public required ImmutableSortedDictionary<string, string> Label { get; init; }

    /// <summary>Whether it says too little without further words.</summary>
    public bool NeedsNote { get; init; }

    /// <summary>For a fix: whether another document has to be picked.</summary>
    public bool NeedsReplacement { get; init; } = true;
}

/// <summary>What a reason can be given for.</summary>
public enum ReasonUse
{
    Unspecified = 0,

    /// <summary>A document is sent back.</summary>
    Fix = 1,

    /// <summary>A document or an application fails for good.</summary>
    Fail = 2,

    /// <summary>The applicant steps back.</summary>
    Withdrawal = 3,
}

/// <summary>All reasons in force.</summary>
public sealed class ReasonCatalogue(IEnumerable<Reason> reasons)
{
    private readonly FrozenDictionary<string, Reason> reasons = reasons.ToFrozenDictionary(reason => reason.Code, StringComparer.Ordinal);

    public IEnumerable<Reason> All => reasons.Values.OrderBy(reason => reason.Use).ThenBy(reason => reason.Code, StringComparer.Ordinal);

    /// <summary>The reason of a code; null when there is none.</summary>
    public Reason? Find(string code) => reasons.GetValueOrDefault(code);

    /// <summary>The reason of a code for a use; null when there is none for it.</summary>
    public Reason? Find(ReasonUse use, string? code) => code is not null && Find(code) is { } reason && reason.Use == use ? reason : null;
}

/// <summary>A reason with further words, as a rule takes it.</summary>
internal static class ReasonRule
{
    /// <summary>What is said to a person fits on a page.</summary>
    public const int MaxNoteLength = 1_000;

    /// <summary>What is wrong with a reason and its note, or null.</summary>
    public static Refusal? Check(Reason? reason, string? note) =>
        reason is null ? VerificationRefusals.ReasonUnknown
        : reason.NeedsNote && string.IsNullOrWhiteSpace(note) ? VerificationRefusals.NoteMissing
        : CheckNote(note);

    /// <summary>What is wrong with a note, or null.</summary>
    public static Refusal? CheckNote(string? note) =>
        note?.Length > MaxNoteLength ? VerificationRefusals.NoteTooLong.With("max", "1000") : null;
}
