namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// A commit was turned down because another grain already holds a value that must be unique, such as a NIK. Nothing of
/// the commit is stored. The grain turns it into a refusal.
/// </summary>
/// <param name="constraint">Name of the unique index that refused, such as <c>account_national_id_unique</c>.</param>
public sealed class UniqueValueTakenException(string constraint)
    : Exception($"Another grain holds the value guarded by {constraint}.")
{
    /// <summary>Name of the unique index that refused.</summary>
    public string Constraint { get; } = constraint;
}
