using System.Diagnostics.CodeAnalysis;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// Mother's maiden name, asked once to check with the civil registry who owns a NIK. A secret: never echoed, logged,
/// returned, or used to log in or recover.
/// </summary>
public sealed record MotherName : ISensitiveValue<MotherName>
{
    private readonly string name;

    private MotherName(string name) => this.name = name;

    /// <inheritdoc />
    public static string Purpose => "mother-name";

    /// <inheritdoc />
    public static MotherName Restore(string plain) => new(plain);

    /// <summary>Reads a name; refusals as in <see cref="PersonName.TryClean"/>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MotherName? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = PersonName.TryClean(text, out var clean, out refusal) ? new MotherName(clean) : null;
        return value is not null;
    }

    /// <inheritdoc />
    public string Reveal() => name;

    /// <summary>Masked whole.</summary>
    public override string ToString() => "***";
}
