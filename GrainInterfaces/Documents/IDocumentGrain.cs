using Orleans.Concurrency;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Documents;

/// <summary>One document in a person's wallet. Key: an opaque document id.</summary>
public interface IDocumentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts a document with its stored file into the wallet. Repeatable with the same file. Refuses with
    /// <c>document-type-unknown</c>, <c>document-register-unavailable</c>, <c>document-metadata-missing</c>,
    /// <c>document-number-format</c>, <c>document-dates</c>, <c>file-type-not-allowed</c>, <c>file-too-large</c>,
    /// <c>idempotency-key-reused</c>.
    /// </summary>
    Task<Outcome<DocumentView>> Add(AddDocument command);

    /// <summary>The document, or null when there is none of this id.</summary>
    [ReadOnly]
    Task<DocumentView?> Get();
}
