using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Documents;

namespace Siskop2mi.WebApi.Applications;

/// <summary>One dossier waiting at the office.</summary>
/// <param name="Id">Id of the application.</param>
/// <param name="VacancyId">The position applied for.</param>
/// <param name="SubmittedAt">When it was sent, UTC.</param>
/// <param name="Claim"><c>free</c>, <c>mine</c> or <c>other</c>: whether an officer has it open.</param>
public sealed record QueueRow(string Id, string VacancyId, DateTimeOffset SubmittedAt, string Claim);

/// <summary>All an officer needs to compare an application with its papers.</summary>
public sealed record Dossier
{
    public required ApplicationBody Application { get; init; }

    public required DossierApplicant Applicant { get; init; }

    /// <summary>The picked documents, by type.</summary>
    public required ImmutableArray<DocumentBody> Documents { get; init; }

    public override string ToString() => nameof(Dossier);
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
