using Orleans.Concurrency;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Documents;

/// <summary>One document in a person's wallet. Key: an opaque document id.</summary>
public interface IDocumentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks the register of the type whether the number is the owner's, before an upload is allowed. Answers
    /// <c>NumberAccepted</c>, or <c>NumberCheckPending</c> while the register gives no answer; then it is asked again by reminder.
    /// Repeatable. Refuses with <c>register-number-rejected</c> (its reason says why; nothing is kept),
    /// <c>too-many-number-checks</c>, <c>document-type-unknown</c>, <c>number-check-not-asked</c>,
    /// <c>document-register-unavailable</c>, <c>document-metadata-not-accepted</c>, <c>document-number-format</c>,
    /// <c>idempotency-key-reused</c>, <c>document-not-found</c> when it was removed.
    /// </summary>
    Task<Outcome<NumberCheckView>> CheckNumber(CheckNumber command);

    /// <summary>The check, also after the upload; null when there is none of this id.</summary>
    [ReadOnly]
    Task<NumberCheckView?> GetNumberCheck();

    /// <summary>
    /// Puts a document with its stored file into the wallet, in the place of another version when it names one. Repeatable with
    /// the same file. Refuses with <c>document-type-unknown</c>, <c>document-metadata-missing</c>,
    /// <c>document-metadata-not-accepted</c>, <c>document-detail-unknown</c>, <c>document-number-format</c>,
    /// <c>document-dates</c>, <c>file-type-not-allowed</c>, <c>file-too-large</c>, <c>idempotency-key-reused</c>; where a register
    /// must know the number with <c>number-check-required</c>, <c>number-check-of-other</c>, <c>register-number-rejected</c>;
    /// where another version is to be replaced with what <see cref="Supersede"/> refuses there: then it is not in the wallet.
    /// </summary>
    Task<Outcome<DocumentView>> Add(AddDocument command);

    /// <summary>
    /// A new version takes its place; called by the new one. It stays readable. Repeatable. Refuses with
    /// <c>replaced-document-not-found</c>, <c>replaced-document-of-other-type</c>, <c>document-replaced-before</c> when another version
    /// was quicker, <c>document-number-not-accepted</c>.
    /// </summary>
    Task<Outcome<Done>> Supersede(SupersedeDocument command);

    /// <summary>
    /// An application is sent with it: from now on it cannot be removed. Call it before the application is stored as sent.
    /// Repeatable. Refuses with <c>document-not-found</c>, <c>document-check-unanswered</c>, <c>document-number-not-accepted</c>.
    /// </summary>
    Task<Outcome<Done>> PinTo(string applicationId);

    /// <summary>
    /// Takes it out of the wallet; what was in it is gone, and the caller removes the file. Repeatable. Refuses with
    /// <c>document-not-found</c>, <c>document-in-use</c>.
    /// </summary>
    Task<Outcome<DocumentRemoval>> Remove(RemoveDocument command);

    /// <summary>The document, or null when there is none of this id in a wallet.</summary>
    [ReadOnly]
    Task<DocumentView?> Get();
}
