using System.Globalization;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Requests;

/// <summary>Reads the headers by which a client makes its requests safe to repeat.</summary>
internal static class RequestHeaders
{
    private const string IdempotencyKeyName = "Idempotency-Key";

    /// <summary>Keys from which an id is made must not be guessable.</summary>
    private const int MinLengthOfIdKey = 16;

    /// <summary>The key of a request that must have one: 1 to 255 visible ASCII characters, sent once.</summary>
    public static string RequireIdempotencyKey(this HttpRequest request) =>
        request.FindIdempotencyKey(1) ?? throw Bad(StatusCodes.Status400BadRequest, ProblemCodes.IdempotencyKeyMissing, IdempotencyKeyName);

    /// <summary>The key of a request that may have one and whose result gets its id from it: at least 16 characters.</summary>
    public static string? FindIdKey(this HttpRequest request) => request.FindIdempotencyKey(MinLengthOfIdKey);

    /// <summary>
    /// The revision the client saw. 428 without the header; anything that is not one of our tags reads as a revision that
    /// never was, which the rule refuses as stale.
    /// </summary>
    public static int RequireIfMatch(this HttpRequest request)
    {
        var values = request.Headers.IfMatch;
        if (values.Count == 0) throw Bad(StatusCodes.Status428PreconditionRequired, ProblemCodes.PreconditionRequired, "If-Match");
        return values.Count == 1 && values[0] is ['"', .. var digits, '"']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1;
    }

    private static string? FindIdempotencyKey(this HttpRequest request, int minLength)
    {
        var values = request.Headers[IdempotencyKeyName];
        if (values.Count == 0) return null;
        var isKey = values.Count == 1 && values[0] is { Length: <= 255 } key && key.Length >= minLength
            && key.All(letter => letter is > ' ' and <= '~');
        return isKey ? values[0] : throw Bad(StatusCodes.Status400BadRequest, ProblemCodes.IdempotencyKeyInvalid, IdempotencyKeyName);
    }

    private static ProblemException Bad(int status, string code, string header) =>
        new(new Problem(status, code) { Errors = [new FieldError(header, code)] });
}
