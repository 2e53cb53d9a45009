using System.Text.Json.Serialization;

namespace Siskop2mi.Domain.Primitives;

/// <summary>Answer of a grain command: a value, or the refusal that says why there is none.</summary>
[method: JsonConstructor]
public sealed record Outcome<T>(T? Value, Refusal? Refusal)
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of a command that answers nothing but "done".</summary>
public sealed record Done
{
    public static readonly Done Instance = new();
}
