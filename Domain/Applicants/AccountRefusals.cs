using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>Why an account command is not carried out. None tells a stranger whether an account exists.</summary>
public static class AccountRefusals
{
    public static readonly Refusal NotFound = new("registration-not-found", RefusalKind.NotFound);
    public static readonly Refusal IdentityStillChecking = new("identity-still-checking", RefusalKind.Conflict);
    public static readonly Refusal IdentityRejected = new("identity-rejected", RefusalKind.Conflict);
    public static readonly Refusal OtherIdentity = new("registration-of-other-identity", RefusalKind.Conflict);
    public static readonly Refusal CredentialsMissing = new("credentials-missing", RefusalKind.Conflict);
    public static readonly Refusal AlreadyActive = new("account-already-active", RefusalKind.Conflict);
    public static readonly Refusal LinkNotFound = new("link-not-found", RefusalKind.NotFound);
    public static readonly Refusal LinkExpired = new("link-expired", RefusalKind.Gone);

    /// <summary>Told only to the owner of the e-mail address, who opened the link, and to who appoints officers.</summary>
    public static readonly Refusal AlreadyRegistered = new("already-registered", RefusalKind.Conflict);
    public static readonly Refusal InvalidCredentials = new("invalid-credentials", RefusalKind.Unauthenticated);
    public static readonly Refusal InvalidCode = new("invalid-code", RefusalKind.Unauthenticated);
    public static readonly Refusal TotpRequired = new("totp-required", RefusalKind.Unauthenticated);
    public static readonly Refusal TotpAlreadyEnrolled = new("totp-already-enrolled", RefusalKind.Conflict);
    public static readonly Refusal TotpNotStarted = new("totp-not-started", RefusalKind.Conflict);
    public static readonly Refusal ResendTooSoon = new("resend-too-soon", RefusalKind.TooMany);
    public static readonly Refusal TooManyAttempts = new("too-many-attempts", RefusalKind.TooMany);
}
