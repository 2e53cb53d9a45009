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
    public static readonly Refusal TooManyDocuments = new("too-many-documents", RefusalKind.Invalid);
    public static readonly Refusal OfficeUnknown = new("office-unknown", RefusalKind.Invalid);
    public static readonly Refusal MessageTooLong = new("message-too-long", RefusalKind.Invalid);

    /// <summary>Something is missing; the reasons say what, in the order of the guide.</summary>
    public static readonly Refusal NotReady = new("workflow-order", RefusalKind.Conflict);
    public static readonly Refusal NotAwaitingVerification = new("application-not-awaiting-verification", RefusalKind.Conflict);
    public static readonly Refusal ClaimedByOther = new("claimed-by-other", RefusalKind.Conflict);
    public static readonly Refusal NotClaimed = new("not-claimed", RefusalKind.Conflict);
}
