namespace Siskop2mi.Simulators.Sms;

/// <summary>Stands in for the operator that carries text messages, and shows what it took. The end of a number chooses a failure.</summary>
public static class SmsApi
{
    private const int LongestWaitSeconds = 60;

    /// <summary>Adds the routes.</summary>
    public static void MapSms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sms/messages", Take);
        routes.MapGet("/sms", async (SmsStore store, string? to, int? waitSeconds, CancellationToken cancellation) => waitSeconds is > 0
            ? await store.ListOnceThereIsOne(to, TimeSpan.FromSeconds(Math.Min(waitSeconds.Value, LongestWaitSeconds)), cancellation)
            : store.List(to));
        routes.MapDelete("/sms", (SmsStore store) =>
        {
            store.Clear();
            return Results.NoContent();
        });
    }

    private static async Task<IResult> Take(
        NewMessage message, SmsStore store, SimulatorOptions options, HttpContext context, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(message.Id)) return Wrong("id is missing.");
        if (message.To is not ['+', .. { Length: >= 8 } digits] || !digits.All(char.IsAsciiDigit)) return Wrong("to is no number.");
        if (string.IsNullOrEmpty(message.Text)) return Wrong("text is missing.");

        switch (message.To[^4..])
        {
            case "0422": return Results.Problem("No such subscriber.", statusCode: StatusCodes.Status422UnprocessableEntity);
            case "0429": return Results.Problem("Too many messages.", statusCode: StatusCodes.Status429TooManyRequests);
            case "0503": return Results.Problem("Closed for maintenance.", statusCode: StatusCodes.Status503ServiceUnavailable);
            case "0408":
                await Task.Delay(options.Slow, cancellation);
                break;
        }

        store.Add(message.Id, message.To, message.Text);
        if (message.To.EndsWith("0499", StringComparison.Ordinal)) context.Abort();
        return Results.Accepted();
    }

    private static IResult Wrong(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private sealed record NewMessage(string? Id, string? To, string? Text);
}
