using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>Collects what is wrong with a step of a profile.</summary>
internal sealed class ProfileReasons(ProfileFacts facts)
{
    private readonly List<RefusalReason> all = [];

    public IReadOnlyList<RefusalReason> All => all;

    public DateOnly Today => facts.Today;

    public void OfHistory<T>(History<T> history, int max, Action<ProfileReasons, T, string> check)
    {
        Require(history.HasNone is not null, "/hasNone", "field-required");
        Require(history.HasNone is not true || history.Entries.IsEmpty, "/entries", "none-with-entries");
        Require(history.Entries.Length <= max, "/entries", "too-many-items");
        foreach (var (index, entry) in history.Entries.Take(max).Index()) check(this, entry, $"/entries/{index}");
    }

    public void Line(string? text, string pointer, int max = ProfileLimits.MaxText)
    {
        if (LineRule.Check(text, max) is { } code) all.Add(new RefusalReason(code, pointer));
    }

    /// <summary>Text of several lines that may be left out.</summary>
    public void Story(string? text, string pointer)
    {
        if (text is not null && LineRule.CheckLines(text, ProfileLimits.MaxStory) is { } code) all.Add(new RefusalReason(code, pointer));
    }

    public void Choice<TEnum>(TEnum value, string pointer) where TEnum : struct, Enum =>
        Require(!value.Equals(default(TEnum)) && Enum.IsDefined(value), pointer, "choice");

    public void Proof(string? documentId, string at) =>
        Require(documentId is null || facts.OwnDocuments.Contains(documentId), $"{at}/proofDocumentId", "proof-not-found");

    public void Require(bool holds, string pointer, string code)
    {
        if (!holds) all.Add(new RefusalReason(code, pointer));
    }
}
