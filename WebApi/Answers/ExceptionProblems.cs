using System.Data.Common;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Grains;

namespace Siskop2mi.WebApi.Answers;

/// <summary>What an exception means to a client. The only place that knows exceptions of the grain host and the store.</summary>
internal static class ExceptionProblems
{
    /// <summary>Whether the store would refuse the same thing again, however often it is repeated.</summary>
    public static bool IsForGood(Exception failure) => failure is WriteRefusedException or StateUnreadableException;

    public static Problem Of(Exception exception) => exception switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new Problem(StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new Problem(StatusCodes.Status408RequestTimeout, ProblemCodes.RequestTimeout),
        BadHttpRequestException => new Problem(StatusCodes.Status400BadRequest, ProblemCodes.MalformedBody),
        // Somebody else wrote first, and again at every retry: nothing of this request is stored.
        InconsistentStateException => new Problem(StatusCodes.Status409Conflict, ProblemCodes.ConcurrentChange) { RetryAfterSeconds = 1 },
        UniqueValueTakenException => Away(ProblemCodes.Overloaded, 1),
        FencedException => Away(ProblemCodes.NodeNotActive, 5),
        StorageUnavailableException or CommitOutcomeUnknownException or DbException => Away(ProblemCodes.StorageUnavailable, 5),
        TimeoutException => Away(ProblemCodes.Overloaded, 5),
        // The in-house host closes its door with a subclass of its own; Orleans rejects calls with others.
        OrleansException => Away(ProblemCodes.NodeNotActive, 5),
        _ => new Problem(StatusCodes.Status500InternalServerError, ProblemCodes.Internal),
    };

    /// <summary>
    /// Whether the same request may be tried again at once: the store said that nothing, or perhaps nothing, was written. A unique
    /// value that a rule makes up, such as a reference, is another one at the next try.
    /// </summary>
    public static bool IsWorthAnotherTry(Exception exception) =>
        exception is InconsistentStateException or CommitOutcomeUnknownException or UniqueValueTakenException;

    private static Problem Away(string code, int retryAfterSeconds) =>
        new(StatusCodes.Status503ServiceUnavailable, code) { RetryAfterSeconds = retryAfterSeconds };
}
