using System.Text.Json.Serialization;

namespace Siskop2mi.Simulators.CivilRegistry;

/// <summary>Stands in for the civil registry (Dukcapil): do a NIK, a name and the mother's name belong together?</summary>
public static class CivilRegistryApi
{
    private const string WrongMother = "BUKAN IBU";
    private const string WrongName = "BUKAN NAMA";

    /// <summary>Adds the routes.</summary>
    public static void MapCivilRegistry(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/civil-registry/identity-checks", Check);

    // Values are read and answered upon; they are not logged, kept or repeated.
    private static async Task<IResult> Check(
        IdentityCheck check, SimulatorOptions options, HttpResponse response, CancellationToken cancellation)
    {
        if (check.NationalId is not { Length: 16 } nik || !nik.All(char.IsAsciiDigit)) return Wrong("nationalId is 16 digits.");
        if (string.IsNullOrWhiteSpace(check.FullName)) return Wrong("fullName is missing.");
        if (string.IsNullOrWhiteSpace(check.MotherName)) return Wrong("motherName is missing.");

        switch (nik[12..])
        {
            case "0404": return Answer(IdentityCheckResult.NotFound);
            case "0429":
                response.Headers.RetryAfter = "1";
                return Results.Problem("Too many checks.", statusCode: StatusCodes.Status429TooManyRequests);
            case "0500": return Results.Problem("Internal failure.", statusCode: StatusCodes.Status500InternalServerError);
            case "0502": return Results.Text("<html>Bad gateway</html>", "text/html", statusCode: StatusCodes.Status200OK);
            case "0503": return Results.Problem("Closed for maintenance.", statusCode: StatusCodes.Status503ServiceUnavailable);
            case "0408":
                await Task.Delay(options.Slow, cancellation);
                break;
        }

        return Answer(Same(check.MotherName, WrongMother) || Same(check.FullName, WrongName)
            ? IdentityCheckResult.Mismatch
            : IdentityCheckResult.Match);
    }

    private static bool Same(string given, string magic) => string.Equals(given.Trim(), magic, StringComparison.OrdinalIgnoreCase);

    private static IResult Wrong(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Answer(IdentityCheckResult result) => Results.Ok(new IdentityCheckAnswer(result));

    private sealed record IdentityCheck(string? NationalId, string? FullName, string? MotherName);

    private sealed record IdentityCheckAnswer(IdentityCheckResult Result);

    [JsonConverter(typeof(JsonStringEnumConverter<IdentityCheckResult>))]
    private enum IdentityCheckResult
    {
        [JsonStringEnumMemberName("unknown")] Unknown = 0,
        [JsonStringEnumMemberName("match")] Match = 1,
        [JsonStringEnumMemberName("mismatch")] Mismatch = 2,
        [JsonStringEnumMemberName("not-found")] NotFound = 3,
    }
}
