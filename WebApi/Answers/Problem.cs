using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Answers;

/// <summary>Why a request was not carried out, before it is put into words. Never holds a value the caller sent.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Code">Stable kebab-case code: one of <see cref="ProblemCodes"/>, or of a refusal.</param>
public sealed record Problem(int Status, string Code)
{
    /// <summary>What is wrong, field by field, in the order in which to mend it.</summary>
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>Values the text needs; also given to the caller.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>When to try again, if trying again makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The version there is now, quoted as in the ETag header; only with 412.</summary>
    public string? CurrentTag { get; init; }

    /// <summary>The one place where the kind of a refusal becomes a status code.</summary>
    public static Problem Of(Refusal refusal) => new(StatusOf(refusal.Kind), refusal.Code)
    {
        Errors = [.. refusal.Reasons.Select(reason => new FieldError(reason.Pointer, reason.Code) { Fix = Fixes.Find(reason.Code) })],
        Facts = refusal.Facts,
        RetryAfterSeconds = refusal.Facts.TryGetValue("retryAfterSeconds", out var text) && int.TryParse(text, out var seconds) ? seconds
            : refusal.Kind is RefusalKind.Unavailable or RefusalKind.TooMany ? 30
            : null,
    };

    /// <summary>Wrong values: the refusal's own code when that is all that is wrong, else <c>validation</c> with all of them.</summary>
    public static Problem OfFields(int status, params IReadOnlyList<FieldError> errors) =>
        new(status, errors is [{ IsRefusal: true } only] ? only.Code : ProblemCodes.Validation) { Errors = [.. errors] };

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A refusal without a kind has no status code."),
    };
}

/// <summary>One wrong field.</summary>
/// <param name="Pointer">JSON pointer into the body, or the name of a header, query value or part.</param>
/// <param name="Code">Stable code; the text catalogue has <c>reason.CODE</c> or <c>refusal.CODE</c>.</param>
public sealed record FieldError(string Pointer, string Code)
{
    /// <summary>Whether the code is that of a refusal, which can stand for the whole request.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>The route by which it is mended, when that is another one than was called.</summary>
    public string? Fix { get; init; }
}

/// <summary>Ends a request with a problem, from code that reads requests.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    /// <summary>What to answer.</summary>
    public Problem Problem { get; } = problem;
}
