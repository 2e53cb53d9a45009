using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>What must hold in the store after a run, whatever was done to it.</summary>
internal sealed class ApplyCheck(MemoryGrainStorage storage)
{
    private readonly IReadOnlyList<StoredEvent> events = storage.Events;

    /// <summary>Nobody is active whose identity was not confirmed; nobody waits for ever.</summary>
    public void Account(Person person)
    {
        var history = History("account", person.Id);
        var state = storage.Find<AccountState>("account", GrainId.Create("account", person.Id)) ?? new AccountState();
        Promise.Holds(state.Status is not AccountStatus.IdentityChecking, $"nobody asks the registry about {person.Id} any more");
        Promise.Holds(
            person.Holds || state.Status is AccountStatus.NotStarted or AccountStatus.IdentityRejected or AccountStatus.Abandoned,
                $"{person.Id} is {state.Status}");
        Promise.Holds(!person.WasActive || state.Status is AccountStatus.Active, $"{person.Id} was active and is {state.Status}");
        Promise.Holds(state.MotherName is null, $"the mother's name of {person.Id} is kept");
        Once<RegistrationStarted>(history);
        Once<IdentityConfirmed>(history);
        Once<IdentityRefused>(history);
        Once<AccountActivated>(history);
        Once<RegistrationAbandoned>(history);
        Promise.Holds(
            state.Status is AccountStatus.Active == history.Any(stored => stored.Envelope.Event is AccountActivated),
                $"{person.Id} is {state.Status} against its events");
    }

    /// <summary>Every acknowledged save is a revision of its own, and the last one is what is stored.</summary>
    public void Profile(Person person)
    {
        var history = History("applicant", person.Id);
        var state = storage.Find<ApplicantState>("applicant", GrainId.Create("applicant", person.Id)) ?? new ApplicantState();
        var made = history.Select(stored => stored.Envelope.Event).Where(happened => happened is not ApplicantBarred).Select(
            happened => happened switch
        {
            ProfileSaved saved => (saved.Revision, saved.Step),
            PhotoSaved saved => (saved.Revision, Step: ProfileStep.Photo),
            var other => throw new InvalidOperationException($"{other} is no event of a profile"),
        }).ToList();
        Promise.Holds(state.Revision == made.Count, $"profile of {person.Id} has revision {state.Revision} after {made.Count} saves");
        Promise.Holds(
            made.Select(save => save.Revision).SequenceEqual(Enumerable.Range(1, made.Count)), $"profile of {person.Id} skips a revision");
        foreach (var ((revision, step), token) in person.Saves)
        {
            Promise.Holds(
                made.Any(save => save.Step == step && save.Revision <= revision), $"save {token} of {person.Id} is lost");
            Promise.Holds(
                made.Any(save => save.Step == step && save.Revision > revision)
                    || Person.TokenOf(step, state.Profile, state.Photo) == token, $"save {token} of {person.Id} is overwritten");
        }
    }

    public void Documents(Person person)
    {
        foreach (var type in Places.Required)
        {
            var id = person.DocumentOf(type);
            var history = History("document", id);
            var state = storage.Find<DocumentState>("document", GrainId.Create("document", id));
            var added = history.Count(stored => stored.Envelope.Event is DocumentAdded);
            Promise.Holds(added == (state is null ? 0 : 1), $"document {id} was added {added} times");
            Promise.Holds(
                !WasSentWith(person, type, id) || history.Any(stored => stored.Envelope.Event is DocumentPinned),
                $"document {id} was sent and may be removed");
            Promise.Holds(!person.Documents.Contains(id) || state?.OwnerId == person.Id, $"document {id} is lost");
        }
    }

    private bool WasSentWith(Person person, string type, string id) =>
        storage.Find<ApplicationState>("application", GrainId.Create("application", person.Application)) is { Round: > 0 } sent
        && sent.Verdicts.GetValueOrDefault(type)?.DocumentId == id;

    /// <summary>Every acknowledged submission exists exactly once; every event has its state; one officer at a time held it.</summary>
    public void Application(Person person)
    {
        var history = History("application", person.Application);
        var state = storage.Find<ApplicationState>("application", GrainId.Create("application", person.Application))
            ?? new ApplicationState();
        Promise.Holds(
            state.Revision == history.Count, $"application of {person.Id} has revision {state.Revision} after {history.Count} events");
        var replayed = history.Aggregate(new Replayed(), (seen, stored) => seen.After(person, stored));
        Promise.Holds(
            (replayed.Status, replayed.Holder) == (state.Status, state.Claim?.OfficerId),
            $"application of {person.Id} is {state.Status}, its events say {replayed}");
        Promise.Holds(replayed.Round == state.Round, $"application of {person.Id} was sent {replayed.Round} times, not {state.Round}");

        Promise.Holds(
            person.VerifiedBy is null || history.Any(stored => stored.Envelope.Event is DocumentsVerified),
            $"the verification of {person.Id} is lost");
        foreach (var (key, receipt) in person.Receipts)
        {
            var sendings = history.Count(stored => ReceivedAt(stored) == receipt.SubmittedAt);
            Promise.Holds(sendings == 1, $"the submission {key} of {person.Id} has {sendings} events");
        }
    }

    /// <summary>Who withdrew too late is barred, and nobody else is, whatever broke between the two commits.</summary>
    public void Bars(Person person)
    {
        var withdrawn = events.Where(stored => stored.Grain == GrainId.Create("application", person.Application))
            .Select(stored => stored.Envelope.Event).OfType<ApplicationWithdrawn>().Select(one => one.BarredUntil).OfType<DateOnly>();
        var raised = events.Where(stored => stored.Grain == GrainId.Create("applicant", person.Id))
            .Select(stored => stored.Envelope.Event).OfType<ApplicantBarred>().Select(one => one.Until);
        var state = storage.Find<ApplicantState>("applicant", GrainId.Create("applicant", person.Id)) ?? new ApplicantState();
        Promise.Holds(withdrawn.SequenceEqual(raised), $"{person.Id} withdrew too late and the bar is not that");
        Promise.Holds(withdrawn.SequenceEqual(state.Bars.Select(bar => bar.Until)), $"{person.Id} is barred otherwise than it happened");
    }

    /// <summary>Every event that asks for a mail got one, and no mail was asked for twice.</summary>
    public void Mails()
    {
        var asking = events.Where(stored => MessageRule.For(stored.Envelope.Event) is not null).Select(MessagePost.KeyOf).ToList();
        var required = events.Where(stored => stored.Envelope.Event is MailRequired).Select(stored => stored.Grain.Key.ToString()).ToList();
        Promise.Holds(asking.Distinct().Count() == asking.Count, "two events of one commit ask for a mail");
        Promise.Holds(
            required.Order().SequenceEqual(asking.Order()), $"{asking.Count} events ask for a mail, {required.Count} were asked for");
        foreach (var ended in events.Where(stored => stored.Envelope.Event is MailSent or MailFailed).GroupBy(stored => stored.Grain))
            Promise.Holds(ended.Count() == 1, $"{ended.Key} ended twice");
    }

    private static DateTimeOffset? ReceivedAt(StoredEvent stored) => stored.Envelope.Event switch
    {
        ApplicationSubmitted submitted => submitted.ReceivedAt,
        ApplicationResubmitted resubmitted => resubmitted.ReceivedAt,
        _ => null,
    };

    private static void Once<TEvent>(List<StoredEvent> history) where TEvent : DomainEvent =>
        Promise.Holds(history.Count(stored => stored.Envelope.Event is TEvent) <= 1, $"{typeof(TEvent).Name} happened more than once");

    /// <summary>The events of a grain whose every commit has an event: its versions are 1, 2, 3 without a gap.</summary>
    private List<StoredEvent> History(string kind, string key)
    {
        var history = events.Where(stored => stored.Grain == GrainId.Create(kind, key)).ToList();
        var versions = history.Select(stored => stored.Version).Distinct().ToList();
        Promise.Holds(
            versions.SequenceEqual(Enumerable.Range(1, versions.Count).Select(version => (long)version)),
                $"{kind} {key} has the versions {string.Join(' ', versions)}");
        return history;
    }
}
