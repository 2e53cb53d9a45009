using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>A civil registry that answers late, or not, by seed; about one person never more than twice in a row not.</summary>
internal sealed class SeededRegistry(TimeProvider time) : ICivilRegistry
{
    private readonly Dictionary<string, int> silent = [];

    /// <summary>Set before the first question.</summary>
    public SeededRandom Random { get; set; } = new(0);

    /// <summary>How often it gave no answer.</summary>
    public int Silences { get; private set; }

    public async Task<RegistryAnswer> Ask(
        NationalId nationalId, string fullName, MotherName motherName, CancellationToken cancellationToken)
    {
        if (Random.Chance(0.5)) await Task.Delay(TimeSpan.FromMilliseconds(1 + Random.Next(2_000)), time, cancellationToken);
        var key = nationalId.Reveal();
        if (silent.GetValueOrDefault(key) < 2 && Random.Chance(0.4))
        {
            silent[key] = silent.GetValueOrDefault(key) + 1;
            Silences++;
            return RegistryAnswer.NoAnswer;
        }

        silent[key] = 0;
        return fullName == "Siti" ? RegistryAnswer.Match : Random.Chance(0.5) ? RegistryAnswer.Mismatch : RegistryAnswer.NotFound;
    }
}
