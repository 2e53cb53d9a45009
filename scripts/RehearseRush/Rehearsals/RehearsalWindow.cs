using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.RehearseRush.Rehearsals;

/// <summary>Whether now is a time to rehearse: a rehearsal takes the machine from people who need it.</summary>
internal static class RehearsalWindow
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <summary>Why not, in words for the operator; null when nothing speaks against it.</summary>
    public static string? WhyNot(IEnumerable<VacancyNotice> everything, DateTimeOffset now)
    {
        var near = everything.Where(notice => now < notice.ClosesAt && notice.OpensAt <= now + Before)
            .OrderBy(notice => notice.OpensAt).FirstOrDefault();
        return near is null ? null
            : near.IsOpenAt(now) ? $"{near.VacancyId} is open until {near.ClosesAt:u}: people are sending now."
            : $"{near.VacancyId} opens at {near.OpensAt:u}, within the hour.";
    }
}
