using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.WebApi.Demo;

/// <summary>
/// A small vacancy that keeps places, to try the waiting list with. In Development only, under a country that stands for none, so
/// that lists of real programmes stay as they are.
/// </summary>
internal static class DemoVacancies
{
    public const string TwentyPlaces = "demo-20-places";

    private static readonly TimeSpan Open = TimeSpan.FromDays(180);

    public static async Task Announce(IGrainFactory grains, DateTimeOffset now)
    {
        var vacancy = grains.GetGrain<IVacancyGrain>(TwentyPlaces);
        // Once it is there, a restart must not move the window.
        if ((await vacancy.GetNotice())?.IsOpenAt(now) is true) return;
        await vacancy.Announce(new AnnounceVacancy(new VacancyNotice
        {
            VacancyId = TwentyPlaces,
            BatchId = TwentyPlaces,
            Programme = "demo",
            Scheme = "g-to-g",
            Country = "ZZ",
            Title = OrdinalMap.Of(new Dictionary<string, string>
            {
                ["id"] = "DEMO: lowongan contoh dengan 20 tempat dan daftar tunggu",
                ["en"] = "DEMO: an example vacancy with 20 places and a waiting list",
            }),
            OpensAt = now,
            ClosesAt = now + Open,
            RequiredDocuments = [],
            Intake = new Intake { Kind = IntakeKind.FirstCome, Places = 20, KeepsWaitingList = true },
        }));
    }
}
