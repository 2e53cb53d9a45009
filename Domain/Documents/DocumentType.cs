using System.Collections.Frozen;
using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>A kind of document as reference data: which metadata it asks for (guide L9) and how long it is good for.</summary>
public sealed record DocumentType
{
    /// <summary>Kebab-case, such as <c>family-permission</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The document's official name by language (id, en).</summary>
    public required ImmutableSortedDictionary<string, string> Label { get; init; }

    public required FieldDemand Number { get; init; }

    /// <summary>Regular expression the number matches whole; null for any.</summary>
    public string? NumberPattern { get; init; }

    public required FieldDemand IssuedOn { get; init; }

    public required FieldDemand ExpiresOn { get; init; }

    /// <summary>Further fields this type asks for, such as the school of a diploma ("data lain jika dibutuhkan", guide L9).</summary>
    public ImmutableSortedDictionary<string, DocumentField> Details { get; init; } = OrdinalMap.Empty<DocumentField>();

    public required ImmutableArray<string> MediaTypes { get; init; }

    /// <summary>Largest file, bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Name of the outside register that must know the number before an upload; null for none.</summary>
    public string? ExternalCheck { get; init; }

    /// <summary>Whether it names another person by NIK, who must not be the owner.</summary>
    public bool NamesAnother() => Details.Values.Any(field => field.Kind is FieldKind.NationalId);
}

/// <summary>A further field of a document type.</summary>
public sealed record DocumentField
{
    public required FieldDemand Demand { get; init; }

    public required FieldKind Kind { get; init; }

    /// <summary>What it is called, by language (id, en).</summary>
    public required ImmutableSortedDictionary<string, string> Label { get; init; }
}

/// <summary>What a further field holds.</summary>
public enum FieldKind
{
    Unspecified = 0,

    /// <summary>One line.</summary>
    Text = 1,

    /// <summary>A day that has been, as <c>2026-05-31</c>.</summary>
    Date = 2,
    WholeNumber = 3,

    /// <summary>Digits, with a decimal point or comma.</summary>
    Decimal = 4,

    /// <summary>The NIK of another person.</summary>
    NationalId = 5,
}

/// <summary>Whether a field of a document is asked for.</summary>
public enum FieldDemand
{
    NotAsked = 0,
    Optional = 1,
    Required = 2,
}

/// <summary>All document types in force.</summary>
public sealed class DocumentCatalogue(IEnumerable<DocumentType> types)
{
    private readonly FrozenDictionary<string, DocumentType> types = types.ToFrozenDictionary(type => type.Code, StringComparer.Ordinal);

    public IEnumerable<DocumentType> All => types.Values;

    public DocumentType? Find(string code) => types.GetValueOrDefault(code);
}
