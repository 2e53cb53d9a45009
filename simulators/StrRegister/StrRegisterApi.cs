using System.Collections.Concurrent;

namespace Siskop2mi.Simulators.StrRegister;

/// <summary>
/// Stands in for the register of health workers: is there a registration (STR) of this number, and whose is it? What follows
/// <c>STR-</c> in the number chooses the answer.
/// </summary>
public static class StrRegisterApi
{
    private const string Mark = "STR-";
    private const string Later = "LATER-";
    private const string WrongName = "BUKAN NAMA";

    /// <summary>Adds the routes.</summary>
    public static void MapStrRegister(this IEndpointRouteBuilder routes)
    {
        var asked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        routes.MapPost("/str-register/number-checks", (
            NumberCheck check, SimulatorOptions options, HttpResponse response, CancellationToken cancellation) =>
            Check(check, asked, options, response, cancellation));
    }

    // Values are read and answered upon; they are not logged, kept (but for "later") or repeated.
    private static async Task<IResult> Check(
        NumberCheck check, ConcurrentDictionary<string, bool> asked, SimulatorOptions options, HttpResponse response,
        CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(check.Number)) return Wrong("number is missing.");
        if (string.IsNullOrWhiteSpace(check.FullName)) return Wrong("fullName is missing.");
        var number = check.Number.Trim().ToUpperInvariant();
        if (!number.StartsWith(Mark, StringComparison.Ordinal)) return Answer("not-found");
        var rest = number[Mark.Length..];
        if (rest.StartsWith(Later, StringComparison.Ordinal))
        {
            if (asked.TryAdd(number, true)) return Away();
            rest = rest[Later.Length..];
        }

        switch (rest.Split('-')[0])
        {
            case "EXPIRED": return Answer("expired");
            case "OTHER": return Answer("name-mismatch");
            case "DOWN": return Away();
            case "NONSENSE": return Results.Text("<html>Bad gateway</html>", "text/html", statusCode: StatusCodes.Status200OK);
            case "BUSY":
                response.Headers.RetryAfter = "1";
                return Results.Problem("Too many checks.", statusCode: StatusCodes.Status429TooManyRequests);
            case "SLOW":
                await Task.Delay(options.Slow, cancellation);
                break;
            case "VALID": break;
            default: return Answer("not-found");
        }

        return Answer(string.Equals(check.FullName.Trim(), WrongName, StringComparison.OrdinalIgnoreCase) ? "name-mismatch" : "valid");
    }

    private static IResult Away() =>
        Results.Problem("Closed for maintenance.", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static IResult Wrong(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Answer(string result) => Results.Ok(new NumberCheckAnswer(result));

    private sealed record NumberCheck(string? Number, string? FullName);

    private sealed record NumberCheckAnswer(string Result);
}
