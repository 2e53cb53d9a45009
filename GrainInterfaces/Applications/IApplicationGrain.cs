using System.Collections.Immutable;
using Orleans.Concurrency;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.GrainInterfaces.Applications;

/// <summary>One person's application to one batch. Key: <see cref="ApplicationKey"/>.</summary>
public interface IApplicationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Opens the draft; repeatable. Refuses with <c>vacancy-not-found</c>, <c>registration-closed</c>, <c>barred</c>,
    /// <c>application-withdrawn</c>, or <c>already-applied</c> when the person's application to this batch names another position.
    /// </summary>
    Task<Outcome<ApplicationView>> Start(StartApplication command);

    /// <summary>
    /// Replaces the picked documents; sent back, only those to be fixed. Refuses with <c>application-not-found</c>,
    /// <c>application-not-a-draft</c>, <c>version-conflict</c>, <c>too-many-documents</c>, <c>document-not-to-fix</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> PickDocuments(PickDocuments command);

    /// <summary>
    /// Replaces the answers of the last step. Refuses as <see cref="PickDocuments"/>, and with <c>office-unknown</c> or
    /// <c>message-too-long</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> AnswerLastStep(AnswerLastStep command);

    /// <summary>
    /// Sends the application, or sends it again after a fix. The receipt is given after it is durable, and again for the same key.
    /// Refuses with <c>application-not-found</c>, <c>application-not-a-draft</c>, <c>registration-closed</c>, <c>barred</c>,
    /// <c>fix-overdue</c>, <c>idempotency-key-reused</c>, or <c>workflow-order</c> with every missing thing as a reason, or
    /// <c>not-eligible</c> with every demand not met. A refused submission leaves the draft as
    /// it was. Where the vacancy keeps places, it also refuses with <c>quota-exhausted</c> or <c>draw-held</c>.
    /// Fails with <see cref="UniqueValueTakenException"/> when another application has the same reference: try again.
    /// </summary>
    Task<Outcome<ApplicationReceipt>> Submit(SubmitApplication command);

    /// <summary>
    /// The applicant accepts the place on offer; repeatable. Refuses with <c>application-not-found</c>,
    /// <c>place-not-offered</c>, <c>offer-lapsed</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> AcceptPlace();

    /// <summary>
    /// The vacancy tells what it keeps for this application: an offer, a rank drawn, a loss. The application follows. Whether it
    /// holds what is kept; repeatable.
    /// </summary>
    Task<bool> HearPlace(PlaceNews news);

    /// <summary>What sending would say is missing now, in the order of the guide; empty unless the applicant is to send it.</summary>
    [ReadOnly]
    Task<ImmutableArray<RefusalReason>> FindMissing(DateTimeOffset now);

    /// <summary>
    /// The applicant steps back; repeatable. After a binding stage the person is barred from the programme, at the latest a minute
    /// later. Refuses with <c>application-not-found</c>, <c>application-ended</c>, <c>reason-unknown</c>, <c>note-missing</c>,
    /// <c>note-too-long</c>, <c>withdrawal-bars</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> Withdraw(WithdrawApplication command);

    /// <summary>
    /// An officer of the assigned office takes the dossier; repeatable. Refuses with <c>application-not-found</c> (also for other
    /// offices), <c>application-not-awaiting-verification</c>, <c>own-application</c>, <c>claimed-by-other</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> Claim(ClaimApplication command);

    /// <summary>The officer gives the dossier back. Refuses as <see cref="Claim"/>.</summary>
    Task<Outcome<ApplicationView>> Release(ReleaseApplication command);

    /// <summary>
    /// The officer says what is with one document; repeatable. Refuses as <see cref="Claim"/>, and with <c>not-claimed</c>,
    /// <c>document-not-picked</c>, <c>document-changed</c>, <c>reason-unknown</c>, <c>note-missing</c>, <c>note-too-long</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> RecordVerdict(RecordVerdict command);

    /// <summary>
    /// The officer finds the documents in order; repeatable. Refuses as <see cref="Claim"/>, and with <c>not-claimed</c> or
    /// <c>verdicts-missing</c> (the reasons name the documents).
    /// </summary>
    Task<Outcome<ApplicationView>> Verify(VerifyApplication command);

    /// <summary>
    /// The officer sends the application back to be mended; repeatable. Refuses as <see cref="Claim"/>, and with
    /// <c>not-claimed</c>, <c>cannot-be-fixed</c>, <c>nothing-to-fix</c>, <c>note-too-long</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> Return(ReturnApplication command);

    /// <summary>
    /// The officer ends the application for a reason; repeatable. Refuses as <see cref="Claim"/>, and with <c>not-claimed</c>,
    /// <c>reason-unknown</c>, <c>note-missing</c>, <c>note-too-long</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> Fail(FailApplication command);

    /// <summary>
    /// The officer notes that the applicant did not come; repeatable. Refuses as <see cref="Claim"/>, and with <c>not-claimed</c>,
    /// <c>note-too-long</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> MarkAbsent(MarkAbsent command);

    /// <summary>
    /// The central office gives the dossier to another office; repeatable. Refuses with <c>application-not-found</c> (also before
    /// it was sent), <c>application-not-awaiting-verification</c>, <c>office-unknown</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> Move(MoveApplication command);

    /// <summary>
    /// Makes the result of a stage public; repeatable. Refuses with <c>application-not-found</c>,
    /// <c>application-not-in-selection</c>, <c>stage-unknown</c>, <c>stage-order</c>, <c>result-already-published</c>.
    /// </summary>
    Task<Outcome<ApplicationView>> PublishResult(PublishResult command);

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
