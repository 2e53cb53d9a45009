using System.Collections.Immutable;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>Vacancies that ask for no documents and have few places.</summary>
internal static class RushNotices
{
    private static readonly string SeedHash = new('a', 64);

    public static VacancyNotice FirstCome(string id, string batch, int places) =>
        Of(id, batch, new Intake { Kind = IntakeKind.FirstCome, Places = places });

    public static VacancyNotice WithLine(string id, string batch, int places) =>
        Of(id, batch, new Intake { Kind = IntakeKind.FirstCome, Places = places, KeepsWaitingList = true });

    public static VacancyNotice Draw(string id, string batch, int places) =>
        Of(id, batch, new Intake { Kind = IntakeKind.Draw, Places = places, SeedHash = SeedHash });

    private static VacancyNotice Of(string id, string batch, Intake intake) => new()
    {
        VacancyId = id,
        BatchId = batch,
        Programme = "ijepa",
        Scheme = "g-to-g",
        Country = "JP",
        Title = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("id", "Perawat")]),
        OpensAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ClosesAt = new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero),
        RequiredDocuments = [],
        Intake = intake,
    };
}
