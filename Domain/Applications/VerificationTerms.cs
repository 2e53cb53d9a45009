namespace Siskop2mi.Domain.Applications;

/// <summary>How offices work. [assumption] each value, until an office says better. Configuration section <c>Verification</c>.</summary>
public sealed record VerificationTerms
{
    /// <summary>Working days within which a dossier should be decided.</summary>
    public int TargetWorkingDays { get; init; } = 3;

    /// <summary>For how long a dossier is kept for the officer who took it; then a colleague may take it over.</summary>
    public TimeSpan ClaimLasts { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Days an applicant has for a fix, to the end of the last one in Jakarta.</summary>
    public int FixDays { get; init; } = 7;
}
