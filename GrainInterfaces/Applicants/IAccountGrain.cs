using Orleans.Concurrency;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Applicants;

/// <summary>An account, from the first registration step to log-ins. Key: an unguessable account id.</summary>
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps what the person says about themselves and asks the civil registry. Answers <c>CredentialsPending</c>,
    /// <c>IdentityRejected</c>, or <c>IdentityChecking</c> while the registry gives no answer; then it is asked again every minute.
    /// Repeatable. Refuses with <c>registration-of-other-identity</c> when the key is taken by other data.
    /// </summary>
    Task<Outcome<RegistrationReceipt>> StartRegistration(StartRegistration command);

    /// <summary>
    /// Sets e-mail, mobile number and password and asks for an activation link or code; until activation it may be repeated with
    /// other values. Refuses with <c>identity-still-checking</c>, <c>identity-rejected</c>, <c>account-already-active</c>,
    /// <c>registration-not-found</c>, and <c>resend-too-soon</c> when another number asks for a code too early.
    /// </summary>
    Task<Outcome<RegistrationReceipt>> ChooseCredentials(ChooseCredentials command);

    /// <summary>
    /// Asks for the link or a new code. Refuses as <see cref="ChooseCredentials"/>, with <c>credentials-missing</c> before it, and
    /// with <c>resend-too-soon</c> (fact <c>retryAfterSeconds</c>).
    /// </summary>
    Task<Outcome<RegistrationReceipt>> SendActivationAgain(SendActivationAgain command);

    /// <summary>
    /// Uses another mobile number and sends a code to it; the number that has one already gets no second. Refuses as
    /// <see cref="SendActivationAgain"/>.
    /// </summary>
    Task<Outcome<RegistrationReceipt>> ChangeMobile(ChangeMobile command);

    /// <summary>
    /// Opens the account for the owner of the phone. Refuses with <c>invalid-code</c> (wrong, expired, used, no such account),
    /// <c>too-many-attempts</c> after five wrong ones, or <c>already-registered</c> as <see cref="Activate"/>.
    /// </summary>
    Task<Outcome<RegistrationReceipt>> ConfirmByCode(ConfirmByCode command);

    /// <summary>
    /// Opens the account for the owner of the e-mail address. Refuses with <c>link-expired</c> (used or replaced),
    /// <c>link-not-found</c>, or <c>already-registered</c> when another active account holds the NIK or the address.
    /// </summary>
    Task<Outcome<RegistrationReceipt>> Activate(ActivateAccount command);

    /// <summary>
    /// Counts an attempt and says whether it lets the person in. Refuses with <c>invalid-credentials</c> (unknown, not active
    /// and wrong password are one answer) or <c>too-many-attempts</c> (fact <c>retryAfterSeconds</c>); to who knows the password of an
    /// account with an authenticator app, with <c>totp-required</c> or <c>invalid-code</c>.
    /// </summary>
    Task<Outcome<LogInReceipt>> AttemptLogIn(AttemptLogIn command);

    /// <summary>
    /// Sends a code for a new password to what the owner has proved; nothing when there is no such account, or so soon after the
    /// last one. Never refuses: who asks must not hear which it was.
    /// </summary>
    Task RequestPasswordReset(RequestPasswordReset command);

    /// <summary>
    /// Replaces the password and ends every session. Refuses with <c>invalid-code</c> (wrong, expired, used, no such account) or
    /// <c>too-many-attempts</c> after five wrong ones.
    /// </summary>
    Task<Outcome<Done>> ResetPassword(ResetPassword command);

    /// <summary>Keeps a key for an authenticator app. Refuses with <c>totp-already-enrolled</c>.</summary>
    Task<Outcome<Done>> StartTotp(StartTotp command);

    /// <summary>
    /// Makes log-ins take a code of the app. Refuses with <c>invalid-code</c>, <c>totp-not-started</c>, <c>totp-already-enrolled</c>.
    /// </summary>
    Task<Outcome<Done>> ConfirmTotp(ConfirmTotp command);

    /// <summary>
    /// Takes away an officer's authenticator app and ends every session. Refuses with <c>officer-not-found</c> and
    /// <c>authenticator-is-own</c>. Repeatable.
    /// </summary>
    Task<Outcome<Done>> ResetTotp(ResetTotp command);

    /// <summary>
    /// Sets the contacts and the password of an approved recovery and ends every session; a case does so once. Refuses with
    /// <c>already-registered</c> when another active account holds the address, <c>recovery-not-found</c> when this one is not
    /// an applicant's.
    /// </summary>
    Task<Outcome<Done>> RecoverContacts(RecoverContacts command);

    /// <summary>Tells the owner that somebody registers with their data, once a day at most.</summary>
    Task NoteOtherRegistration();

    /// <summary>Ends every session and token of the account. Refuses with <c>invalid-credentials</c> when it is not active.</summary>
    Task<Outcome<Done>> EndSessions(EndSessions command);

    /// <summary>
    /// Makes an active officer's account; repeating it changes nothing. Refuses with <c>registration-of-other-identity</c>
    /// when the key is taken by a person or by another role, office or address, and with <c>already-registered</c> when another
    /// active account holds the address.
    /// </summary>
    Task<Outcome<RegistrationReceipt>> Appoint(AppointOfficer command);

    /// <summary>What the front door needs to check a password.</summary>
    [ReadOnly]
    Task<AccountCredentials> GetCredentials();

    /// <summary>Who this is. Status <c>NotStarted</c> when there is no such account.</summary>
    [ReadOnly]
    Task<AccountCard> GetCard();
}
