using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>Why a command on a case, or on an officer's account, is not carried out.</summary>
public static class AccountRecoveryRefusals
{
    public static readonly Refusal NotFound = new("recovery-not-found", RefusalKind.NotFound);
    public static readonly Refusal OwnCase = new("recovery-of-own-account", RefusalKind.Forbidden);
    public static readonly Refusal AlreadyDecided = new("recovery-already-decided", RefusalKind.Conflict);
    public static readonly Refusal OfficerNotFound = new("officer-not-found", RefusalKind.NotFound);
    public static readonly Refusal OwnAuthenticator = new("authenticator-is-own", RefusalKind.Forbidden);
}
