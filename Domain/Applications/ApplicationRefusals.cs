using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>Why an application command is not carried out.</summary>
public static class ApplicationRefusals
{
    public static readonly Refusal NotFound = new("application-not-found", RefusalKind.NotFound);

    /// <summary>One open application per person and batch; fact <c>applicationId</c> names the one there is.</summary>
    public static readonly Refusal AlreadyApplied = new("already-applied", RefusalKind.Conflict);
    public static readonly Refusal NotADraft = new("application-not-a-draft", RefusalKind.Conflict);
    public static readonly Refusal VacancyNotOpen = new("registration-closed", RefusalKind.Conflict);

    /// <summary>Stepped back too late in an earlier batch; facts <c>programme</c>, <c>until</c> (the first free day).</summary>
    public static readonly Refusal Barred = new("barred", RefusalKind.Conflict);

    /// <summary>Withdrawn after its documents were verified: it cannot be begun again in the same batch.</summary>
    public static readonly Refusal WithdrawnForGood = new("application-withdrawn", RefusalKind.Conflict);
    public static readonly Refusal TooManyDocuments = new("too-many-documents", RefusalKind.Invalid);
    public static readonly Refusal OfficeUnknown = new("office-unknown", RefusalKind.Invalid);
    public static readonly Refusal MessageTooLong = new("message-too-long", RefusalKind.Invalid);

    /// <summary>Only what is to be fixed may be picked anew; the reasons name the others.</summary>
    public static readonly Refusal NotToFix = new("document-not-to-fix", RefusalKind.Conflict);

    /// <summary>Something is missing; the reasons say what, in the order of the guide.</summary>
    public static readonly Refusal NotReady = new("workflow-order", RefusalKind.Conflict);

    /// <summary>Complete, but the position demands more; the reasons say what, with facts such as <c>cutoff</c>.</summary>
    public static readonly Refusal NotEligible = new("not-eligible", RefusalKind.Conflict);

    /// <summary>The time for the fix is over; fact <c>dueAt</c>.</summary>
    public static readonly Refusal FixOverdue = new("fix-overdue", RefusalKind.Conflict);

    /// <summary>No place is on offer for it.</summary>
    public static readonly Refusal NothingOffered = new("place-not-offered", RefusalKind.Conflict);

    /// <summary>It has come to an end: there is nothing to step back from.</summary>
    public static readonly Refusal Ended = new("application-ended", RefusalKind.Conflict);

    /// <summary>Stepping back now bars the person, who has to accept it; facts <c>years</c>, <c>until</c>, <c>programme</c>.</summary>
    public static readonly Refusal WithdrawalBars = new("withdrawal-bars", RefusalKind.Conflict);
}

/// <summary>Why an officer's command is not carried out.</summary>
public static class VerificationRefusals
{
    public static readonly Refusal NotAwaitingVerification = new("application-not-awaiting-verification", RefusalKind.Conflict);
    public static readonly Refusal ClaimedByOther = new("claimed-by-other", RefusalKind.Conflict);
    public static readonly Refusal NotClaimed = new("not-claimed", RefusalKind.Conflict);

    /// <summary>Nobody decides on their own application.</summary>
    public static readonly Refusal OwnApplication = new("own-application", RefusalKind.Forbidden);

    /// <summary>No document of this type was picked.</summary>
    public static readonly Refusal DocumentNotPicked = new("document-not-picked", RefusalKind.NotFound);

    /// <summary>The officer looked at a document that was replaced meanwhile.</summary>
    public static readonly Refusal DocumentChanged = new("document-changed", RefusalKind.Conflict);

    /// <summary>No reason of the catalogue for this.</summary>
    public static readonly Refusal ReasonUnknown = new("reason-unknown", RefusalKind.Invalid);
    public static readonly Refusal NoteMissing = new("note-missing", RefusalKind.Invalid);
    public static readonly Refusal NoteTooLong = new("note-too-long", RefusalKind.Invalid);

    /// <summary>Not every document is found in order; the reasons name those that are not.</summary>
    public static readonly Refusal VerdictsMissing = new("verdicts-missing", RefusalKind.Conflict);
    public static readonly Refusal NothingToFix = new("nothing-to-fix", RefusalKind.Conflict);

    /// <summary>A document cannot be mended, so sending the dossier back would be in vain; the reasons name it.</summary>
    public static readonly Refusal CannotBeFixed = new("cannot-be-fixed", RefusalKind.Conflict);
}

/// <summary>Why a result is not published.</summary>
public static class StageRefusals
{
    public static readonly Refusal NotInSelection = new("application-not-in-selection", RefusalKind.Conflict);
    public static readonly Refusal StageUnknown = new("stage-unknown", RefusalKind.Invalid);

    /// <summary>Stages are published one after the other; fact <c>stage</c> names the one that is next.</summary>
    public static readonly Refusal StageOrder = new("stage-order", RefusalKind.Conflict);

    /// <summary>Another result of this stage is public.</summary>
    public static readonly Refusal ResultPublished = new("result-already-published", RefusalKind.Conflict);
}
