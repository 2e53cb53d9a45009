using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Somebody lost the phone or the mailbox of their account.</summary>
/// <param name="NationalId">NIK, 16 digits.</param>
/// <param name="FullName">As on the KTP.</param>
/// <param name="MotherName">Mother's maiden name; checked with the civil registry and then forgotten.</param>
/// <param name="Email">The address to use from now on.</param>
/// <param name="Mobile">The number to use from now on.</param>
public sealed record NewAccountRecovery(string? NationalId, string? FullName, string? MotherName, string? Email, string? Mobile)
{
    internal OpenAccountRecovery ToCommand()
    {
        var fields = new FieldReader();
        var command = new OpenAccountRecovery
        {
            NationalId = fields.Read<NationalId>(NationalId, "/nationalId", Domain.Primitives.NationalId.TryParse),
            FullName = fields.Read<string>(FullName, "/fullName", PersonName.TryClean),
            MotherName = fields.Read<MotherName>(MotherName, "/motherName", Domain.Primitives.MotherName.TryParse),
            Email = fields.Read<EmailAddress>(Email, "/email", EmailAddress.TryParse),
            Mobile = fields.Read<MobileNumber>(Mobile, "/mobile", MobileNumber.TryParse),
        };
        fields.Check();
        return command;
    }

    // A record's own text would print what a person typed into logs.
    public override string ToString() => nameof(NewAccountRecovery);
}

/// <summary>A case was opened, whatever becomes of it.</summary>
/// <param name="CaseId">Opaque; needed to choose a new password. It says nothing about whether there is an account.</param>
public sealed record AccountRecoveryTicket(string CaseId);

/// <summary>What convinced the officer.</summary>
/// <param name="Note">For other officers, up to 500 characters.</param>
public sealed record NewRecoveryApproval(string? Note)
{
    public override string ToString() => nameof(NewRecoveryApproval);
}

/// <summary>Why not.</summary>
/// <param name="Reason">An approved case can be rejected as <c>owner-objected</c> only.</param>
/// <param name="Note">For other officers, up to 500 characters.</param>
public sealed record NewRecoveryRejection(RecoveryRejection? Reason, string? Note)
{
    public override string ToString() => nameof(NewRecoveryRejection);
}

/// <summary>A case as the help desk sees it; contacts are masked.</summary>
public sealed record AccountRecoveryBody
{
    public required string CaseId { get; init; }

    /// <summary><c>open</c>, <c>approved</c>, <c>rejected</c>, <c>completing</c> or <c>completed</c>.</summary>
    public required string Status { get; init; }

    public required string FullName { get; init; }

    public required string NationalId { get; init; }

    public required string Email { get; init; }

    public required string Mobile { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When the wait for an objection ends and the person gets the code.</summary>
    public DateTimeOffset? CodeFrom { get; init; }

    public string? Reason { get; init; }

    public string? Note { get; init; }

    internal static AccountRecoveryBody Of(AccountRecoveryView view) => new()
    {
        CaseId = view.CaseId,
        Status = Words.Of(view.Status),
        FullName = view.FullName,
        NationalId = view.NationalId.ToString(),
        Email = view.Email.ToString(),
        Mobile = view.Mobile.ToString(),
        OpenedAt = view.OpenedAt,
        DecidedAt = view.DecidedAt,
        CodeFrom = view.CodeFrom,
        Reason = view.Rejection is RecoveryRejection.Unspecified ? null : Words.Of(view.Rejection),
        Note = view.Note,
    };
}
