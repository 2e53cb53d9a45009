using Orleans.Concurrency;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Applications;

/// <summary>One person's application to one batch. Key: <see cref="ApplicationKey"/>.</summary>
public interface IApplicationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Opens the draft; repeatable. Refuses with <c>vacancy-not-found</c>, <c>registration-closed</c>, or <c>already-applied</c>
    /// when the person's application to this batch names another position.
    /// </summary>
    Task<Outcome<ApplicationView>> Start(StartApplication command);

    /// <summary>
    /// Replaces the picked documents. Refuses with <c>application-not-found</c>, <c>application-not-a-draft</c>, <c>version-conflict</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> PickDocuments(PickDocuments command);

    /// <summary>
    /// Replaces the answers of the last step. Refuses as <see cref="PickDocuments"/>, and with <c>office-unknown</c> or
    /// <c>message-too-long</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> AnswerLastStep(AnswerLastStep command);

    /// <summary>
    /// Sends the application. The receipt is given after it is durable, and again for the same key. Refuses with
    /// <c>application-not-found</c>, <c>application-not-a-draft</c>, <c>registration-closed</c>, or <c>workflow-order</c> with
    /// every missing thing as a reason. A refused submission leaves the draft as it was.
    /// </summary>
    Task<Outcome<ApplicationReceipt>> Submit(SubmitApplication command);

    /// <summary>
    /// An officer of the chosen office takes the dossier; repeatable. Refuses with <c>application-not-found</c> (also for other
    /// offices), <c>application-not-awaiting-verification</c>, <c>claimed-by-other</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> Claim(ClaimApplication command);

    /// <summary>The officer gives the dossier back. Refuses as <see cref="Claim"/>.</summary>
    Task<Outcome<ApplicationView>> Release(ReleaseApplication command);

    /// <summary>
    /// The officer finds the documents in order; repeatable. Refuses as <see cref="Claim"/>, and with <c>not-claimed</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> Verify(VerifyApplication command);

    /// <summary>
    /// Takes a slot at the chosen office, or moves to it; repeatable. Refuses with <c>application-not-found</c>,
    /// <c>appointment-not-possible</c>, <c>slot-unknown</c>, <c>slot-taken</c>, <c>office-day-full</c>. The slot held before is
    /// given back only when the new one is held.
    /// </summary>
    Task<Outcome<ApplicationView>> BookAppointment(BookAppointment command);

    /// <summary>Gives the slot up; repeatable. Refuses with <c>application-not-found</c>, <c>appointment-not-possible</c>.</summary>
    Task<Outcome<ApplicationView>> CancelAppointment();

    /// <summary>The application, or null when there is none of this id.</summary>
    [ReadOnly]
    Task<ApplicationView?> Get();
}
