using Siskop2mi.Domain.Documents;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>An STR register that answers late, or not, by seed; about one number never more than twice in a row not.</summary>
internal sealed class SeededStrRegister(TimeProvider time) : IStrRegister
{
    private readonly Dictionary<string, int> silent = [];

    /// <summary>Set before the first question.</summary>
    public SeededRandom Random { get; set; } = new(0);

    /// <summary>What it says about a number when it says anything.</summary>
    public static StrAnswer About(DocumentNumber number) =>
        number.Reveal().StartsWith("GOOD", StringComparison.Ordinal) ? StrAnswer.Valid : StrAnswer.NotFound;

    public async Task<StrAnswer> Ask(DocumentNumber number, string fullName, CancellationToken cancellationToken)
    {
        if (Random.Chance(0.5)) await Task.Delay(TimeSpan.FromMilliseconds(1 + Random.Next(2_000)), time, cancellationToken);
        var key = number.Reveal();
        silent[key] = silent.GetValueOrDefault(key) < 2 && Random.Chance(0.4) ? silent.GetValueOrDefault(key) + 1 : 0;
        return silent[key] > 0 ? StrAnswer.NoAnswer : About(number);
    }
}
