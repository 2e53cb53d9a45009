namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// A value that must not be read by whoever sees a row, a log line or a trace: NIK, mother's name, phone, e-mail, passport
/// number, the secrets of an account. The storage writes it encrypted; <c>ToString</c> masks it; only <see cref="Reveal"/> gives it out.
/// </summary>
public interface ISensitiveValue
{
    /// <summary>The plain value. Call it only where a person entitled to it, or an outside register, is the reader.</summary>
    string Reveal();
}

/// <inheritdoc />
public interface ISensitiveValue<TSelf> : ISensitiveValue where TSelf : ISensitiveValue<TSelf>
{
    /// <summary>Name of the kind of value; part of what the blind index and the encryption are bound to. Never changes.</summary>
    static abstract string Purpose { get; }

    /// <summary>Makes the value from plain text that was valid when it was stored.</summary>
    static abstract TSelf Restore(string plain);
}
