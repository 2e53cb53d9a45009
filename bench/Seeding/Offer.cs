using System.Collections.Immutable;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Bench.Seeding;

/// <summary>A vacancy of a rush: it asks for no documents and has a number of places.</summary>
/// <param name="VacancyId">Its key.</param>
/// <param name="BatchId">One application a person in each.</param>
/// <param name="Places">How many are taken on.</param>
internal sealed record Offer(string VacancyId, string BatchId, int Places)
{
    public VacancyNotice Notice => new()
    {
        VacancyId = VacancyId,
        BatchId = BatchId,
        Programme = "ijepa",
        Scheme = "g-to-g",
        Country = "JP",
        Title = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("id", "Perawat")]),
        OpensAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ClosesAt = new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero),
        RequiredDocuments = [],
        Intake = new Intake { Kind = IntakeKind.FirstCome, Places = Places },
    };
}
