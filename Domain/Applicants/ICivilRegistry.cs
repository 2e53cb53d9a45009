using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// The civil registry (Dukcapil), which knows whether NIK, name and mother's name belong together. Outside; it fails in reality.
/// </summary>
public interface ICivilRegistry
{
    /// <summary>
    /// Asks once, within the adapter's time limit. Never throws for an outage: that is <see cref="RegistryAnswer.NoAnswer"/>.
    /// </summary>
    Task<RegistryAnswer> Ask(NationalId nationalId, string fullName, MotherName motherName, CancellationToken cancellationToken);
}

/// <summary>What the registry said.</summary>
public enum RegistryAnswer
{
    /// <summary>It is away, slow or talking nonsense; ask again later.</summary>
    NoAnswer = 0,
    Match = 1,

    /// <summary>The NIK is somebody else's, or a name is spelled otherwise there.</summary>
    Mismatch = 2,

    /// <summary>The central registry has no such NIK; the local office can send it on (account guide B2).</summary>
    NotFound = 3,
}
