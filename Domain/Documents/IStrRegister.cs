namespace Siskop2mi.Domain.Documents;

/// <summary>
/// The register of health workers, which knows whether a nurse registration (STR) exists and whose it is (guide L10). Outside;
/// it fails in reality.
/// </summary>
public interface IStrRegister
{
    /// <summary>
    /// Asks once, within the adapter's time limit. Never throws for an outage: that is <see cref="StrAnswer.NoAnswer"/>.
    /// </summary>
    Task<StrAnswer> Ask(DocumentNumber number, string fullName, CancellationToken cancellationToken);
}

/// <summary>What the register said.</summary>
public enum StrAnswer
{
    /// <summary>It is away, slow or talking nonsense; ask again later.</summary>
    NoAnswer = 0,
    Valid = 1,
    NotFound = 2,

    /// <summary>The registration has ended.</summary>
    Expired = 3,

    /// <summary>The registration is somebody else's.</summary>
    NameMismatch = 4,
}
