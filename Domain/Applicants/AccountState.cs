using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>An account: who somebody is for the system, how they log in, and in which role.</summary>
public sealed record AccountState : Entity
{
    public AccountStatus Status { get; init; }

    public AccountRole Role { get; init; }

    /// <summary>The office whose cases an officer sees; null for applicants and central staff.</summary>
    public string? OfficeId { get; init; }

    public string? FullName { get; init; }

    public NationalId? NationalId { get; init; }

    /// <summary>Kept only until the civil registry has answered, because an unanswered check is asked again.</summary>
    public MotherName? MotherName { get; init; }

    public EmailAddress? Email { get; init; }

    public MobileNumber? Mobile { get; init; }

    /// <summary>Nobody has proved yet that the address is theirs; such an address may stand in several accounts.</summary>
    public bool EmailUnconfirmed { get; init; }

    /// <summary>The same of the number.</summary>
    public bool MobileUnconfirmed { get; init; }

    public ActivationChannel ActivateBy { get; init; }

    /// <summary>The code that opens the account, when it was asked for by text message.</summary>
    public OneTimeCode? ActivationCode { get; init; }

    /// <summary>As ASP.NET Core Identity's password hasher writes it.</summary>
    public AccountSecret? PasswordHash { get; init; }

    /// <summary>Changes whenever everything issued before must stop working: links, sessions, tokens.</summary>
    public AccountSecret? SecurityStamp { get; init; }

    /// <summary>Version of the privacy notice and terms the person agreed to.</summary>
    public string? ConsentVersion { get; init; }

    /// <summary>The authenticator app, once one was offered.</summary>
    public TotpEnrolment? Totp { get; init; }

    /// <summary>Wrong passwords lately.</summary>
    public LogInAttempts? LogIns { get; init; }

    /// <summary>The code that lets the owner choose a new password.</summary>
    public OneTimeCode? ResetCode { get; init; }

    /// <summary>Where <see cref="ResetCode"/> was sent.</summary>
    public ActivationChannel ResetBy { get; init; }

    /// <summary>When the owner was last told that somebody registers with their data once more.</summary>
    public DateTimeOffset? OtherRegistrationAt { get; init; }

    /// <summary>Cases by which the account got other contacts; each does so once.</summary>
    public ImmutableArray<string> Recoveries { get; init; } = [];

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? ActivatedAt { get; init; }
}

/// <summary>An authenticator app.</summary>
public sealed record TotpEnrolment
{
    /// <summary>The key that the app and we share, in base32.</summary>
    public required AccountSecret Key { get; init; }

    /// <summary>A code of it was typed, so the app has it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The newest step whose code was used; each works once.</summary>
    public long LastStep { get; init; }
}

/// <summary>Where an account stands (domain reference 5.1).</summary>
public enum AccountStatus
{
    NotStarted = 0,

    /// <summary>The civil registry has not answered yet.</summary>
    IdentityChecking = 1,

    /// <summary>
    /// The registry does not know the NIK or it belongs to somebody else. The person is sent to the local registry office.
    /// </summary>
    IdentityRejected = 2,

    /// <summary>Identity holds; e-mail, mobile number and password are missing.</summary>
    CredentialsPending = 3,

    /// <summary>An activation code or link was sent.</summary>
    ActivationPending = 4,

    Active = 5,

    /// <summary>Not activated in time.</summary>
    Abandoned = 6,
}

/// <summary>How a person proves that what they named is theirs.</summary>
public enum ActivationChannel
{
    Unspecified = 0,

    /// <summary>By a code in a text message.</summary>
    Sms = 1,

    /// <summary>By a link in an e-mail.</summary>
    Email = 2,
}

/// <summary>What an account may do (domain reference 2).</summary>
public enum AccountRole
{
    Unspecified = 0,

    /// <summary>A person who applies, whatever their stage: job seeker, CPMI, PMI, returnee.</summary>
    Applicant = 1,

    /// <summary>Officer of a BP3MI who verifies documents of government programmes.</summary>
    RegionalVerifier = 2,

    /// <summary>Central staff who run the batches of a programme.</summary>
    ProgrammeAdmin = 3,

    /// <summary>Reads everything, decides nothing.</summary>
    Auditor = 4,

    /// <summary>Helps people with their account and data.</summary>
    HelpdeskAgent = 5,

    /// <summary>Appoints officers.</summary>
    SystemAdmin = 6,
}
