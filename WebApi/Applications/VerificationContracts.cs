using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applications;

/// <summary>One dossier of the office.</summary>
public sealed record QueueRow
{
    /// <summary>Id of the application.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it by.</summary>
    public string? Reference { get; init; }

    /// <summary>The position applied for.</summary>
    public required string VacancyId { get; init; }

    /// <summary>Name of the position in the reader's language.</summary>
    public string? VacancyTitle { get; init; }

    /// <summary>When it was sent, for the last time when it came back for a fix; UTC.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>How often it was sent.</summary>
    public required int Round { get; init; }

    /// <summary>Working days since it was sent, that day not counted.</summary>
    public required int AgeInWorkingDays { get; init; }

    /// <summary>Working days within which it should be decided.</summary>
    public required int TargetInWorkingDays { get; init; }

    /// <summary>Whether it waits for the office longer than it should.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary><c>free</c>, <c>mine</c> or <c>other</c>: whether an officer has it open.</summary>
    public required string Claim { get; init; }
}

/// <summary>All an officer needs to compare an application with its papers.</summary>
public sealed record Dossier
{
    public required ApplicationBody Application { get; init; }

    public required DossierApplicant Applicant { get; init; }

    /// <summary>The picked documents, by type.</summary>
    public required ImmutableArray<DocumentBody> Documents { get; init; }

    /// <summary>What was found of each picked document, by type.</summary>
    public required ImmutableArray<DossierItem> Items { get; init; }

    public override string ToString() => nameof(Dossier);
}

/// <summary>One picked document and what was found of it.</summary>
/// <param name="Type">Code of the document type.</param>
/// <param name="DocumentId">The document that is picked now.</param>
/// <param name="Verdict">The verdict on it; absent while it needs one.</param>
/// <param name="ChangedSince">Whether another document was judged before and this one was picked instead.</param>
/// <param name="Before">The verdict on the document before.</param>
public sealed record DossierItem(string Type, string DocumentId, VerdictBody? Verdict, bool ChangedSince, VerdictBody? Before)
{
    internal static DossierItem Of(ApplicationView view, string type, Reader reader)
    {
        var known = view.Verdicts.GetValueOrDefault(type);
        var current = VerdictRule.Current(view.Documents, view.Verdicts, type);
        var before = current is null ? known : null;
        return new DossierItem(
            type, view.Documents[type], VerdictBody.Of(current, reader), before is not null, VerdictBody.Of(before, reader));
    }
}

/// <summary>What an officer found of a document.</summary>
/// <param name="Verdict"><c>ok</c>, <c>needs-fix</c> or <c>failed</c>.</param>
/// <param name="Reason">Code of <c>GET /reasons</c>.</param>
/// <param name="ReasonText">The reason in the reader's language.</param>
/// <param name="Note">Words to the applicant.</param>
/// <param name="At">When.</param>
public sealed record VerdictBody(string Verdict, string? Reason, string? ReasonText, string? Note, DateTimeOffset At)
{
    internal static VerdictBody? Of(DocumentVerdict? verdict, Reader reader) => verdict is null
        ? null
        : new VerdictBody(
            Words.Of(verdict.Kind), verdict.Reason, verdict.Reason is { } code ? reader.ReasonText(code) : null, verdict.Note, verdict.At);
}

/// <summary>Who applies.</summary>
/// <param name="FullName">As the civil registry confirmed it.</param>
/// <param name="NationalId">NIK, 16 digits: to be compared with the papers.</param>
/// <param name="Profile">What the person says about themselves.</param>
public sealed record DossierApplicant(string? FullName, string? NationalId, ProfileBody Profile)
{
    public override string ToString() => nameof(DossierApplicant);

    internal static DossierApplicant Of(AccountCard account, ApplicantProfile profile) =>
        new(account.FullName, account.NationalId?.Reveal(), ProfileBody.Of(profile));
}

/// <summary>What an officer finds of one document.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Code of <c>GET /reasons</c>: use <c>fix</c> for needs-fix, <c>fail</c> for failed, none for ok.</param>
/// <param name="Note">Words to the applicant, at most 1,000 characters; some reasons need them.</param>
/// <param name="DocumentId">The document that was looked at; may be left out.</param>
public sealed record NewVerdict(VerdictKind? Verdict, string? Reason, string? Note, string? DocumentId)
{
    public override string ToString() => nameof(NewVerdict);

    internal RecordVerdict ToCommand(string typeCode, string officerId, string officeId)
    {
        var fields = new FieldReader();
        var kind = fields.Required(Verdict, "/verdict");
        fields.Check();
        return new RecordVerdict
        {
            OfficerId = officerId,
            OfficeId = officeId,
            TypeCode = typeCode,
            Kind = kind,
            Reason = Reason,
            Note = string.IsNullOrWhiteSpace(Note) ? null : Note,
            DocumentId = DocumentId,
        };
    }
}

/// <summary>The documents are in order.</summary>
/// <param name="AcceptAll">Whether every document without a verdict is in order, too; false when left out.</param>
public sealed record NewVerification(bool? AcceptAll);

/// <summary>The application goes back to the applicant.</summary>
/// <param name="Message">Words to the applicant beside the single reasons, at most 1,000 characters; may be left out.</param>
public sealed record NewReturn(string? Message)
{
    public override string ToString() => nameof(NewReturn);
}

/// <summary>The application cannot be mended.</summary>
/// <param name="Reason">Code of <c>GET /reasons</c> with the use <c>fail</c>.</param>
/// <param name="Note">Words to the applicant, at most 1,000 characters; some reasons need them.</param>
public sealed record NewFailure(string? Reason, string? Note)
{
    public override string ToString() => nameof(NewFailure);
}

/// <summary>The applicant did not come.</summary>
/// <param name="Note">Words to the applicant, at most 1,000 characters; may be left out.</param>
public sealed record NewAbsence(string? Note)
{
    public override string ToString() => nameof(NewAbsence);
}

/// <summary>The dossier goes to another office.</summary>
/// <param name="OfficeId">See <c>GET /offices</c>.</param>
public sealed record NewOffice(string? OfficeId);
