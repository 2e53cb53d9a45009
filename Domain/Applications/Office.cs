using System.Collections.Frozen;

namespace Siskop2mi.Domain.Applications;

/// <summary>A regional office (BP3MI) as reference data.</summary>
/// <param name="OfficeId">Stable code, such as <c>bp3mi-jawa-barat</c>.</param>
/// <param name="Name">Official name, Indonesian.</param>
/// <param name="VerifiesProgrammes">Whether it checks documents of government programmes.</param>
public sealed record Office(string OfficeId, string Name, bool VerifiesProgrammes)
{
    /// <summary>How many people it can see a day for verification.</summary>
    public int SlotsPerDay { get; init; }
}

/// <summary>All offices.</summary>
public sealed class OfficeCatalogue(IEnumerable<Office> offices)
{
    private readonly FrozenDictionary<string, Office> offices = offices.ToFrozenDictionary(office => office.OfficeId);

    public IEnumerable<Office> All => offices.Values.OrderBy(office => office.OfficeId, StringComparer.Ordinal);

    public Office? Find(string officeId) => offices.GetValueOrDefault(officeId);
}
