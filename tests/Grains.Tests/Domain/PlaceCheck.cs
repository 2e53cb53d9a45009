using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>What applicants were told: the sendings that must never be taken back.</summary>
internal sealed class PlaceJournal
{
    public Dictionary<(string Application, string Key), ApplicationReceipt> Receipts { get; } = [];

    /// <summary>The receipt of a sending is the same for ever.</summary>
    public void Keep(string key, ApplicationReceipt receipt)
    {
        var before = Receipts.GetValueOrDefault((receipt.ApplicationId, key), receipt);
        Promise.Holds(before == receipt, $"{key} was answered {before}, then {receipt}");
        Receipts[(receipt.ApplicationId, key)] = receipt;
    }
}

/// <summary>What must hold between places and applications: after every commit, and in the end.</summary>
internal sealed class PlaceCheck(MemoryGrainStorage storage, string[] vacancies, string[] applications)
{
    private readonly IReadOnlyList<StoredEvent> events = storage.Events;

    /// <summary>
    /// Never more in use than there is; and whatever an application is at the office with is kept for it, so that nothing was
    /// given away twice, not even for a moment.
    /// </summary>
    public void EveryCommit()
    {
        var books = vacancies.ToDictionary(id => id, _ => HoldingBook.Empty);
        var atOffice = new Dictionary<string, string>();
        for (var next = 0; next < events.Count;)
        {
            var (grain, version) = (events[next].Grain, events[next].Version);
            for (; next < events.Count && (events[next].Grain, events[next].Version) == (grain, version); next++)
            {
                var (key, happened) = (grain.Key.ToString()!, events[next].Envelope.Event);
                if (happened is IChangesHoldings changes) books[key] = books[key].With(changes);
                else Follow(atOffice, key, happened);
            }

            Bounds(books);
            foreach (var (application, vacancy) in atOffice)
            {
                var own = books[vacancy].Find(application);
                Promise.Holds(
                    own?.Status is HoldingStatus.Taken, $"{application} is at the office and {vacancy} keeps {own}, at {grain} {version}");
            }
        }

        foreach (var id in vacancies) Promise.Holds(Same(books[id], Vacancy(id)), $"{id} keeps otherwise than its events say");
    }

    /// <summary>Places and applications agree one to one, and nothing is open.</summary>
    public void TheEnd(DateTimeOffset now)
    {
        foreach (var id in vacancies)
        {
            var vacancy = Vacancy(id);
            var places = vacancy.Notice!.Intake!.Places;
            Promise.Holds(
                vacancy.Taken == places || vacancy.Holdings.Waiting == 0,
                $"{id}: {vacancy.Taken} of {places}, {vacancy.Holdings.Waiting} wait");
            foreach (var kept in vacancy.Holdings.All)
            {
                Promise.Holds(kept.IsSettled, $"{id}: {kept} was never settled");
                Promise.Holds(kept.Until is null || kept.Until > now.AddMinutes(-10), $"{id}: {kept} was never passed on");
                var holder = Application(kept.Key);
                Promise.Holds(
                    holder?.VacancyId == id && Needs(holder.Status) == kept.Status,
                    $"{id} keeps {kept} for {holder?.Status} at {holder?.VacancyId}");
            }
        }

        foreach (var id in applications)
        {
            if (Application(id) is not { } state || Needs(state.Status) is not { } needed) continue;
            var kept = Vacancy(state.VacancyId!).Holdings.Find(id);
            Promise.Holds(kept?.Status == needed, $"{id} is {state.Status} and {state.VacancyId} keeps {kept}");
            Promise.Holds(state.Place?.Status == needed, $"{id} is {state.Status} with {state.Place}");
        }
    }

    /// <summary>Every acknowledged sending is known to its application, however it ended.</summary>
    public void Sendings(PlaceJournal journal)
    {
        foreach (var (application, key) in journal.Receipts.Keys)
        {
            var state = Application(application);
            Promise.Holds(
                state?.SubmissionKey == key || state?.UsedKeys.Contains(key) == true, $"the sending {key} of {application} is lost");
        }
    }

    private static void Follow(Dictionary<string, string> atOffice, string key, DomainEvent happened)
    {
        if (happened is ApplicationSubmitted sent) atOffice[key] = sent.VacancyId;
        else if (happened is ApplicationWithdrawn or DocumentsFailed or AbsenceMarked) atOffice.Remove(key);
    }

    private void Bounds(Dictionary<string, HoldingBook> books)
    {
        foreach (var id in vacancies)
        {
            var places = Vacancy(id).Notice!.Intake!.Places;
            Promise.Holds(books[id].InUse <= places, $"{id} has {places} places and {books[id].InUse} in use");
        }
    }

    private static HoldingStatus? Needs(ApplicationStatus status) => status switch
    {
        ApplicationStatus.WaitingForPlace => HoldingStatus.Waiting,
        ApplicationStatus.PlaceOnOffer => HoldingStatus.Offered,
        ApplicationStatus.InDraw => HoldingStatus.Entered,
        ApplicationStatus.Submitted => HoldingStatus.Taken,
        _ => null,
    };

    private static bool Same(HoldingBook book, VacancyState vacancy) =>
        vacancy.Taken == book.InUse && vacancy.Holdings.Count == book.Count && book.All.All(one => vacancy.Holdings.Find(one.Key) == one);

    private readonly Dictionary<string, VacancyState> read = [];

    private VacancyState Vacancy(string id) => read.TryGetValue(id, out var known)
        ? known
        : read[id] = storage.Find<VacancyState>("vacancy", GrainId.Create("vacancy", id))!;

    private ApplicationState? Application(string id) => storage.Find<ApplicationState>("application", GrainId.Create("application", id));
}
