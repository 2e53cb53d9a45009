using Siskop2mi.Domain.Applications;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>An application as its events alone tell it: a second telling, which the stored state must agree with.</summary>
internal sealed record Replayed
{
    private static readonly TimeSpan ClaimLasts = new VerificationTerms().ClaimLasts;

    public ApplicationStatus Status { get; private init; }

    public string? Holder { get; private init; }

    public DateTimeOffset HeldSince { get; private init; }

    public int Round { get; private init; }

    private bool IsAtOffice => Status is ApplicationStatus.Submitted or ApplicationStatus.NeedsFix;

    private bool IsInSelection => Status is ApplicationStatus.DocumentsVerified or ApplicationStatus.InSelection;

    public Replayed After(Person person, StoredEvent stored)
    {
        var (happened, at) = (stored.Envelope.Event, stored.Envelope.At);
        var isApplicants = happened is ApplicationStarted or ApplicationSubmitted or ApplicationResubmitted or DocumentsPicked
            or LastStepAnswered or ApplicationWithdrawn;
        Promise.Holds(
            !isApplicants || stored.Envelope.Actor == person.Id, $"{happened} of {person.Id} is put down to {stored.Envelope.Actor}");
        return happened switch
        {
            ApplicationStarted when Status is ApplicationStatus.NotStarted or ApplicationStatus.Withdrawn =>
                new Replayed { Status = ApplicationStatus.Draft },
            DocumentsPicked when Status is ApplicationStatus.Draft or ApplicationStatus.NeedsFix => this,
            LastStepAnswered when Status is ApplicationStatus.Draft => this,
            ApplicationSubmitted when Status is ApplicationStatus.Draft => this with { Status = ApplicationStatus.Submitted, Round = 1 },
            ApplicationResubmitted sent when Status is ApplicationStatus.NeedsFix && sent.Round == Round + 1 =>
                this with { Status = ApplicationStatus.Submitted, Round = sent.Round },
            ApplicationWithdrawn when Status is ApplicationStatus.Draft || IsAtOffice || IsInSelection =>
                this with { Status = ApplicationStatus.Withdrawn, Holder = null },
            StagePassed when IsInSelection => this with { Status = ApplicationStatus.InSelection },
            StageFailed when IsInSelection => this with { Status = ApplicationStatus.Unsuccessful },
            ApplicationMoved when IsAtOffice => this with { Holder = null },
            ApplicationClaimed claimed when IsAtOffice && IsFreeFor(claimed.OfficerId, at) =>
                this with { Holder = claimed.OfficerId, HeldSince = at },
            ApplicationReleased released when IsAtOffice && released.OfficerId == Holder => this with { Holder = null },
            VerdictRecorded judged when Status is ApplicationStatus.Submitted && judged.OfficerId == Holder => this,
            DocumentsVerified verified when Status is ApplicationStatus.Submitted && verified.OfficerId == Holder =>
                this with { Status = ApplicationStatus.DocumentsVerified },
            ApplicationReturned returned when IsAtOffice && returned.OfficerId == Holder =>
                this with { Status = ApplicationStatus.NeedsFix, Holder = null },
            DocumentsFailed failed when IsAtOffice && failed.OfficerId == Holder =>
                this with { Status = ApplicationStatus.DocumentsFailed },
            AbsenceMarked absent when Status is ApplicationStatus.Submitted && absent.OfficerId == Holder =>
                this with { Status = ApplicationStatus.Absent },
            _ => throw new InvalidOperationException($"{happened} of {person.Id} came when the application was {this}"),
        };
    }

    // The clock may move on between the decision and its envelope; a minute is more than it does without a jump.
    private bool IsFreeFor(string officerId, DateTimeOffset at) =>
        Holder is null || (Holder != officerId && at >= HeldSince + ClaimLasts - TimeSpan.FromMinutes(1));
}
