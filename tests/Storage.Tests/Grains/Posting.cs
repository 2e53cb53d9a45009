using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>Vacancies to store, changed by events as their rule would, or as no rule would.</summary>
internal static class Posting
{
    public const string Kind = "vacancy";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 3, 4, 5, 678, 901, TimeSpan.Zero);

    public static VacancyState Empty(int places = 2) => new()
    {
        Status = VacancyStatus.Announced,
        Notice = new VacancyNotice
        {
            VacancyId = "nurse",
            BatchId = "ijepa-16",
            Programme = "ijepa",
            Scheme = "g-to-g",
            Country = "JP",
            Title = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            OpensAt = Now,
            ClosesAt = Now.AddDays(1),
            RequiredDocuments = [],
            Intake = new Intake { Kind = IntakeKind.FirstCome, Places = places },
        },
    };

    /// <summary>The state after events that are about to be stored with it.</summary>
    public static VacancyState After(this VacancyState state, params DomainEvent[] happened)
    {
        var book = happened.Cast<IChangesHoldings>().Aggregate(state.Holdings, (held, one) => held.With(one));
        return state with
        {
            Holdings = book,
            Taken = book.InUse,
            Unpublished = [.. happened.Select(one => new EventEnvelope(one, Now, "account-1", "applicant", "request-1"))],
        };
    }

    public static PlaceTaken Taken(string id, long number = 1, long attempt = 1) => new(id, number, attempt, Now);

    public static PlaceAwaited Awaited(string id, long number = 1, long attempt = 1) => new(id, number, attempt, Now);

    public static PlacesLetGo LetGo(params string[] ids) => new([.. ids]);

    public static IEnumerable<Holding> InOrder(this HoldingBook book) => book.All.OrderBy(one => one.Key, StringComparer.Ordinal);
}
